import type {LaidCell, LaidItem, LaidLine, LaidPage, LaidTable} from '../laid.ts'
import {nearest} from '../rules/grid.ts'
import {plainText} from '../text/cellText.ts'
import {isValue} from '../text/text.ts'
import type {LayoutProblem} from '../types.ts'

/** Fewest rows of tables that may be two halves of one. */
const MIN_ROWS = 3
/** Most rows of a head. */
const MAX_HEAD = 8
/** Most pages between both halves. */
const MAX_BEFORE = 20
/** Most characters of the words that name a table in a finding. */
const MAX_NAME = 30

/** Column edges of both halves of a table. */
interface Halves {
  left: readonly number[]
  right: readonly number[]
}

/**
 * Tables too wide for a page, of which the right half stands on a page of its own (spreadsheets print them so, page by page or
 * all left halves first), put together. That page must hold nothing but tables, and each of these must have the rows of
 * one of the other page, to the point, and no labels: rows at the same heights alone may be two reports of one form. One head
 * of its own proves the page. What goes on on further pages, without a head, has the columns of halves known by their heads.
 * Changes the pages.
 */
export function joinBeside(
  pages: readonly LaidPage[],
  furniture: ReadonlyMap<LaidLine, unknown>,
  tolerance: number,
  report: (problem: LayoutProblem) => void,
): void {
  const pairs = pairsOf(pages, furniture, tolerance)
  const known: Halves[] = pairs.flatMap(({halves}) =>
    halves.flatMap(({left, right}) =>
      hasHeadsOfItsOwn(left, right) ? [{left: left.xs, right: right.xs}] : [],
    ),
  )
  if (known.length === 0) return
  for (const {page, halves} of pairs) {
    const isProven = halves.some(({left, right}) => hasHeadsOfItsOwn(left, right))
    const areHalves = halves.every(({left, right}) => {
      if (isProven && right.cells.every(cell => isValue(plainText(cell)))) return true
      return known.some(xs => isAlike(xs.left, left.xs, tolerance) && isAlike(xs.right, right.xs, tolerance))
    })
    if (!areHalves) continue
    for (const {left, right} of halves) {
      join(left, right)
      const text = left.cells.map(plainText).find(words => words !== '') ?? ''
      report({kind: 'beside', page: page.page, box: right.box, text: text.slice(0, MAX_NAME)})
    }
    page.items = page.items.filter(item => item.kind !== 'table')
  }
}

/** A page that may hold right halves alone, and the tables whose halves they may be. */
interface Pair {
  page: LaidPage
  halves: {left: LaidTable; right: LaidTable}[]
}

/** Pages of nothing but tables, with the page before, or else the one page before that has their rows. */
function pairsOf(
  pages: readonly LaidPage[],
  furniture: ReadonlyMap<LaidLine, unknown>,
  tolerance: number,
): Pair[] {
  const taken = new Set<LaidPage>()
  return pages.flatMap((page, i): Pair[] => {
    const rest = page.items.filter(item => item.kind !== 'line' || !furniture.has(item))
    const tables = rest.filter(item => item.kind === 'table')
    if (tables.length === 0 || tables.length < rest.length) return []
    const halvesOn = ({items}: LaidPage) => {
      const halves = tables.flatMap(right => {
        const left = partnerOf(right, items, tolerance)
        return left ? [{left, right}] : []
      })
      return halves.length === tables.length ? halves : null
    }
    const before = pages[i - 1]
    const beside = before?.page === page.page - 1 ? halvesOn(before) : null
    if (beside) {
      taken.add(page).add(before!)
      return [{page, halves: beside}]
    }
    const others = pages.slice(Math.max(i - MAX_BEFORE, 0), Math.max(i - 1, 0)).flatMap(other => {
      const halves = taken.has(other) ? null : halvesOn(other)
      return halves ? [{other, halves}] : []
    })
    const [only] = others
    if (others.length !== 1 || !only) return []
    taken.add(page).add(only.other)
    return [{page, halves: only.halves}]
  })
}

/** The table of another page with the rows of another, to the point; null where there is none, or several. */
function partnerOf(right: LaidTable, items: readonly LaidItem[], tolerance: number): LaidTable | null {
  if (!right.ruled) return null
  const sameRows = items.filter(
    (item): item is LaidTable => item.kind === 'table' && item.ruled && hasSameRows(item, right, tolerance),
  )
  return sameRows.length === 1 ? sameRows[0]! : null
}

/** Whether two tables have the same rows; where one has a head over several rows, the other may have fewer there. */
function hasSameRows(left: LaidTable, right: LaidTable, tolerance: number): boolean {
  if (isAlike(left.ys, right.ys, tolerance)) return true
  const isNear = (a: number, b: number) => Math.abs(a - b) <= tolerance
  if (!isNear(left.ys[0]!, right.ys[0]!) || !isNear(left.ys.at(-1)!, right.ys.at(-1)!)) return false
  const end = right.ys[headRows(right)]! - tolerance
  const [top, below] = [(y: number) => y < end, (y: number) => y >= end]
  if (!isAlike(left.ys.filter(below), right.ys.filter(below), tolerance)) return false
  const [a, b] = [left.ys.filter(top), right.ys.filter(top)]
  const isPart = (some: readonly number[], all: readonly number[]) =>
    some.every(y => all.some(other => isNear(other, y)))
  return isPart(a, b) || isPart(b, a)
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
  for (let row = 0; row < Math.min(ys.length - 1, MAX_HEAD); row++) {
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
  const ys = left.ys.length < right.ys.length ? right.ys : left.ys
  for (const table of [left, right]) setRows(table, ys)
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

/** Puts the cells of a table on rows that are its own, some of them parted. */
function setRows(table: LaidTable, ys: readonly number[]): void {
  if (table.ys.length === ys.length) return
  const rows = table.ys.map(y => nearest(ys, y))
  for (const cell of table.cells) {
    const [from, to] = [rows[cell.row]!, rows[cell.row + cell.rowSpan]!]
    cell.row = from
    cell.rowSpan = to - from
  }
  table.ys = [...ys]
}

/** Whether a cell ends at the right edge of its table in the rows of another. */
function isSameStrip(cell: LaidCell, {row, rowSpan}: LaidCell, width: number): boolean {
  return cell.column + cell.columnSpan === width && cell.row === row && cell.rowSpan === rowSpan
}
