import {applyToBox, type Matrix, multiply} from '../../layout/matrix.ts'
import type {Drawing} from '../drawn/drawing.ts'
import type {RawGlyph} from '../glyphs/rawGlyph.ts'
import type {Handle, Pdfium} from '../pdfium.ts'

/**
 * Text objects that do not show although their own paint does: of layers that are switched off, masked; doubtful ones; and
 * single letters that something painted later hides.
 */
export interface Layers {
  off: Set<Handle>
  doubtful: Set<Handle>
  hidden: Set<RawGlyph>
  /** Light letters over a shape that is no plain area, which show there. */
  shown: Set<RawGlyph>
}

/** Pixels a point when a page is drawn to see what shows, and most pixels of it. */
const SCALE = 1.5
const MAX_PIXELS = 4_000_000
/** Share of a letter's width at either side that is not looked at. */
const MARGIN = 0.15
/** Difference of brightness that is ink, of 255. */
const INK = 40
/** Components of a colour as light as paper, of 255. */
const LIGHT = 230
/** FPDFBitmap_BGRx of PDFium; paper. */
const BYTES = 4
const WHITE = 0xffffffff

/**
 * Whether a file may have optional content: its catalog says so, or lies packed where it is not seen. `off` where a form, whose
 * entries are never packed, belongs to a layer, and a layer is switched off, or may be.
 */
export function layersIn(bytes: Uint8Array): 'none' | 'maybe' | 'off' {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPacked = file.includes('/ObjStm')
  if (!isPacked && !file.includes('/OCProperties')) return 'none'
  if (!says(file, '/OC', /^\s+\d+\s+\d+\s+R/)) return 'maybe'
  const isOff = says(file, '/OFF', /^\s*(?:\[\s*\d|\d)/) || says(file, '/BaseState', /^\s*\/OFF/)
  return isPacked || isOff ? 'off' : 'maybe'
}

/** Whether a file has a name, anywhere, that is followed by what is looked for. */
function says(file: Buffer, name: string, followed: RegExp): boolean {
  for (let at = file.indexOf(name); at !== -1; at = file.indexOf(name, at + 1)) {
    const from = at + name.length
    if (followed.test(file.toString('latin1', from, from + 40))) return true
  }
  return false
}

/**
 * Which text objects belong to layers that are switched off (ISO 32000-1, 8.11), or lie under masks, patterns and shadings.
 * PDFium gives the text of all layers and draws what is seen, so the page is drawn once, and text that leaves no ink there
 * although it does alone is off. A font without outlines leaves none in either way: nothing can be said of it.
 * @param view from user space to the page as PDFium draws it
 */
export function layersOf(
  pdfium: Pdfium,
  document: Handle,
  page: Handle,
  drawing: Drawing,
  glyphs: readonly RawGlyph[],
  {view, size, forms}: {view: Matrix; size: readonly [number, number]; forms: 'none' | 'maybe' | 'off'},
): Layers {
  const result: Layers = {off: new Set(), doubtful: new Set(), hidden: new Set(), shown: new Set()}
  const asked = new Map<Handle, RawGlyph[]>()
  for (const [object, {layer}] of drawing.texts) {
    if (layer !== null && (layer !== 'form' || forms !== 'none')) asked.set(object, [])
  }
  const below = glyphsBelow(drawing, glyphs)
  const above = lightGlyphsAbove(drawing, glyphs)
  if (asked.size + below.length + above.length === 0) return result
  for (const glyph of glyphs) asked.get(glyph.style.object)?.push(glyph)
  const scale = Math.min(SCALE, Math.sqrt(MAX_PIXELS / (size[0] * size[1])))
  const drawn = drawnPage(pdfium, page, Math.ceil(size[0] * scale), Math.ceil(size[1] * scale))
  const toPixels = multiply(view, [scale, 0, 0, scale, 0, 0])
  for (const [object, own] of asked) {
    if (own.length === 0) continue
    if (drawn && own.some(glyph => drawn.hasInk(applyToBox(toPixels, coreOf(glyph))))) continue
    if (drawn && leavesInk(pdfium, document, page, object)) result.off.add(object)
    else if (!isInForm(drawing, object) || (forms === 'off' && drawing.texts.get(object)?.layer === 'form'))
      result.doubtful.add(object)
  }
  const inks = new Map<Handle, boolean>()
  for (const glyph of drawn ? below : []) {
    const {object} = glyph.style
    if (result.off.has(object) || drawn!.hasInk(applyToBox(toPixels, coreOf(glyph)))) continue
    if (!inks.has(object)) inks.set(object, leavesInk(pdfium, document, page, object))
    if (inks.get(object)) result.hidden.add(glyph)
  }
  for (const glyph of drawn ? above : []) {
    if (drawn!.hasInk(applyToBox(toPixels, coreOf(glyph)))) result.shown.add(glyph)
  }
  return result
}

/** Glyphs as light as paper that stand on a shape, which may be dark. */
function lightGlyphsAbove({veils, texts}: Drawing, glyphs: readonly RawGlyph[]): RawGlyph[] {
  if (veils.length === 0) return []
  return glyphs.filter(glyph => {
    const {colour, object} = glyph.style
    if (!colour || Math.min(...colour) < LIGHT) return false
    const z = texts.get(object)?.z ?? Infinity
    return veils.some(veil => veil.z < z && isOver(veil.box, glyph))
  })
}

function isOver([left, bottom, right, top]: RawGlyph['box'], {box}: RawGlyph): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  return x > left && x < right && y > bottom && y < top
}

