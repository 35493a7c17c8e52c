import type {LaidCell, LaidItem, LaidLine, LaidPage, LaidTable} from '../laid.ts'
import {isAsWide} from '../rules/completion.ts'
import {clusterPositions} from '../rules/edges.ts'
import {nearest} from '../rules/grid.ts'
import {plainText, slackOf} from '../text/cellText.ts'
import {isNumeric, isValue} from '../text/text.ts'
import type {LayoutOptions, LayoutProblem} from '../types.ts'
import {doubtfulSeams} from './consistency.ts'
import {isTextless} from './continuation.ts'
import {isBrokenRow, isBrokenSpan, isPrintedAgain, pairsOf, withoutRepeat} from './cutRows.ts'
import {markSeam} from './marks.ts'
import {isBeside, overhangOf, tableAt} from './overhang.ts'

/** Column edges of one table agree within this many tolerances from page to page. */
const AGREE = 1.5
/** Inner column edges that fragments with different rows must have in common. */
const MIN_SHARED = 2
/** Most rows of a repeated head. */
const MAX_HEADER = 8
/** Most characters of the words that name a table in a finding. */
const MAX_NAME = 30

/** All items of a document in order, tables that go on over a page end joined. */
export function joinTables(
  pages: readonly LaidPage[],
  furniture: ReadonlyMap<LaidLine, unknown>,
  options: LayoutOptions,
  report: (problem: LayoutProblem) => void,
): LaidItem[] {
  const result: LaidItem[] = []
  const isFurniture = (line: LaidLine) => furniture.has(line)
  // The table that ends the page before, what of it stands there, and lines below that may be its text.
  let open: {table: LaidTable; last: LaidTable; below: LaidLine[]; page: number} | null = null
  const doubts = new Map<number, LaidTable>()
  const doubt = (table: LaidTable, page: number) => {
    if (!doubts.has(page)) doubts.set(page, table)
  }
  for (const page of pages) {
    // Pages are left empty where a document is printed on both sides.
    if (open?.page === page.page - 1 && page.items.every(item => item.kind === 'line' && isFurniture(item))) {
      open.page = page.page
      result.push(...page.items)
      continue
    }
    const first = tableAt(page, 'start', isFurniture)
    const joined =
      open !== null && first !== null && open.page === page.page - 1 && append(open, first, options)
    if (joined) drop(result, open!.below)
    if (open && first && open.page === page.page - 1 && isDoubtful(open, first, joined, options)) {
      doubt(first, page.page)
      if (joined) markSeam(open.table, page.page, open.table)
      else markSeam(first, page.page, open.table)
    }
    result.push(...page.items.filter(item => !(joined && item === first)))
    const last = tableAt(page, 'end', isFurniture)
    if (!last) open = null
    else {
      const from = page.items.indexOf(last) + 1
      const below = page.items
        .slice(from)
        .filter(item => item.kind === 'line' && !isFurniture(item) && !isBeside(item, last))
      const table: LaidTable = joined && last === first ? open!.table : last
      open = {table, last: {...last}, below: below as LaidLine[], page: page.page}
    }
  }
  for (const item of result) {
    if (item.kind !== 'table') continue
    for (const page of doubtfulSeams(item, options.tolerance)) {
      doubt(item, page)
      markSeam(item, page, item)
    }
  }
  for (const [page, table] of [...doubts].sort((a, b) => a[0] - b[0])) {
    const box = table.page === page ? {box: table.box} : {}
    report({kind: 'seam', page, ...box, text: nameOf(table)})
  }
  return result
}

/** What a person knows a table by: its first words. */
function nameOf(table: LaidTable): string {
  const texts = table.cells.map(plainText).filter(text => text !== '')
  return texts.slice(0, 2).join('、').slice(0, MAX_NAME)
}

/**
 * Whether a page end may have been read wrongly: tables of one width that were left apart although the second has no
 * head, or a figure that spans rows at the top of the second part, as where the rest of a cut cell makes a row.
 */
