import {inflateSync} from 'node:zlib'
import type {EmbeddedPicture} from '../reader.ts'

/** Records of drawings ([MS-ODRAW] 2.2.1): containers hold further records, all others bytes. */
interface ArtRecord {
  type: number
  instance: number
  /** Where its content lies; `to` is excluded. */
  from: number
  to: number
}

const STORED = 0xf007
const OPTIONS = 0xf00b
const FIRST_BLIP = 0xf018
const LAST_BLIP = 0xf117
/** Kinds of files a blip may hold as they are: JPEG, PNG, bitmap without its file's header, TIFF, and JPEG in CMYK. */
const FILES = [0xf01d, 0xf01e, 0xf01f, 0xf029, 0xf02a]
/** Metafiles: EMF, WMF. A header of their own comes before them ([MS-ODRAW] 2.2.31), whose byte 32 is 0 where they are packed. */
const METAFILES = [0xf01a, 0xf01b]
const METAFILE_HEADER = 34
const PACKED_AT = 32
/** Largest metafile unpacked, bytes. */
const LARGEST = 1 << 26
/** Bytes of an FBSE before the name of the picture, and where in it the blip's place and the name's length stand. */
const STORED_SIZE = 36
const DELAY_AT = 28
const NAME_AT = 33
const UID = 16
/** Properties of a shape ([MS-ODRAW] 2.3.23): shares cut off, in 65,536th, and the number of its picture. */
const CROP = {left: 0x102, top: 0x100, right: 0x103, bottom: 0x101}
const PICTURE = 0x104
const NUMBER_MASK = 0x3fff
/** Words drawn as art ([MS-ODRAW] 2.3.22.1), behind all properties with those of other complex ones. */
const ART_TEXT = 0xc0
const IS_COMPLEX = 0x8000
/** Kind of a PICF whose name follows its header ([MS-DOC] 2.9.192). */
const NAMED = 0x66
const KIND_AT = 6

/** Every record in turn; containers are entered. Stops at what is no record. */
export function* artRecords(bytes: Uint8Array, start: number, end: number): Generator<ArtRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = start; at + 8 <= Math.min(end, bytes.length); ) {
    const head = view.getUint16(at, true)
    const type = view.getUint16(at + 2, true)
    if (type < 0xf000 || type > 0xf1ff) return
    const from = at + 8
    const to = Math.min(from + view.getUint32(at + 4, true), end, bytes.length)
    yield {type, instance: head >> 4, from, to}
    at = (head & 0xf) === 0xf ? from : type === STORED ? storedEnd(bytes, from, to) : to
  }
}

/** The blip of a stored picture may follow its description inside it. */
function storedEnd(bytes: Uint8Array, from: number, to: number): number {
  return Math.min(from + STORED_SIZE + (bytes[from + NAME_AT] ?? 0), to)
}

/** What a shape says of its picture. */
export interface ShapePicture {
  /** Counts from 1 in the store of the document; 0: none. */
  number: number
  crop?: EmbeddedPicture['crop']
}

/** The picture named in the options of a shape; null for any other record. */
export function shapePicture(bytes: Uint8Array, {type, instance, from, to}: ArtRecord): ShapePicture | null {
  if (type !== OPTIONS) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values = new Map<number, number>()
  for (let i = 0, at = from; i < instance && at + 6 <= to; i++, at += 6) {
    values.set(view.getUint16(at, true) & NUMBER_MASK, view.getInt32(at + 2, true))
  }
  const share = (name: number) => (values.get(name) ?? 0) / 65_536
  const crop = [share(CROP.left), share(CROP.top), share(CROP.right), share(CROP.bottom)] as const
  const number = values.get(PICTURE) ?? 0
  return crop.some(side => side !== 0) ? {number, crop} : {number}
}

/** Words that a shape draws as art (WordArt); null for any other record. */
export function artText(bytes: Uint8Array, {type, instance, from, to}: ArtRecord): string | null {
  if (type !== OPTIONS) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = from + instance * 6
  for (let i = 0; i < instance && from + i * 6 + 6 <= to; i++) {
    const name = view.getUint16(from + i * 6, true)
    if ((name & IS_COMPLEX) === 0) continue
    const size = view.getUint32(from + i * 6 + 2, true)
    if ((name & NUMBER_MASK) === ART_TEXT)
      return new TextDecoder('utf-16le')
        .decode(bytes.subarray(at, Math.min(at + size, to)))
        .replace(/\0+$/, '')
    at += size
  }
  return null
}

/** The picture of a paragraph in the Data stream ([MS-DOC] 2.9.190, PICFAndOfficeArtData); null where there is none. */
export function inlinePicture(data: Uint8Array, at: number): EmbeddedPicture | null {
  if (at + 0x44 > data.length) return null
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const end = Math.min(at + view.getUint32(at, true), data.length)
  let from = at + view.getUint16(at + 4, true)
  if (view.getUint16(at + KIND_AT, true) === NAMED) from += 1 + (data[from] ?? 0)
  let crop: EmbeddedPicture['crop']
  for (const record of artRecords(data, from, end)) {
    crop ??= shapePicture(data, record)?.crop
    const bytes = blipIn(data, record)
    if (bytes) return crop ? {bytes: () => bytes, crop} : {bytes: () => bytes}
  }
  return null
}

/**
 * The pictures of shapes, by the number their shapes have for them.
 * @param drawings the drawings of the document (OfficeArtContent)
 * @param text the WordDocument stream, where their bytes may lie
 */
export function storedPictures(drawings: Uint8Array, text: Uint8Array): (Uint8Array | null)[] {
  const view = new DataView(drawings.buffer, drawings.byteOffset, drawings.byteLength)
  const pictures: (Uint8Array | null)[] = []
  for (const record of artRecords(drawings, 0, drawings.length)) {
    if (record.type === STORED && record.from + STORED_SIZE <= drawings.length) {
      const delayed = view.getUint32(record.from + DELAY_AT, true)
      const own = record.to > storedEnd(drawings, record.from, record.to)
      const first = own ? null : artRecords(text, delayed, text.length).next().value
      pictures.push(first ? blipIn(text, first) : null)
    } else if (pictures.length > 0) pictures[pictures.length - 1] ??= blipIn(drawings, record)
  }
  return pictures
}

/** The file inside a blip: one or two hashes and a byte or a header come before it; null for anything else. */
function blipIn(bytes: Uint8Array, {type, instance, from, to}: ArtRecord): Uint8Array | null {
  if (type < FIRST_BLIP || type > LAST_BLIP) return null
  const head = from + UID * (instance & 1 ? 2 : 1)
  if (FILES.includes(type)) return head + 1 < to ? bytes.subarray(head + 1, to) : null
  if (!METAFILES.includes(type) || head + METAFILE_HEADER >= to) return null
  const stored = bytes.subarray(head + METAFILE_HEADER, to)
  return bytes[head + PACKED_AT] === 0 ? inflated(stored) : stored
}

/** A metafile unpacked; null where it is damaged or larger than any: it is a picture that cannot be had. */
function inflated(packed: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(packed, {maxOutputLength: LARGEST})
  } catch {
    return null
  }
}
