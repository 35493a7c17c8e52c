import type {Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import type {Written} from './continued.ts'
import {startList} from './list.ts'
import type {WorkbookSettings} from './settings.ts'
import {placeInWords} from './words.ts'

/** Writes 未转换: a row an input that gave no report. */
export function writeSkipped(
  book: Workbook,
  corpus: Corpus,
  settings: WorkbookSettings,
  info: RunInfo,
): Written {
  const {words, skipped: sheet} = settings
  const list = startList(book, sheet, settings, info)
  for (const {file, segment, reason, detail, place} of corpus.skipped()) {
    list.row({
      file,
      reason: words.reason[reason],
      detail,
      place: placeInWords({...place, ...(segment === undefined ? {} : {segment})}, words),
    })
  }
  return list.end()
}
