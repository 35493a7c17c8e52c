import {encodedTwice, type Twice} from './twice.ts'
import {surveyUtf8, type Utf8Survey} from './utf8.ts'

/** Text of a file, the encoding it was read with (a WHATWG label), and what is doubtful: Chinese clauses for R02. */
export interface Decoded {
  text: string
  encoding: string
  doubts: string[]
}

export interface DecodeHints {
  /** Label given outside the bytes (a MIME header); it goes before what the bytes say of themselves. */
  declared?: string
}

type Encoding = 'utf-8' | 'gb18030' | 'big5' | 'utf-16le' | 'utf-16be'

const REPLACEMENT = '\ufffd'

/** Bytes searched for a declaration: templates put long comments and scripts before their meta tags. */
const HEAD = 16_384

/** Three-byte sequences after which a line of a GB file is surely UTF-8: GB text of six characters never looks like it. */
const SURE = 4

/**
 * Bytes to text. Strict UTF-8 goes first, because whatever passes it is UTF-8 no matter what the page says of itself;
 * then byte order mark, UTF-16 by its zero bytes, and the declaration. Every GB label is read as GB 18030, the superset
 * of GB 2312 and GBK. A declaration that lies, characters that could not be read and files that mix two encodings end
 * in `doubts`; nothing is replaced silently.
 */
export function decode(bytes: Uint8Array, hints: DecodeHints = {}): Decoded {
  const marked = byMark(bytes)
  if (marked) return finish(marked.text, marked.encoding, [])
  const wide = wideEncoding(bytes)
  if (wide) return finish(new TextDecoder(wide).decode(bytes), wide, [])
  const label = hints.declared ?? declaredIn(bytes)
  const declared = encodingOf(label)
  const utf8 = strict('utf-8', bytes)
  if (utf8 !== null) {
    const twice = encodedTwice(utf8)
    if (twice) return finish(twice.text, 'utf-8', [undone(twice)])
    const survey = surveyUtf8(bytes)
    if (survey.valid > 0 && survey.long === 0 && declared !== 'utf-8') {
      // Sequences of two bytes only: no Chinese text in UTF-8, but perhaps a few characters in an older encoding.
      const older = declared ?? 'gb18030'
      const text = strict(older, bytes)
      if (text !== null && /\p{Script=Han}/u.test(text))
        return finish(text, older, [ambiguous(declared, older)])
    }
    const lies = label !== undefined && declared !== 'utf-8' && survey.valid > 0
    return finish(utf8, 'utf-8', lies ? [mismatch(label, 'UTF-8')] : [])
  }
  return undeclaredOrBroken(bytes, label, declared)
}

function undeclaredOrBroken(
  bytes: Uint8Array,
  label: string | undefined,
  declared: Encoding | null,
): Decoded {
  if (declared === 'big5') {
    const text = strict('big5', bytes)
    if (text !== null) return finish(text, 'big5', [])
  }
  const survey = surveyUtf8(bytes)
  const mostlyUtf8 = survey.long > 0 && survey.long >= 4 * survey.invalid
  const main: Encoding = mostlyUtf8 ? 'utf-8' : declared === 'big5' ? 'big5' : 'gb18030'
  const doubts = label !== undefined && declared !== main ? [mismatch(label, nameOf(main))] : []
  const {text, foreign, other} = byLines(bytes, main, survey)
  if (foreign > 0) {
    doubts.push(`文件混用两种编码，主体为 ${nameOf(main)}，其中 ${foreign} 行按 ${nameOf(other)} 读取`)
  }
  return finish(text, main, doubts)
}

/** Decodes line by line where a file mixes UTF-8 and GB: a template in one, pasted text in the other. */
function byLines(bytes: Uint8Array, main: Encoding, survey: Utf8Survey) {
  const other: Encoding = main === 'utf-8' ? 'gb18030' : 'utf-8'
  const parts: string[] = []
  let foreign = 0
  let from = 0
  let start = 0
  const flush = (to: number) => {
    if (to > from) parts.push(new TextDecoder(main, {ignoreBOM: true}).decode(bytes.subarray(from, to)))
  }
  // A line may be in the other encoding only if that reads it whole; 0x0A is part of no longer character in either.
  const suspicious = main === 'utf-8' ? survey.invalid > 0 : survey.long >= SURE
  while (suspicious && start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline + 1
    const line = bytes.subarray(start, end)
    const text = readsForeign(line, main) ? strict(other, line) : null
    if (text !== null) {
      flush(start)
      parts.push(text)
      foreign++
      from = end
    }
    start = end
  }
  flush(bytes.length)
  return {text: parts.join(''), foreign, other}
}

