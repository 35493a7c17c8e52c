import type {Config} from '../../../pipeline/config.ts'
import type {CheckedReport, RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Finding} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {columnName, dateSerial} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {continuedSheets, type Written} from './continued.ts'
import {detailFigures, detailLayout} from './detailLayout.ts'
import {factsOf} from './facts.ts'
import {figureCells} from './figures.ts'
import {type Listing, startListing} from './listing.ts'
import {gatherPlaces} from './places.ts'
import {type Mark, styleNamed, type WorkbookSettings} from './settings.ts'
import type {Survey} from './survey.ts'

/** 明细 while it is written. */
export interface Detail {
  /** Writes the row of a report. */
  report(checked: CheckedReport): void
  /** Ends the sheets of 明细 and writes those of 出处; says where each report stands. */
  end(): {sheets: {detail: Written; places: Written}; listing: Listing}
  /** Removes what was kept aside. */
  close(): void
}

/**
 * Starts 明细: a row a report, figures under the official headings, nothing computed; and 出处: where each figure stands.
 * @param aside a file to keep things in until it is closed
 */
export function startDetail(
  book: Workbook,
  config: Config,
  settings: WorkbookSettings,
  found: Survey,
  info: RunInfo,
  aside: string,
): Detail {
  const {detail} = settings
  const figures = detailFigures(config, settings, found)
  const look = detailLayout(figures, detailSheet(figures, settings, found), settings, info, book.styles)
  const {styles} = book
  const cells = figures.map((column, i) => figureCells(column, settings, styles, look.edges[i]))
  const keys = figures.map(({key}) => key)
  const columnOf = new Map(figures.map(({key}, i) => [key, columnName(detail.columns.length + i)]))
  const sheets = continuedSheets(book, detail.name, look.sheet, settings.rowsPerSheet, look.headings)
  const placesLook = detailLayout(figures, placesSheet(figures, settings), settings, info, styles)
  const places = gatherPlaces(book, figures, placesLook, settings, aside)
  const factCells = factWriter(book, config, settings)
  const placesColumn = detail.columns.findIndex(({key}) => key === 'places')
  const listing = startListing(columnOf, settings.words)
  return {
    report(checked) {
      const {report, findings} = checked
      const marks = marksOf(findings)
      const reference = places.reference(places.of(report))
      const row = factCells(checked, reference)
      let shown = 0
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i]!
        const observation = report.observations[key]
        if (observation) shown++
        row.push(cells[i]!(observation, marks.get(key) ?? 'none', report.format))
      }
      if (shown !== Object.keys(report.observations).length) throw new Error(lostIn(report, columnOf))
      const at = sheets.row(row, {height: detail.rowHeight})
      if (placesColumn >= 0) at.sheet.link(at.row, placesColumn, reference)
      listing.add(checked, at.sheet.name, at.row)
    },
    end() {
      const written = sheets.end()
      return {sheets: {detail: written, places: places.write()}, listing}
    },
    close: places.close,
  }
}

function lostIn({id, observations}: Report, columns: ReadonlyMap<string, string>): string {
  const lost = Object.keys(observations).filter(key => !columns.has(key))
  return `report ${id}: observation ${lost.join(', ')} is in no format`
}

function detailSheet(figures: ReturnType<typeof detailFigures>, settings: WorkbookSettings, found: Survey) {
  const {detail} = settings
  const {widths, widest} = settings.figures
  return {
    tab: detail.tab,
    header: detail.header,
    title: detail.title,
    facts: detail.columns,
    widths: figures.map(({key, measure}) =>
      Math.min(Math.max((found.widths.get(key) ?? 0) + 2, widths[measure]), widest),
    ),
  }
}

/** The same columns, so that a figure and its place have the same column letters. */
function placesSheet(figures: ReturnType<typeof detailFigures>, {detail, places}: WorkbookSettings) {
  return {
    tab: places.tab,
    header: places.header,
    title: places.name,
    facts: detail.columns.map((column, i) =>
      i === 0 ? {...column, label: places.heading, width: places.headingWidth} : {...column, hidden: true},
    ),
    widths: figures.map(() => places.width),
  }
}

/** Worst finding by observation key; hints (info), and what a person accepted, leave a figure unmarked. */
function marksOf(findings: Finding[]): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const {severity, keys, accepted} of findings) {
    if (severity === 'info' || accepted) continue
    for (const key of keys) if (marks.get(key) !== 'error') marks.set(key, severity)
  }
  return marks
}

function factWriter(book: Workbook, config: Config, settings: WorkbookSettings) {
  const {detail, words} = settings
  const {styles} = book
  const unknown = styles.id(styleNamed(settings, 'unknown'))
  const text = styles.id(styleNamed(settings, 'text'))
  const none = styles.id(styleNamed(settings, 'tallyNone'))
  const usual = detail.columns.map(column => styles.id(styleNamed(settings, column.style)))
  const status = {
    accepted: styles.id(detail.statusStyles.accepted),
    review: styles.id(detail.statusStyles.review),
  }
  return (checked: CheckedReport, places: string): Cell[] => {
    const facts = factsOf(checked, config.formats, words, places)
    return detail.columns.map(({key, style}, i) => {
      const value = facts[key]
      if (value === undefined) throw new Error(`config/workbook.yaml: 明细 has no column ${key}`)
      if (value === words.unknown) return {value, style: unknown}
      if (key === 'status') return {value, style: status[checked.report.status]}
      if (style === 'tally' && value === 0) return {value, style: none}
      if (style !== 'date' || value === null) return {value, style: usual[i]!}
      const serial = dateSerial(String(value))
      return serial === null ? {value, style: text} : {value: serial, style: usual[i]!}
    })
  }
}
