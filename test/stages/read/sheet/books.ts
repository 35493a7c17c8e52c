import {type BookType, type CellObject, utils, type WorkBook, type WorkSheet, write} from 'xlsx'

/** Every kind of workbook that Chinese text can be written to here. */
export const KINDS: BookType[] = ['xlsx', 'xlsm', 'biff8', 'ods', 'xlml']

export type Value = string | number | boolean | null | CellObject

export interface SheetSpec {
  rows: Value[][]
  /** Areas as Excel writes them: A1:B2. */
  merges?: string[]
  hiddenRows?: number[]
  hiddenColumns?: number[]
  /** Widths of columns in characters, heights of rows in points. */
  widths?: number[]
  heights?: number[]
  /** 1 hidden, 2 very hidden. */
  hidden?: 0 | 1 | 2
}

/** A workbook written by SheetJS. */
function bookOf(sheets: Record<string, SheetSpec>): WorkBook {
  const book = utils.book_new()
  book.Workbook = {Sheets: Object.values(sheets).map(({hidden}) => ({Hidden: hidden ?? 0}))}
  for (const [name, spec] of Object.entries(sheets)) utils.book_append_sheet(book, sheetOf(spec), name)
  return book
}

function sheetOf({rows, merges, hiddenRows, hiddenColumns, widths, heights}: SheetSpec): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows.map(row => row.map(cell => (isCell(cell) ? 'x' : cell))))
  rows.forEach((row, r) => {
    row.forEach((cell, c) => {
      if (isCell(cell)) sheet[utils.encode_cell({r, c})] = {...cell}
    })
  })
  if (merges) sheet['!merges'] = merges.map(area => utils.decode_range(area))
  if (hiddenRows) sheet['!rows'] = marks(hiddenRows)
  if (hiddenColumns) sheet['!cols'] = marks(hiddenColumns)
  if (widths) sheet['!cols'] = widths.map(width => ({width}))
  if (heights) sheet['!rows'] = heights.map(hpt => ({hpt}))
  return sheet
}

function isCell(value: Value): value is CellObject {
  return typeof value === 'object' && value !== null
}

function marks(hidden: number[]): {hidden?: boolean}[] {
  return Array.from({length: Math.max(...hidden) + 1}, (_, i) => (hidden.includes(i) ? {hidden: true} : {}))
}

export function bytesOf(sheets: Record<string, SheetSpec>, bookType: BookType): Buffer {
  return write(bookOf(sheets), {type: 'buffer', bookType})
}
