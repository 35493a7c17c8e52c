import {apply, type Matrix} from '../matrix.ts'
import {centreOf, type Glyph} from '../types.ts'
import {isDigit} from './text.ts'

/** A line that passes the middle of a digit no further off than this crosses it out, in letter sizes. */
const NEAR = 0.2
/** A line shorter than this share of a letter is no more than a part of it. */
const LEAST = 0.4
/** Most comparisons of lines and digits on one page; beyond them nothing is compared. */
const MAX_WORK = 2_000_000

/** Why a figure that a line runs through is doubtful. */
export const CROSSED = '数字上划有线条，可能已被划去'

/** A line from one point to another. */
interface Stroke {
  x0: number
  y0: number
  x1: number
  y1: number
}

type Segment = readonly [x0: number, y0: number, x1: number, y1: number]

/**
 * Digits that lines at a slant run through: somebody crossed a figure out, or a blank cell beside it. Nobody can tell for
 * certain which, so they are marked and stay.
 * @param slants in user space
 */
export function markCrossed(glyphs: readonly Glyph[], slants: readonly Stroke[], view: Matrix): void {
  if (slants.length === 0) return
  const digits = glyphs.filter(({text}) => isDigit(text))
  const lines = slants.map(({x0, y0, x1, y1}): Segment => [...apply(view, x0, y0), ...apply(view, x1, y1)])
  if (digits.length * lines.length > MAX_WORK) {
    markAmong(digits, lines)
    return
  }
  for (const digit of digits) {
    const [x, y] = centreOf(digit.box)
    const isThrough = lines.some(([x0, y0, x1, y1]) => {
      const [dx, dy] = [x1 - x0, y1 - y0]
      const length = Math.hypot(dx, dy)
      if (!(length > LEAST * digit.size)) return false
      const along = ((x - x0) * dx + (y - y0) * dy) / length
      const across = Math.abs((x - x0) * dy - (y - y0) * dx) / length
      return across < NEAR * digit.size && along > 0 && along < length
    })
    if (isThrough) digit.doubt = CROSSED
  }
}

/** Of a page that is full of such lines (hatching) every digit among them is marked. */
function markAmong(digits: readonly Glyph[], lines: readonly Segment[]): void {
  const extent = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number]
  for (const [x0, y0, x1, y1] of lines) {
    extent[0] = Math.min(extent[0], x0, x1)
    extent[1] = Math.min(extent[1], y0, y1)
    extent[2] = Math.max(extent[2], x0, x1)
    extent[3] = Math.max(extent[3], y0, y1)
  }
  for (const digit of digits) {
    const [x, y] = centreOf(digit.box)
    if (x > extent[0] && x < extent[2] && y > extent[1] && y < extent[3])
      digit.doubt = '数字所在处划有大量斜线，可能已被划去'
  }
}
