import type {Table, TableCell} from './ast.ts'

/** A cell before it has an address: spans as the source wrote them, in source order. */
export interface SpannedCell<T> {
  rowSpan: number
  columnSpan: number
  /** Columns left free before this cell in its row (Word's gridBefore); 0 where left out. */
  skip?: number
  content: T
}

/** A cell with its address; `row` and `column` are the upper left corner, counted from 0. */
export interface PlacedCell<T> {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  content: T
}

/**
 * What is wrong with a grid. `overlap`: two cells claim one place. `hole`: a place no cell claims. `outside`: a span
 * that reaches beyond the last row. `span`: a span that was no number from 1 up or larger than any form needs.
 */
export interface GridProblem {
  kind: 'overlap' | 'hole' | 'outside' | 'span'
  row: number
  column: number
}

/** Cells in the places their spans leave them, and what was wrong with the spans. */
export interface Placement<T> {
  rows: number
  columns: number
  cells: PlacedCell<T>[]
  problems: GridProblem[]
}

/** No table of this form is wider or higher; a larger span is a mistake or an attack and is cut to what the table has. */
export const MAX_SPAN = 1000

/**
 * Gives every cell its address, as HTML prescribes (WHATWG, "forming a table"): cells fill a row from the left and step
 * over places that cells from rows above reach into. A row span of 0 reaches to the last row. Spans that reach outside
 * are cut, and reported; where two cells overlap the earlier one keeps the place.
 * Time and memory grow with the number of cells and the places they really cover, not with the numbers in the spans.
 */
export function placeCells<T>(rows: SpannedCell<T>[][]): Placement<T> {
  const problems: GridProblem[] = []
  const cells: PlacedCell<T>[] = []
  const taken: Uint8Array[] = rows.map(() => new Uint8Array(0))
  let columns = 0
  rows.forEach((row, r) => {
    let c = 0
    for (const cell of row) {
      c += cell.skip ?? 0
      while (taken[r]![c]) c++
      const width = span(cell.columnSpan)
      const wanted = cell.rowSpan === 0 ? rows.length - r : span(cell.rowSpan)
      const height = Math.min(wanted, rows.length - r)
      if (width !== cell.columnSpan || (cell.rowSpan !== 0 && span(cell.rowSpan) !== cell.rowSpan)) {
        problems.push({kind: 'span', row: r, column: c})
      }
      if (height < wanted) problems.push({kind: 'outside', row: r, column: c})
      const free = freeWidth(taken[r]!, c, width)
      if (free < width) problems.push({kind: 'overlap', row: r, column: c + free})
      const depth = freeHeight(taken, r, c, free, height)
      if (depth < height) problems.push({kind: 'overlap', row: r + depth, column: c})
      for (let i = r; i < r + depth; i++) taken[i] = mark(taken[i]!, c, free)
      cells.push({row: r, column: c, rowSpan: depth, columnSpan: free, content: cell.content})
      c += free
      columns = Math.max(columns, c)
    }
  })
  rows.forEach((_, r) => {
    for (let c = 0; c < columns; c++) if (!taken[r]![c]) problems.push({kind: 'hole', row: r, column: c})
  })
  return {rows: rows.length, columns, cells, problems}
}

function span(value: number): number {
  return Number.isInteger(value) && value >= 1 ? Math.min(value, MAX_SPAN) : 1
}

/** How many of the wanted columns are free from c on; at least 1, since c itself is. */
function freeWidth(row: Uint8Array, c: number, width: number): number {
  for (let i = 1; i < width; i++) if (row[c + i]) return i
  return width
}

/** How many rows from r on are free over the whole width; at least 1. */
function freeHeight(taken: Uint8Array[], r: number, c: number, width: number, height: number): number {
  for (let i = 1; i < height; i++) {
    for (let k = 0; k < width; k++) if (taken[r + i]![c + k]) return i
  }
  return height
}

function mark(row: Uint8Array, c: number, width: number): Uint8Array {
  let wide = row
  if (wide.length < c + width) {
    wide = new Uint8Array(Math.max(c + width, row.length * 2, 16))
    wide.set(row)
  }
  return wide.fill(1, c, c + width)
}

/** A table as places: which cell covers row r and column c. */
export interface Grid {
  rows: number
  columns: number
  /** The cell that covers the place, or null for a hole or a place outside. */
  at(row: number, column: number): TableCell | null
  problems: GridProblem[]
}

/** Resolves the spans of an addressed table. Overlaps (the earlier cell wins), holes and cells outside are reported. */
export function gridOf(table: Table): Grid {
  const {rows, columns} = table
  const places: (TableCell | null)[] = new Array(rows * columns).fill(null)
  const problems: GridProblem[] = []
  for (const cell of table.children) {
    const bottom = Math.min(cell.row + cell.rowSpan, rows)
    const right = Math.min(cell.column + cell.columnSpan, columns)
    if (cell.row + cell.rowSpan > rows || cell.column + cell.columnSpan > columns) {
      problems.push({kind: 'outside', row: cell.row, column: cell.column})
    }
    let clash = false
    for (let r = cell.row; r < bottom; r++) {
      for (let c = cell.column; c < right; c++) {
        if (places[r * columns + c]) clash = true
        else places[r * columns + c] = cell
      }
    }
    if (clash) problems.push({kind: 'overlap', row: cell.row, column: cell.column})
  }
  places.forEach((cell, i) => {
    if (!cell) problems.push({kind: 'hole', row: Math.floor(i / columns), column: i % columns})
  })
  return {
    rows,
    columns,
    problems,
    at: (row, column) =>
      row < 0 || column < 0 || row >= rows || column >= columns
        ? null
        : (places[row * columns + column] ?? null),
  }
}
