import type {Glyph} from '../layout/index.ts'
import {apply, type Matrix} from '../layout/matrix.ts'
import {isDigit} from '../layout/text.ts'
import {centreOf} from '../layout/types.ts'
import type {Stroke} from './paths.ts'

/** A line that passes the middle of a digit no further off than this crosses it out, in letter sizes. */
const NEAR = 0.2
/** A line shorter than this share of a letter is no more than a part of it. */
const LEAST = 0.4
/** Most comparisons of lines and digits on one page. */
const MAX_WORK = 2_000_000

/**
 * Digits that lines at a slant run through: somebody crossed a figure out, or a blank cell beside it. Nobody can tell for
 * certain which, so they are marked and stay.
 * @param slants in user space
 */
export function markCrossed(glyphs: readonly Glyph[], slants: readonly Stroke[], view: Matrix): void {
  if (slants.length === 0) return
  const digits = glyphs.filter(({text}) => isDigit(text))
  if (digits.length * slants.length > MAX_WORK) return
  const lines = slants.map(({x0, y0, x1, y1}) => [...apply(view, x0, y0), ...apply(view, x1, y1)] as const)
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
    if (isThrough) digit.doubt = '数字上划有线条，可能已被划去'
  }
}
