import {type Block, type Table, type TableCell, textCell} from '../../../pipeline/model/ast.ts'
import type {ReadContext} from '../reader.ts'
import type {SheetCell} from './cells.ts'

/**
 * A region as blocks: lines of one text each are paragraphs, anything else is one table whose every place has a cell.
 * Blank rows and columns around the texts are left off, but for one formatted row below: the figures not filled in.
 * @param table number of the next table in the document, from 1
 */
export function blocksOf(region: SheetCell[], part: string, table: number, context: ReadContext): Block[] {
  const texts = region.filter(({text}) => text !== '')
  if (new Set(texts.map(({row}) => row)).size === texts.length)
    return texts
      .toSorted((a, b) => a.row - b.row)
      .map(({text}) => ({type: 'paragraph', value: text, place: {part}}))
  return [tableOf(region, texts, part, table, context)]
}

function tableOf(
  region: SheetCell[],
  texts: SheetCell[],
  part: string,
  table: number,
  context: ReadContext,
): Table {
  const most = (cells: SheetCell[], end: (cell: SheetCell) => number) =>
    cells.reduce((last, cell) => Math.max(last, end(cell)), 0)
  const top = texts.reduce((first, {row}) => Math.min(first, row), Number.POSITIVE_INFINITY)
  const left = texts.reduce((first, {column}) => Math.min(first, column), Number.POSITIVE_INFINITY)
  const right = most(texts, cell => cell.column + cell.columnSpan)
  const filled = most(texts, cell => cell.row + cell.rowSpan)
  const formatted = most(region, cell => cell.row + cell.rowSpan)
  const columns = right - left
  const wanted = Math.min(formatted, filled + 1) - top
  const rows = Math.min(wanted, Math.floor(context.limits.maxCells / columns))
  if (rows < wanted) {
    const what = `工作表“${part}”的表格超过 ${context.limits.maxCells} 个单元格，只读了前 ${rows} 行`
    context.report('R08', {values: {what}, place: {part, table}})
  }
  const taken = new Uint8Array(rows * columns)
  const children: TableCell[] = []
  for (const cell of region) {
    const [row, column] = [cell.row - top, cell.column - left]
    if (row < 0 || column < 0 || row >= rows || column >= columns) continue
    const rowSpan = Math.min(cell.rowSpan, rows - row)
    const columnSpan = Math.min(cell.columnSpan, columns - column)
    for (let r = row; r < row + rowSpan; r++)
      taken.fill(1, r * columns + column, r * columns + column + columnSpan)
    const made = textCell(row, column, cell.text, {rowSpan, columnSpan, place: {part, table, row, column}})
    if (cell.doubt !== undefined) made.data = {doubt: cell.doubt}
    children.push(made)
  }
  for (let i = 0; i < taken.length; i++) {
    if (taken[i]) continue
    const [row, column] = [Math.floor(i / columns), i % columns]
    children.push(textCell(row, column, '', {place: {part, table, row, column}}))
  }
  children.sort((a, b) => a.row - b.row || a.column - b.column)
  return {type: 'table', rows, columns, addressing: 'grid', children, place: {part, table}}
}