function isDoubtful(
  {table}: {table: LaidTable},
  fragment: LaidTable,
  joined: boolean,
  {tolerance}: LayoutOptions,
): boolean {
  const first = fragment.cells.filter(cell => cell.row === 0)
  // Labels nest from left to right: an empty cell never spans fewer rows than a label right of it.
  const isCut = (cell: LaidCell) =>
    isNumeric(plainText(cell)) ||
    first.some(left => left.column < cell.column && left.rowSpan < cell.rowSpan && isTextless(left))
  if (joined) return first.some(cell => cell.rowSpan > 1 && !isTextless(cell) && isCut(cell))
  const near = (a: number, b: number) => Math.abs(a - b) <= AGREE * tolerance
  const [left, right] = [fragment.xs[0]!, fragment.xs.at(-1)!]
  const flush = near(left, table.xs[0]!) || near(right, table.xs.at(-1)!)
  if (!flush && !isAsWide(table, left, right, tolerance)) return false
  return !startsAnew(table.cells, table.ys.length - 1, fragment.cells)
}

function drop(items: LaidItem[], unwanted: readonly LaidItem[]): void {
  for (const item of unwanted) items.splice(items.lastIndexOf(item), 1)
}

/** Adds a fragment's rows to a table when it is the same table; false where it is another one. */
function append(
  {table, last: fragmentAbove, below: lines}: {table: LaidTable; last: LaidTable; below: LaidLine[]},
  fragment: LaidTable,
  options: LayoutOptions,
): boolean {
  if (!table.ruled || !fragment.ruled) return false
  const columns = sharedColumns(table.xs, fragment.xs, AGREE * options.tolerance)
  if (!columns) return false
  const above = withoutRemnant(onColumns(table, columns.xs, 0), table)
  let below = onColumns(fragment, columns.xs, columns.shift)
  const rows = table.ys.length - 1
  if (above.length + below.length > options.maxCells) return false
  const header = repeatedHeader(above, below)
  if (header === 0 && startsAnew(above, rows, below)) return false
  // The parts of the last fragment are those of the joined table.
  const overhang = overhangOf(fragmentAbove, lines) ?? new Map()
  for (const [part, glyphs] of overhang) part.glyphs = [...part.glyphs, ...glyphs]
  below = below.filter(cell => cell.row >= header).map(cell => movedTo(cell, cell.row - header))
  const fragmentRows = fragment.ys.length - 1 - header

  table.xs = columns.xs
  table.cells = above
  if (fragmentRows === 0) return true
  const seam = {
    slack: Math.min(slackOf(fragmentAbove), slackOf(fragment)),
    // Below a repeated head a cut row has the head's rule above it.
    open: fragmentAbove.open.bottom && (fragment.open.top || header > 0),
    overhanging: new Set(overhang.keys()),
  }
  const pairs = pairsOf(above, rows, below)
  const last = above.filter(cell => cell.row + cell.rowSpan === rows)
  const first = below.filter(cell => cell.row === 0)
  const broken = isBrokenRow(pairs, last, first, seam)
  const offset = broken ? rows - 1 : rows
  const absorbed = new Set<LaidCell>()
  for (const [a, b] of pairs) {
    if (!broken && !isBrokenSpan(a, b, last, first, seam)) continue
    a.rowSpan += broken ? b.rowSpan - 1 : b.rowSpan
    const parts = isPrintedAgain(a, b) ? withoutRepeat(a, b) : [...a.parts, ...b.parts]
    a.parts = parts
    absorbed.add(b)
  }
  const rest = below.filter(cell => !absorbed.has(cell)).map(cell => movedTo(cell, cell.row + offset))
  table.cells = [...above, ...rest].sort((a, b) => a.row - b.row || a.column - b.column)
  const added = fragment.ys.slice(-(offset + fragmentRows - rows) || fragment.ys.length)
  table.ys = [...table.ys, ...added]
  return true
}

