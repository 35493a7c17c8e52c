import {closeSync, mkdirSync, openSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {crc32, createGunzip} from 'node:zlib'
import type {Extent} from '../../pipeline/stage.ts'
import {DamagedError, damageOf, streamOf} from './extent.ts'

/** Gives paths for unpacked archives in a folder that whoever made it removes after the run. */
export type Spill = () => Buffer

/** Files numbered within a folder, which is made when first needed. */
export function spillInto(folder: string): Spill {
  let count = 0
  return () => {
    if (count === 0) mkdirSync(folder, {recursive: true})
    return Buffer.from(join(folder, String(++count)))
  }
}

/** A member of an archive as a file of its own. */
export interface Unpacked {
  path: Buffer
  /** Bytes written. */
  size: number
  /** `cut`: it goes on beyond the bytes allowed; `damaged`: it broke off, or is not what the archive says. */
  state: 'whole' | 'cut' | 'damaged'
}

/** Writes the bytes of an extent to a file, never more than its archive says they are. */
export async function unpack(extent: Extent, spill: Spill): Promise<Unpacked> {
  const unpacked = await write(streamOf(extent), spill(), extent.size ?? Number.POSITIVE_INFINITY)
  const same =
    (extent.size === null || unpacked.size === extent.size) &&
    (extent.crc === null || unpacked.crc === extent.crc)
  return unpacked.state === 'whole' && same ? unpacked : {...unpacked, state: 'damaged'}
}

/** Unpacks a gzip file (RFC 1952), all its parts, up to a number of bytes. What comes before damage is kept. */
export async function gunzip(extent: Extent, spill: Spill, most: number): Promise<Unpacked> {
  const packed = streamOf(extent) as NodeJS.ReadableStream & {destroy(): void}
  const gunzipped = createGunzip()
  packed.on('error', error => gunzipped.destroy(error))
  gunzipped.on('close', () => packed.destroy())
  return await write(packed.pipe(gunzipped), spill(), most)
}

async function write(
  chunks: AsyncIterable<Buffer>,
  path: Buffer,
  most: number,
): Promise<Unpacked & {crc: number}> {
  const file = openSync(path, 'w')
  let size = 0
  let crc = 0
  try {
    for await (const chunk of chunks) {
      if (size + chunk.length > most) return {path, size, crc, state: 'cut'}
      writeSync(file, chunk)
      size += chunk.length
      crc = crc32(chunk, crc)
    }
    return {path, size, crc, state: 'whole'}
  } catch (error) {
    if (damageOf(error) instanceof DamagedError) return {path, size, crc, state: 'damaged'}
    throw error
  } finally {
    closeSync(file)
  }
}

/** Gives back the room of an unpacked file that is not needed after all. */
export function discard(unpacked: Unpacked): void {
  rmSync(unpacked.path, {force: true})
}
