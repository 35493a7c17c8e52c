import type {BodyType, Identity} from '../../pipeline/model/report.ts'
import {fold} from '../../pipeline/model/text.ts'
import type {Lexicon} from './lexicon.ts'

/**
 * Whose figures a report gives. A body other than a government reports its own (条例第四十九条); a government's report
 * covers its jurisdiction where the text says so, and its own office where it speaks as 本机关 only.
 */
export function scopeOf(lexicon: Lexicon, type: BodyType, narrative: string): Identity['scope'] {
  if (type === 'unknown') return 'unknown'
  const text = fold(narrative)
  const [own, whole] = [lexicon.own.test(text), lexicon.jurisdiction.test(text)]
  if (type !== 'governmentSummary') return 'own'
  if (whole) return 'jurisdiction'
  return own ? 'own' : 'unknown'
}

/** A government's report that speaks as its office (我办) and of no jurisdiction is the office's. */
export function speakingType(lexicon: Lexicon, type: BodyType, narrative: string): BodyType {
  if (type !== 'governmentSummary') return type
  const text = fold(narrative)
  return lexicon.office.test(text) && !lexicon.jurisdiction.test(text) ? 'governmentOffice' : type
}
