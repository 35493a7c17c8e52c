import {plainText} from './cellText.ts'
import {isTextless} from './continuation.ts'
import type {LaidCell, LaidTable} from './tables.ts'
import {isNumeric, isValue} from './text.ts'

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
  return seams.filter(page => {
    const begun = (cell: LaidCell) => cell.parts[0]!.page
    const first = rowAt(table.cells, row => row.every(cell => begun(cell) === page), 'first')
    const last = rowAt(table.cells, row => row.some(cell => begun(cell) < page), 'last')
    return (
      (first !== null && last !== null && isHalf(first, last)) ||
      (last !== null && isHalf(last, first ?? last)) ||
      leavesLabelsEmpty(table.cells, page)
    )
  })
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

/** The first or last row of those whose own cells (over no other row) are as wanted. */
function rowAt(
  cells: readonly LaidCell[],
  wanted: (row: LaidCell[]) => boolean,
  end: 'first' | 'last',
): LaidCell[] | null {
  const rows = new Map<number, LaidCell[]>()
  for (const cell of cells) {
    if (cell.rowSpan === 1) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell])
  }
  const matching = [...rows.values()].filter(wanted)
  return (end === 'first' ? matching[0] : matching.at(-1)) ?? null
}

/** Whether a row beside a row with figures has a label and nothing else, or figures and no label. */
function isHalf(row: readonly LaidCell[], other: readonly LaidCell[]): boolean {
  const texts = row.map(plainText)
  const figures = texts.filter(isNumeric).length
  const labels = texts.filter(text => !isValue(text)).length
  const places = texts.filter(text => text === '').length
  if (figures > 0) return labels === 0 && places > 0 && hasLabel(other)
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
function leavesLabelsEmpty(cells: readonly LaidCell[], page: number): boolean {
  const end = (cell: LaidCell) => cell.column + cell.columnSpan
  const empty = cells.filter(cell => cell.parts[0]!.page === page && cell.row > 0 && isTextless(cell))
  return empty.some(cell => {
    const goesOver = cells.some(
      above =>
        above.row + above.rowSpan === cell.row &&
        above.column < end(cell) &&
        end(above) > cell.column &&
        above.parts[0]!.page < page &&
        !isValue(plainText(above)),
    )
    const leads = (other: LaidCell) =>
      other.column >= end(cell) && other.row >= cell.row && other.row < cell.row + cell.rowSpan
    return goesOver && cells.some(other => leads(other) && !isValue(plainText(other)))
  })
}
