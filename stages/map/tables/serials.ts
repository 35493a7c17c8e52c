import type {Table, TableCell} from '../../../pipeline/model/ast.ts'
import type {MapConfig} from '../settings.ts'
import {printedCell} from '../texts/printed.ts'

/** Fewest rows that are numbered. */
const FEWEST_ROWS = 3

/**
 * A table without the column that numbers its rows: the first, in which nothing stands but 1, 2, 3 … downwards, the headings'
 * rows counted or not, and perhaps the heading 序号. Numbers before headings would make these rows of figures, and a number
 * before the only row of a block one figure too many.
 */
export function withoutSerials(table: Table, config: MapConfig): Table {
  if (table.addressing !== 'grid' || table.columns < 2) return table
  const first = table.children.filter(({column, columnSpan}) => column === 0 && columnSpan === 1)
  if (!numbersRows(first, config) || !hasLabels(table, first, config)) return table
  const serials = new Set(first)
  const children = table.children
    .filter(cell => !serials.has(cell))
    .map(cell =>
      cell.column === 0 ? {...cell, columnSpan: cell.columnSpan - 1} : {...cell, column: cell.column - 1},
    )
  return {...table, columns: table.columns - 1, children}
}

function numbersRows(first: readonly TableCell[], config: MapConfig): boolean {
  const printed = first.toSorted((a, b) => a.row - b.row).map(cell => printedCell(cell, config))
  const numbers = printed.filter(({kind}) => kind === 'value').map(({text}) => text.trim())
  const others = printed.filter(({kind}) => kind !== 'value')
  return (
    numbers.length >= FEWEST_ROWS &&
    numbers.every((number, i) => number === String(i + 1)) &&
    others.every(({kind, letters}) => kind === 'blank' || config.otherColumns.includes(letters))
  )
}

/** Whether words stand beside most of the numbers: figures that happen to count upwards stand beside figures. */
function hasLabels(table: Table, first: readonly TableCell[], config: MapConfig): boolean {
  const worded = new Set(
    table.children
      .filter(({column}) => column === 1)
      .flatMap(cell => (printedCell(cell, config).kind === 'words' ? rowsOf(cell) : [])),
  )
  return first.filter(({row}) => worded.has(row)).length * 2 > first.length
}

function rowsOf({row, rowSpan}: TableCell): number[] {
  return Array.from({length: rowSpan}, (_, i) => row + i)
}
