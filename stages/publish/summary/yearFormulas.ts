import type {PanelRow} from '../../../pipeline/model/rollup.ts'
import {cellName} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import {decimal} from './grid.ts'

/** A number or none, and the formula that gives it where there is one. */
interface Result {
  value: number | null
  formula?: string
}

/** Facts before the years: region, item, method, rule. */
const FACTS = 4

/** The cell of a row that holds a year, counted from 0; one after the last holds what is said of all years. */
export function yearCell(row: number, year: number): string {
  return cellName(row, FACTS + year)
}

/** One figure for all years of a row: their sum, or the first or last that there is. */
export function totalOf(rule: string, figures: Cell[], row: number): Result {
  const known = figures.flatMap((cell, i) => (typeof cell.value === 'number' ? [i] : []))
  const valueAt = (i: number | undefined) => (i === undefined ? null : (figures[i]!.value as number))
  if (rule === 'sum') {
    const value = decimal(known.reduce((sum, i) => sum + valueAt(i)!, 0))
    return {formula: `SUM(${yearCell(row, 0)}:${yearCell(row, figures.length - 1)})`, value}
  }
  if (rule === 'none' || known.length === 0) return {value: null}
  const at = rule === 'first' ? known[0] : known.at(-1)
  return {formula: yearCell(row, at!), value: valueAt(at)}
}

/** Last year against the year before it; nothing where a year between them is missing. */
export function changeOf(years: number[], figures: Cell[], row: number): Result {
  const n = years.length
  if (n < 2 || years[n - 1]! - years[n - 2]! !== 1) return {value: null}
  const [before, now] = [yearCell(row, n - 2), yearCell(row, n - 1)]
  const [b, a] = [figures[n - 2]!.value, figures[n - 1]!.value]
  const value = typeof a === 'number' && typeof b === 'number' && b !== 0 ? a / b - 1 : null
  return {formula: `IF(COUNT(${before},${now})<2,"",IF(${before}=0,"",${now}/${before}-1))`, value}
}

/** Last year against the year before it over the bodies present in both. */
export function panelChange(panel: PanelRow | undefined): Result {
  if (!panel) return {value: null}
  const {before, now} = panel
  return {
    value: before === 0 ? null : now / before - 1,
    formula: `IF(${before}=0,"",${now}/${before}-1)`,
  }
}
