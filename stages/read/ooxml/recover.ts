import {entryName, LOCAL, type ZipEntry} from './entry.ts'

/**
 * The entries of an archive whose central directory is lost or broken, found by their local headers (APPNOTE 4.3.7).
 * Where a data descriptor follows the data the sizes are not known beforehand: the packed bytes are then all that
 * follows, and inflating ends by itself.
 */
export function listByLocalHeaders(bytes: Uint8Array, view: DataView): ZipEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: ZipEntry[] = []
  let at = buffer.indexOf('PK\x03\x04', 0, 'latin1')
  while (at !== -1 && at + 30 <= bytes.length) {
    const entry = localEntry(bytes, view, at)
    if (entry) entries.push(entry)
    // Known sizes are skipped over, so that an archive stored inside is not taken for this one.
    const known = entry?.size != null && entry.data !== null ? entry.data + entry.packedSize : at + 4
    at = buffer.indexOf('PK\x03\x04', known <= bytes.length ? known : at + 4, 'latin1')
  }
  return entries
}

function localEntry(bytes: Uint8Array, view: DataView, at: number): ZipEntry | null {
  if (view.getUint32(at, true) !== LOCAL) return null
  const flags = view.getUint16(at + 6, true)
  const data = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (data > bytes.length) return null
  const deferred = (flags & 8) !== 0 || view.getUint32(at + 18, true) === 0xffffffff
  return {
    name: entryName(bytes.subarray(at + 30, at + 30 + view.getUint16(at + 26, true))),
    method: view.getUint16(at + 8, true),
    encrypted: (flags & 1) === 1,
    packedSize: deferred ? bytes.length - data : view.getUint32(at + 18, true),
    size: deferred ? null : view.getUint32(at + 22, true),
    crc: deferred ? null : view.getUint32(at + 14, true),
    data,
    header: at,
  }
}