/**
 * The column edges of both fragments as one set, in the first one's position; null where they are not of one table. The
 * fragments of a page pair may stand shifted (mirrored margins).
 */
function sharedColumns(a: readonly number[], b: readonly number[], tolerance: number) {
  const shift = a[0]! - b[0]!
  const moved = b.map(x => x + shift)
  if (Math.abs(a.at(-1)! - moved.at(-1)!) > tolerance) return null
  const has = (xs: readonly number[], x: number) => Math.abs(xs[nearest(xs, x)]! - x) <= tolerance
  const shared = moved.slice(1, -1).filter(x => has(a, x)).length
  const subset = shared === moved.length - 2 || a.slice(1, -1).every(x => has(moved, x))
  if (!subset && shared < MIN_SHARED) return null
  return {xs: clusterPositions([...a, ...moved], tolerance), shift}
}

/**
 * Cells without an empty strip at the end of a page, where a frame runs on below the last row. Takes the row off
 * `table.ys`.
 */
function withoutRemnant(cells: LaidCell[], table: LaidTable): LaidCell[] {
  const rows = table.ys.length - 1
  const own = cells.filter(cell => cell.row === rows - 1)
  const spanning = cells.filter(cell => cell.row < rows - 1 && cell.row + cell.rowSpan === rows)
  if (rows < 2 || own.length !== 1 || !own.every(isTextless) || spanning.length === 0) return cells
  table.ys = table.ys.slice(0, -1)
  for (const cell of spanning) cell.rowSpan--
  return cells.filter(cell => cell !== own[0])
}

function movedTo(
  {rowSpan, irregular, parts, column: at, columnSpan: span}: LaidCell,
  row: number,
  column = at,
  columnSpan = span,
): LaidCell {
  return {row, column, rowSpan, columnSpan, irregular, parts}
}

function onColumns(table: LaidTable, xs: readonly number[], shift: number): LaidCell[] {
  return table.cells.map(cell => {
    const column = nearest(xs, table.xs[cell.column]! + shift)
    const end = nearest(xs, table.xs[cell.column + cell.columnSpan]! + shift)
    return movedTo(cell, cell.row, column, Math.max(end - column, 1))
  })
}

/** Rows at the top of a fragment that repeat the top of the table, text for text. */
function repeatedHeader(above: readonly LaidCell[], below: readonly LaidCell[]): number {
  let header = 0
  const key = (cell: LaidCell) =>
    [cell.row, cell.column, cell.rowSpan, cell.columnSpan, plainText(cell)].join('|')
  for (let rows = 1; rows <= MAX_HEADER; rows++) {
    const top = (cells: readonly LaidCell[]) => cells.filter(cell => cell.row < rows)
    const [a, b] = [top(above), top(below)]
    if (b.length === 0 || a.length !== b.length) break
    if (b.some(cell => isNumeric(plainText(cell)))) break
    const known = new Set(a.map(key))
    if (!b.every(cell => known.has(key(cell)))) break
    const whole = b.every(cell => cell.row + cell.rowSpan <= rows)
    if (whole && b.some(cell => !isTextless(cell))) header = rows
  }
  return header
}

/**
 * Whether a fragment begins with headings of its own below a row of figures: another table of the same shape. The rest of
 * a label that the page end broke is no heading: nothing stands where the figures were.
 */
function startsAnew(above: readonly LaidCell[], rows: number, below: readonly LaidCell[]): boolean {
  const first = below.filter(cell => cell.row === 0)
  const figures = above.filter(cell => cell.row + cell.rowSpan === rows && isValue(plainText(cell)))
  if (first.length < 2 || first.some(cell => isValue(plainText(cell)))) return false
  return first.some(cell => !isTextless(cell) && figures.some(figure => sharesColumn(cell, figure)))
}

function sharesColumn(a: LaidCell, b: LaidCell): boolean {
  return a.column < b.column + b.columnSpan && b.column < a.column + a.columnSpan
}
