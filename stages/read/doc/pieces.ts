import {UnreadableError} from '../reader.ts'

/** A run of characters that stand together in the WordDocument stream. */
export interface Piece {
  /** Character positions, the end excluded. */
  from: number
  to: number
  /** Byte position of the first character. */
  at: number
  /** Bytes per character: 2 is UTF-16, 1 the eight-bit form. */
  width: 1 | 2
  /** Properties laid over the whole piece by a fast save. */
  grpprl: Uint8Array | null
}

/**
 * Property codes that a Prm0 can name by a byte ([MS-DOC] 2.9.214), as far as they matter here.
 */
const SHORT_CODES: Record<number, number> = {
  12: 0x260a,
  24: 0x2416,
  25: 0x2417,
  65: 0x0800,
  92: 0x083c,
  104: 0x2a48,
  117: 0x0855,
  118: 0x0856,
  120: 0x2640,
}

/**
 * The piece table ([MS-DOC] 2.8.35): the order in which pieces of the WordDocument stream make the text.
 * @throws UnreadableError where there is none
 */
export function readPieces(table: Uint8Array, clx: {at: number; size: number}): Piece[] {
  const bytes = table.subarray(clx.at, clx.at + clx.size)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const grpprls: Uint8Array[] = []
  let at = 0
  while (bytes[at] === 1 && at + 3 <= bytes.length) {
    const size = view.getUint16(at + 1, true)
    grpprls.push(bytes.subarray(at + 3, at + 3 + size))
    at += 3 + size
  }
  if (bytes[at] !== 2 || at + 5 > bytes.length) {
    throw new UnreadableError('unreadable', '文档的文字索引已损坏，请用 Word 或 WPS 打开后另存再提交。')
  }
  const size = Math.min(view.getUint32(at + 1, true), bytes.length - at - 5)
  at += 5
  const count = Math.max(0, Math.floor((size - 4) / 12))
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const descriptor = at + (count + 1) * 4 + i * 8
    const from = view.getUint32(at + i * 4, true)
    const to = view.getUint32(at + i * 4 + 4, true)
    const fc = view.getUint32(descriptor + 2, true)
    const narrow = (fc & 0x40000000) !== 0
    const start = fc & 0x3fffffff
    if (to <= from || (pieces.length > 0 && from < pieces.at(-1)!.to)) continue
    pieces.push({
      from,
      to,
      at: narrow ? start >>> 1 : start,
      width: narrow ? 1 : 2,
      grpprl: modifier(view.getUint16(descriptor + 6, true), grpprls),
    })
  }
  return pieces
}

/** A Prm is one short property (Prm0) or the number of a grpprl in the Clx (Prm1). */
function modifier(prm: number, grpprls: Uint8Array[]): Uint8Array | null {
  if (prm & 1) return grpprls[prm >> 1] ?? null
  const code = SHORT_CODES[(prm >> 1) & 0x7f]
  return code === undefined ? null : Uint8Array.of(code & 0xff, code >> 8, prm >> 8)
}
