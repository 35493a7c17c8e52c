import {createHash} from 'node:crypto'
import {closeSync, createReadStream, fstatSync, openSync, readSync} from 'node:fs'
import {crc32, createInflateRaw, inflateRawSync} from 'node:zlib'
import type {Extent} from '../../pipeline/stage.ts'

/** A stretch that does not hold what its archive says; the message is a Chinese clause. */
export class DamagedError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DamagedError'
  }
}

/** A file as a path of bytes, because names on disk need not be UTF-8. */
function pathOf(extent: Extent): Buffer {
  return Buffer.from(extent.path)
}

/**
 * Reads all bytes of an extent and names its content. What the archive says of size and checksum is not believed but
 * held against what comes out; nothing beyond the size it says is ever unpacked.
 * @throws DamagedError, or the file system's error when the file has gone or is forbidden.
 */
export function load(extent: Extent): {bytes: Uint8Array; sha256: string} {
  const bytes = readExtent(extent)
  return {bytes, sha256: createHash('sha256').update(bytes).digest('hex')}
}

function readExtent(extent: Extent): Uint8Array {
  const stored = pread(extent, extent.packed ?? null)
  if (!extent.deflated) {
    if (extent.packed !== null && stored.length < extent.packed) throw new DamagedError('数据不完整')
    return checked(extent, stored)
  }
  const size = extent.size ?? 0
  try {
    return checked(extent, inflateRawSync(stored, {maxOutputLength: Math.max(size, 1)}))
  } catch (error) {
    throw damageOf(error)
  }
}

function checked(extent: Extent, bytes: Uint8Array): Uint8Array {
  if (extent.size !== null && bytes.length !== extent.size) throw new DamagedError('解压后的大小与记录不符')
  if (extent.crc !== null && crc32(bytes) !== extent.crc) throw new DamagedError('校验值与记录不符')
  return bytes
}

/** An error of zlib as damage; any other error is passed on. */
export function damageOf(error: unknown): unknown {
  const code = (error as {code?: string}).code ?? ''
  if (code === 'ERR_BUFFER_TOO_LARGE') return new DamagedError('解压后的大小与记录不符')
  return code.startsWith('Z_') ? new DamagedError('压缩数据已损坏') : error
}

/** The first bytes of an extent, unpacked; as many as its damage allows. */
export function headOf(extent: Extent, length: number): Uint8Array {
  if (!extent.deflated) return pread(extent, Math.min(length, extent.packed ?? length))
  const stored = pread(extent, Math.min(extent.packed ?? 0, length + 1024))
  try {
    // Z_SYNC_FLUSH: a stream that ends in the middle gives what it holds.
    return inflateRawSync(stored, {finishFlush: 2, maxOutputLength: 1 << 22}).subarray(0, length)
  } catch (error) {
    if (damageOf(error) instanceof DamagedError) return new Uint8Array(0)
    throw error
  }
}

function pread(extent: Extent, length: number | null): Buffer {
  const file = openSync(pathOf(extent), 'r')
  try {
    const wanted = length ?? fstatSync(file).size - extent.offset
    return readAt(file, extent.offset, wanted)
  } finally {
    closeSync(file)
  }
}

/** Bytes of an open file from an offset on; fewer than wanted where the file ends. */
export function readAt(file: number, offset: number, length: number): Buffer {
  const room = Math.max(0, Math.min(length, fstatSync(file).size - offset))
  const buffer = Buffer.alloc(room)
  let done = 0
  while (done < room) {
    const read = readSync(file, buffer, done, room - done, offset + done)
    if (read === 0) break
    done += read
  }
  return buffer.subarray(0, done)
}

/** The bytes of an extent in chunks, unpacked. The caller counts them. */
export function streamOf(extent: Extent): AsyncIterable<Buffer> {
  const end = extent.packed === null ? undefined : extent.offset + extent.packed - 1
  if (extent.packed === 0) return empty()
  const stored = createReadStream(pathOf(extent), {start: extent.offset, end})
  if (!extent.deflated) return stored
  const inflate = createInflateRaw()
  stored.on('error', error => inflate.destroy(error))
  inflate.on('close', () => stored.destroy())
  return stored.pipe(inflate)
}

async function* empty(): AsyncIterable<Buffer> {}
