import type {Cell, Sheet, SheetLayout} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'

/** Rows that go on in a further sheet where one is full: 明细, 明细2 ... All have the same headings. */
export interface ContinuedSheets {
  /** The row, from 0, that the next row will be, in this sheet or a new one. */
  next(): number
  /** Writes a row and says where it stands; rows count from 0. */
  row(cells: (Cell | null)[], options?: {height?: number}): {sheet: Sheet; row: number}
  /** Ends the last sheet. */
  end(): Written
}

/** The sheets one table took, with the rows of data in each. */
export interface Written {
  parts: {name: string; rows: number}[]
}

/** XML of one sheet, in characters: a sheet of a ZIP without 64-bit fields ends at 4 GiB, and no text is pure ASCII. */
const LARGEST = 1 << 30

/** Starts the first sheet; `headings` writes the rows above the data. */
export function continuedSheets(
  book: Workbook,
  name: string,
  layout: SheetLayout,
  rowsPerSheet: number,
  headings: (sheet: Sheet) => void,
): ContinuedSheets {
  const parts: Written['parts'] = []
  const next = (): Sheet => {
    const sheet = book.sheet(parts.length ? `${name}${parts.length + 1}` : name, layout)
    parts.push({name: sheet.name, rows: 0})
    headings(sheet)
    return sheet
  }
  let sheet = next()
  const makeRoom = () => {
    if (sheet.rows < rowsPerSheet && sheet.size <= LARGEST) return
    sheet.end()
    sheet = next()
  }
  return {
    next() {
      makeRoom()
      return sheet.rows
    },
    row(cells, options) {
      makeRoom()
      sheet.row(cells, options)
      parts.at(-1)!.rows++
      return {sheet, row: sheet.rows - 1}
    },
    end() {
      sheet.end()
      return {parts}
    },
  }
}
