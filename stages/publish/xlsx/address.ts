/** Column letters of a column counted from 0: A, B ... Z, AA. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/** Address of a cell, row and column counted from 0: A1. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`
}

/** A sheet's name as a reference needs it: always quoted. */
export function sheetReference(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

/** Days since 1899-12-30 of an ISO date, as cells hold dates; null for what is no date or lies before March 1900. */
export function dateSerial(date: string): number | null {
  const time = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return null
  const serial = time / 86_400_000 + 25_569
  return serial > 60 ? serial : null
}
