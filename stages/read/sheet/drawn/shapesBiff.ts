import type {SheetBox} from './drawn.ts'

/** Records of drawings ([MS-ODRAW] 2.2): a head of eight bytes; version 15 says that records lie inside. */
const HEAD = 8
const CONTAINER = 0xf
const SHAPE = 0xf004
const PROPERTIES = 0xf00b
/** The cells a shape covers ([MS-XLS] 2.5.193): flags, then column and row of its corners, each with an offset. */
const ANCHOR = 0xf010
/** Whether a shape is hidden ([MS-ODRAW] 2.3.4.44), and whether that is meant. */
const GROUP_FLAGS = 0x03bf
const IS_HIDDEN = 0x0002_0002
/** Length of an identifier of a property without the marks that stand with it. */
const IDENTIFIER = 0x3fff

/** Follows the drawing of a sheet as it comes, in pieces between the records of its objects. */
export interface Shapes {
  feed(piece: Buffer): void
  /** Of the shape that came last: the cell in which it, or the group it lies in, begins; and whether it is hidden. */
  last(): {at: SheetBox['at']; isHidden: boolean}
}

/** Drawn objects of a sheet, none seen yet; records may be parted anywhere ([MS-ODRAW] 2.2). */
export function createShapes(): Shapes {
  let pieces: Buffer[] = []
  let size = 0
  /** Bytes that must be there before the next record can be looked at. */
  let needed = HEAD
  let at: SheetBox['at'] = null
  let isHidden = false

  function take(type: number, body: Buffer): void {
    if (type === ANCHOR && body.length >= 8) at = {row: body.readUInt16LE(6), column: body.readUInt16LE(2)}
    if (type !== PROPERTIES) return
    for (let i = 0; i + 6 <= body.length; i += 6)
      if ((body.readUInt16LE(i) & IDENTIFIER) === GROUP_FLAGS)
        isHidden = (body.readUInt32LE(i + 2) & IS_HIDDEN) === IS_HIDDEN
  }

  return {
    feed(piece) {
      pieces.push(piece)
      size += piece.length
      if (size < needed) return
      const bytes = Buffer.concat(pieces)
      let from = 0
      needed = HEAD
      while (from + HEAD <= bytes.length) {
        const type = bytes.readUInt16LE(from + 2)
        if (type === SHAPE) isHidden = false
        if ((bytes[from]! & CONTAINER) === CONTAINER) {
          from += HEAD
          continue
        }
        const length = HEAD + bytes.readUInt32LE(from + 4)
        if (from + length > bytes.length) {
          needed = length
          break
        }
        take(type, bytes.subarray(from + HEAD, from + length))
        from += length
      }
      pieces = [bytes.subarray(from)]
      size = bytes.length - from
    },
    last: () => ({at, isHidden}),
  }
}
