import {inflateRawSync} from 'node:zlib'
import {listByLocalHeaders} from '../ooxml/recover.ts'

const SHEET_NAME = /\.(?:xls|xlt|xlsx|xlsm|xlsb|xltx|xltm|et|ett|ods|ots)$/i
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.spreadsheet'
const MOST = 1 << 20

/** Kinds of workbooks: [MS-XLS] in a compound file or bare, ZIP packages, and the one-file XML of Excel 2003. */
export type SheetKind = 'biff' | 'ooxml' | 'ods' | 'xml'

/** What kind of workbook the bytes begin like; null where they are none. The name is asked where bytes cannot tell. */
export function sheetKind(head: Uint8Array, name: string): SheetKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  if (bytes.length < 8) return null
  if (bytes.readUInt32BE(0) === 0xd0cf11e0) return isCompoundWorkbook(bytes, name) ? 'biff' : null
  if (bytes.readUInt32BE(0) === 0x504b0304) return packageKind(bytes, name)
  // BOF of BIFF2 to BIFF5 without a compound file around it.
  if (bytes[0] === 9 && [0, 2, 4, 8].includes(bytes[1]!) && bytes.readUInt16LE(2) <= 20) return 'biff'
  return isSpreadsheetXml(bytes) ? 'xml' : null
}

function isCompoundWorkbook(bytes: Buffer, name: string): boolean {
  const has = (stream: string) => bytes.includes(Buffer.from(`${stream}\0`, 'utf16le'))
  if (has('WordDocument') || has('EncryptedPackage')) return false
  return has('Workbook') || has('Book') || (bytes[512] === 9 && bytes[513] === 8) || SHEET_NAME.test(name)
}

function packageKind(bytes: Buffer, name: string): SheetKind | null {
  const entries = listByLocalHeaders(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  for (const entry of entries) {
    const part = entry.name.toLowerCase()
    if (/^(?:word|ppt)\//.test(part)) return null
    if (part.startsWith('xl/')) return 'ooxml'
    const packed = bytes.subarray(entry.data ?? 0, (entry.data ?? 0) + Math.min(entry.packedSize, MOST))
    if (part === 'mimetype') return packed.toString('latin1').startsWith(OPEN_DOCUMENT) ? 'ods' : null
    if (part !== '[content_types].xml') continue
    const types = entry.method === 0 ? packed.toString('latin1') : inflated(packed)
    if (/spreadsheetml|ms-excel/.test(types)) return 'ooxml'
    if (types !== '') return null
  }
  return entries.length > 0 && /\.(?:xls[xmb]|xlt[xm])$/i.test(name) ? 'ooxml' : null
}

function inflated(packed: Buffer): string {
  try {
    return inflateRawSync(packed, {maxOutputLength: MOST, finishFlush: 2}).toString('latin1')
  } catch {
    // Damaged or cut off at the end of the head: it says nothing.
    return ''
  }
}

function isSpreadsheetXml(bytes: Buffer): boolean {
  const text = bytes.toString('latin1', 0, 8192).replaceAll('\0', '')
  return (
    /^[^<]{0,8}</.test(text) &&
    /urn:schemas-microsoft-com:office:spreadsheet/.test(text) &&
    /<\w*:?Workbook\b/.test(text)
  )
}
