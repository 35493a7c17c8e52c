import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {type ContinuedSheets, continuedSheets} from './continued.ts'
import {type ListSettings, styleNamed, type WorkbookSettings} from './settings.ts'
import {filled} from './words.ts'

/** A sheet with one heading row. */
export interface List extends Pick<ContinuedSheets, 'end'> {
  /** Writes one row from values by column key; `styles` overrides a column's style. */
  row(
    values: Record<string, string | number | null>,
    styles?: Record<string, number>,
  ): ReturnType<ContinuedSheets['row']>
}

/** Starts a sheet (and its continuations) with the columns of config/workbook.yaml. */
export function startList(
  book: Workbook,
  list: ListSettings,
  settings: WorkbookSettings,
  info: RunInfo,
): List {
  const heading = book.styles.id(styleNamed(settings, 'tableHeading'))
  const usual = list.columns.map(({style}) => book.styles.id(styleNamed(settings, style)))
  const layout = {
    columns: list.columns.map(({width}) => ({width})),
    frozen: {rows: 1, columns: list.frozen},
    filterRow: 0,
    tab: list.tab,
    print: {
      paper: 'A4' as const,
      landscape: true,
      header: list.header,
      footer: filled(settings.footer, {program: info.program, run: info.runId}),
      pageNumbers: settings.pageNumbers,
      titleRows: [0, 0] as [number, number],
    },
  }
  const sheets = continuedSheets(book, list.name, layout, settings.rowsPerSheet, sheet => {
    sheet.row(
      list.columns.map(({label}) => ({value: label, style: heading})),
      {height: list.headingHeight},
    )
  })
  return {
    row(values, styles = {}) {
      const cells = list.columns.map(({key}, i): Cell => {
        const value = values[key]
        if (value === undefined) throw new Error(`config/workbook.yaml: ${list.name} has no column ${key}`)
        return {value, style: styles[key] ?? usual[i]!}
      })
      return sheets.row(cells)
    },
    end: sheets.end,
  }
}
