import {constants, crc32, deflateRawSync} from 'node:zlib'
import type {ZipInputFile} from 'fflate'

/** Balance of size and time, measured in docs/decisions/0005-excel-writing.md. */
const LEVEL = 3
/** The only time in the file: the same bytes on every day (ZIP keeps local time, so this is one too). */
const TIME = new Date(2000, 0, 1)
const DEFLATE = 8

/**
 * A deflated entry of a ZIP, for `Zip.add`. Every piece is packed by itself and ends on a whole byte (RFC 1951, 3.2.4), so that
 * all of them together are one stream: fewer, longer pieces pack better.
 */
export interface Entry extends ZipInputFile {
  push(bytes: Uint8Array, last: boolean): void
}

/** Starts an entry; `push` works from the moment it was added. */
export function startEntry(filename: string): Entry {
  const entry: Entry = {
    filename,
    compression: DEFLATE,
    mtime: TIME,
    crc: 0,
    size: 0,
    push(bytes, last) {
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      const finishFlush = last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH
      entry.ondata!(null, deflateRawSync(bytes, {level: LEVEL, finishFlush}), last)
    },
  }
  return entry
}
