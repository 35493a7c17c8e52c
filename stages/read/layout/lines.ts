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
  // Most cells of a form hold one digit.
  if (glyphs.length < 2) return glyphs.length === 0 ? [] : [lineOf([glyphs[0]!])]
  if (glyphs.every(glyph => glyph.turn === 0)) return linesOfTurn(glyphs, 0)
  const turns = [0, 1, 2, 3] as const
  return turns.flatMap(turn =>
    linesOfTurn(
      glyphs.filter(g => g.turn === turn),
      turn,
    ),
  )
}

/** Where a glyph begins along the direction it is read in, and where it begins and ends across; see `extentOf`. */
interface Axes {
  u0(box: Box): number
  v0(box: Box): number
  v1(box: Box): number
}

/** By turn. Asked for each glyph of a page several times: an object each time would cost more than the sorting. */
const AXES: readonly Axes[] = [
  {u0: box => box[0], v0: box => box[1], v1: box => box[3]},
  {u0: box => box[1], v0: box => -box[2], v1: box => -box[0]},
  {u0: box => -box[2], v0: box => -box[3], v1: box => -box[1]},
  {u0: box => -box[3], v0: box => box[0], v1: box => box[2]},
]

function linesOfTurn(glyphs: readonly Glyph[], turn: Glyph['turn']): Line[] {
  const {u0, v0, v1} = AXES[turn]!
  const placed = [...glyphs].sort((a, b) => v0(a.box) + v1(a.box) - (v0(b.box) + v1(b.box)))
  const lines: Glyph[][] = []
  let [from, to] = [0, 0]
  for (const glyph of placed) {
    const [top, bottom] = [v0(glyph.box), v1(glyph.box)]
    const line = lines.at(-1)
    const shared = Math.min(bottom, to) - Math.max(top, from)
    if (line && shared >= SAME_LINE * Math.min(bottom - top, to - from)) {
      line.push(glyph)
      // The tallest glyph speaks for the line: a raised 2 must not pull its neighbours apart.
      if (bottom - top <= to - from) continue
    } else lines.push([glyph])
    from = top
    to = bottom
  }
  return lines.map(line => lineOf(line.sort((a, b) => u0(a.box) - u0(b.box) || a.order - b.order)))
}

/** A line of glyphs already in reading order. */
export function lineOf(glyphs: Glyph[]): Line {
  if (glyphs.length === 1) {
    const {box, size, turn} = glyphs[0]!
    return {glyphs, box: [...box], size, turn}
  }
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