function readsForeign(line: Uint8Array, main: Encoding): boolean {
  const {valid, long, invalid} = surveyUtf8(line)
  if (main === 'utf-8') return invalid > 2 * long
  return invalid === 0 && long >= SURE && long === valid
}

function finish(text: string, encoding: Encoding, doubts: string[]): Decoded {
  const lost = count(text, REPLACEMENT)
  if (lost > 0) doubts.push(`有 ${lost} 处字符无法按 ${nameOf(encoding)} 还原，已显示为“${REPLACEMENT}”`)
  const garbled = count(text, '锟斤拷')
  if (garbled > 0) doubts.push(`原文含 ${garbled} 处“锟斤拷”，文字在成文之前已经丢失`)
  const misread = count(text, '淇℃伅') + count(text, '鏀垮簻')
  if (misread > 0) doubts.push(`文字在成文之前被当作另一种编码（如“信息”成了“淇℃伅”），已有缺失，没有还原`)
  return {text, encoding, doubts}
}

function count(text: string, part: string): number {
  let n = 0
  for (let i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length)) n++
  return n
}

function strict(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes)
  } catch (error) {
    if ((error as {code?: string}).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null
    throw error
  }
}

function byMark(bytes: Uint8Array): {text: string; encoding: Encoding} | null {
  const [a, b, c, d] = bytes
  let encoding: Encoding | null = null
  if (a === 0xef && b === 0xbb && c === 0xbf) encoding = strict('utf-8', bytes) === null ? null : 'utf-8'
  else if (a === 0xff && b === 0xfe) encoding = 'utf-16le'
  else if (a === 0xfe && b === 0xff) encoding = 'utf-16be'
  else if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) encoding = 'gb18030'
  if (!encoding) return null
  return {text: new TextDecoder(encoding).decode(bytes).replace(/^\ufeff/, ''), encoding}
}

/**
 * UTF-16 without a byte order mark: ASCII (digits, tags, line ends) has a zero in every other byte, on one side only.
 * No other encoding of Chinese text has zero bytes at all.
 */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, HEAD)
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue
    if (i % 2) odd++
    else even++
  }
  const enough = Math.max(1, head.length / 200)
  if (odd >= enough && even * 3 <= odd) return 'utf-16le'
  if (even >= enough && odd * 3 <= even) return 'utf-16be'
  return null
}

/** The label the bytes carry: `<meta charset>`, `<meta http-equiv=Content-Type>` or an XML declaration. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1')
  return (
    /<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml\b[^>]{0,100}?encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  )
}

function encodingOf(label: string | undefined): Encoding | null {
  const name = label?.trim().toLowerCase()
  if (!name) return null
  if (/^(x-)?(gb|cp936|ms936|windows-936|chinese|csgb|iso-ir-58|euc-cn)/.test(name)) return 'gb18030'
  if (/^(unicode-1-1-)?utf-?8$/.test(name)) return 'utf-8'
  if (/big-?5|cp950/.test(name)) return 'big5'
  return null
}

function nameOf(encoding: Encoding): string {
  return {
    'utf-8': 'UTF-8',
    gb18030: 'GB18030',
    big5: 'Big5',
    'utf-16le': 'UTF-16LE',
    'utf-16be': 'UTF-16BE',
  }[encoding]
}

function mismatch(label: string, actual: string): string {
  return `声明的编码为 ${label}，实际为 ${actual}，已按实际编码读取`
}

function ambiguous(declared: Encoding | null, read: Encoding): string {
  const told = declared === null ? '没有声明编码' : '与声明相符的是后者'
  return `内容按 UTF-8 与 ${nameOf(read)} 都能读通，${told}，已按 ${nameOf(read)} 读取`
}

function undone({first}: Twice): string {
  return `内容原为 ${first}，被当作西文又编码了一次，已还原`
}
