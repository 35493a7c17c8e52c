import {isNumbered} from '../text/paragraphs.ts'
import {baseOf, boxOfFragments, type Fragment} from './fragments.ts'
import {
  blocksOf,
  type LabelBlock,
  type LabelLine,
  linesOf,
  type Numbering,
  numberingOf,
} from './labelLines.ts'
import {type Setting, type Span, spansByCentre, type TiledRow, tiled} from './tiling.ts'

/** A row of the body: its figures, none where all cells are blank, and how far its text reaches. */
export interface BodyRow {
  figures: number | null
  top: number
  bottom: number
  label: Fragment[]
}

/** A label over several rows, in one of the columns of labels. */
export interface GroupLabel extends Span {
  fragments: Fragment[]
}

export interface Labels {
  rows: BodyRow[]
  /** Labels over several rows, by column of labels from the right: those next to the rows' own first. */
  groups: GroupLabel[][]
  /** Right ends of the columns of groups, in the same order. */
  ends: number[]
  setting: Setting
}

/** What is given of the rows: baseline of the figures and their extent. */
export interface GivenRow {
  base: number
  top: number
  bottom: number
}

/** Most columns of labels over several rows. */
const MAX_LEVELS = 3
/** Whether the page cuts the table before the first row or behind the last. */
export interface Cut {
  top: boolean
  bottom: boolean
}

/** How labels are set. */
interface Manner {
  size: number
  setting: Setting
  cut: Cut
}

/**
 * The labels beside rows of figures: one for each row, and those over several rows to the left of them. Null where lines
 * cannot be shared out in one way only.
 * @param fragments text left of the figures, from above the first row to below the last
 */
export function labelsOf(
  fragments: readonly Fragment[],
  given: readonly GivenRow[],
  size: number,
  cut: Cut,
): Labels | null {
  // Columns of labels are parted where some label begins.
  const begins = [...new Set(fragments.map(({box}) => box[0]))].sort((a, b) => a - b)
  const under = (setting: Setting) => labelsSet(fragments, given, begins, {size, setting, cut})
  const middle = under('middle')
  if (middle) return middle
  const [top, bottom] = [under('top'), under('bottom')]
  // A line between two rows may go on with the label above or begin the one below.
  return top && bottom ? null : (top ?? bottom)
}

function labelsSet(
  fragments: readonly Fragment[],
  given: readonly GivenRow[],
  begins: readonly number[],
  manner: Manner,
): Labels | null {
  const {size, setting} = manner
  let best: Labels | null = null
  let pieces = Infinity
  for (const begin of begins) {
    const own = fragments.filter(({box}) => box[2] > begin)
    const lines = linesOf(own, size)
    const rows = tiled(
      lines.map(line => ({base: line.base, begins: isNumbered(line.fragments[0]!.text)})),
      given.map(row => row.base),
      size,
      setting,
    )
    if (!rows) continue
    // Labels side by side on one line may be of two columns.
    const parted = rows.flatMap(({from, to}) => lines.slice(from, to + 1)).filter(l => l.fragments.length > 1)
    if (parted.length >= pieces) continue
    const body = bodyOf(rows, lines, given)
    const rest = fragments.filter(({box}) => box[2] <= begin)
    const groups = groupsOf(rest, body, begin, manner, 0)
    if (!groups) continue
    best = {rows: body, ...groups, setting}
    pieces = parted.length
  }
  return best
}

function bodyOf(
  rows: readonly TiledRow[],
  lines: readonly LabelLine[],
  given: readonly GivenRow[],
): BodyRow[] {
  return rows.map(({from, to, figures}) => {
    const label = lines.slice(from, to + 1).flatMap(line => line.fragments)
    const [, top, , bottom] = boxOfFragments(label)
    const row = figures === null ? null : given[figures]!
    return {
      figures,
      label,
      top: row ? Math.min(top, row.top) : top,
      bottom: row ? Math.max(bottom, row.bottom) : bottom,
    }
  })
}

/** Edges between rows: the middle between what stands above and below. */
export function edgesBetween(rows: readonly {top: number; bottom: number}[]): number[] {
  const inner = rows.slice(1).map((row, i) => (rows[i]!.bottom + row.top) / 2)
  const gaps = rows.slice(1).map((row, i) => (row.top - rows[i]!.bottom) / 2)
  const outer = gaps.length > 0 ? Math.min(...gaps) : 0
  return [rows[0]!.top - outer, ...inner, rows.at(-1)!.bottom + outer]
}

