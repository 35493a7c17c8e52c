import type {Area} from './expression.ts'

/**
 * The sheets before a reference: with a full stop behind the sheet in OpenFormula (`'表 2'.A1`), with `!` elsewhere
 * (`'表 2'!$A$1:B3`, `Sheet1:Sheet3!B2`).
 */
const SHEET =
  "(?:('(?:[^']|'')*'|[^\\s'!:.,;()[\\]+\\-*/^&=<>\"#{}]+(?::[^\\s'!:.,;()[\\]+\\-*/^&=<>\"#{}]+)?)?[!.])?"
const END = '(\\]?)(?![\\w.!(])'
const CELLS = new RegExp(
  `^\\[?\\$?${SHEET}\\$?([A-Za-z]{1,3})\\$?(\\d{1,7})(?::\\.?\\$?([A-Za-z]{1,3})\\$?(\\d{1,7}))?${END}`,
)
/** Whole columns (`A:C`) and whole rows (`2:3`). */
const COLUMNS = new RegExp(`^\\[?\\$?${SHEET}\\$?([A-Za-z]{1,3}):\\.?\\$?([A-Za-z]{1,3})${END}`)
const ROWS = new RegExp(`^\\[?\\$?${SHEET}\\$?(\\d{1,7}):\\.?\\$?(\\d{1,7})${END}`)
const LAST_ROW = 1_048_575
const LAST_COLUMN = 16_383

/**
 * The area a text begins with, in brackets in OpenFormula, and its letters; null where it begins with none, or with one of another
 * book.
 * @param sheet number of the sheet the formula stands in
 */
export function areaWritten(
  text: string,
  sheet: number,
  sheetOf: (name: string) => number | null,
): {text: string; area: Area} | null {
  const cells = CELLS.exec(text)
  if (cells) {
    const [whole, name, column, row, column2 = column, row2 = row, bracket] = cells
    return area(
      whole,
      name,
      bracket,
      [Number(row) - 1, Number(row2) - 1],
      [column!, column2!].map(columnNumber),
    )
  }
  const columns = COLUMNS.exec(text)
  if (columns) {
    const [whole, name, first, last, bracket] = columns
    return area(whole, name, bracket, [0, LAST_ROW], [first!, last!].map(columnNumber))
  }
  const rows = ROWS.exec(text)
  if (!rows) return null
  const [whole, name, first, last, bracket] = rows
  return area(whole, name, bracket, [Number(first) - 1, Number(last) - 1], [0, LAST_COLUMN])

  function area(
    whole: string,
    name: string | undefined,
    bracket: string | undefined,
    rows: number[],
    columns: number[],
  ): {text: string; area: Area} | null {
    if (whole.startsWith('[') !== (bracket === ']')) return null
    const sheets = name === undefined ? ([sheet, sheet] as const) : sheetsNamed(name, sheetOf)
    if (!sheets) return null
    const [top, bottom] = [Math.min(...rows), Math.max(...rows)]
    return {text: whole, area: {sheets, top, left: Math.min(...columns), bottom, right: Math.max(...columns)}}
  }
}

/** One sheet, or the first and last of several: no name of a sheet holds a colon. */
function sheetsNamed(
  written: string,
  sheetOf: (name: string) => number | null,
): readonly [number, number] | null {
  const name = written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written
  const [first, last = first, ...more] = name.split(':')
  const [from, to] = [sheetOf(first!), sheetOf(last!)]
  return from === null || to === null || more.length > 0 ? null : [Math.min(from, to), Math.max(from, to)]
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
