import {CFB} from 'xlsx'

const BOF = [0x0009, 0x0209, 0x0409, 0x0809]
const EOF = 0x000a
const FILE_PASS = 0x002f
/** A record that every reader of workbooks steps over. */
const TEMPLATE = 0x0060
/**
 * Records that hold expressions and references but no value of a cell: array and shared formulas, names, references to
 * other sheets, conditional formats, validation. A damaged expression can lead a library round in circles.
 */
const EXPRESSIONS = new Set([
  0x0017, 0x0018, 0x0218, 0x0021, 0x0221, 0x0023, 0x0223, 0x0036, 0x0236, 0x01ae, 0x01b1, 0x01be, 0x04bc,
])
const FORMULAS = new Set([0x0006, 0x0206, 0x0406])
/** In a formula's record: where the length of its expression stands, behind the cell's place and stored value. */
const EXPRESSION_AT = 4 + 20
/** As a length: there is no expression. */
const NO_EXPRESSION = 0xffff

/** Pictures of all sheets ([MS-XLS] 2.4.171): a container of drawings, in it one that holds as many blips as its head says. */
const DRAWINGS = 0x00eb
const STORE = 0xf001

/** What of a binary workbook ([MS-XLS]) is wrong before any cell is read. */
export type BiffFault = 'encrypted' | 'truncated' | null

/** What the records of a workbook stream say of it, and the bytes that a library can follow to their end. */
export interface BiffRecords {
  fault: BiffFault
  /** Pictures in it, which are not read. */
  pictures: number
  /** The workbook stream; null where there is none. */
  stream: Buffer | null
  /**
   * The file as it came, or its stream without expressions where it has any; where it breaks off, the records before
   * that, each substream ended.
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
  if (!stream) return {fault: 'truncated', pictures: 0, stream, safe: bytes}
  let open = 0
  let substreams = 0
  let at = 0
  let pictures = 0
  const expressions: number[] = []
  const broken = (): BiffRecords => {
    const ends = Buffer.alloc(open * 4)
    for (let i = 0; i < open; i++) ends.writeUInt16LE(EOF, i * 4)
    return {
      fault: 'truncated',
      pictures,
      stream,
      safe: without(Buffer.concat([stream.subarray(0, at), ends]), expressions),
    }
  }
  while (at + 4 <= stream.length) {
    const record = stream.readUInt16LE(at)
    const next = at + 4 + stream.readUInt16LE(at + 2)
    if (open === 0 && !BOF.includes(record)) break
    if (next > stream.length) return broken()
    if (record === FILE_PASS) return {fault: 'encrypted', pictures, stream, safe: bytes}
    if (record === DRAWINGS) pictures += blipsIn(stream.subarray(at + 4, next))
    if (EXPRESSIONS.has(record) || FORMULAS.has(record)) expressions.push(at)
    if (BOF.includes(record)) {
      open++
      substreams++
    } else if (record === EOF) open--
    at = next
  }
  if (open > 0 || substreams === 0) return broken()
  return {
    fault: null,
    pictures,
    stream,
    safe: expressions.length > 0 ? without(Buffer.from(stream), expressions) : bytes,
  }
}

/** How many pictures a container of drawings ([MS-ODRAW] 2.2.12) says it stores. */
function blipsIn(drawings: Buffer): number {
  for (let at = 8; at + 8 <= drawings.length; at += 8 + drawings.readUInt32LE(at + 4))
    if (drawings.readUInt16LE(at + 2) === STORE) return drawings.readUInt16LE(at) >> 4
  return 0
}

/** Takes the expressions out of the records at these places; formulas keep the values stored with them. */
function without(stream: Buffer, places: number[]): Buffer {
  for (const at of places) {
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (!FORMULAS.has(stream.readUInt16LE(at))) stream.writeUInt16LE(TEMPLATE, at)
    else if (at + EXPRESSION_AT + 2 <= end) stream.writeUInt16LE(NO_EXPRESSION, at + EXPRESSION_AT)
    else stream.writeUInt16LE(TEMPLATE, at)
  }
  return stream
}

function workbookStream(bytes: Uint8Array): Buffer | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 8 || buffer.readUInt32BE(0) !== 0xd0cf11e0) return buffer
  const container = CFB.read(buffer, {type: 'buffer'})
  const entry = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book')
  return entry?.content ? Buffer.from(entry.content) : null
}
