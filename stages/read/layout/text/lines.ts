import type {Box} from '../../../../pipeline/model/place.ts'
import {type Glyph, type Line, median, unionOf} from '../types.ts'

/** Share of the smaller letter's height two glyphs of one line have in common; superscripts keep half of theirs. */
const SAME_LINE = 0.5

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

/** Where a glyph begins and ends along the direction it is read in (u) and across it (v), v growing from line to line. */
interface Axes {
  u0(box: Box): number
  u1(box: Box): number
  v0(box: Box): number
  v1(box: Box): number
}

/** By turn. Asked for each glyph of a page several times: an object each time would cost more than the sorting. */
const AXES: readonly Axes[] = [
  {u0: box => box[0], u1: box => box[2], v0: box => box[1], v1: box => box[3]},
  {u0: box => box[1], u1: box => box[3], v0: box => -box[2], v1: box => -box[0]},
  {u0: box => -box[2], u1: box => -box[0], v0: box => -box[3], v1: box => -box[1]},
  {u0: box => -box[3], u1: box => -box[1], v0: box => box[0], v1: box => box[2]},
]

function linesOfTurn(glyphs: readonly Glyph[], turn: Glyph['turn']): Line[] {
  const {u0, v0, v1} = AXES[turn]!
  const placed = inOrder(glyphs, (a, b) => v0(a.box) + v1(a.box) - (v0(b.box) + v1(b.box)))
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
  return lines.map(line => lineOf(inOrder(line, (a, b) => u0(a.box) - u0(b.box) || a.order - b.order)))
}

/** Sorted; most glyphs come as they are read. */
function inOrder<T extends readonly Glyph[]>(
  glyphs: T,
  compare: (a: Glyph, b: Glyph) => number,
): T | Glyph[] {
  for (let i = 1; i < glyphs.length; i++) {
    if (compare(glyphs[i - 1]!, glyphs[i]!) > 0) return [...glyphs].sort(compare)
  }
  return glyphs
}

/** From the begin of one glyph of a line to the end of another, in reading direction. */
export function lengthOf(first: Glyph, last: Glyph, turn: Glyph['turn']): number {
  const {u0, u1} = AXES[turn]!
  return u1(last.box) - u0(first.box)
}

/** How far a glyph stands from the one before it in its line. */
export function gapBetween(before: Glyph, glyph: Glyph, turn: Glyph['turn']): number {
  const {u0, u1} = AXES[turn]!
  return u0(glyph.box) - u1(before.box)
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
    const wide = last && gapBetween(last, glyph, line.turn) > gap * line.size
    if (!last || wide) segments.push([glyph])
    else segments.at(-1)!.push(glyph)
  })
  return segments.map(lineOf)
}
