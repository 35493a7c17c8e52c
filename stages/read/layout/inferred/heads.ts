import {centreOf, heightOf} from '../types.ts'
import {edgesOf, isNext} from './columnEdges.ts'
import {baseOf, boxOfFragments, type Fragment} from './fragments.ts'
import type {Extent} from './sections.ts'
import {type Span, spansByCentre} from './tiling.ts'

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

/** Ends of headings agree within this, in letter sizes. */
const SAME_LEFT = 0.2
/** Baselines this close, in letter sizes, are one. */
const SAME_BASE = 0.2
/** How text is set in the width of its cell. */
type Setting = 'middle' | 'left' | 'right'
const SETTINGS: readonly Setting[] = ['middle', 'left', 'right']
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
  const own = leaves.filter(leaf => leaf !== undefined)
  if (own.length < columns.length) return null
  let groups: Group[] | null = null
  for (const setting of SETTINGS) groups ??= groupsOf(blocks, own, edges, setting)
  groups ??= tiledGroups(
    blocks.filter(block => !own.includes(block)),
    own,
    edges,
    {from: 0, to: own.length - 1},
  )
  if (!groups) return null
  const rows = Math.max(...groups.map(depthOf))
  return {rows, headings: groups.flatMap(group => headingsOf(group, 0, rows)), edges}
}

/** The headings from the highest down: those of one height share all columns of their range. */
function tiledGroups(
  spanning: readonly Block[],
  leaves: readonly Block[],
  edges: readonly number[],
  {from, to}: Span,
): Group[] | null {
  const [highest] = [...spanning].sort((a, b) => a.box[1] - b.box[1])
  if (!highest) {
    return leaves.slice(from, to + 1).map((block, i) => ({block, from: from + i, to: from + i, inner: []}))
  }
  const tops = spanning.filter(block => areLevel([block, highest])).sort((a, b) => a.box[0] - b.box[0])
  const centres = tops.map(({box}) => centreOf(box)[0])
  const spans = spansByCentre(edges.slice(from, to + 2), centres)
  if (!spans) return null
  const groups: Group[] = []
  for (const [i, block] of tops.entries()) {
    const span = {from: from + spans[i]!.from, to: from + spans[i]!.to}
    if (block.from < span.from || block.to > span.to) return null
    const below = spanning.filter(
      other => !tops.includes(other) && other.from >= span.from && other.to <= span.to,
    )
    const inner = tiledGroups(below, leaves, edges, span)
    if (!inner) return null
    groups.push({block, ...span, inner})
  }
  return groups
}

/** The headings by the columns they cover, the lowest first; null where one covers none. */
function groupsOf(
  blocks: readonly Block[],
  leaves: readonly Block[],
  edges: readonly number[],
  setting: Setting,
): Group[] | null {
  const groups = leaves.map((block, column): Group => ({block, from: column, to: column, inner: []}))
  const spanning = blocks.filter(block => !leaves.includes(block)).sort((x, y) => bottomOf(y) - bottomOf(x))
  for (const block of spanning) {
    const beside = spanning.filter(other => other !== block && areLevel([other, block]))
    const span = spanOf(block, groups, edges, beside, setting)
    if (!span) return null
    const inner = groups.filter(({from, to}) => from >= span.from && to <= span.to)
    groups.splice(groups.indexOf(inner[0]!), inner.length, {block, ...span, inner})
  }
  return groups
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

/** Whether blocks have one middle, upper or lower end. */
function areLevel(blocks: readonly Block[]): boolean {
  const [first] = blocks
  if (!first) return true
  const slack = LEVEL * first.fragments[0]!.size
  const agree = (at: (block: Block) => number) =>
    blocks.every(block => Math.abs(at(block) - at(first)) <= slack)
  return agree(({box}) => (box[1] + box[3]) / 2) || agree(({box}) => box[1]) || agree(({box}) => box[3])
}

/**
 * The most columns that a heading covers as it is set: it is above what they have so far, of which those without headings of
 * their own below stand at one height, and no other heading of its height stands over them.
 */
function spanOf(
  block: Block,
  groups: readonly Group[],
  edges: readonly number[],
  beside: readonly Block[],
  setting: Setting,
): {from: number; to: number} | null {
  let best: {from: number; to: number} | null = null
  for (const {from} of groups) {
    if (from > block.from) break
    for (const {to} of groups) {
      if (to < block.to || (best && to - from <= best.to - best.from)) continue
      const inner = groups.filter(group => group.from >= from && group.to <= to)
      const lone = inner.filter(group => group.inner.length === 0).map(group => group.block)
      const isOver = inner.every(
        group => bottomOf(group.block) > bottomOf(block) + LEVEL * heightOf(block.box),
      )
      const areFree = !beside.some(other => other.from <= to && other.to >= from)
      if (isOver && areFree && areLevel(lone) && isSet(block, inner, edges, setting)) best = {from, to}
    }
  }
  return best
}

/** Whether a heading stands in the middle of columns, or where their headings begin or end. */
function isSet(
  {box, fragments}: Block,
  inner: readonly Group[],
  edges: readonly number[],
  setting: Setting,
): boolean {
  const [first, last] = [inner[0]!, inner.at(-1)!]
  const isNear = (a: number, b: number) => Math.abs(a - b) <= SAME_LEFT * fragments[0]!.size
  if (setting === 'left') return isNear(box[0], first.block.box[0])
  if (setting === 'right') return isNear(box[2], last.block.box[2])
  const [left, right] = [edges[first.from]!, edges[last.to + 1]!]
  const step = Math.min(right - edges[last.to]!, edges[first.from + 1]! - left)
  return Math.abs((left + right) / 2 - centreOf(box)[0]) <= OFF * step
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
