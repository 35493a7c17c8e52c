import type {Box} from '../../../pipeline/model/place.ts'
import {type Glyph, type Line, median, unionOf} from './types.ts'

/** Share of the smaller letter's height two glyphs of one line have in common; superscripts keep half of theirs. */
const SAME_LINE = 0.5

/** Extent of a glyph along (u) and across (v) the direction it is read in, v growing from line to line. */
export function extentOf(box: Box, turn: Glyph['turn']): {u0: number; u1: number; v0: number; v1: number} {
  const [x0, y0, x1, y1] = box
  switch (turn) {
    case 1:
      return {u0: y0, u1: y1, v0: -x1, v1: -x0}
    case 2:
      return {u0: -x1, u1: -x0, v0: -y1, v1: -y0}
    case 3:
      return {u0: -y1, u1: -y0, v0: x0, v1: x1}
    default:
      return {u0: x0, u1: x1, v0: y0, v1: y1}
  }
}

/** Lines of text from glyphs in any order, upright ones first, each from top to bottom (right to left if vertical). */
export function linesOf(glyphs: readonly Glyph[]): Line[] {
  if (glyphs.every(glyph => glyph.turn === 0)) return linesOfTurn(glyphs, 0)
  const turns = [0, 1, 2, 3] as const
  return turns.flatMap(turn =>
    linesOfTurn(
      glyphs.filter(g => g.turn === turn),
      turn,
    ),
  )
}

function linesOfTurn(glyphs: readonly Glyph[], turn: Glyph['turn']): Line[] {
  const placed = glyphs
    .map(glyph => ({glyph, ...extentOf(glyph.box, turn)}))
    .sort((a, b) => a.v0 + a.v1 - (b.v0 + b.v1))
  const lines: (typeof placed)[] = []
  let band = {v0: 0, v1: 0}
  for (const item of placed) {
    const line = lines.at(-1)
    const shared = Math.min(item.v1, band.v1) - Math.max(item.v0, band.v0)
    const height = Math.min(item.v1 - item.v0, band.v1 - band.v0)
    if (line && shared >= SAME_LINE * height) {
      line.push(item)
      // The tallest glyph speaks for the line: a raised 2 must not pull its neighbours apart.
      if (item.v1 - item.v0 > band.v1 - band.v0) band = {v0: item.v0, v1: item.v1}
    } else {
      lines.push([item])
      band = {v0: item.v0, v1: item.v1}
    }
  }
  return lines.map(line =>
    lineOf(line.sort((a, b) => a.u0 - b.u0 || a.glyph.order - b.glyph.order).map(i => i.glyph)),
  )
}

/** A line of glyphs already in reading order. */
export function lineOf(glyphs: Glyph[]): Line {
  return {
    glyphs,
    box: unionOf(glyphs.map(g => g.box)),
    size: median(glyphs.map(g => g.size)),
    turn: glyphs[0]?.turn ?? 0,
  }
}

/** Pieces of a line parted by gaps of at least `gap` letter sizes. */
export function segmentsOf(line: Line, gap: number): Line[] {
  const segments: Glyph[][] = []
  line.glyphs.forEach((glyph, i) => {
    const last = i > 0 ? line.glyphs[i - 1]! : null
    const wide =
      last && extentOf(glyph.box, line.turn).u0 - extentOf(last.box, line.turn).u1 > gap * line.size
    if (!last || wide) segments.push([glyph])
    else segments.at(-1)!.push(glyph)
  })
  return segments.map(lineOf)
}
