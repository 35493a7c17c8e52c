import {join} from 'node:path'
import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import {openOutput} from '../output.ts'
import type {SurveyedWriter} from '../writer.ts'
import {startWorkbook} from '../xlsx/workbook.ts'
import {aboutDetail, aboutReview, folderCell} from './about.ts'
import type {Written} from './continued.ts'
import {startDetail} from './detail.ts'
import {writeFindings} from './findings.ts'
import {writeRefused} from './refused.ts'
import type {Review} from './review.ts'
import {type WorkbookSettings, workbookSettings} from './settings.ts'
import {writeSkipped} from './skipped.ts'
import {writeRegions, writeRules} from './summaries.ts'
import type {Survey} from './survey.ts'
import {startTally} from './tally.ts'

const DETAIL = '明细.xlsx'
/** The file people fill corrections into. */
export const REVIEW = '校验.xlsx'

/**
 * 明细.xlsx: every report and where each of its figures stands. 校验.xlsx: every finding with the columns people correct in,
 * counts by rule and region, and every input left out.
 */
export const workbooks: SurveyedWriter = {
  name: 'workbooks',
  files: [DETAIL, REVIEW],
  open(corpus, config, info, directory, survey) {
    const settings = workbookSettings(config)
    const {book, close} = openBook(join(directory, DETAIL), settings, info)
    const aside = join(directory, `${DETAIL}.places`)
    const detail = startDetail(book, config, settings, survey, info, aside)
    return {
      report: detail.report,
      end() {
        const {sheets, listing} = detail.end()
        aboutDetail(book, settings, sheets, info)
        book.end([settings.about.name, ...namesOf(sheets.detail, sheets.places)])
        const second = openBook(join(directory, REVIEW), settings, info)
        try {
          writeReview({book: second.book, corpus, config, settings, listing, info}, survey)
        } finally {
          second.close()
        }
      },
      close() {
        detail.close()
        close()
      },
    }
  },
}

/** Starts a workbook in a file. */
function openBook(path: string, {font, normal, cutMark}: WorkbookSettings, info: RunInfo) {
  const output = openOutput(path)
  return {book: startWorkbook(output, {font, normal, cutMark, info}), close: () => output.close()}
}

function writeReview(review: Review, survey: Survey): void {
  const {book, settings} = review
  const tally = startTally(review.listing)
  const links = {folder: folderCell(settings), detailFile: DETAIL}
  const findings = writeFindings(review, tally, links)
  const refused = writeRefused(review)
  const rules = writeRules(review, tally, findings)
  const regions = writeRegions(review, tally)
  const skipped = writeSkipped(review)
  const sheets = {findings, ...(refused ? {refused} : {}), rules, regions, skipped}
  aboutReview(review, survey, sheets)
  book.end([...namesOf(...Object.values(sheets)), settings.about.name])
}

function namesOf(...sheets: Written[]): string[] {
  return sheets.flatMap(({parts}) => parts.map(({name}) => name))
}
