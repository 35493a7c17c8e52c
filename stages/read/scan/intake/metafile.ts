/** How an enhanced metafile is signed: " EMF". */
const EMF_SIGNATURE = 0x464d4520
/** Where a record of [MS-EMF] 2.3.1 says where its bitmap stands: four numbers, header and dots, each place and length. */
const EMF_BITMAPS = new Map([
  [76, 84],
  [77, 84],
  [80, 48],
  [81, 48],
])
/** Records of [MS-EMF] 2.3.5 that write text. */
const EMF_TEXTS = [83, 84, 96, 97, 108]
const EMF_END = 14
/** Records of [MS-WMF] 2.3.1 that paint a bitmap, and where it begins in them; 2.3.3: those that write text. */
const WMF_BITMAPS = new Map([
  [0x0f43, 28],
  [0x0b41, 26],
  [0x0940, 22],
  [0x0d33, 24],
])
const WMF_TEXTS = [0x0521, 0x0a32]
/** The header that programs put before a metafile to say its size, and the metafile's own ([MS-WMF] 2.3.2). */
const PLACEABLE = 0x9ac6cdd7
const PLACEABLE_SIZE = 22
const WMF_SIZE = 18

/** A bitmap inside a metafile. */
export interface InnerBitmap {
  bytes: Uint8Array
  /** Where its dots begin, where the bitmap itself does not tell. */
  bitsAt?: number
}

/** What kind of metafile bytes begin like; null where they are none. */
export function metafileKind(head: Uint8Array): 'EMF' | 'WMF' | null {
  if (head.length < WMF_SIZE) return null
  const view = viewOf(head)
  if (view.getUint32(0, true) === 1 && head.length >= 44 && view.getUint32(40, true) === EMF_SIGNATURE)
    return 'EMF'
  if (view.getUint32(0, true) === PLACEABLE) return 'WMF'
  const [type, size, version] = [view.getUint16(0, true), view.getUint16(2, true), view.getUint16(4, true)]
  return (type === 1 || type === 2) && size === 9 && (version === 0x300 || version === 0x100) ? 'WMF' : null
}

/**
 * The bitmap of a metafile that paints one bitmap and writes nothing: a picture that a program has wrapped. Null for any other:
 * what is drawn with strokes and letters would be missing from it.
 */
export function bitmapIn(bytes: Uint8Array): InnerBitmap | null {
  const kind = metafileKind(bytes)
  const found: InnerBitmap[] = []
  for (const record of kind === 'EMF' ? emfRecords(bytes) : kind === 'WMF' ? wmfRecords(bytes) : []) {
    if (record === 'text') return null
    found.push(record)
  }
  return found.length === 1 ? found[0]! : null
}

type Painted = InnerBitmap | 'text'

function* emfRecords(bytes: Uint8Array): Generator<Painted> {
  const view = viewOf(bytes)
  for (let at = 0; at + 8 <= bytes.length; ) {
    const type = view.getUint32(at, true)
    const size = view.getUint32(at + 4, true)
    if (type === EMF_END || size < 8 || at + size > bytes.length) return
    if (EMF_TEXTS.includes(type)) yield 'text'
    const places = EMF_BITMAPS.get(type)
    if (places !== undefined && places + 16 <= size) {
      const [head, headSize, dots, dotsSize] = [0, 4, 8, 12].map(i => view.getUint32(at + places + i, true))
      const end = Math.max(head! + headSize!, dots! + dotsSize!)
      // A brush alone paints without a bitmap.
      if (headSize! > 0 && end <= size && dots! >= head!)
        yield {bytes: bytes.subarray(at + head!, at + end), bitsAt: dots! - head!}
    }
    at += size
  }
}

function* wmfRecords(bytes: Uint8Array): Generator<Painted> {
  const view = viewOf(bytes)
  const start = view.getUint32(0, true) === PLACEABLE ? PLACEABLE_SIZE : 0
  for (let at = start + WMF_SIZE; at + 6 <= bytes.length; ) {
    const size = view.getUint32(at, true) * 2
    const type = view.getUint16(at + 4, true)
    if (type === 0 || size < 6 || at + size > bytes.length) return
    if (WMF_TEXTS.includes(type)) yield 'text'
    const from = WMF_BITMAPS.get(type)
    if (from !== undefined && from + 12 <= size) yield {bytes: bytes.subarray(at + from, at + size)}
    at += size
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
