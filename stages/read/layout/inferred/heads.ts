import {centreOf} from '../types.ts'
import {baseOf, boxOfFragments, type Fragment} from './fragments.ts'
import type {Extent} from './sections.ts'

/** A heading over columns of figures. */
export interface Heading {
  /** Rows of the head it stands in, from 0. */
  row: number
  rowSpan: number
  column: number
  columnSpan: number
  fragments: Fragment[]
}

/** The headings of a section and the edges between its columns, one more than columns. */
export interface Head {
  rows: number
  headings: Heading[]
  edges: number[]
}

/** Lines of one heading are no further apart than this, in letter sizes, where no label tells. */
const LEADING = 1.65
/** Lines of one heading stand this exactly below each other, in letter sizes. */
const ALIGNED = 0.6
/** The same of their ends. */
const SAME_LEFT = 0.2
/** Lines are no further apart than this many times the usual distance. */
const EVEN = 1.12
/** Baselines this close, in letter sizes, are one. */
const SAME_BASE = 0.2
/** How far a heading may be off the middle of its columns, in widths of the last of them: half a column is one more or less. */
const OFF = 0.3
/** Headings are at one height whose middles are, within this share of a letter. */
const LEVEL = 0.2

/** Lines of one heading. */
interface Block {
  fragments: Fragment[]
  box: [number, number, number, number]
  /** Columns its letters stand over: first and last. */
  from: number
  to: number
}

/**
 * The headings over columns of figures: each column has one of its own, and those above stand in the middle of the columns
 * they cover. Null where they do not.
 * @param fragments text above the figures, from the first column on
 * @param left where the labels beside the figures end; null where there are none
 */
export function headOf(
  fragments: readonly Fragment[],
  columns: readonly Extent[],
  leading: number | null,
  left: number | null,
): Head | null {
  const edges = edgesOf(fragments, columns, leading, left)
  const blocks = blocksOf(fragments, edges, leading)
  if (!blocks) return null
  const leaves = columns.map((_, column) => {
    const own = blocks.filter(block => block.from === column && block.to === column)
    return own.sort((x, y) => bottomOf(y) - bottomOf(x))[0]
  })
  const groups: Group[] = []
  for (const [column, leaf] of leaves.entries()) {
    if (!leaf) return null
    groups.push({block: leaf, from: column, to: column, inner: []})
  }
  const spanning = blocks.filter(block => !leaves.includes(block)).sort((x, y) => bottomOf(y) - bottomOf(x))
  for (const block of spanning) {
    const beside = spanning.filter(other => other !== block && isLevel(other, block))
    const span = spanOf(block, groups, edges, beside)
    if (!span) return null
    const inner = groups.filter(({from, to}) => from >= span.from && to <= span.to)
    groups.splice(groups.indexOf(inner[0]!), inner.length, {block, ...span, inner})
  }
  const rows = Math.max(...groups.map(depthOf))
  const headings = groups.flatMap(group => headingsOf(group, 0, rows))
  return {rows, headings, edges}
}

/** A heading with the columns it covers and the headings below it. */
interface Group {
  block: Block
  from: number
  to: number
  inner: Group[]
}

function depthOf({inner}: Group): number {
  return 1 + Math.max(0, ...inner.map(depthOf))
}

function headingsOf({block, from, to, inner}: Group, row: number, rows: number): Heading[] {
  const rowSpan = inner.length === 0 ? rows - row : 1
  return [
    {row, rowSpan, column: from, columnSpan: to - from + 1, fragments: block.fragments},
    ...inner.flatMap(group => headingsOf(group, row + 1, rows)),
  ]
}

function bottomOf({box}: Block): number {
  return box[3]
}

function isLevel(a: Block, b: Block): boolean {
  return (
    Math.abs(a.box[1] + a.box[3] - b.box[1] - b.box[3]) <=
    LEVEL * (a.fragments[0]!.size + b.fragments[0]!.size)
  )
}

/**
 * The most columns in whose middle a heading stands: it is above what they have so far, of which those without headings of
 * their own below stand at one height, and no other heading of its height stands over them.
 */
function spanOf(
  block: Block,
  groups: readonly Group[],
  edges: readonly number[],
  beside: readonly Block[],
): {from: number; to: number} | null {
  const [centre] = centreOf(block.box)
  let best: {from: number; to: number} | null = null
  for (const {from} of groups) {
    if (from > block.from) break
    for (const {to} of groups) {
      if (to < block.to || (best && to - from <= best.to - best.from)) continue
      const step = Math.min(edges[to + 1]! - edges[to]!, edges[from + 1]! - edges[from]!)
      if (Math.abs((edges[from]! + edges[to + 1]!) / 2 - centre) > OFF * step) continue
      const inner = groups.filter(group => group.from >= from && group.to <= to)
      const lone = inner.filter(group => group.inner.length === 0)
      const isOver = inner.every(group => bottomOf(group.block) > bottomOf(block))
      const areLevel = lone.every(group => isLevel(group.block, lone[0]!.block))
      const areFree = !beside.some(other => other.from <= to && other.to >= from)
      if (isOver && areLevel && areFree) best = {from, to}
    }
  }
  return best
}

/** Edges between columns: in the middle of what is free between figures and the lowest headings. */
function edgesOf(
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
function isNext(below: Fragment, above: Fragment, leading: number | null): boolean {
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

/** Lines evenly one below the other over one column are one heading, and so are those over the same columns. */
function blocksOf(
  fragments: readonly Fragment[],
  edges: readonly number[],
  leading: number | null,
): Block[] | null {
  const blocks: Block[] = []
  const over = (box: Fragment['box']): [number, number] => {
    const covered = edges.slice(1).flatMap((right, i) => {
      const left = edges[i]!
      const shared = Math.min(box[2], right) - Math.max(box[0], left)
      return shared > Math.min(0.25 * (right - left), 0.5 * (box[2] - box[0])) ? [i] : []
    })
    return covered.length > 0 ? [covered[0]!, covered.at(-1)!] : [-1, -1]
  }
  for (const fragment of [...fragments].sort((a, b) => baseOf(a) - baseOf(b) || a.box[0] - b.box[0])) {
    const [from, to] = over(fragment.box)
    if (from < 0) return null
    const above = blocks.find(block => {
      const last = block.fragments.at(-1)!
      if (block.from !== from || block.to !== to) return false
      if (Math.abs(baseOf(fragment) - baseOf(last)) < SAME_BASE * fragment.size) return from === to
      return isNext(fragment, last, leading)
    })
    if (above) {
      above.fragments.push(fragment)
      above.box = boxOfFragments(above.fragments)
    } else blocks.push({fragments: [fragment], box: [...fragment.box], from, to})
  }
  return blocks
}
