import {closeSync, fstatSync, openSync} from 'node:fs'
import {crc32} from 'node:zlib'
import {fromFdPromise, type Entry as ZipEntry} from 'yauzl'
import {type Entry, type Listing, lockOf} from './entry.ts'
import {readAt} from './extent.ts'
import {decodeName} from './names.ts'
import {recoverZip} from './recover.ts'
import type {Limits} from './settings.ts'

/** A ZIP file that is one volume of several, or whose directory is encrypted: nothing of it can be read. */
export class LockedZipError extends Error {
  constructor(readonly kind: 'volumes' | 'password') {
    super(kind)
    this.name = 'LockedZipError'
  }
}

/**
 * Lists a ZIP file by its central directory (APPNOTE 4.3.12), or by its local headers where that is broken.
 * @throws LockedZipError
 */
export async function listZip(path: Buffer, limits: Limits): Promise<Listing> {
  const file = openSync(path, 'r')
  try {
    return await listDirectory(file, path, limits)
  } catch (error) {
    const message = faultOf(error)
    if (/multi-disk/.test(message)) throw new LockedZipError('volumes')
    if (/strong encryption/.test(message)) throw new LockedZipError('password')
    const found = await recoverZip(file, path, limits)
    // Bytes pasted behind the archive hide its directory; where that counts as many files, none is lost.
    return found.entries.length === entriesCounted(file) ? {...found, damage: null} : found
  } finally {
    closeSync(file)
  }
}

/** yauzl tells of broken archives in plain Errors; anything with a code comes from the file system. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error) || error.constructor !== Error || 'code' in error) throw error
  return error.message
}

/** A record at the end of a ZIP file (APPNOTE 4.3.16), and how far from the end of the file it is looked for. */
const END = Buffer.from('PK\x05\x06', 'latin1')
const END_SIZE = 22
const END_WITHIN = 1 << 17

/** Whether a file ends with the record that ends a ZIP file. */
export function endsAsZip(path: Buffer): boolean {
  const file = openSync(path, 'r')
  try {
    const {size} = fstatSync(file)
    const from = Math.max(0, size - END_WITHIN)
    return readAt(file, from, size - from).lastIndexOf(END) >= 0
  } finally {
    closeSync(file)
  }
}

/** How many files the directory counts, where its record stands behind it as it should; null otherwise. */
function entriesCounted(file: number): number | null {
  const {size} = fstatSync(file)
  const from = Math.max(0, size - END_WITHIN)
  const tail = readAt(file, from, size - from)
  const at = tail.lastIndexOf(END)
  if (at < 0 || at + END_SIZE > tail.length) return null
  const directory = from + at - tail.readUInt32LE(at + 12)
  const first = readAt(file, Math.max(0, directory), 4)
  return first.length === 4 && first.readUInt32LE(0) === 0x02014b50 ? tail.readUInt16LE(at + 10) : null
}

async function listDirectory(file: number, path: Buffer, limits: Limits): Promise<Listing> {
  const zip = await fromFdPromise(file, {autoClose: false, decodeStrings: false})
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    entries.push(entryOf(file, path, entry))
    if (entries.length >= limits.maxEntries) break
  }
  return {entries, unlisted: zip.entryCount - entries.length, damage: null}
}

function entryOf(file: number, path: Buffer, entry: ZipEntry): Entry {
  const name = nameOf(entry)
  const fileSize = fstatSync(file).size
  const local = readAt(file, entry.relativeOffsetOfLocalHeader, 30)
  const offset =
    local.length === 30 && local.readUInt32LE(0) === 0x04034b50
      ? entry.relativeOffsetOfLocalHeader + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
      : null
  const whole = offset !== null && offset + entry.compressedSize <= fileSize
  const method = entry.compressionMethod
  return {
    name,
    type: typeOf(entry, name),
    ...lockOf(entry.isEncrypted(), method),
    extent: whole
      ? {
          path,
          offset,
          packed: entry.compressedSize,
          deflated: method === 8,
          size: entry.uncompressedSize,
          crc: entry.crc32,
        }
      : null,
  }
}

/** UTF-8 by the Info-ZIP field (0x7075, APPNOTE 4.6.9) where it belongs to this name, by the flag, or by the bytes. */
function nameOf(entry: ZipEntry): string {
  const unicode = entry.extraFields.find(({id}) => id === 0x7075)?.data
  const fits = unicode && unicode.length > 5 && unicode[0] === 1
  if (fits && unicode.readUInt32LE(1) === crc32(entry.fileNameRaw))
    return decodeName(unicode.subarray(5), true)
  return decodeName(entry.fileNameRaw, (entry.generalPurposeBitFlag & 0x800) !== 0)
}

/** On Unix (and macOS) archivers keep the kind of file in the upper half of the external attributes. */
function typeOf(entry: ZipEntry, name: string): Entry['type'] {
  const system = entry.versionMadeBy >> 8
  const mode = system === 3 || system === 19 ? (entry.externalFileAttributes >>> 16) & 0xf000 : 0
  if (mode === 0x4000 || /[\\/]$/.test(name)) return 'folder'
  return mode === 0 || mode === 0x8000 ? 'file' : 'special'
}
