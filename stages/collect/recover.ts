import {fstatSync} from 'node:fs'
import {crc32} from 'node:zlib'
import type {Extent} from '../../pipeline/stage.ts'
import {type Entry, type Listing, lockOf} from './entry.ts'
import {DamagedError, damageOf, readAt, streamOf} from './extent.ts'
import {decodeName} from './names.ts'
import type {Limits} from './settings.ts'

const LOCAL = Buffer.from('PK\x03\x04', 'latin1')
const CHUNK = 1 << 16

/**
 * Lists a ZIP file whose central directory is lost by its local headers (APPNOTE 4.3.7): half a download, an archive
 * with something pasted before or after it. Where a header does not tell the size, the data is unpacked to find its end.
 */
export async function recoverZip(file: number, path: Buffer, limits: Limits): Promise<Listing> {
  const entries: Entry[] = []
  const end = fstatSync(file).size
  let work = limits.maxTotalBytes
  let at = nextHeader(file, 0, end)
  while (at !== null && entries.length < limits.maxEntries && work > 0) {
    const header = readAt(file, at, 30)
    if (header.length < 30) break
    const nameSize = header.readUInt16LE(26)
    const start = at + 30 + nameSize + header.readUInt16LE(28)
    const flags = header.readUInt16LE(6)
    const method = header.readUInt16LE(8)
    const name = decodeName(readAt(file, at + 30, nameSize), (flags & 0x800) !== 0)
    const lock = lockOf((flags & 1) !== 0, method)
    const extent: Extent = {
      path,
      offset: start,
      packed: header.readUInt32LE(18),
      deflated: method === 8,
      size: header.readUInt32LE(22),
      crc: header.readUInt32LE(14),
    }
    let found: Extent | null = extent
    if ((flags & 8) !== 0 && method === 8 && lock.locked === undefined) {
      found = await measured(file, extent, Math.min(work, limits.maxMemberBytes))
      work -= found?.size ?? CHUNK
    } else if (start + extent.packed! > end || (flags & 8) !== 0) {
      found = null
    }
    if (name !== '')
      entries.push({name, type: /[\\/]$/.test(name) ? 'folder' : 'file', ...lock, extent: found})
    at = nextHeader(file, found ? start + found.packed! : at + 4, end)
  }
  const damage = '压缩包不完整或目录已损坏，只能按各文件自身的记录找回，可能缺少文件'
  return {entries, unlisted: 0, damage}
}

/** Unpacks data of unknown size to find its end; null where it breaks off or what follows says other than came out. */
async function measured(file: number, extent: Extent, most: number): Promise<Extent | null> {
  const stream = streamOf({...extent, packed: null}) as AsyncIterable<Buffer> & {bytesWritten: number}
  let size = 0
  let crc = 0
  try {
    for await (const chunk of stream) {
      size += chunk.length
      if (size > most) return null
      crc = crc32(chunk, crc)
    }
  } catch (error) {
    if (damageOf(error) instanceof DamagedError) return null
    throw error
  }
  const packed = stream.bytesWritten
  const after = readAt(file, extent.offset + packed, 8)
  const signed = after.length === 8 && after.readUInt32LE(0) === 0x08074b50
  const written = after.length < 8 ? null : after.readUInt32LE(signed ? 4 : 0)
  return written === crc ? {...extent, packed, size, crc} : null
}

/** The next local header from an offset on. */
function nextHeader(file: number, from: number, end: number): number | null {
  for (let at = from; at < end; at += CHUNK) {
    const found = readAt(file, at, CHUNK + LOCAL.length - 1).indexOf(LOCAL)
    if (found >= 0) return at + found
  }
  return null
}
