import {crc32, inflateRawSync} from 'node:zlib'
import {type ReadLimits, UnreadableError} from '../reader.ts'
import {entryName, LOCAL, type ZipEntry} from './entry.ts'
import {listByLocalHeaders} from './recover.ts'

/** An archive whose directory was read. */
export interface Zip {
  bytes: Uint8Array
  /** In directory order; the first of two entries with one name counts. */
  entries: ZipEntry[]
  /** Whether the central directory was unusable and the entries come from the local headers. */
  recovered: boolean
}

const END = 0x06054b50
const END64_LOCATOR = 0x07064b50
const END64 = 0x06064b50
const CENTRAL = 0x02014b50

/** Tables of zeros pack 200 to 1 and harm nobody at this size (bytes): the ratio is looked at beyond it. */
const RATIO_FROM = 32 << 20

/** Lists the entries of an archive, with junk before or after it, ZIP64 or a lost directory. Null where there are none. */
export function openZip(bytes: Uint8Array): Zip | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = centralDirectory(bytes, view)
  if (entries) return {bytes, entries, recovered: false}
  const found = listByLocalHeaders(bytes, view)
  return found.length ? {bytes, entries: found, recovered: true} : null
}

function centralDirectory(bytes: Uint8Array, view: DataView): ZipEntry[] | null {
  for (let at = bytes.length - 22, last = Math.max(0, at - 0xffff); at >= last; at--) {
    if (bytes[at] !== 0x50 || view.getUint32(at, true) !== END) continue
    const entries = directoryBefore(bytes, view, at)
    if (entries) return entries
  }
  return null
}

function directoryBefore(bytes: Uint8Array, view: DataView, end: number): ZipEntry[] | null {
  let count = view.getUint16(end + 10, true)
  let size = view.getUint32(end + 12, true)
  let offset = view.getUint32(end + 16, true)
  let directoryEnd = end
  const locator = end - 20
  if (locator >= 0 && view.getUint32(locator, true) === END64_LOCATOR) {
    const end64 = findEnd64(view, locator)
    if (end64 === null) return null
    count = Number(view.getBigUint64(end64 + 32, true))
    size = Number(view.getBigUint64(end64 + 40, true))
    offset = Number(view.getBigUint64(end64 + 48, true))
    directoryEnd = end64
  }
  // Junk before the archive moves everything: the directory ends where its end record begins.
  const start = directoryEnd - size
  // An end record without entries may be one quoted in the archive's comment.
  if (count === 0 || start < 0 || count * 46 > size) return null
  const shift = start - offset
  const entries: ZipEntry[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + 46 > directoryEnd || view.getUint32(at, true) !== CENTRAL) return null
    const nameSize = view.getUint16(at + 28, true)
    const extraSize = view.getUint16(at + 30, true)
    const next = at + 46 + nameSize + extraSize + view.getUint16(at + 32, true)
    if (next > directoryEnd) return null
    const sizes = {
      size: view.getUint32(at + 24, true),
      packedSize: view.getUint32(at + 20, true),
      header: view.getUint32(at + 42, true),
    }
    zip64Sizes(view, at + 46 + nameSize, extraSize, sizes)
    entries.push({
      name: entryName(bytes.subarray(at + 46, at + 46 + nameSize)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: sizes.packedSize,
      size: sizes.size,
      crc: view.getUint32(at + 16, true),
      data: null,
      header: sizes.header + shift,
    })
    at = next
  }
  return entries
}

/** The ZIP64 end record stands where the locator says, or, when junk was put before, right before the locator. */
function findEnd64(view: DataView, locator: number): number | null {
  for (const at of [Number(view.getBigUint64(locator + 8, true)), locator - 56]) {
    if (at >= 0 && at + 56 <= locator && view.getUint32(at, true) === END64) return at
  }
  return null
}

/** Replaces sizes of 0xffffffff by those of the ZIP64 extra field (APPNOTE 4.5.3), which holds only the replaced ones. */
function zip64Sizes(
  view: DataView,
  extra: number,
  extraSize: number,
  sizes: {size: number; packedSize: number; header: number},
): void {
  for (let at = extra; at + 4 <= extra + extraSize; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    const end = Math.min(at + 4 + view.getUint16(at + 2, true), extra + extraSize)
    let field = at + 4
    for (const key of ['size', 'packedSize', 'header'] as const) {
      if (sizes[key] !== 0xffffffff || field + 8 > end) continue
      sizes[key] = Number(view.getBigUint64(field, true))
      field += 8
    }
  }
}

/** What came out of an entry; not `intact` where size or checksum differ from what the archive says. */
export interface Unpacked {
  bytes: Uint8Array
  intact: boolean
}

/**
 * Unpacks one entry, never beyond the limits. Null where its packed bytes are damaged.
 * @throws UnreadableError where it is encrypted, packed by a method unknown to OPC, or larger than the limits allow.
 */
export function unpack(zip: Zip, entry: ZipEntry, limits: ReadLimits): Unpacked | null {
  if (entry.encrypted) {
    throw new UnreadableError('encrypted', '文件已加密，无法读取；请取得未加密的文件后重新转换。')
  }
  const start = entry.data ?? dataOf(zip.bytes, entry.header)
  if (start === null || start > zip.bytes.length) return null
  const packed = zip.bytes.subarray(start, Math.min(start + entry.packedSize, zip.bytes.length))
  const bound = Math.min(limits.maxUnpackedBytes, Math.max(RATIO_FROM, packed.length * limits.maxRatio))
  if ((entry.size ?? 0) > bound) throw tooLarge(entry)
  let bytes: Uint8Array
  if (entry.method === 0) {
    if (packed.length < entry.packedSize) return null
    bytes = packed
  } else if (entry.method === 8) {
    try {
      const chunkSize = Math.min(Math.max(entry.size ?? 0, 1 << 14), 1 << 22)
      bytes = inflateRawSync(packed, {maxOutputLength: bound, chunkSize})
    } catch (error) {
      if ((error as {code?: string}).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(entry)
      if (!(error as {code?: string}).code?.startsWith('Z_')) throw error
      return null
    }
  } else {
    throw new UnreadableError(
      'unsupported',
      `压缩包内的 ${entry.name} 使用了不支持的压缩方法（${entry.method}）；请用 Word 或 WPS 另存后重新转换。`,
    )
  }
  if (bytes.length > bound) throw tooLarge(entry)
  const sized = entry.size === null || entry.size === bytes.length
  return {bytes, intact: sized && (entry.crc === null || entry.crc === crc32(bytes))}
}

function dataOf(bytes: Uint8Array, header: number): number | null {
  if (header < 0 || header + 30 > bytes.length) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + header, 30)
  if (view.getUint32(0, true) !== LOCAL) return null
  return header + 30 + view.getUint16(26, true) + view.getUint16(28, true)
}

function tooLarge(entry: ZipEntry): UnreadableError {
  return new UnreadableError('tooLarge', `压缩包内的 ${entry.name} 解压后超出限额，未读取；请核实文件来源。`)
}
