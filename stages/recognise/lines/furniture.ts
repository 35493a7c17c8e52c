import type {Block} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFromText} from '../words/memo.ts'

/** What kind of page furniture a block is: before an article, after one, either; null for content. */
export function furnitureOf(lexicon: Lexicon, block: Block): 'start' | 'end' | 'any' | null {
  return block.type !== 'paragraph' || block.value.length > 120 ? null : markOf(lexicon, block.value)
}

const markOf = derivedFromText((lexicon: Lexicon, value): 'start' | 'end' | 'any' | null => {
  const text = fold(value)
  if (lexicon.boilerStart.test(text)) return 'start'
  if (lexicon.boilerEnd.test(text)) return 'end'
  return lexicon.boiler.test(text) ? 'any' : null
})

/** A text without the furniture glued to its front: 大 中 小本年度报告… → 本年度报告…. */
export function withoutFurniture(lexicon: Lexicon, text: string): string {
  const match = lexicon.boilerPrefix.exec(text)
  return match && match[0].length < text.length ? text.slice(match[0].length) : text
}

/** Names of attached files: attachments, and lines that are a file name. */
export function attachmentName(block: Block): string | null {
  if (block.type === 'attachment') return block.value.trim() || decodeName(block.url)
  if (block.type !== 'paragraph' || !/\.[a-z]{2,4}\s*$/i.test(block.value)) return null
  const line = block.value.replace(/^附件\s*\d*\s*[:：.、]?\s*/, '').trim()
  return /^\S.{0,120}\.(?:docx?|pdf|wps|xlsx?|rtf|ofd|zip|rar|et|txt|html?)$/i.test(line) ? line : null
}

/** The last part of an address, percent escapes read as UTF-8; left as it is where they are something else. */
function decodeName(url: string): string {
  const name = url.split(/[?#]/)[0]!.split('/').pop()!
  const decoded = name.replace(/(?:%[0-9a-f]{2})+/gi, escaped =>
    Buffer.from(escaped.replace(/%/g, ''), 'hex').toString('utf8'),
  )
  return decoded.includes('\ufffd') ? name : decoded
}
