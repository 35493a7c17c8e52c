import type {Root} from '../../../pipeline/model/ast.ts'
import {withTexts} from '../../../pipeline/model/texts.ts'
import type {Settings} from '../settings.ts'
import {derivedFrom} from '../words/memo.ts'

/** Fewest traditional characters, and their share among all Chinese ones, by which a whole document is traditional. */
const FEWEST = 20
const SHARE = 0.08

const HAN = /\p{Script=Han}/gu

interface Characters {
  simple: Map<string, string>
  any: RegExp
  /** 1 at the codes of all of them, which are single code units. */
  codes: Uint8Array
}

const charactersOf = derivedFrom(({traditional}: Settings): Characters => {
  const pairs = [...traditional]
  const simple = new Map<string, string>()
  for (let i = 0; i + 1 < pairs.length; i += 2) simple.set(pairs[i]!, pairs[i + 1]!)
  const codes = new Uint8Array(0x10000)
  for (const character of simple.keys()) codes[character.charCodeAt(0)] = 1
  return {simple, any: new RegExp(`[${[...simple.keys()].join('')}]`, 'gu'), codes}
})

/**
 * The document in simplified characters, where it is printed in traditional ones as mirrors of sites are: names, labels and
 * headings are known in simplified characters alone. Null where it is not.
 * @param text all text of the document
 */
export function simplified(settings: Settings, root: Root, text: string): Root | null {
  const {simple, any, codes} = charactersOf(settings)
  const traditional = count(text, codes)
  if (traditional < FEWEST || traditional < [...text.matchAll(HAN)].length * SHARE) return null
  return withTexts(root, value => value.replace(any, character => simple.get(character)!))
}

function count(text: string, codes: Uint8Array): number {
  let found = 0
  for (let i = 0; i < text.length; i++) found += codes[text.charCodeAt(i)]!
  return found
}
