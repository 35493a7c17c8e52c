import {createHash} from 'node:crypto'
import {crc32} from 'node:zlib'
import {folder, gather} from './collecting.ts'

/** What collecting makes of an archive alone in a folder. */
export const inside = async (name: string, bytes: Buffer, limits = {}) =>
  gather([folder({[name]: bytes})], limits)
/** Text that does not pack well. */
export function noise(length: number): string {
  let text = ''
  while (text.length < length) text += createHash('sha256').update(text).digest('hex')
  return text
}

/** The field in which Info-ZIP keeps a name in UTF-8, with the checksum of the name it belongs to. */
export function unicodeName(name: string, unicode: string): Buffer {
  const data = Buffer.from(unicode)
  const head = Buffer.alloc(9)
  head.writeUInt16LE(0x7075, 0)
  head.writeUInt16LE(5 + data.length, 2)
  head[4] = 1
  head.writeUInt32LE(crc32(Buffer.from(name)), 5)
  return Buffer.concat([head, data])
}

export const nothing = {skipped: {}, findings: []}
