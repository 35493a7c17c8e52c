import type {BodyType, Identity} from '../../../pipeline/model/report.ts'
import type {Lexicon} from '../words/lexicon.ts'

/**
 * Whose figures a report gives. A body other than a government reports its own (条例第四十九条); a government's report
 * covers its jurisdiction where the text says so, and its own office where its title (本级) does or it speaks as 本机关 only.
 * @param narrative folded, as the title is
 */
export function scopeOf(
  lexicon: Lexicon,
  type: BodyType,
  title: string,
  narrative: string,
): Identity['scope'] {
  if (type === 'unknown') return 'unknown'
  if (type !== 'governmentSummary') return 'own'
  if (lexicon.ownTitle.test(title)) return 'own'
  if (lexicon.jurisdiction.test(narrative)) return 'jurisdiction'
  return lexicon.own.test(narrative) ? 'own' : 'unknown'
}

/** A government's report that speaks as its office (我办) and of no jurisdiction is the office's. */
export function speakingType(lexicon: Lexicon, type: BodyType, narrative: string): BodyType {
  if (type !== 'governmentSummary') return type
  return lexicon.office.test(narrative) && !lexicon.jurisdiction.test(narrative) ? 'governmentOffice' : type
}
