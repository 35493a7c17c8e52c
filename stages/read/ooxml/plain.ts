import {isUtf8} from 'node:buffer'
import {createMemo} from './memo.ts'
import type {Attributes} from './names.ts'

/** What a scan hands on, in document order; an element without content is opened and closed. */
export interface PlainSink {
  /** @param declares whether an attribute declares a namespace */
  open(name: string, attributes: Attributes, declares: boolean): void
  close(): void
  text?(text: string): void
}

/** How far a scan came. */
export interface Scanned {
  /** Offset of the first byte that was not handed on. */
  end: number
  /** Whether that is the end of the part and all is closed. */
  whole: boolean
  /** Tags that bring a parser to where the scan came to. */
  before: string
}

export const NOTHING_SCANNED: Scanned = {end: 0, whole: false, before: ''}

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const AMPERSAND = 38
const SLASH = 47
const LESS = 60
const EQUALS = 61
const GREATER = 62
const BRACKET = 93

/** What a byte may be part of. */
const START = 1
const NAME = 2
const TEXT_STOP = 4
const VALUE_STOP = 8
const classes = new Uint8Array(256)
for (let byte = 0; byte < 256; byte++) {
  const sign = String.fromCharCode(byte)
  if (/[A-Za-z_:]/.test(sign)) classes[byte]! |= START | NAME
  if (/[0-9.-]/.test(sign)) classes[byte]! |= NAME
  if (byte < SPACE || byte === 0xef || sign === '<' || sign === '&') classes[byte]! |= TEXT_STOP | VALUE_STOP
  if (sign === ']') classes[byte]! |= TEXT_STOP
  if (sign === '"') classes[byte]! |= VALUE_STOP
}

const isBlank = (byte: number | undefined) => byte === SPACE || byte === TAB || byte === LF || byte === CR

/** Bytes looked through for it. */
const HEAD = 100
/** The XML declaration and the blanks after it. */
const DECLARATION =
  /^<\?xml version="1\.0"(?: encoding="utf-8")?(?: standalone="(?:yes|no)")? ?\?>([ \t\r\n]*)/i

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/** Names nothing. Made upon it, attributes stay objects with a shape for V8, which those made upon null are not. */
const EMPTY: object = Object.create(null)

/** A start tag as read. */
interface Tag {
  name: string
  attributes: Attributes
  /** Whether an attribute declares a namespace. */
  declares: boolean
  empty: boolean
}

/**
 * Runs through the plain stretch at the start of an XML 1.0 part in UTF-8: tags with double quotes, text, the five entities.
 * It stops before the first token that is anything else (comments, CDATA, numeric references, faults of any kind), for a full
 * parser to take over; all it hands on is what that parser would have. Most parts are plain to their end.
 */
