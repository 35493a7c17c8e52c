import CFB from 'cfb'

/** A paragraph as the file holds it; `mark` is the character that ends it (13 unless said). */
export interface DocParagraph {
  text: string
  mark?: number
  /** Paragraph properties (grpprl). */
  properties?: number[]
  style?: number
  /** Character properties from the paragraph's first character on, its mark included; what is left over is plain. */
  runs?: {length: number; properties: number[]}[]
}

export interface DocParts {
  main: DocParagraph[]
  footnotes?: DocParagraph[]
  headers?: DocParagraph[]
  comments?: DocParagraph[]
  textboxes?: DocParagraph[]
  /** How the text is cut into pieces; what is left over is one wide piece. */
  pieces?: {length: number; width: 1 | 2; prm?: number}[]
  /** Property lists of the Clx that a piece's prm may name. */
  grpprls?: number[][]
  styles?: DocStyle[]
  data?: Uint8Array
  /** Structures of the table stream by index in FibRgFcLcb97, built by the caller; `size` where it is not the length. */
  structures?: {index: number; bytes: number[]; size?: number}[]
  /** Bits of the FIB to set besides those every document has. */
  flags?: number
  nFib?: number
  /** Further streams, by path. */
  streams?: Record<string, Uint8Array>
}

export interface DocStyle {
  builtIn: number
  kind: 1 | 2
  base: number
  paragraph?: number[]
  character?: number[]
}

const TEXT_AT = 0x600
const PAGE = 512
const STRUCTURES = 93

export function int16(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff]
}

export function int32(value: number): number[] {
  return [...int16(value & 0xffff), ...int16((value >>> 16) & 0xffff)]
}

/** One property: code and operand as written in the file. */
export function sprm(code: number, ...operand: number[]): number[] {
  return [...int16(code), ...operand]
}

/** A Word 97 document in a compound file, made of exactly the given parts ([MS-DOC]). */
export function buildDoc(parts: DocParts): Uint8Array {
  const stories = [
    parts.main,
    parts.footnotes,
    parts.headers,
    undefined,
    parts.comments,
    undefined,
    parts.textboxes,
  ]
  const paragraphs = stories.flatMap(story => story ?? [])
  const text = paragraphs.map(({text, mark}) => text + String.fromCharCode(mark ?? 13)).join('')
  const {bytes, pieces, startOf, endOf} = layText(text, parts.pieces ?? [])
  const document: number[] = [...new Array<number>(TEXT_AT).fill(0), ...bytes]
  pad(document, PAGE)

  const paragraphRuns: FormattedRun[] = []
  const characterRuns: FormattedRun[] = []
  let cp = 0
  for (const paragraph of paragraphs) {
    const length = paragraph.text.length + 1
    const properties = [...int16(paragraph.style ?? 0), ...(paragraph.properties ?? [])]
    paragraphRuns.push({from: startOf(cp), to: endOf(cp + length), properties})
    let at = cp
    for (const run of [...(paragraph.runs ?? []), {length, properties: []}]) {
      const end = Math.min(at + run.length, cp + length)
      if (end > at) {
        characterRuns.push({from: startOf(at), to: endOf(end), properties: run.properties})
      }
      at = end
    }
    cp += length
  }
  const table: number[] = [0, 0, 0, 0]
  const places: number[] = new Array(STRUCTURES * 2).fill(0)
  const put = (index: number, structure: number[], size = structure.length) => {
    places[index * 2] = table.length
    places[index * 2 + 1] = size
    table.push(...structure)
  }
  put(1, styleSheet(parts.styles ?? []))
  put(12, formattedPages(document, characterRuns, 1))
  put(13, formattedPages(document, paragraphRuns, 13))
  put(33, pieceTable(text.length, pieces, parts.grpprls ?? []))
  for (const {index, bytes: structure, size} of parts.structures ?? []) put(index, structure, size)

  const counts = stories.map(story => (story ?? []).reduce((sum, item) => sum + item.text.length + 1, 0))
  header(parts, counts, places).forEach((byte, i) => {
    document[i] = byte
  })
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/WordDocument', Buffer.from(document))
  CFB.utils.cfb_add(file, '/1Table', Buffer.from(table))
  if (parts.data) CFB.utils.cfb_add(file, '/Data', Buffer.from(parts.data))
  for (const [path, stream] of Object.entries(parts.streams ?? {}))
    CFB.utils.cfb_add(file, path, Buffer.from(stream))
  return new Uint8Array(CFB.write(file, {type: 'buffer'}))
}

interface FormattedRun {
  from: number
  to: number
  properties: number[]
}