/** Glyphs over which something is painted that may hide them. */
function glyphsBelow({veils, texts}: Drawing, glyphs: readonly RawGlyph[]): RawGlyph[] {
  if (veils.length === 0) return []
  return glyphs.filter(glyph => {
    const z = texts.get(glyph.style.object)?.z ?? Infinity
    return veils.some(veil => veil.z > z && isOver(veil.box, glyph))
  })
}

/** The middle of a letter, where its neighbours leave no ink. */
function coreOf({box: [left, bottom, right, top]}: RawGlyph): readonly [number, number, number, number] {
  const margin = MARGIN * (right - left)
  return [left + margin, bottom, right - margin, top]
}

/** Whether nothing but the form a text stands in, or a pattern, may hide it: then most likely nothing does. */
function isInForm({texts}: Drawing, object: Handle): boolean {
  const layer = texts.get(object)?.layer
  return layer === 'form' || layer === 'maybe'
}

/** Brightness of a picture in memory; pixels of four bytes. */
interface Pixels {
  hasInk(box: readonly [number, number, number, number]): boolean
}

function drawnPage(pdfium: Pdfium, page: Handle, width: number, height: number): Pixels | null {
  const {call} = pdfium
  const bitmap = call.FPDFBitmap_Create(width, height, 0)
  if (!bitmap) return null
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
    return pixelsOf(pdfium, bitmap)
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
}

function pixelsOf({call, bytes}: Pdfium, bitmap: Handle): Pixels {
  const [width, height] = [call.FPDFBitmap_GetWidth(bitmap), call.FPDFBitmap_GetHeight(bitmap)]
  const stride = call.FPDFBitmap_GetStride(bitmap)
  const from = call.FPDFBitmap_GetBuffer(bitmap)
  const pixels = bytes().slice(from, from + stride * height)
  return {
    hasInk([left, top, right, bottom]) {
      let [darkest, lightest] = [255, 0]
      for (let y = Math.max(Math.ceil(top), 0); y < Math.min(bottom, height); y++) {
        for (let x = Math.max(Math.ceil(left), 0); x < Math.min(right, width); x++) {
          const at = y * stride + x * BYTES
          const value = (pixels[at]! + pixels[at + 1]! + pixels[at + 2]!) / 3
          darkest = Math.min(darkest, value)
          lightest = Math.max(lightest, value)
        }
      }
      return lightest - darkest > INK
    },
  }
}

/** Whether a text object drawn alone shows anything: its font may have no outlines here. */
function leavesInk(pdfium: Pdfium, document: Handle, page: Handle, object: Handle): boolean {
  const {call} = pdfium
  const bitmap = call.FPDFTextObj_GetRenderedBitmap(document, page, object, SCALE)
  if (!bitmap) return false
  try {
    const height = call.FPDFBitmap_GetHeight(bitmap)
    const from = call.FPDFBitmap_GetBuffer(bitmap)
    const pixels = pdfium.bytes().subarray(from, from + call.FPDFBitmap_GetStride(bitmap) * height)
    return pixels.some(value => value > INK)
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
}
