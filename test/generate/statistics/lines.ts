import {type Table, type TableCell, textCell} from '../../../pipeline/model/ast.ts'

/** A cell of a line: its text, the columns and the rows it covers. */
export interface LineCell {
  text: string
  columns?: number
  rows?: number
}

/** A table from its lines; each cell goes to the first place that none above covers. */
export function tableOf(lines: LineCell[][]): Table {
  const taken = lines.map(() => [] as boolean[])
  const children: TableCell[] = []
  lines.forEach((cells, row) => {
    let column = 0
    for (const {text, columns = 1, rows = 1} of cells) {
      while (taken[row]![column]) column++
      children.push(textCell(row, column, text, {columnSpan: columns, rowSpan: rows}))
      for (let r = row; r < row + rows; r++)
        for (let c = column; c < column + columns; c++) taken[r]![c] = true
      column += columns
    }
  })
  const columns = Math.max(...taken.map(({length}) => length))
  return {type: 'table', rows: lines.length, columns, addressing: 'grid', children}
}

/** Columns a line of its own covers. */
export function widthOf(lines: LineCell[][]): number {
  return Math.max(...lines.map(cells => cells.reduce((sum, {columns = 1}) => sum + columns, 0)))
}
