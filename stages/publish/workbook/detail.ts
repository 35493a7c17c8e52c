import type {Config} from '../../../pipeline/config.ts'
import type {CheckedReport, Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Finding} from '../../../pipeline/model/finding.ts'
import {cellName, dateSerial, sheetReference} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {continuedSheets, type Written} from './continued.ts'
import {detailLayout} from './detailLayout.ts'
import {factsOf} from './facts.ts'
import {figureCells} from './figures.ts'
import {type Mark, styleNamed, type WorkbookSettings} from './settings.ts'
import type {Survey} from './survey.ts'

/** What other sheets need to know of a report in 明细. */
export interface Listed {
  agency: string | null
  year: number | null
  format: string
  /** Reference to the report's cell of an observation key, or to its first cell: '明细'!AB12. */
  reference(key: string | undefined): string
}

/** 明细 as written: its sheets, and where each report stands, by id. */
export interface Detail extends Written {
  listed: Map<string, Listed>
}

/** Writes 明细: a row a report. Figures stand under the official headings; nothing is computed. */
export function writeDetail(
  book: Workbook,
  corpus: Corpus,
  config: Config,
  settings: WorkbookSettings,
  found: Survey,
  info: RunInfo,
): Detail {
  const {detail, words} = settings
  const layout = detailLayout(config, settings, found, info, book.styles)
  const {figures, edges} = layout
  const cells = figures.map((column, i) => figureCells(column, settings, book.styles, edges[i]))
  const columnOf = new Map(figures.map(({key}, i) => [key, detail.columns.length + i]))
  const sheets = continuedSheets(book, detail.name, layout.sheet, settings.rowsPerSheet, layout.headings)
  const factCells = factWriter(book, config, settings)
  const listed = new Map<string, Listed>()
  for (const checked of corpus.reports()) {
    const {report, findings} = checked
    const marks = marksOf(findings)
    for (const key in report.observations) {
      if (!columnOf.has(key)) throw new Error(`report ${report.id}: observation ${key} is in no format`)
    }
    const row = factCells(checked)
    for (let i = 0; i < figures.length; i++) {
      const {key} = figures[i]!
      row.push(cells[i]!(report.observations[key], marks.get(key) ?? 'none', report.format))
    }
    const place = sheets.row(row, {height: detail.rowHeight})
    if (listed.has(report.id)) throw new Error(`two reports have the id ${report.id}`)
    listed.set(report.id, {
      agency: report.agency.name ?? words.unknown,
      year: report.year,
      format: report.format,
      reference: key =>
        `${sheetReference(place.sheet.name)}!${cellName(place.row, (key && columnOf.get(key)) || 0)}`,
    })
  }
  return {listed, ...sheets.end()}
}

/** Worst finding by observation key; hints (info) leave a figure unmarked. */
function marksOf(findings: Finding[]): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const {severity, keys} of findings) {
    if (severity === 'info') continue
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
  return (checked: CheckedReport): Cell[] => {
    const facts = factsOf(checked, config.formats, words)
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
