import type {Table, TableCell} from '../../../pipeline/model/ast.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {bodyText, printedOf} from '../texts/printed.ts'
import {isRowLabel} from '../texts/senses.ts'

/**
 * A grid in which several rows of the form stand in one row, their labels below one another in one cell and their figures below one
 * another in each other cell, with these rows apart. Only where every line of the label cell is a label of the form and every cell
 * beside it holds just as many figures; other rows stay as they are.
 */
export function withStackedRowsApart(table: Table, forms: Form[], config: MapConfig): Table {
  if (table.addressing !== 'grid') return table
  const broken = new Set(table.children.filter(cell => bodyText(cell).includes('\n')).map(({row}) => row))
  const heights = Array.from({length: table.rows}, (_, row) =>
    broken.has(row) ? stackedRows(table, row, forms, config) : 1,
  )
  if (heights.every(height => height === 1)) return table
  const starts: number[] = []
  heights.reduce((start, height, row) => {
    starts[row] = start
    return start + height
  }, 0)
  const end = (row: number) => (row < table.rows ? starts[row]! : starts.at(-1)! + heights.at(-1)!)
  const children = table.children.flatMap(cell => {
    const row = starts[cell.row]!
    const lines = linesOf(cell)
    const apart = cell.rowSpan === 1 && heights[cell.row]! > 1 && lines.length === heights[cell.row]
    if (!apart) return [{...cell, row, rowSpan: end(cell.row + cell.rowSpan) - row}]
    return lines.map(
      (value, i): TableCell => ({...cell, row: row + i, children: [{type: 'paragraph', value}]}),
    )
  })
  return {...table, rows: end(table.rows), children}
}

/** How many rows of the form stand in a row; 1 where it cannot be told that there are more. */
function stackedRows(table: Table, row: number, forms: Form[], config: MapConfig): number {
  const cells = table.children.filter(cell => cell.row === row && cell.rowSpan === 1)
  const several = cells.map(cell => ({cell, lines: linesOf(cell)})).filter(({lines}) => lines.length > 1)
  const label = several.find(({lines}) =>
    lines.every(line => forms.some(form => isRowLabel(form, printedOf(line, config)))),
  )
  if (!label) return 1
  const count = label.lines.length
  const beside = cells.filter(({column}) => column > label.cell.column)
  const figures = beside.every(cell => {
    const lines = linesOf(cell)
    return lines.length === count && lines.every(line => printedOf(line, config).kind === 'value')
  })
  return beside.length > 0 && figures ? count : 1
}

function linesOf(cell: TableCell): string[] {
  return bodyText(cell)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
