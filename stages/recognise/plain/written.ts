import {type Paragraph, type Table, textCell} from '../../../pipeline/model/ast.ts'

/** The table that lines of text are, a row a line; each row keeps its line's place. @param rows cells of each line, any number */
export function writtenTable(
  lines: readonly Paragraph[],
  rows: readonly {cells: readonly string[]}[],
): Table {
  const place = (row: number) => (lines[row]!.place ? {place: lines[row]!.place} : {})
  return {
    type: 'table',
    rows: rows.length,
    columns: Math.max(...rows.map(({cells}) => cells.length)),
    addressing: 'sequence',
    children: rows.flatMap(({cells}, row) =>
      cells.map((text, column) => textCell(row, column, text, place(row))),
    ),
    ...place(0),
  }
}
