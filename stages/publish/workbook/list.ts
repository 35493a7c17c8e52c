import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {type ContinuedSheets, continuedSheets} from './continued.ts'
import {textWidth} from './headings.ts'
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
      paper: list.paper,
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
      return sheets.row(cells, {height: heightOf(cells, list)})
    },
    end: sheets.end,
  }
}

/** Highest row a sheet may have, in points. */
const HIGHEST = 409

/** Height at which every text of the row is read whole; programs do not agree on finding it themselves. */
function heightOf(cells: Cell[], {columns, lineHeight}: ListSettings): number {
  let most = 1
  cells.forEach(({value}, i) => {
    if (typeof value !== 'string') return
    const room = columns[i]!.width - 3
    const lines = value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / room)), 0)
    most = Math.max(most, lines)
  })
  return Math.min(most * lineHeight + 6, HIGHEST)
}
