import type {Config} from '../../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import {type Finding, severitySchema} from '../../../pipeline/model/finding.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import type {Written} from './continued.ts'
import type {Detail} from './detail.ts'
import {startList} from './list.ts'
import type {WorkbookSettings} from './settings.ts'
import {cellNames, placeInWords} from './words.ts'

/**
 * Writes 校验: a row a finding, errors first, then by file. A finding of a report leads to its row in 明细, and to the
 * first figure it speaks of.
 */
export function writeFindings(
  book: Workbook,
  corpus: Corpus,
  config: Config,
  settings: WorkbookSettings,
  {listed}: Detail,
  info: RunInfo,
): Written {
  const {words, findings: sheet} = settings
  const list = startList(book, sheet, settings, info)
  const linkColumn = sheet.columns.findIndex(({key}) => key === 'link')
  const namesOf = cellNames(config.formats, words)
  const write = (finding: Finding) => {
    const report = finding.report === null ? undefined : listed.get(finding.report)
    const location = report?.reference(finding.keys[0])
    const {severity} = finding
    const place = list.row(
      {
        severity: words.severity[severity],
        rule: finding.rule,
        ruleName: config.rules[finding.rule]?.name ?? null,
        agency: report?.agency ?? null,
        year: report?.year ?? null,
        message: finding.message,
        cells: namesOf(finding.keys, report?.format),
        expected: finding.expected,
        actual: finding.actual,
        link: location?.replaceAll("'", '') ?? null,
        basis: finding.basis,
        file: finding.file,
        place: placeInWords(finding.place, words),
        report: finding.report,
      },
      {severity: book.styles.id(sheet.severityStyles[severity])},
    )
    if (location !== undefined && linkColumn >= 0) place.sheet.link(place.row, linkColumn, location)
  }
  for (const severity of severitySchema.options) {
    for (const finding of corpus.findings()) if (finding.severity === severity) write(finding)
  }
  return list.end()
}
