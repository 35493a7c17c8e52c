import {cellName} from '../xlsx/address.ts'
import type {Cell, Sheet} from '../xlsx/sheet.ts'
import type {DataSheet} from './data.ts'
import type {View} from './view.ts'

/** The region and year a sheet shows until somebody chooses others. */
export interface Selected {
  region: string
  year: number
}

/** Cells that look figures of the data sheet up, for the region and year chosen in two cells of the sheet. */
export interface Lookup {
  /** A figure (or method.<table>) of the chosen region and year; nothing where the data sheet has nothing. */
  cell(key: string, style: number): Cell
  /**
   * A number for a chart, of any region and year: #N/A where there is none, which charts leave out. `match` is a formula
   * that gives the row in the data sheet.
   */
  point(key: string, style: number, match: string, where: Selected): Cell
  /** Formula of the row of a region and year, each given as a formula. */
  match(region: string, year: string): string
}

/** `row` is the cell (absolute) that holds the row found for the choice. */
export function lookupIn(data: DataSheet, row: string, selected: Selected): Lookup {
  return {
    cell(key, style) {
      const found = `INDEX(${data.column(key)},${row})`
      const value = data.value(selected.region, selected.year, key)
      return {formula: `IFERROR(IF(${found}="","",${found}),"")`, value, style}
    },
    point(key, style, match, where) {
      const found = `INDEX(${data.column(key)},${match})`
      const value = data.value(where.region, where.year, key)
      const formula = `IFERROR(IF(ISNUMBER(${found}),${found},NA()),NA())`
      return {formula, value: typeof value === 'number' ? value : '#N/A', style}
    },
    match: (region, year) => `MATCH(${region}&"|"&${year},${data.column('key')},0)`,
  }
}

/** Writes the two cells in which region and year are chosen, in a row of its own with `prompts` before them. */
export function writeChoice(
  sheet: Sheet,
  data: DataSheet,
  view: View,
  selected: Selected,
  cells: {cells: (Cell | null)[]; region: number; year: number; found: number},
  styles: {choice: number; helper: number},
): {lookup: Lookup; region: string; year: string; found: string} {
  const row = sheet.rows
  const absolute = (column: number) => cellName(row, column).replace(/([A-Z]+)(\d+)/, '$$$1$$$2')
  const [region, year, found] = [absolute(cells.region), absolute(cells.year), absolute(cells.found)]
  const lookup = lookupIn(data, found, selected)
  const all = [...cells.cells]
  const label = view.label(selected.region)
  const shown = view.regionYears.findIndex(
    one => one.region.id === selected.region && one.year === selected.year,
  )
  all[cells.region] = {value: label, style: styles.choice}
  all[cells.year] = {value: selected.year, style: styles.choice}
  all[cells.found] = {
    formula: `IFERROR(${lookup.match(region, year)},"")`,
    value: shown < 0 ? null : shown + 1,
    style: styles.helper,
  }
  sheet.row(
    Array.from(all, cell => cell ?? null),
    {height: 22},
  )
  sheet.choice({row, column: cells.region, list: data.regions})
  sheet.choice({row, column: cells.year, list: data.years})
  return {lookup, region, year, found}
}