export function scanPlain(bytes: Uint8Array, sink: PlainSink): Scanned {
  if (!isUtf8(bytes)) return NOTHING_SCANNED
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const tags = createMemo<Tag>(source)
  const words = createMemo<string>(source)
  const {length} = source
  const open: string[] = []
  /** Where the names of the open elements lie. */
  const names: number[] = []
  let root: string | undefined
  const [declaration = '', blanks = ''] = DECLARATION.exec(source.toString('latin1', 0, HEAD)) ?? []
  let at = declaration.length

  /** The end of the text that starts at `at`; -1 where it is not plain. */
  function text(): number {
    let i = at
    let coded = false
    let breaks = false
    for (; i < length; i++) {
      const byte = source[i]!
      if ((classes[byte]! & TEXT_STOP) === 0) continue
      if (byte === LESS) break
      if (byte === AMPERSAND) coded = true
      else if (byte === CR) breaks = true
      else if (byte === BRACKET) {
        if (source[i + 1] === BRACKET) return -1
      } else if (byte === 0xef) {
        if (isNoncharacter(source, i)) return -1
      } else if (byte !== TAB && byte !== LF) return -1
    }
    if (open.length > 0 ? i === length : root === undefined || !isBlankUpTo(i)) return -1
    let value = word(at, i)
    if (breaks) value = broken(value)
    if (coded) {
      if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(value)) return -1
      value = value.replace(/&\w+;/g, entity => ENTITIES[entity]!)
    }
    sink.text?.(value)
    return i
  }

  function isBlankUpTo(end: number): boolean {
    for (let i = at; i < end; i++) if (!isBlank(source[i])) return false
    return true
  }

  function word(from: number, to: number): string {
    if (to - from > LONG) return source.toString('utf8', from, to)
    return words.known(from, to) ?? words.keep(source.toString('utf8', from, to))
  }

  function nameEnd(from: number): number {
    let i = from
    if ((classes[source[i]!]! & START) === 0) return from
    while (i < length && (classes[source[i]!]! & NAME) !== 0) i++
    return i
  }

  /** The end of the start tag at `at`; -1 where it is not plain. */
  function startTag(): number {
    // A value may hold the sign: such a tag is not kept, so what is known ends where it is looked for.
    const end = source.indexOf(GREATER, at)
    if (end < 0 || (root !== undefined && open.length === 0)) return -1
    let tag = tags.known(at, end)
    if (!tag) {
      const read = readTag(at + 1)
      if (!read) return -1
      tag = read.tag
      if (read.end !== end) return handOn(tag, read.end)
      tags.keep(tag)
    }
    return handOn(tag, end)
  }

  function handOn(tag: Tag, end: number): number {
    if (root === undefined) {
      root = tag.name
      if (blanks) sink.text?.(broken(blanks))
    }
    if (!tag.empty) {
      open.push(tag.name)
      names.push(at + 1)
    }
    sink.open(tag.name, tag.attributes, tag.declares)
    if (tag.empty) sink.close()
    return end + 1
  }

  /** The tag whose name starts there and where its last sign stands; null where it is not plain. */
  function readTag(from: number): {tag: Tag; end: number} | null {
    let i = nameEnd(from)
    if (i === from) return null
    const name = word(from, i)
    const attributes: Record<string, string> = Object.create(EMPTY)
    let declares = false
    for (;;) {
      const before = i
      while (isBlank(source[i])) i++
      if (source[i] === GREATER) return {tag: {name, attributes, declares, empty: false}, end: i}
      if (source[i] === SLASH) {
        return source[i + 1] === GREATER ? {tag: {name, attributes, declares, empty: true}, end: i + 1} : null
      }
      const end = nameEnd(i)
      if (i === before || end === i || source[end] !== EQUALS || source[end + 1] !== QUOTE) return null
      const close = valueEnd(end + 2)
      const key = word(i, end)
      if (close < 0 || attributes[key] !== undefined) return null
      attributes[key] = word(end + 2, close)
      if (key.startsWith('xmlns')) declares = true
      i = close + 1
    }
  }

  /** The closing quote of the value that starts there; -1 where it is not plain. */
  function valueEnd(from: number): number {
    for (let i = from; i < length; i++) {
      const byte = source[i]!
      if ((classes[byte]! & VALUE_STOP) === 0) continue
      if (byte === QUOTE) return i
      if (byte !== 0xef || isNoncharacter(source, i)) return -1
    }
    return -1
  }

  /** The end of the end tag at `at`; -1 where it is not plain or closes something else. */
  function endTag(): number {
    const name = open.at(-1)
    if (name === undefined) return -1
    const from = at + 2
    const to = from + name.length
    for (let i = from, j = names.at(-1)!; i < to; i++, j++) if (source[i] !== source[j]) return -1
    if (source[to] !== GREATER) return -1
    open.pop()
    names.pop()
    sink.close()
    return to + 1
  }

  while (at < length) {
    const end = source[at] !== LESS ? text() : source[at + 1] === SLASH ? endTag() : startTag()
    if (end < 0) break
    at = end
  }
  if (root === undefined) return NOTHING_SCANNED
  if (open.length === 0) return {end: at, whole: at === length, before: `<${root}/>`}
  return {end: at, whole: false, before: open.map(name => `<${name}>`).join('')}
}

/** Text with its line breaks as XML wants them (2.11). */
function broken(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** U+FFFE and U+FFFF, which XML does not allow. */
function isNoncharacter(source: Buffer, at: number): boolean {
  return source[at + 1] === 0xbf && source[at + 2]! >= 0xbe
}

/** Bytes beyond which a word is not looked for among those met before. */
const LONG = 32
