import type {Config} from '../../../pipeline/config.ts'
import type {Corpus} from '../../../pipeline/model/corpus.ts'
import type {CorrectionRow} from '../../../pipeline/model/correction.ts'
import type {Finding, Severity} from '../../../pipeline/model/finding.ts'
import {dateSerial} from '../xlsx/address.ts'
import type {Written} from './continued.ts'
import {startList} from './list.ts'
import type {Review} from './review.ts'

/**
 * Writes 未采用的更正: what people filled in and the run refused (E01 to E04), as they wrote it and with the reason. The sheet bears
 * the headings of corrections: handed back as it is, its rows are judged again. Null where nothing was refused.
 */
export function writeRefused(review: Review): Written | null {
  const {book, corpus, config, settings, listing} = review
  const refused = refusedRows(corpus, config)
  if (refused.length === 0) return null
  const {refused: sheet, findings, words} = settings
  const style = (severity: Severity) => book.styles.id(findings.severityStyles[severity])
  const list = startList(review, sheet)
  for (const {finding, row} of refused) {
    const report = listing.get(row.report)
    const values = {
      severity: words.severity[finding.severity],
      why: finding.message,
      agency: report ? (report.agency ?? words.unknown) : null,
      year: report?.year ?? null,
      origin: `${row.file} ${row.row}`,
      rule: row.rule || null,
      message: row.message || null,
      raw: row.raw || null,
      corrected: /^-?(?:0|[1-9]\d{0,14})$/.test(row.corrected)
        ? Number(row.corrected)
        : row.corrected || null,
      basis: row.basis || null,
      by: row.by || null,
      on: /^\d{4}-\d\d-\d\d$/.test(row.on) ? (dateSerial(row.on) ?? row.on) : row.on || null,
      accepted: row.accepted || null,
      file: row.source || null,
      report: row.report || null,
      key: row.keys.join(' ') || null,
    }
    list.row(values, {severity: style(finding.severity)})
  }
  return list.end()
}

interface Refused {
  finding: Finding
  row: CorrectionRow
}

/** Refused rows in the order of the files and their rows: findings on corrections say where the row stands. */
function refusedRows(corpus: Corpus, {corrections, rules}: Config): Refused[] {
  if (!corrections) return []
  const nameOf = (file: string | undefined, row: number) => JSON.stringify([file, row])
  const given = new Map<string, CorrectionRow[]>()
  for (const row of [...Object.values(corrections.values).flat(), ...corrections.acceptances]) {
    const name = nameOf(row.file, row.row)
    given.set(name, [...(given.get(name) ?? []), row])
  }
  const found: Refused[] = []
  for (const finding of corpus.findings()) {
    if (rules[finding.rule]?.stage !== 'correct') continue
    for (const {file, row: at} of finding.related) {
      // Files of one name from several folders: the report tells their rows apart.
      const rows = at === undefined ? [] : (given.get(nameOf(file, at + 1)) ?? [])
      const row = rows.find(({report}) => report === finding.report) ?? rows[0]
      if (row) found.push({finding, row})
    }
  }
  return found.sort((a, b) => compare(a.row.file, b.row.file) || a.row.row - b.row.row)
}

function compare(first: string, second: string): number {
  return first < second ? -1 : Number(first > second)
}
