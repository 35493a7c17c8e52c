import {UnreadableError} from '../../reader.ts'

/** Dots row by row from the upper left, three bytes each. */
export interface Bitmap {
  width: number
  height: number
  data: Uint8Array
}

/** Length of the header of a bitmap file ([MS-WMF] 2.2.2.3 tells of the rest; the file's own 14 bytes stand before it). */
const FILE_HEADER = 14
/** Lengths that the header of a device independent bitmap has, by its version. */
const HEADERS = [12, 40, 52, 56, 64, 108, 124]
const CORE = 12
const DEPTHS = [1, 4, 8, 16, 24, 32]
/** Kinds of compression ([MS-WMF] 2.1.1.7). */
const PLAIN = 0
const FIELDS = [3, 6]
const FILES = [4, 5]

/** Whether bytes begin like a bitmap file. */
export function isBitmapFile(head: Uint8Array): boolean {
  return head[0] === 0x42 && head[1] === 0x4d && isBitmap(head.subarray(FILE_HEADER))
}

/** Whether bytes begin like a bitmap without the file's header, as documents and metafiles hold it. */
export function isBitmap(head: Uint8Array): boolean {
  if (head.length < 16) return false
  const view = viewOf(head)
  const size = view.getUint32(0, true)
  const [planes, depth] = size === CORE ? [8, 10] : [12, 14]
  return HEADERS.includes(size) && view.getUint16(planes, true) === 1 && isDepth(view.getUint16(depth, true))
}

/** A JPEG or PNG may stand where the dots are; its depth is 0 then. */
function isDepth(depth: number): boolean {
  return depth === 0 || DEPTHS.includes(depth)
}

/**
 * A bitmap, or the file that stands in it: JPEG or PNG.
 * @param bytes begin with its header, with or without that of a file
 * @param bitsAt where its dots begin, where the header does not tell
 * @throws UnreadableError where it is larger than the limit, cut short, or packed in a way that is not read
 */
export function bitmapOf(bytes: Uint8Array, maxDots: number, bitsAt?: number): Bitmap | Uint8Array {
  const isFile = isBitmapFile(bytes)
  const own = isFile ? bytes.subarray(FILE_HEADER) : bytes
  const head = headOf(own)
  const from = isFile ? viewOf(bytes).getUint32(10, true) - FILE_HEADER : (bitsAt ?? head.dotsAt)
  if (FILES.includes(head.compression)) return own.subarray(from)
  const {width, height, depth} = head
  if (!(width > 0 && height > 0) || !DEPTHS.includes(depth)) throw damaged()
  if (width * height > maxDots)
    throw new UnreadableError('tooLarge', `图片超过 ${maxDots} 个像素的上限，未读取；请降低分辨率后重试。`)
  if (head.compression !== PLAIN && !FIELDS.includes(head.compression)) throw damaged()
  const stride = Math.ceil((width * depth) / 32) * 4
  if (from < 0 || from + stride * height > own.length) throw damaged()
  const data = new Uint8Array(width * height * 3)
  const colourAt = coloursOf(own, head)
  for (let y = 0; y < height; y++) {
    const row = from + stride * (head.downwards ? y : height - 1 - y)
    for (let x = 0; x < width; x++) data.set(colourAt(row, x), (y * width + x) * 3)
  }
  return {width, height, data}
}

interface Head {
  width: number
  height: number
  downwards: boolean
  depth: number
  compression: number
  /** Where its colours stand, how many there are, and how many bytes each has. */
  coloursAt: number
  colours: number
  colourSize: number
  masks: readonly [red: number, green: number, blue: number]
  dotsAt: number
}

function headOf(bytes: Uint8Array): Head {
  if (!isBitmap(bytes)) throw damaged()
  const view = viewOf(bytes)
  const size = view.getUint32(0, true)
  if (size > bytes.length) throw damaged()
  if (size === CORE) {
    const depth = view.getUint16(10, true)
    const colours = depth <= 8 ? 1 << depth : 0
    const [width, height] = [view.getUint16(4, true), view.getUint16(6, true)]
    const masks = masksOf(depth)
    const dotsAt = size + 3 * colours
    return {
      width,
      height,
      downwards: false,
      depth,
      compression: PLAIN,
      coloursAt: size,
      colours,
      colourSize: 3,
      masks,
      dotsAt,
    }
  }
  const height = view.getInt32(8, true)
  const depth = view.getUint16(14, true)
  const compression = view.getUint32(16, true)
  const used = view.getUint32(32, true)
  // Masks follow the oldest of these headers and are part of all others.
  const fields = FIELDS.includes(compression)
  const apart = fields && size === 40 ? (compression === 6 ? 16 : 12) : 0
  if (fields && bytes.length < 52) throw damaged()
  const masks = fields
    ? ([view.getUint32(40, true), view.getUint32(44, true), view.getUint32(48, true)] as const)
    : masksOf(depth)
  const colours = depth <= 8 ? Math.min(used || 1 << depth, 256) : Math.min(used, 256)
  const coloursAt = size + apart
  return {
    width: view.getInt32(4, true),
    height: Math.abs(height),
    downwards: height < 0,
    depth,
    compression,
    coloursAt,
    colours,
    colourSize: 4,
    masks,
    dotsAt: coloursAt + 4 * colours,
  }
}

function masksOf(depth: number): Head['masks'] {
  return depth === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff]
}

/** Red, green and blue of a dot, by where its row begins and its number in it. */
function coloursOf(
  bytes: Uint8Array,
  head: Head,
): (row: number, x: number) => readonly [number, number, number] {
  const {depth, coloursAt, colours, colourSize, masks} = head
  if (depth === 24) return (row, x) => [bytes[row + 3 * x + 2]!, bytes[row + 3 * x + 1]!, bytes[row + 3 * x]!]
  if (depth > 8) {
    const view = viewOf(bytes)
    const value = (row: number, x: number) =>
      depth === 16 ? view.getUint16(row + 2 * x, true) : view.getUint32(row + 4 * x, true)
    const parts = masks.map(mask => {
      const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
      return {shift, most: Math.max(1, mask >>> shift)}
    })
    const part = (dot: number, i: number) =>
      Math.round((((dot >>> parts[i]!.shift) & parts[i]!.most) * 255) / parts[i]!.most)
    return (row, x) => {
      const dot = value(row, x)
      return [part(dot, 0), part(dot, 1), part(dot, 2)]
    }
  }
  const perByte = 8 / depth
  const table = Array.from({length: 1 << depth}, (_, i) => {
    const at = coloursAt + i * colourSize
    return i < colours
      ? ([bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0] as const)
      : ([0, 0, 0] as const)
  })
  return (row, x) => {
    const byte = bytes[row + Math.floor(x / perByte)]!
    return table[(byte >> (8 - depth * ((x % perByte) + 1))) & ((1 << depth) - 1)]!
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function damaged(): UnreadableError {
  return new UnreadableError('unreadable', '图片文件已损坏或不完整，无法读取，请重新取得该文件。')
}
