import type {LaidCell, LaidTable} from '../laid.ts'
import {plainText} from '../text/cellText.ts'
import {isNumeric, isValue} from '../text/text.ts'
import {isTextless} from './continuation.ts'

/** Borders of one row on one page lie no further apart than this, in tolerances. */
const LEVEL = 3
/** Fewest places for figures that tell whether a row is blank. */
const MIN_PLACES = 2

/**
 * Looks at a joined table as somebody who did not join it: whether its cells fill it, whether the cells of a row stand
 * side by side on their page, and whether the rows on both sides of every page end are whole rows. Gives the pages whose
 * upper end is doubtful.
 */
export function doubtfulSeams(table: LaidTable, tolerance: number): number[] {
  const pages = [...new Set(table.cells.flatMap(cell => cell.parts.map(part => part.page)))]
  if (pages.length < 2) return []
  const seams = pages.slice(1)
  if (!isFilled(table) || !isLevel(table.cells, LEVEL * tolerance)) return seams
  const rows = byRow(
    table.cells.filter(cell => cell.rowSpan === 1),
    cell => cell.row,
  )
  const ending = byRow(table.cells, cell => cell.row + cell.rowSpan)
  const beginning = byRow(table.cells, cell => cell.row)
  const own = [...rows.values()]
  return seams.filter(page => {
    const first = own.find(row => row.every(cell => begunOn(cell) === page)) ?? null
    const last = own.findLast(row => row.some(cell => begunOn(cell) < page)) ?? null
    if (first && last && isHalf(first, last)) return true
    if (last && first && isHalf(last, first)) return true
    return leavesLabelsEmpty(ending, beginning, page)
  })
}

type Rows = Map<number, LaidCell[]>

function byRow(cells: readonly LaidCell[], row: (cell: LaidCell) => number): Rows {
  const rows: Rows = new Map()
  for (const cell of cells) {
    const own = rows.get(row(cell))
    if (own) own.push(cell)
    else rows.set(row(cell), [cell])
  }
  return rows
}

function begunOn(cell: LaidCell): number {
  return cell.parts[0]!.page
}

/** Whether the places of all cells together are those of the table. */
function isFilled({xs, ys, cells}: LaidTable): boolean {
  const taken = new Set<number>()
  const width = xs.length - 1
  let places = 0
  for (const {row, column, rowSpan, columnSpan} of cells) {
    places += rowSpan * columnSpan
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + columnSpan; c++) taken.add(r * width + c)
    }
  }
  return taken.size === places && places === width * (ys.length - 1)
}

/** Whether the cells of each row have the same upper and lower border on every page they stand on. */
function isLevel(cells: readonly LaidCell[], tolerance: number): boolean {
  const bands = new Map<string, readonly [number, number]>()
  return cells
    .filter(cell => cell.rowSpan === 1)
    .every(({row, parts}) =>
      parts.every(({page, box: [, top, , bottom]}) => {
        const key = `${row} ${page}`
        const band = bands.get(key)
        if (!band) bands.set(key, [top, bottom])
        return !band || (Math.abs(band[0] - top) <= tolerance && Math.abs(band[1] - bottom) <= tolerance)
      }),
    )
}

/**
 * Whether a row beside a row with figures has a label and nothing else, or figures and no label. Figures without a label on
 * both sides may be one row, cut.
 */
function isHalf(row: readonly LaidCell[], other: readonly LaidCell[]): boolean {
  const texts = row.map(plainText)
  const figures = texts.filter(isNumeric).length
  const labels = texts.filter(text => !isValue(text)).length
  const places = texts.filter(text => text === '').length
  if (figures > 0 && labels === 0) {
    const text = other.map(plainText)
    return hasLabel(other) ? places > 0 : figures > 1 && text.filter(isNumeric).length > 1
  }
  if (figures > 0) return false
  const beside = other.map(plainText).filter(isNumeric).length
  return labels > 0 && places >= MIN_PLACES && labels + places === texts.length && beside >= MIN_PLACES
}

function hasLabel(row: readonly LaidCell[]): boolean {
  return row.some(cell => !isValue(plainText(cell)))
}

/**
 * Whether an empty cell with a label right of it begins where a group's label goes over the page end or has just ended:
 * the rows beside it may belong to that group.
 */
function leavesLabelsEmpty(ending: Rows, beginning: Rows, page: number): boolean {
  for (const [row, cells] of ending) {
    const groups = cells.filter(cell => begunOn(cell) < page && !isValue(plainText(cell)))
    const next = beginning.get(row)
    if (groups.length === 0 || !next) continue
    for (const cell of next) {
      if (begunOn(cell) !== page || !isTextless(cell)) continue
      const end = cell.column + cell.columnSpan
      const below = groups.some(group => group.column < end && group.column + group.columnSpan > cell.column)
      if (below && hasLabelBeside(cell, beginning)) return true
    }
  }
  return false
}

/** Whether a label begins right of a cell, in one of its rows. */
function hasLabelBeside({row, rowSpan, column, columnSpan}: LaidCell, beginning: Rows): boolean {
  for (let r = row; r < row + rowSpan; r++) {
    const own = beginning.get(r) ?? []
    if (own.some(cell => cell.column >= column + columnSpan && !isValue(plainText(cell)))) return true
  }
  return false
}
