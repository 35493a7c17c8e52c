import {closeSync, fstatSync, openSync} from 'node:fs'
import type {Entry, Listing} from './entry.ts'
import {readAt} from './extent.ts'
import {isTarHeader} from './kind.ts'
import {decodeName} from './names.ts'
import type {Limits} from './settings.ts'

const BLOCK = 512
/** Longest name record (GNU L, pax x) followed, bytes. */
const LONGEST_RECORD = 1 << 16

/**
 * Lists a tar file: POSIX ustar with its prefix, GNU long names, pax `path` and `size`, base-256 sizes. Members are cut
 * out of the file where they lie.
 */
export function listTar(path: Buffer, limits: Limits): Listing {
  const file = openSync(path, 'r')
  try {
    return list(file, path, limits)
  } finally {
    closeSync(file)
  }
}

function list(file: number, path: Buffer, limits: Limits): Listing {
  const entries: Entry[] = []
  const fileSize = fstatSync(file).size
  let next: {name?: string; size?: number} = {}
  for (let at = 0; at < fileSize; ) {
    const header = readAt(file, at, BLOCK)
    if (header.every(byte => byte === 0)) break
    if (!isTarHeader(header)) return {entries, unlisted: 0, damage: '压缩包中途损坏，其后的文件读不出'}
    const size = next.size ?? sizeOf(header)
    const data = at + BLOCK
    at = data + Math.ceil(size / BLOCK) * BLOCK
    const type = String.fromCharCode(header[156]!)
    if ('LKxg'.includes(type)) {
      const record = readAt(file, data, Math.min(size, LONGEST_RECORD))
      if (type === 'L') next.name = decodeName(upToZero(record))
      if (type === 'x') next = {...next, ...paxOf(record)}
      continue
    }
    if (entries.length >= limits.maxEntries) return {entries, unlisted: 1, damage: '压缩包内的文件数超过限额'}
    const whole = data + size <= fileSize
    const name = next.name ?? nameOf(header)
    const extent = {path, offset: data, packed: size, deflated: false, size, crc: null}
    entries.push({name, type: typeOf(type, name), extent: whole ? extent : null})
    next = {}
    if (!whole) return {entries, unlisted: 0, damage: '压缩包不完整，最后的文件被截断'}
  }
  return {entries, unlisted: 0, damage: null}
}

function typeOf(type: string, name: string): Entry['type'] {
  if (type === '5') return 'folder'
  if (type === '0' || type === '\0' || type === '7') return /\/$/.test(name) ? 'folder' : 'file'
  return 'special'
}

function nameOf(header: Buffer): string {
  const name = upToZero(header.subarray(0, 100))
  const posix = header.toString('latin1', 257, 263) === 'ustar\0'
  const prefix = posix ? upToZero(header.subarray(345, 500)) : Buffer.alloc(0)
  return decodeName(prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name)
}

/** Octal digits, or base 256 where the first bit is set (GNU). */
function sizeOf(header: Buffer): number {
  if ((header[124]! & 0x80) === 0) {
    return Number.parseInt(/^ *([0-7]*)/.exec(header.toString('latin1', 124, 136))![1] || '0', 8)
  }
  return Number(header.readBigUInt64BE(128) & 0xffffffffffffffn)
}

function upToZero(bytes: Buffer): Buffer {
  const zero = bytes.indexOf(0)
  return zero < 0 ? bytes : bytes.subarray(0, zero)
}

/** Records of a pax header: `<length> <key>=<value>\n`, the length counting bytes of the whole record. */
function paxOf(bytes: Buffer): {name?: string; size?: number} {
  const found: {name?: string; size?: number} = {}
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at)
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', at, space))
    if (!Number.isInteger(length) || length <= space - at) break
    const record = bytes.subarray(space + 1, at + length - 1)
    const equals = record.indexOf(0x3d)
    const key = record.toString('latin1', 0, Math.max(equals, 0))
    const value = record.subarray(equals + 1)
    if (key === 'path') found.name = decodeName(value, true)
    const size = Number(value.toString('latin1'))
    if (key === 'size' && Number.isSafeInteger(size) && size >= 0) found.size = size
    at += length
  }
  return found
}
