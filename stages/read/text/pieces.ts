/** A line of text with its number, counted from 1. */
export interface Line {
  text: string
  number: number
}

/** A row of cells, each with the line it stands in. */
export interface TextRow {
  cells: {text: string; line: number}[]
}

/** A piece of a text in reading order: one paragraph line, or rows of cells. */
export type Piece = {kind: 'line'; line: Line} | {kind: 'table'; rows: TextRow[]; bare: boolean}

/** Lines that are a table. */
export interface Region {
  rows: TextRow[]
  /** One cell on each line. */
  bare: boolean
  /** Index of the first line after the region. */
  next: number
}
