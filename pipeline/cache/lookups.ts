import type {Lookups} from '../stage.ts'
import {hashOf, hashText} from './key.ts'

/** Lookups made ready: what the rest of the settings is, and what stands at the hashes of texts. */
export interface LookupIndex {
  /** Hash of the settings without what is looked up, but for entries at texts that are not noted. */
  rest: string
  /** What stands at a text, by the hash of the text; what shares a hash stands together. */
  found: Map<number, string>
}

/** What the settings answered to what a stage asked of them. */
export interface Answered {
  rest: string
  answers: string
}

/** Longest text that is noted. */
const LONGEST = 80
/** Nearly all cells are figures: what has no letter is not noted. */
const LETTER = /\p{L}/u

/** Entries at texts that are not noted count as asked for by everybody. */
export function lookupIndex({rest, entries}: Lookups): LookupIndex {
  const always: unknown[] = []
  const found = new Map<number, string>()
  for (const [text, entry] of entries) {
    if (!isNoted(text)) {
      always.push([text, entry])
      continue
    }
    const hash = hashOfText(text)
    found.set(hash, `${found.get(hash) ?? ''}${JSON.stringify([text, entry])}`)
  }
  return {rest: hashOf([rest, always]), found}
}

/** Notes which texts were asked for: their hashes in order, in base64. Texts of one hash count as one: asked for together. */
export function noteAsked(texts: Iterable<string>): string {
  const hashes = new Set<number>()
  for (const text of texts) if (isNoted(text)) hashes.add(hashOfText(text))
  return Buffer.from(Uint32Array.from(hashes).sort().buffer).toString('base64')
}

/** What the settings answer to what was asked for. The same answers: a stage that asked nothing else gives the same result. */
export function answersTo(asked: string, {rest, found}: LookupIndex): Answered {
  const bytes = Buffer.from(asked, 'base64')
  const answers: string[] = []
  for (let at = 0; at < bytes.length; at += Uint32Array.BYTES_PER_ELEMENT) {
    const entry = found.get(bytes.readUInt32LE(at))
    if (entry !== undefined) answers.push(entry)
  }
  return {rest, answers: hashText(answers.join('\n'))}
}

function isNoted(text: string): boolean {
  return text.length <= LONGEST && LETTER.test(text)
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hashOfText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
