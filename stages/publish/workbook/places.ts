import {createHash} from 'node:crypto'
import {rmSync} from 'node:fs'
import type {Report} from '../../../pipeline/model/report.ts'
import {linesOf} from '../lines.ts'
import {openOutput} from '../output.ts'
import {cellName} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {continuedSheets, type Written} from './continued.ts'
import type {DetailLayout, ShownFigure} from './detailLayout.ts'
import {styleNamed, type WorkbookSettings} from './settings.ts'
import {filled, placeInWords} from './words.ts'

/** Where figures stand, one arrangement a row: offices that use the same form page share it. */
export interface Places {
  /** Number of the report's arrangement, from 0. */
  of(report: Report): number
  /** Where the row of an arrangement stands in 出处: 出处!A12. */
  reference(arrangement: number): string
  /** Writes the sheets. */
  write(): Written
  /** Removes what was kept aside. */
  close(): void
}

/**
 * Gathers where the figures of 明细 stand. What was seen once is kept aside in `path`, line by line, until its sheet can be
 * written: a workbook is written one sheet after the other, and arrangements may be as many as reports.
 */
export function gatherPlaces(
  book: Workbook,
  figures: ShownFigure[],
  {headings, sheet: layout}: DetailLayout,
  settings: WorkbookSettings,
  path: string,
): Places {
  const {places, words} = settings
  const rowsPerSheet = Math.min(places.rowsPerSheet, settings.rowsPerSheet)
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const aside = openOutput(path)
  const first = layout.frozen!.rows
  const perSheet = rowsPerSheet - first
  const reference = (arrangement: number) => {
    const part = Math.floor(arrangement / perSheet)
    return `${places.name}${part === 0 ? '' : part + 1}!${cellName(first + (arrangement % perSheet), 0)}`
  }
  return {
    of({observations}) {
      const hash = createHash('sha1')
      let text = ''
      for (const {key} of figures) {
        const place = observations[key]?.place
        text += place
          ? `${place.page ?? ''},${place.line ?? ''},${place.table ?? ''},${place.row ?? ''},${place.column ?? ''},${place.part ?? ''};`
          : ';'
      }
      const name = hash.update(text).digest('base64')
      const known = numbers.get(name)
      if (known !== undefined) {
        counts[known]!++
        return known
      }
      const told = figures.map(({key}) => {
        const place = observations[key]?.place
        return place ? placeInWords({...place, segment: undefined}, words) : ''
      })
      aside.write(Buffer.from(`${JSON.stringify(told)}\n`))
      numbers.set(name, counts.length)
      return counts.push(1) - 1
    },
    reference,
    write() {
      aside.close()
      const style = book.styles.id(styleNamed(settings, 'place'))
      const heading = book.styles.id(styleNamed(settings, 'text'))
      const facts = layout.columns.length - figures.length
      const blank = Array.from({length: facts - 1}, (): Cell => ({value: null, style: heading}))
      const sheets = continuedSheets(book, places.name, layout, rowsPerSheet, headings)
      let row = 0
      for (const line of linesOf(path)) {
        const told = JSON.parse(line) as string[]
        const value = filled(places.row, {row: row + 1, reports: counts[row]!})
        const at = sheets.row([{value, style: heading}, ...blank, ...told.map(value => ({value, style}))])
        if (`${at.sheet.name}!${cellName(at.row, 0)}` !== reference(row))
          throw new Error(`${places.name}: arrangement ${row} stands in ${at.sheet.name}, row ${at.row + 1}`)
        row++
      }
      return sheets.end()
    },
    close: () => rmSync(path, {force: true}),
  }
}
