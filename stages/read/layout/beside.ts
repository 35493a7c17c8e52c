import {plainText} from './cellText.ts'
import type {LaidCell, LaidItem, LaidLine, LaidPage, LaidTable} from './laid.ts'
import {isValue} from './text.ts'
import type {LayoutProblem} from './types.ts'

/** Fewest rows of tables that may be two halves of one. */
const MIN_ROWS = 3
/** Most characters of the words that name a table in a finding. */
const MAX_NAME = 30

/** Column edges of both halves of a table. */
interface Halves {
  left: readonly number[]
  right: readonly number[]
}

/**
 * Tables too wide for a page, of which the right half stands on a page of its own (spreadsheets print them so), put
 * together. The next page must hold nothing but tables, and each of these must have the rows of one before it, to the point,
 * and no labels: rows at the same heights alone may be two reports of one form. What goes on on further pages, without a
 * head, has the columns of halves known by their heads. Changes the pages.
 */
export function joinBeside(
  pages: readonly LaidPage[],
  furniture: ReadonlyMap<LaidLine, unknown>,
  tolerance: number,
  report: (problem: LayoutProblem) => void,
): void {
  const pairs = pages.flatMap((right, i) => {
    const left = pages[i - 1]
    if (!left || left.page !== right.page - 1) return []
    const rest = right.items.filter(item => item.kind !== 'line' || !furniture.has(item))
    const tables = rest.filter(item => item.kind === 'table')
    return tables.length > 0 && tables.length === rest.length ? [{left, right, tables}] : []
  })
  const known: Halves[] = pairs.flatMap(({left, tables}) =>
    tables.flatMap(table => {
      const half = partnerOf(table, left.items, tolerance)
      return half && hasHeadsOfItsOwn(half, table) ? [{left: half.xs, right: table.xs}] : []
    }),
  )
  if (known.length === 0) return
  for (const {left, right, tables} of pairs) {
    const halves = tables.map(table => {
      const half = partnerOf(table, left.items, tolerance)
      const isKnown = known.some(
        xs => half && isAlike(xs.left, half.xs, tolerance) && isAlike(xs.right, table.xs, tolerance),
      )
      return isKnown ? half : null
    })
    if (halves.some(half => half === null)) continue
    for (const [k, table] of tables.entries()) {
      const half = halves[k]!
      join(half, table)
      const text = half.cells.map(plainText).find(words => words !== '') ?? ''
      report({kind: 'beside', page: right.page, box: table.box, text: text.slice(0, MAX_NAME)})
    }
    right.items = right.items.filter(item => item.kind !== 'table')
  }
}

/** The table of the page before with the rows of another, to the point; null where there is none, or several. */
function partnerOf(right: LaidTable, items: readonly LaidItem[], tolerance: number): LaidTable | null {
  const sameRows = items.filter(
    (item): item is LaidTable =>
      item.kind === 'table' && item.ruled && right.ruled && isAlike(item.ys, right.ys, tolerance),
  )
  return sameRows.length === 1 ? sameRows[0]! : null
}

function isAlike(a: readonly number[], b: readonly number[], tolerance: number): boolean {
  return a.length === b.length && a.every((value, i) => Math.abs(value - b[i]!) <= tolerance)
}

/** Whether a table is the right half of another by what it says: headings that the other has not, and figures alone below. */
function hasHeadsOfItsOwn(left: LaidTable, right: LaidTable): boolean {
  if (right.ys.length <= MIN_ROWS) return false
  const head = headRows(right)
  const below = right.cells.filter(cell => cell.row >= head)
  if (head === 0 || !below.every(cell => isValue(plainText(cell)))) return false
  return headTexts(left, head) !== headTexts(right, head)
}

/** Rows above the first that holds a figure in every column. */
function headRows({cells, ys}: LaidTable): number {
  for (let row = 0; row < ys.length - 1; row++) {
    const own = cells.filter(cell => cell.row <= row && cell.row + cell.rowSpan > row)
    if (own.every(cell => isValue(plainText(cell))) && own.some(cell => plainText(cell) !== '')) return row
  }
  return 0
}

function headTexts({cells}: LaidTable, head: number): string {
  return cells
    .filter(cell => cell.row < head)
    .map(plainText)
    .join('|')
}

/** Puts a table to the right of another. A heading that goes on there without words is one with the heading before it. */
function join(left: LaidTable, right: LaidTable): void {
  const width = left.xs.length - 1
  const shift = left.xs.at(-1)! - right.xs[0]!
  const head = headRows(right)
  const beside = right.cells.filter(cell => {
    if (cell.column > 0 || cell.row >= head || plainText(cell) !== '') return true
    const before = left.cells.find(other => isSameStrip(other, cell, width))
    if (!before) return true
    before.columnSpan += cell.columnSpan
    return false
  })
  const moved = beside.map((cell): LaidCell => ({...cell, column: cell.column + width}))
  left.cells = [...left.cells, ...moved].sort((a, b) => a.row - b.row || a.column - b.column)
  left.xs = [...left.xs, ...right.xs.slice(1).map(x => x + shift)]
}

/** Whether a cell ends at the right edge of its table in the rows of another. */
function isSameStrip(cell: LaidCell, {row, rowSpan}: LaidCell, width: number): boolean {
  return cell.column + cell.columnSpan === width && cell.row === row && cell.rowSpan === rowSpan
}
