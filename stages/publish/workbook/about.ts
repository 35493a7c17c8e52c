import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import {cellName, sheetReference} from '../xlsx/address.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {type AboutPage, startAboutPage} from './aboutPage.ts'
import type {Written} from './continued.ts'
import {figureStyle} from './figures.ts'
import type {FolderCell} from './findings.ts'
import type {Review} from './review.ts'
import {styleNamed, type WorkbookSettings} from './settings.ts'
import type {Survey} from './survey.ts'

/** Row and column, from 0, of the folder in 说明 of 校验.xlsx: below its title and purpose. */
const FOLDER = {row: 2, column: 1}

/** Where people write in which folder the documents lie. */
export function folderCell({about}: WorkbookSettings): FolderCell {
  const fixed = cellName(FOLDER.row, FOLDER.column).replace(/([A-Z]+)(\d+)/, '$$$1$$$2')
  return `${sheetReference(about.name)}!${fixed}`
}

/** Writes 说明 of 明细.xlsx: what it is, the legend, and which run made it. */
export function aboutDetail(
  book: Workbook,
  settings: WorkbookSettings,
  sheets: Record<'detail' | 'places', Written>,
  info: RunInfo,
): void {
  const {about} = settings
  const page = startAboutPage(book, settings, info)
  page.title(about.detail.title)
  page.paragraph(about.detail.purpose)
  listSheets(page, settings, sheets, about.detail.sheets)
  page.section(about.sections.legend)
  for (const {state, mark, corrected, sample, text} of about.detail.legend) {
    const style = book.styles.id(figureStyle(settings, state, mark, 'count', 0, corrected))
    page.line([sample ?? null, text], {wide: true, styles: {0: style}})
  }
  finish(page, settings, about.detail.notes, info)
}

/** Writes 说明 of 校验.xlsx: what it is and how to fill it in, how much of what there is, and which run made it. */
export function aboutReview(
  {book, corpus, settings, listing, info}: Review,
  found: Survey,
  sheets: Record<'findings' | 'rules' | 'regions' | 'skipped', Written> & {refused?: Written},
): void {
  const {counts} = corpus
  const {about, words} = settings
  const {review} = about
  const page = startAboutPage(book, settings, info)
  page.title(review.title)
  page.paragraph(review.purpose)
  const entry = book.styles.id(styleNamed(settings, 'entry'))
  if (page.rows() !== FOLDER.row) throw new Error(`${about.name}: the folder is not in row ${FOLDER.row + 1}`)
  page.line([review.folder, review.folderValue, review.folderHint], {wide: true, styles: {1: entry}})
  listSheets(page, settings, sheets, review.sheets)

  page.section(about.sections.counts)
  page.line([review.counts.files, counts.files])
  page.line([review.counts.reports, counts.reports])
  let accepted = 0
  for (const {status} of listing.all()) if (status === 'accepted') accepted++
  page.line([review.counts.accepted, accepted])
  page.line([review.counts.review, counts.reports - accepted])
  page.line([review.counts.repeated, listing.repeated()])
  page.line([review.counts.findings, counts.findings])
  page.line([review.counts.skipped, counts.skipped])

  page.section(about.sections.skipped)
  if (found.reasons.size) page.headings(about.skippedHeadings)
  else page.paragraph(about.none)
  for (const [reason, count] of found.reasons) page.line([words.reason[reason], count])
  finish(page, settings, review.notes, info)
}

/** A line for each sheet that was written. */
function listSheets(
  page: AboutPage,
  {about}: WorkbookSettings,
  sheets: Record<string, Written>,
  texts: Record<string, string>,
): void {
  page.section(about.sections.sheets)
  page.headings(about.sheetsHeadings, {wide: true})
  for (const [kind, text] of Object.entries(texts)) {
    for (const {name, rows} of sheets[kind]?.parts ?? [])
      page.line([name, rows, text], {wide: true, link: name})
  }
}

function finish(page: AboutPage, {about}: WorkbookSettings, notes: string[], info: RunInfo): void {
  page.section(about.sections.notes)
  for (const note of notes) page.paragraph(note)
  page.section(about.sections.run)
  for (const key of ['runId', 'configHash', 'schemaVersion', 'program'] as const) {
    page.line([about.run[key], info[key]], {wide: true})
  }
  page.end()
}
