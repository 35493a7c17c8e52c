import type {Cell, Sheet} from '../xlsx/sheet.ts'
import {type ContinuedSheets, continuedSheets} from './continued.ts'
import {textWidth} from './headings.ts'
import type {Review} from './review.ts'
import {type ListSettings, styleNamed} from './settings.ts'
import {footerOf} from './words.ts'

/** What a cell of a list holds: a fact, or a formula of our own with what it gives. */
export type ListValue = string | number | null | {formula: string; value: string | number | null}

/** A sheet with one heading row. */
export interface List extends Pick<ContinuedSheets, 'end' | 'next'> {
  /** Writes one row from values by column key; `styles` overrides a column's style. */
  row(values: Record<string, ListValue>, styles?: Record<string, number>): ReturnType<ContinuedSheets['row']>
}

/**
 * Starts a sheet (and its continuations) with the columns of config/workbook.yaml.
 * @param totals a row above the headings
 * @param begun is called with each sheet when its headings stand
 */
export function startList(
  {book, settings, info}: Pick<Review, 'book' | 'settings' | 'info'>,
  list: ListSettings,
  {totals, begun}: {totals?: Cell[]; begun?: (sheet: Sheet) => void} = {},
): List {
  const {styles} = book
  const usual = list.columns.map(({style}) => styles.id(styleNamed(settings, style)))
  const wraps = new Set(usual.filter((_, i) => styleNamed(settings, list.columns[i]!.style).wrap))
  const headings = list.columns.map(({label, style}) => ({
    value: label,
    style: styles.id(styleNamed(settings, style.startsWith('entry') ? 'entryHeading' : 'tableHeading')),
  }))
  const above = totals ? 1 : 0
  const layout = {
    columns: list.columns.map(({width}) => ({width})),
    frozen: {rows: above + 1, columns: list.frozen},
    filterRow: above,
    tab: list.tab,
    print: {
      paper: list.paper,
      landscape: true,
      header: list.header,
      footer: footerOf(settings, info),
      pageNumbers: settings.pageNumbers,
      titleRows: [above, above] as [number, number],
    },
  }
  const sheets = continuedSheets(book, list.name, layout, settings.rowsPerSheet, sheet => {
    if (totals) sheet.row(totals, {height: list.headingHeight * 0.8})
    sheet.row(headings, {height: list.headingHeight})
    begun?.(sheet)
  })
  return {
    row(values, own = {}) {
      const cells = list.columns.map(({key}, i): Cell => {
        const value = values[key]
        if (value === undefined) throw new Error(`config/workbook.yaml: ${list.name} has no column ${key}`)
        const style = own[key] ?? usual[i]!
        return typeof value === 'object' && value !== null ? {...value, style} : {value, style}
      })
      return sheets.row(cells, {height: heightOf(cells, list, wraps)})
    },
    next: sheets.next,
    end: sheets.end,
  }
}

/** Highest row a sheet may have, in points. */
const HIGHEST = 409

/** Height at which every text of the row is read whole; programs do not agree on finding it themselves. */
function heightOf(cells: Cell[], {columns, lineHeight}: ListSettings, wraps: ReadonlySet<number>): number {
  let most = 1
  cells.forEach(({value, style}, i) => {
    if (typeof value !== 'string' || !wraps.has(style)) return
    const room = columns[i]!.width - 3
    const lines = value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / room)), 0)
    most = Math.max(most, lines)
  })
  return Math.min(most * lineHeight + 6, HIGHEST)
}