function layText(text: string, cuts: {length: number; width: 1 | 2; prm?: number}[]) {
  const bytes: number[] = []
  const pieces: {cp: number; at: number; width: 1 | 2; prm: number}[] = []
  let cp = 0
  for (const {length, width, prm} of [...cuts, {length: text.length, width: 2 as const, prm: 0}]) {
    const part = text.slice(cp, cp + length)
    if (part === '') continue
    if (bytes.length % 2) bytes.push(0)
    pieces.push({cp, at: TEXT_AT + bytes.length, width, prm: prm ?? 0})
    for (const unit of part) bytes.push(...Buffer.from(unit, width === 1 ? 'latin1' : 'utf16le'))
    cp += part.length
  }
  const byteAt = (piece: (typeof pieces)[number], position: number) =>
    piece.at + (position - piece.cp) * piece.width
  const startOf = (position: number) => byteAt(pieces.findLast(({cp: first}) => first <= position)!, position)
  // The end of a run is the end of the piece it lies in, not the start of the next.
  const endOf = (position: number) => byteAt(pieces.findLast(({cp: first}) => first < position)!, position)
  return {bytes, pieces, startOf, endOf}
}

function pieceTable(
  length: number,
  pieces: {cp: number; at: number; width: 1 | 2; prm: number}[],
  grpprls: number[][],
): number[] {
  const plc = [
    ...pieces.flatMap(({cp}) => int32(cp)),
    ...int32(length),
    ...pieces.flatMap(({at, width, prm}) => [
      0,
      0,
      ...int32(width === 1 ? (at * 2) | 0x40000000 : at),
      ...int16(prm),
    ]),
  ]
  return [
    ...grpprls.flatMap(grpprl => [1, ...int16(grpprl.length), ...grpprl]),
    2,
    ...int32(plc.length),
    ...plc,
  ]
}

/** Appends formatted disk pages to the document and gives their bin table. `entry` is 13 for paragraphs, 1 for characters. */
function formattedPages(document: number[], runs: FormattedRun[], entry: 1 | 13): number[] {
  const pages: {first: number; number: number}[] = []
  let i = 0
  while (i < runs.length) {
    const group: FormattedRun[] = []
    let used = 5
    while (i < runs.length && group.length < 100) {
      const size = 4 + entry + runs[i]!.properties.length + 4
      if (used + size > PAGE) break
      used += size
      group.push(runs[i]!)
      i++
    }
    if (group.length === 0) throw new Error('properties are too long for a page')
    pages.push({first: group[0]!.from, number: document.length / PAGE})
    document.push(...formattedPage(group, entry))
  }
  return [
    ...pages.flatMap(({first}) => int32(first)),
    ...int32(runs.at(-1)!.to),
    ...pages.flatMap(({number}) => int32(number)),
  ]
}

function formattedPage(runs: FormattedRun[], entry: 1 | 13): number[] {
  const page = new Array<number>(PAGE).fill(0)
  const set = (at: number, bytes: number[]) => page.splice(at, bytes.length, ...bytes)
  let end = PAGE - 1
  runs.forEach(({from, properties}, i) => {
    set(i * 4, int32(from))
    if (entry === 1 && properties.length === 0) return
    const odd = properties.length % 2 === 1
    const counted =
      entry === 1
        ? [properties.length, ...properties]
        : odd
          ? [(properties.length + 1) / 2, ...properties]
          : [0, properties.length / 2, ...properties]
    end -= counted.length
    end -= end % 2
    set(end, counted)
    page[(runs.length + 1) * 4 + i * entry] = end / 2
  })
  set(runs.length * 4, int32(runs.at(-1)!.to))
  page[PAGE - 1] = runs.length
  return page
}

function styleSheet(styles: DocStyle[]): number[] {
  const header = [...int16(styles.length), ...int16(10), ...new Array<number>(14).fill(0)]
  const list = styles.flatMap(({builtIn, kind, base, paragraph = [], character = []}, index) => {
    const lists = kind === 1 ? [[...int16(index), ...paragraph], character] : [character]
    const upx = lists.flatMap(bytes => [...int16(bytes.length), ...bytes, ...(bytes.length % 2 ? [0] : [])])
    const style = [
      ...int16(builtIn),
      ...int16(kind | (base << 4)),
      ...int16(lists.length),
      ...int16(0),
      ...int16(0),
      ...int16(1),
      ...int16(0x41),
      ...int16(0),
      ...upx,
    ]
    return [...int16(style.length), ...style]
  })
  return [...int16(header.length), ...header, ...list]
}

function header(parts: DocParts, counts: number[], places: number[]): number[] {
  const longs = new Array<number>(22).fill(0)
  counts.forEach((count, i) => {
    longs[3 + i] = count
  })
  return [
    ...int16(0xa5ec),
    ...int16(parts.nFib ?? 0xc1),
    ...[0, 0, 0x04, 0x08, 0, 0],
    ...int16(0x1200 | (parts.flags ?? 0)),
    ...new Array<number>(20).fill(0),
    ...int16(14),
    ...new Array<number>(28).fill(0),
    ...int16(longs.length),
    ...longs.flatMap(int32),
    ...int16(STRUCTURES),
    ...places.flatMap(int32),
  ]
}

function pad(bytes: number[], size: number) {
  while (bytes.length % size) bytes.push(0)
}
