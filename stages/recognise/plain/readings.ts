import type {Root} from '../../../pipeline/model/ast.ts'
import {withTexts} from '../../../pipeline/model/texts.ts'

/** Fewest readings without tones by which a page is taken to be full of them; a few letters in brackets are words (微信(app)). */
const FEWEST = 20

/** What begins either of them: most documents hold none. */
const BEGINS = /[(（][a-züāáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜ]/u

/** 報(bào), 體(tǐ): a reading with its tone, or a breve, behind a character. */
const TONED = /(?<=\p{Script=Han})(?:[(（][a-zü]*[āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜ][a-zü]*[)）])+/gu
/** 公(gong)(gong)開(kai)(kai): syllables without tones, perhaps more than once. */
const TONELESS =
  /(?<=\p{Script=Han})(?:[(（](?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiouvü]{1,3}(?:n|ng|r)?[)）])+/gu

/**
 * The document without the readings that programs which copy sites set behind characters. Null where it holds none.
 * Metadata and title go with the text.
 * @param text all text of the document
 */
export function withoutReadings(root: Root, text: string): Root | null {
  if (!BEGINS.test(text)) return null
  const full = (text.match(TONELESS)?.length ?? 0) >= FEWEST
  if (!full && text.search(TONED) < 0) return null
  return withTexts(root, value => {
    const toned = value.replace(TONED, '')
    return full ? toned.replace(TONELESS, '').replace(TONED, '') : toned
  })
}
