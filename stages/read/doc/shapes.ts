import type {EmbeddedPicture} from '../reader.ts'
import {artRecords, artText, type ShapePicture, shapePicture, storedPictures} from './art.ts'
import type {WordDocument} from './document.ts'
import {type Range, STRUCTURE} from './fib.ts'

/** What stands behind the anchor of a drawn object. */
interface Shape {
  /** Shape type of [MS-ODRAW] 2.4.24; null where the drawing does not say. */
  type: number | null
  /** Its text inside the text box sub-document, null where it has none. */
  text: Range | null
  picture: EmbeddedPicture | null
  /** Words it draws as art; null where it draws none. */
  art: string | null
}

export interface Shapes {
  at(offset: number): Shape | null
  /** Text boxes in order, also those no anchor names (inside groups). */
  texts: Range[]
}

export const PICTURE_FRAME = 75
const SHAPE_SIZE = 26
const TEXT_SIZE = 22
const SHAPE_RECORD = 0xf00a

/** Anchors (PlcfSpa), text boxes (PlcftxbxTxt) and the drawing's shapes, joined by shape id ([MS-DOC] 2.8.37, 2.8.32). */
export function readShapes(document: WordDocument): Shapes {
  const part = (index: number) => {
    const {at, size} = document.fib.structure(index)
    return document.table.subarray(at, at + size)
  }
  const drawings = part(STRUCTURE.drawings)
  const types = shapeTypes(drawings)
  const {pictures, art} = shapeContents(drawings, document.text)
  const story = document.fib.stories.textboxes
  const textOf = new Map<number, Range>()
  const texts: Range[] = []
  for (const {from, to, data} of plc(part(STRUCTURE.textboxes), TEXT_SIZE)) {
    const range = {from: story.from + from, to: Math.min(story.from + to, story.to)}
    if (range.to <= range.from) continue
    texts.push(range)
    textOf.set(data.getInt32(14, true), range)
  }
  const anchors = new Map<number, Shape>()
  for (const {from, data} of plc(part(STRUCTURE.shapes), SHAPE_SIZE)) {
    const id = data.getInt32(0, true)
    const own = {text: textOf.get(id) ?? null, picture: pictures.get(id) ?? null, art: art.get(id) ?? null}
    anchors.set(from, {type: types.get(id) ?? null, ...own})
  }
  return {at: offset => anchors.get(offset) ?? null, texts}
}

/** A PLC: n + 1 positions, then n elements of one size. */
export function plc(bytes: Uint8Array, size: number): {from: number; to: number; data: DataView}[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = Math.max(0, Math.floor((bytes.length - 4) / (4 + size)))
  return Array.from({length: count}, (_, i) => ({
    from: view.getUint32(i * 4, true),
    to: view.getUint32(i * 4 + 4, true),
    data: new DataView(bytes.buffer, bytes.byteOffset + (count + 1) * 4 + i * size, size),
  }))
}

/** Types by shape id: every OfficeArtFSP record of the drawings. Records nest; containers are entered, not skipped. */
function shapeTypes(bytes: Uint8Array): Map<number, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const types = new Map<number, number>()
  let at = 0
  while (at + 8 <= bytes.length) {
    const head = view.getUint16(at, true)
    const type = view.getUint16(at + 2, true)
    // Between the drawings stands one byte that tells main text from headers.
    if (type < 0xf000 || type > 0xf1ff) {
      at++
      continue
    }
    if (type === SHAPE_RECORD && at + 12 <= bytes.length) types.set(view.getInt32(at + 8, true), head >> 4)
    at += 8 + ((head & 0xf) === 0xf ? 0 : view.getUint32(at + 4, true))
  }
  return types
}

/** Pictures and words drawn as art, by shape id: the options of a shape follow its type. */
function shapeContents(
  drawings: Uint8Array,
  text: Uint8Array,
): {pictures: Map<number, EmbeddedPicture>; art: Map<number, string>} {
  const view = new DataView(drawings.buffer, drawings.byteOffset, drawings.byteLength)
  const wanted = new Map<number, ShapePicture>()
  const art = new Map<number, string>()
  let id = 0
  // One byte before each drawing tells main text from headers; what goes before the first holds the pictures themselves.
  for (let at = 0; at + 8 <= drawings.length; at++) {
    if ((view.getUint16(at + 2, true) & 0xff00) !== 0xf000) continue
    for (const record of artRecords(drawings, at, drawings.length)) {
      at = record.to
      if (record.type === SHAPE_RECORD && record.from + 4 <= drawings.length)
        id = view.getInt32(record.from, true)
      const words = artText(drawings, record)
      if (words?.trim()) art.set(id, words)
      const picture = shapePicture(drawings, record)
      if (picture && picture.number > 0 && !wanted.has(id)) wanted.set(id, picture)
    }
  }
  const stored = wanted.size > 0 ? storedPictures(drawings, text) : []
  const pictures = new Map<number, EmbeddedPicture>()
  for (const [shape, {number, crop}] of wanted) {
    const bytes = stored[number - 1]
    if (bytes) pictures.set(shape, crop ? {bytes: () => bytes, crop} : {bytes: () => bytes})
  }
  return {pictures, art}
}
