import type {Config} from '../../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {startAboutPage} from './aboutPage.ts'
import type {Written} from './continued.ts'
import {figureStyle} from './figures.ts'
import type {WorkbookSettings} from './settings.ts'
import type {Survey} from './survey.ts'

/** Writes 说明: what the workbook is, how much of what it holds, the legend, and which run made it. */
export function writeAbout(
  book: Workbook,
  corpus: Corpus,
  config: Config,
  settings: WorkbookSettings,
  found: Survey,
  sheets: {detail: Written; findings: Written; skipped: Written},
  info: RunInfo,
): void {
  const {about, words} = settings
  const {counts} = about
  const page = startAboutPage(book, settings, info)
  page.title(about.title)
  page.paragraph(about.purpose)

  page.section(about.sections.sheets)
  page.headings(about.sheetsHeadings, {wide: true})
  for (const kind of ['detail', 'findings', 'skipped'] as const) {
    const {parts} = sheets[kind]
    for (const {name, rows} of parts)
      page.line([name, rows, about.sheetsTexts[kind]], {wide: true, link: name})
  }

  page.section(about.sections.counts)
  page.line([counts.files, corpus.counts.files])
  page.line([counts.reports, corpus.counts.reports])
  page.line([counts.accepted, found.status.accepted])
  page.line([counts.review, found.status.review])
  page.line([counts.findings, corpus.counts.findings])
  page.line([counts.skipped, corpus.counts.skipped])

  page.section(about.sections.legend)
  for (const {state, mark, sample, text} of about.legend) {
    const style = book.styles.id(figureStyle(settings, state, mark, 'count'))
    page.line([sample ?? null, text], {wide: true, styles: {0: style}})
  }

  page.section(about.sections.notes)
  for (const note of about.notes) page.paragraph(note)

  page.section(about.sections.run)
  for (const key of ['runId', 'configHash', 'schemaVersion', 'program'] as const) {
    page.line([about.run[key], info[key]], {wide: true})
  }

  page.section(about.sections.findings)
  if (found.rules.length) page.headings(about.findingsHeadings)
  else page.paragraph(about.none)
  for (const {rule, severity, count} of found.rules) {
    const style = book.styles.id(settings.findings.severityStyles[severity])
    page.line([rule, words.severity[severity], config.rules[rule]?.name ?? null, count], {styles: {1: style}})
  }

  page.section(about.sections.skipped)
  if (found.reasons.size) page.headings(about.skippedHeadings)
  else page.paragraph(about.none)
  for (const [reason, count] of found.reasons) page.line([words.reason[reason], count])
  page.end()
}