/** The labels over several rows, in columns from right to left. */
function groupsOf(
  fragments: readonly Fragment[],
  rows: readonly BodyRow[],
  right: number,
  manner: Manner,
  level: number,
): Pick<Labels, 'groups' | 'ends'> | null {
  const edges = edgesBetween(rows)
  const within = fragments.filter(({box}) => {
    const middle = (box[1] + box[3]) / 2
    return middle > edges[0]! && middle < edges.at(-1)!
  })
  if (within.length === 0) return {groups: [], ends: []}
  if (level === MAX_LEVELS) return null
  const begins = [...new Set(within.map(({box}) => box[0]))].sort((a, b) => a - b)
  for (const begin of begins) {
    const own = within.filter(({box}) => box[2] > begin)
    const groups = levelOf(own, rows, edges, manner)
    if (!groups) continue
    const covered = rows.map((_, row) => groups.find(({from, to}) => row >= from && row <= to))
    // To the left a row, or all rows of one label, count by what stands there.
    const outer = rows.map((row, i) => (covered[i] ? {...row, label: covered[i]!.fragments} : row))
    const rest = groupsOf(
      within.filter(f => !own.includes(f)),
      outer,
      begin,
      manner,
      level + 1,
    )
    if (rest) return {groups: [groups, ...rest.groups], ends: [right, ...rest.ends]}
  }
  return null
}

/** Labels of one column over runs of rows whose own labels stand right of it. */
function levelOf(
  fragments: readonly Fragment[],
  rows: readonly BodyRow[],
  edges: readonly number[],
  manner: Manner,
): GroupLabel[] | null {
  const blocks = blocksOf(linesOf(fragments, manner.size), manner.size)
  const kinds = new Set(blocks.map(block => numberingOf(block.fragments).kind).filter(kind => kind >= 0))
  const right = boxOfFragments(fragments)[2]
  const isUnder = (row: BodyRow) =>
    !(boxOfFragments(row.label)[0] < right) && !kinds.has(numberingOf(row.label).kind)
  const groups: GroupLabel[] = []
  let used = 0
  for (const {from, to} of runsOf(rows, isUnder)) {
    const own = blocks.filter(({middle}) => middle > edges[from]! && middle < edges[to + 1]!)
    used += own.length
    if (own.length === 0) continue
    const isCut = {top: manner.cut.top && from === 0, bottom: manner.cut.bottom && to === rows.length - 1}
    // Where the page ends within a group, its label stands anywhere beside the rows that are here.
    const spans =
      own.length === 1 && (isCut.top || isCut.bottom)
        ? [{from: 0, to: to - from}]
        : spansOf(own, edges.slice(from, to + 2), rows.slice(from, to + 1), manner)
    if (!spans) return null
    for (const [i, span] of spans.entries())
      groups.push({from: from + span.from, to: from + span.to, fragments: own[i]!.fragments})
  }
  return used === blocks.length ? groups : null
}

/** Neighbouring rows that belong under labels of a column; where their numbering begins anew, another run begins. */
function runsOf(rows: readonly BodyRow[], isUnder: (row: BodyRow) => boolean): Span[] {
  const runs: Span[] = []
  let before: Numbering | null = null
  for (const [i, row] of rows.entries()) {
    if (!isUnder(row)) {
      before = null
      continue
    }
    const own = numberingOf(row.label)
    const last = runs.at(-1)
    if (last && before && !(own.kind === before.kind && own.number === 1 && before.number !== 0)) last.to = i
    else runs.push({from: i, to: i})
    before = own
  }
  return runs
}

function spansOf(
  blocks: readonly LabelBlock[],
  edges: readonly number[],
  rows: readonly BodyRow[],
  {size, setting}: Manner,
): Span[] | null {
  if (setting === 'middle')
    return spansByCentre(
      edges,
      blocks.map(({middle}) => middle),
    )
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 0.25 * size
  const at = (line: number) =>
    rows.findIndex(({label}) => {
      const bases = label.map(baseOf)
      return isNear(setting === 'top' ? Math.min(...bases) : Math.max(...bases), line)
    })
  const ends = blocks.map(block => at(setting === 'top' ? block.first : block.last))
  if (ends.includes(-1)) return null
  const spans = ends.map(
    (row, i): Span =>
      setting === 'top'
        ? {from: row, to: (ends[i + 1] ?? rows.length) - 1}
        : {from: i === 0 ? 0 : ends[i - 1]! + 1, to: row},
  )
  const whole = setting === 'top' ? spans[0]!.from === 0 : spans.at(-1)!.to === rows.length - 1
  return whole && spans.every(({from, to}) => from <= to) ? spans : null
}
