import type {Frame} from './frames.ts'
import {type Edge, least} from './types.ts'

/** Outer edges of one table agree within this many tolerances from page to page. */
const AGREE = 1.5

/** A top without a rule lies at least this many tolerances above the first one. */
const OPEN = 3

/** What is known of a table that ran to the end of the page before. */
export interface TableAbove {
  /** Its column edges. */
  xs: readonly number[]
}

/** Whether a frame with these outer edges may hold the rest of the table above: as wide, though perhaps shifted. */
export function isAsWide(above: TableAbove, left: number, right: number, tolerance: number): boolean {
  return Math.abs(above.xs.at(-1)! - above.xs[0]! - (right - left)) <= AGREE * tolerance
}

/**
 * Adds the outer border that browsers leave out when a cell over many rows spans a whole page: the topmost frame ends at
 * an inner column edge of the table above on one side, and at its outer edge on the other. Changes the frame.
 */
export function completeFrame(frames: readonly Frame[], above: TableAbove, tolerance: number): void {
  const tables = frames.filter(f => f.vertical.length > 1 && f.horizontal.length > 0)
  const top = least(tables.map(f => f.box[1]))
  const frame = tables.find(f => f.box[1] === top)
  // Such a frame begins with a cut row: no rule runs along its top.
  if (!frame || least(frame.horizontal.map(e => e.at)) - top < OPEN * tolerance) return
  const [left, , right] = frame.box
  const same = (a: number, b: number) => Math.abs(a - b) <= AGREE * tolerance
  const [first, last] = [above.xs[0]!, above.xs.at(-1)!]
  const inner = (x: number) => above.xs.slice(1, -1).some(edge => same(edge, x))
  const side = (at: number): Edge => ({at, from: frame.box[1], to: frame.box[3]})
  if (same(right, last) && inner(left)) {
    frame.vertical.push(side(first))
    frame.box = [first, frame.box[1], right, frame.box[3]]
  } else if (same(left, first) && inner(right)) {
    frame.vertical.push(side(last))
    frame.box = [left, frame.box[1], last, frame.box[3]]
  }
}
