import type {Written} from './continued.ts'
import {startList} from './list.ts'
import type {Review} from './review.ts'
import {placeInWords} from './words.ts'

/** Writes 未转换: a row an input that gave no report. */
export function writeSkipped(review: Review): Written {
  const {words, skipped: sheet} = review.settings
  const list = startList(review, sheet)
  for (const {file, segment, reason, detail, place} of review.corpus.skipped()) {
    list.row({
      file,
      reason: words.reason[reason],
      detail,
      place: placeInWords({...place, ...(segment === undefined ? {} : {segment})}, words),
    })
  }
  return list.end()
}
