import {type Edge, least} from '../types.ts'
import type {Frame} from './frames.ts'

/** Outer edges of one table agree within this many tolerances from page to page. */
const AGREE = 1.5

/** An upright rule beside a frame is its missing side when it is at least this share as long. */
const MIN_SIDE = 0.8
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
 * Adds the outer border that is missing where a cell over many rows spans a whole page: the topmost frame ends at an
 * inner column edge of the table above on one side, and at its outer edge on the other. Either nothing is drawn there
 * and the frame begins with a cut row, or an upright rule that meets nothing stands in its place. Changes the frame.
 */
export function completeFrame(frames: readonly Frame[], above: TableAbove, tolerance: number): void {
  const tables = frames.filter(f => f.vertical.length > 1 && f.horizontal.length > 0)
  const top = least(tables.map(f => f.box[1]))
  const frame = tables.find(f => f.box[1] === top)
  if (!frame) return
  const [left, , right] = frame.box
  const same = (a: number, b: number) => Math.abs(a - b) <= AGREE * tolerance
  const [first, last] = [above.xs[0]!, above.xs.at(-1)!]
  const inner = (x: number) => above.xs.slice(1, -1).some(edge => same(edge, x))
  const begunCut = least(frame.horizontal.map(e => e.at)) - top >= OPEN * tolerance
  const lone = frames
    .filter(f => f.horizontal.length === 0)
    .flatMap(f => f.vertical.filter(e => e.to - e.from >= MIN_SIDE * (frame.box[3] - top)))
  const side = (at: number): Edge[] => {
    const drawn = lone.filter(e => same(e.at, at))
    return drawn.length === 0 && begunCut ? [{at, from: top, to: frame.box[3]}] : drawn
  }
  if (same(right, last) && inner(left)) extend(frame, side(first))
  else if (same(left, first) && inner(right)) extend(frame, side(last))
}

function extend(frame: Frame, sides: readonly Edge[]): void {
  if (sides.length === 0) return
  frame.vertical.push(...sides)
  const [left, top, right, bottom] = frame.box
  const at = sides.map(e => e.at)
  frame.box = [
    Math.min(left, ...at),
    Math.min(top, ...sides.map(e => e.from)),
    Math.max(right, ...at),
    Math.max(bottom, ...sides.map(e => e.to)),
  ]
}
