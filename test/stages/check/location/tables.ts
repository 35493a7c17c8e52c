import {cellsOf, type Format} from '../../../../pipeline/model/format.ts'

/** The application table as rows of figures: the row's key, then its figures with the total last; null is a blank. */
export interface Grid {
  rows: string[]
  columns: string[]
  figures: (number | null)[][]
}

/** A cell of a grid by row and column. */
export type At = [row: number, column: number]

/** The application table of a format, its figures taken from values by key. */
export function gridOf(format: Format, values: (key: string) => number | null): Grid {
  const cells = cellsOf(format).filter(({table}) => table === 'applications')
  const columns = [...new Set(cells.map(({column}) => column.key))]
  const rows = [...new Set(cells.map(({row}) => row.key))]
  const figures = rows.map(row => columns.map(column => values(`applications.${row}.${column}`)))
  return {rows, columns, figures}
}

export function keyAt({rows, columns}: Grid, [row, column]: At): string {
  return `applications.${rows[row]}.${columns[column]}`
}

/** The grid with other figures in some cells. */
export function withFigures(grid: Grid, changes: [At, number | null][]): Grid {
  const figures = grid.figures.map(row => [...row])
  for (const [[row, column], value] of changes) figures[row]![column] = value
  return {...grid, figures}
}
