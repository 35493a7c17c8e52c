import {centreOf} from '../types.ts'
import {baseOf, type Fragment} from './fragments.ts'
import type {Extent} from './sections.ts'

/** Lines of one heading are no further apart than this, in letter sizes, where no label tells. */
const LEADING = 1.65
/** Lines of one heading stand this exactly below each other, in letter sizes. */
const ALIGNED = 0.6
/** Lines are no further apart than this many times the usual distance. */
const EVEN = 1.12
/** The same of their ends. */
const SAME_LEFT = 0.2

/** Edges between columns: in the middle of what is free between figures and the lowest headings. */
export function edgesOf(
  fragments: readonly Fragment[],
  columns: readonly Extent[],
  leading: number | null,
  left: number | null,
): number[] {
  const upwards = [...fragments].sort((a, b) => baseOf(b) - baseOf(a))
  const stacks = columns.map((column, i) => {
    const lowest = upwards.find(({box}) => {
      const over = columns.filter(other => box[0] < other[1] && box[2] > other[0])
      return over.length === 1 && over[0] === column && !reaches(box, columns, i)
    })
    return lowest ? [lowest] : []
  })
  const extents = stacks.map(([lowest], i): Extent => {
    const [from, to] = columns[i]!
    return lowest ? [Math.min(from, lowest.box[0]), Math.max(to, lowest.box[2])] : [from, to]
  })
  // Further lines of the same heading, which may be wider than the last.
  for (const fragment of upwards) {
    const {box} = fragment
    const over = extents.flatMap((extent, i) => (box[0] < extent[1] && box[2] > extent[0] ? [i] : []))
    const stack = over.length === 1 ? stacks[over[0]!]! : []
    const last = stack.at(-1)
    if (!last || last === fragment || !isNext(last, fragment, leading)) continue
    stack.push(fragment)
    const extent = extents[over[0]!]!
    extents[over[0]!] = [Math.min(extent[0], box[0]), Math.max(extent[1], box[2])]
  }
  const inner = extents.slice(1).map((extent, i) => (extents[i]![1] + extent[0]) / 2)
  const first = extents[0]!
  const last = extents.at(-1)!
  const middle = ([a, b]: Extent) => (a + b) / 2
  const begin = inner.length > 0 ? 2 * middle(first) - inner[0]! : first[0]
  const end = inner.length > 0 ? 2 * middle(last) - inner.at(-1)! : last[1]
  const free = left === null ? begin : Math.max(begin, (left + first[0]) / 2)
  return [Math.min(free, first[0]), ...inner, Math.max(end, last[1])]
}

/** Whether a line stands directly above another of the same heading. */
export function isNext(below: Fragment, above: Fragment, leading: number | null): boolean {
  const distance = baseOf(below) - baseOf(above)
  const aligned =
    Math.abs(centreOf(below.box)[0] - centreOf(above.box)[0]) <= ALIGNED * above.size ||
    Math.abs(below.box[0] - above.box[0]) <= SAME_LEFT * above.size ||
    Math.abs(below.box[2] - above.box[2]) <= SAME_LEFT * above.size
  const apart = leading === null ? LEADING * above.size : EVEN * leading
  return aligned && distance > 0.5 * above.size && distance <= apart
}

/** Whether a box goes beyond the middle of a neighbouring column. */
function reaches(box: Fragment['box'], columns: readonly Extent[], column: number): boolean {
  const [before, after] = [columns[column - 1], columns[column + 1]]
  return (
    (before !== undefined && box[0] < (before[0] + before[1]) / 2) ||
    (after !== undefined && box[2] > (after[0] + after[1]) / 2)
  )
}
