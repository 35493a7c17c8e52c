import {CFB} from 'xlsx'

const BOF = [0x0009, 0x0209, 0x0409, 0x0809]
const EOF = 0x000a
const FILE_PASS = 0x002f

/** What of a binary workbook ([MS-XLS]) is wrong before any cell is read. */
export type BiffFault = 'encrypted' | 'truncated' | null

/**
 * Follows the records of the workbook stream from end to end: every substream that begins (BOF) must end (EOF). A stream
 * that breaks off would else be a sheet with fewer rows.
 */
export function biffFault(bytes: Uint8Array): BiffFault {
  const stream = workbookStream(bytes)
  if (!stream) return 'truncated'
  let open = 0
  let substreams = 0
  let at = 0
  while (at + 4 <= stream.length) {
    const record = stream.readUInt16LE(at)
    const next = at + 4 + stream.readUInt16LE(at + 2)
    if (open === 0 && !BOF.includes(record)) break
    if (next > stream.length) return 'truncated'
    if (record === FILE_PASS) return 'encrypted'
    if (BOF.includes(record)) {
      open++
      substreams++
    } else if (record === EOF) open--
    at = next
  }
  return open > 0 || substreams === 0 ? 'truncated' : null
}

function workbookStream(bytes: Uint8Array): Buffer | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 8 || buffer.readUInt32BE(0) !== 0xd0cf11e0) return buffer
  const container = CFB.read(buffer, {type: 'buffer'})
  const entry = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book')
  return entry?.content ? Buffer.from(entry.content) : null
}
