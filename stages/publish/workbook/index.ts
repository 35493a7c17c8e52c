import {join} from 'node:path'
import type {Config} from '../../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import {openOutput} from '../output.ts'
import type {SurveyedWriter} from '../writer.ts'
import {startWorkbook, type Workbook} from '../xlsx/workbook.ts'
import {aboutDetail, aboutReview, folderCell} from './about.ts'
import type {Written} from './continued.ts'
import {writeDetail} from './detail.ts'
import {writeFindings} from './findings.ts'
import type {Listing} from './listing.ts'
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
  write(corpus, config, info, directory, survey) {
    const settings = workbookSettings(config)
    const listing = written(join(directory, DETAIL), settings, info, book => {
      const aside = join(directory, `${DETAIL}.places`)
      const {sheets, listing} = writeDetail(book, corpus, config, settings, survey, info, aside)
      aboutDetail(book, settings, sheets, info)
      return {value: listing, names: [settings.about.name, ...namesOf(sheets.detail, sheets.places)]}
    })
    written(join(directory, REVIEW), settings, info, book =>
      writeReview(book, corpus, config, settings, survey, listing, info),
    )
  },
}

function writeReview(
  book: Workbook,
  corpus: Corpus,
  config: Config,
  settings: WorkbookSettings,
  survey: Survey,
  listing: Listing,
  info: RunInfo,
) {
  const tally = startTally(listing)
  const links = {folder: folderCell(settings), detailFile: DETAIL}
  const findings = writeFindings(book, corpus, config, settings, listing, tally, links, info)
  const rules = writeRules(book, config, settings, tally, findings, info)
  const regions = writeRegions(book, settings, tally, info)
  const skipped = writeSkipped(book, corpus, settings, info)
  aboutReview(book, corpus, settings, survey, listing, {findings, rules, regions, skipped}, info)
  return {value: null, names: [...namesOf(findings, rules, regions, skipped), settings.about.name]}
}

/** Writes a workbook whose sheets stand in the order of the names that `write` gives. */
function written<T>(
  path: string,
  {font, normal, cutMark}: WorkbookSettings,
  info: RunInfo,
  write: (book: Workbook) => {value: T; names: string[]},
): T {
  const output = openOutput(path)
  try {
    const book = startWorkbook(output, {font, normal, cutMark, info})
    const {value, names} = write(book)
    book.end(names)
    return value
  } finally {
    output.close()
  }
}

function namesOf(...sheets: Written[]): string[] {
  return sheets.flatMap(({parts}) => parts.map(({name}) => name))
}
