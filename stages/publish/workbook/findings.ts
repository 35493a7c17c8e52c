import {type Finding, severitySchema} from '../../../pipeline/model/finding.ts'
import {cellName, dateSerial} from '../xlsx/address.ts'
import type {Written} from './continued.ts'
import {type List, type ListValue, startList} from './list.ts'
import type {Listed} from './listing.ts'
import type {Review} from './review.ts'
import {styleNamed} from './settings.ts'
import type {Tally} from './tally.ts'
import {cellNames, placeInWords} from './words.ts'

/** Columns that say the same in all rows of a finding. */
const AGAIN = ['message', 'ruleName', 'agency', 'file', 'ruleBasis']

/** Where 说明 of the same workbook has the folder in which the documents lie: '说明'!$B$3. */
export type FolderCell = string

/** What is said of one of a finding's figures alone. */
type Judged = Pick<Finding, 'expected' | 'actual'> & {place: string}

/**
 * Writes 校验: a row a finding and figure it speaks of (one for all that are missing), errors first, then by file. Each row leads to its figure in 明细 (a
 * workbook of its own) and to the source file; the columns of corrections are for people to fill in.
 */
export function writeFindings(
  review: Review,
  tally: Tally,
  {folder, detailFile}: {folder: FolderCell; detailFile: string},
): Written {
  const {book, corpus, config, settings, listing} = review
  const {words, findings: sheet, corrections} = settings
  const column = (key: string) => sheet.columns.findIndex(one => one.key === key)
  const [linkColumn, fileColumn, acceptedColumn] = [column('link'), column('file'), column('accepted')]
  const list: List = startList(review, sheet, {
    begun: started =>
      started.choice({row: 1, column: acceptedColumn, list: `"${corrections.yes}"`, below: true}),
  })
  const namesOf = cellNames(config.formats, words)
  const repeated = book.styles.id(styleNamed(settings, 'repeated'))
  const again = Object.fromEntries(AGAIN.map(key => [key, repeated]))
  const severityStyles = Object.fromEntries(
    severitySchema.options.map(one => [one, book.styles.id(sheet.severityStyles[one])]),
  )
  let number = 0
  const write = (finding: Finding) => {
    number++
    const report = finding.report === null ? undefined : listing.get(finding.report)
    const {severity} = finding
    const rows = rowsOf(finding, report, sheet.together)
    tally.finding(finding, report, rows.length)
    const shared = {
      severity: words.severity[severity],
      rule: finding.rule,
      ruleName: config.rules[finding.rule]?.name ?? null,
      agency: report ? (report.agency ?? words.unknown) : null,
      year: report?.year ?? null,
      message: finding.message,
      ruleBasis: finding.basis,
      file: finding.file,
      report: finding.report,
      number,
    }
    const judgedOf = judgements(finding, rows, report, placeInWords(finding.place, words))
    rows.forEach((keys, i) => {
      const key = keys.length === 1 ? keys[0]! : null
      const location = report?.reference(key ?? undefined)
      const styles = {severity: severityStyles[severity]!}
      const at = list.row(
        {
          ...shared,
          ...judgedOf(i),
          cells: keys.length === 0 ? null : namesOf(keys, report?.format),
          key,
          link: location?.replaceAll("'", '') ?? null,
          open: openFormula(folder, cellName(list.next(), fileColumn), sheet.open),
          ...entries(finding, key, report, corrections.blank),
        },
        i === 0 ? styles : {...styles, ...again},
      )
      if (location !== undefined) at.sheet.link(at.row, linkColumn, location, detailFile)
    })
  }
  for (const severity of severitySchema.options) {
    for (const finding of corpus.findings()) if (finding.severity === severity) write(finding)
  }
  return list.end()
}

/**
 * The figures of each row. Where the report has none of them there is nothing to fill in, and one row names them all; so it
 * does for information on how figures are written (`together`), which stands for every cell of a table in some reports.
 */
function rowsOf({rule, severity, keys}: Finding, report: Listed | undefined, together: string[]): string[][] {
  if (severity === 'info' && together.includes(rule)) return [keys]
  const printed = keys.some(key => report?.figure(key) !== undefined)
  return printed ? keys.map(key => [key]) : [keys]
}

/**
 * What should stand in the cell of each row and where that is. A sum has one figure that should be another, its total: it is
 * told by its place. Where none is, as for a sentence of the text, the first row speaks for the finding.
 */
function judgements(
  {expected, actual}: Finding,
  rows: string[][],
  report: Listed | undefined,
  place: string,
): (row: number) => Judged {
  const whole = {expected, actual, place}
  if (rows.length === 1) return () => whole
  const figures = rows.map(keys => report?.figure(keys[0]!))
  const there = figures.flatMap((figure, i) => (figure?.place === place ? [i] : []))
  // In a text all cells of a row stand in one line.
  const judged = there.findLast(i => figures[i]!.raw === actual) ?? there[0] ?? 0
  return row => (row === judged ? whole : {expected: null, actual: null, place: figures[row]?.place ?? ''})
}

/** What is printed, and what people said of it in earlier runs. */
function entries(
  {accepted}: Finding,
  key: string | null,
  report: Listed | undefined,
  blank: string,
): Record<string, ListValue> {
  const figure = key === null ? undefined : report?.figure(key)
  // Of one row only one thing can be said; the correction also stands in the row that says it was applied (E05).
  const corrected = accepted ? undefined : figure?.corrected
  const on = corrected?.on ?? accepted?.on ?? null
  return {
    raw: figure?.raw ?? null,
    corrected: corrected ? (corrected.value ?? blank) : null,
    basis: corrected?.basis ?? null,
    by: corrected?.by ?? accepted?.by ?? null,
    on: on === null ? null : (dateSerial(on) ?? on),
    accepted: accepted?.reason ?? null,
  }
}

/** Leads to a source file; of a member of an archive (a.zip!/b.doc), to the archive. */
function openFormula(folder: FolderCell, file: string, label: string): ListValue {
  return {formula: `HYPERLINK(${folder}&LEFT(${file},FIND("!/",${file}&"!/")-1),"${label}")`, value: label}
}
