import {CFB} from 'xlsx'

const BOF = [0x0009, 0x0209, 0x0409, 0x0809]
const EOF = 0x000a
const FILE_PASS = 0x002f
/** References of formulas to other sheets: a count and six bytes for each. */
const EXTERN_SHEET = 0x0017
/** A record that every reader of workbooks steps over. */
const TEMPLATE = 0x0060
const BIFF5 = 0x0500
const BIFF8 = 0x0600

/** What of a binary workbook ([MS-XLS]) is wrong before any cell is read. */
export type BiffFault = 'encrypted' | 'truncated' | null

/** What the records of a workbook stream say of it, and the bytes that a library can follow to their end. */
export interface BiffRecords {
  fault: BiffFault
  /**
   * The file as it came; where its stream breaks off, the records before that, each substream ended. References that
   * contradict their own count are taken out: no figure stands in them.
   */
  safe: Uint8Array
}

/**
 * Follows the records of the workbook stream from end to end: every substream that begins (BOF) must end (EOF). A stream
 * that breaks off would else be a sheet with fewer rows, and a record that claims more bytes than there are may lead a
 * library round in circles.
 */
export function biffRecords(bytes: Uint8Array): BiffRecords {
  const stream = workbookStream(bytes)
  if (!stream) return {fault: 'truncated', safe: bytes}
  let open = 0
  let substreams = 0
  let at = 0
  const wrong: number[] = []
  const version = stream.length >= 6 ? stream.readUInt16LE(4) : 0
  const broken = (): BiffRecords => {
    const ends = Buffer.alloc(open * 4)
    for (let i = 0; i < open; i++) ends.writeUInt16LE(EOF, i * 4)
    return {fault: 'truncated', safe: without(Buffer.concat([stream.subarray(0, at), ends]), wrong)}
  }
  while (at + 4 <= stream.length) {
    const record = stream.readUInt16LE(at)
    const next = at + 4 + stream.readUInt16LE(at + 2)
    if (open === 0 && !BOF.includes(record)) break
    if (next > stream.length) return broken()
    if (record === FILE_PASS) return {fault: 'encrypted', safe: bytes}
    if (record === EXTERN_SHEET && version !== BIFF5) {
      const whole = next - at === 6 + 6 * (next - at > 5 ? stream.readUInt16LE(at + 4) : 0)
      if (version !== BIFF8 || !whole) wrong.push(at)
    }
    if (BOF.includes(record)) {
      open++
      substreams++
    } else if (record === EOF) open--
    at = next
  }
  if (open > 0 || substreams === 0) return broken()
  return {fault: null, safe: wrong.length > 0 ? without(Buffer.from(stream), wrong) : bytes}
}

/** Turns the records at these places into ones without meaning. */
function without(stream: Buffer, places: number[]): Buffer {
  for (const at of places) stream.writeUInt16LE(TEMPLATE, at)
  return stream
}

function workbookStream(bytes: Uint8Array): Buffer | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 8 || buffer.readUInt32BE(0) !== 0xd0cf11e0) return buffer
  const container = CFB.read(buffer, {type: 'buffer'})
  const entry = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book')
  return entry?.content ? Buffer.from(entry.content) : null
}
