import {visible} from '../../../pipeline/model/text.ts'
import {apply, applyToBox, IDENTITY, type Matrix} from '../layout/matrix.ts'
import type {Colour} from './paths.ts'
import {type Handle, matrixOf, type Pdfium} from './pdfium.ts'
import {unified} from './radicals.ts'

/** One character as PDFium gives it, in user space. */
export interface RawGlyph {
  text: string
  /** Left, bottom, right, top: advance width by ascent and descent ("loose" box; tight ones lose the point of 1.6). */
  box: [number, number, number, number]
  /** Where the pen stood: left end of the baseline. */
  x: number
  y: number
  style: TextStyle
  /** Whether the source has a blank before it. */
  spaced: boolean
  /** Why it is not certain: a Chinese clause. */
  doubt?: string
}

/** What all glyphs of one text object share. */
export interface TextStyle {
  object: Handle
  /** Size of the letters as shown, points. */
  size: number
  /** Unit vector of the baseline in user space. */
  dx: number
  dy: number
  /** Drawn with no ink: render mode 3 or 7, or transparent to the eye. */
  inkless: boolean
  /** The colour of filled letters; null where it is no plain one. */
  colour: Colour | null
  /** Where text stands that PDFium gives without the matrix of its form. */
  astray?: {x: number; y: number; form: Matrix}
  /** Set when the glyphs of the object follow each other downwards (vertical writing mode). */
  vertical: boolean
}

export interface RawText {
  glyphs: RawGlyph[]
  /** Glyphs whose character code could not be turned into Unicode; they stand as U+FFFD. */
  unmapped: number
  /** How many text objects they belong to, blank ones included. */
  objects: number
  /** Whether the limit cut the list. */
  cut: boolean
}

/** Most glyphs read of one page: a page printed solid at 5 pt holds about twenty thousand. */
const MAX_GLYPHS = 200_000
/** Ink with less than this alpha is not seen, of 255. */
const FAINT = 20
/** Text render modes of ISO 32000-1, table 106, that leave no ink. */
const INKLESS_MODES = new Set([3, 7])

/** What PDFium makes of a hyphen at the end of a line, and what fonts call a hyphen that is always printed. */
const LINE_END_HYPHEN = 2
const SOFT_HYPHEN = 0xad

/** Places of one pen that differ by rounding alone, points. */
const SAME_PLACE = 0.001

const REPLACEMENT = '\ufffd'

/**
 * The glyphs of a page in content order, spaces left out: they are set again from the gaps.
 * @param texts the text objects of the page
 */
export function readGlyphs(
  pdfium: Pdfium,
  page: Handle,
  texts: ReadonlyMap<Handle, {form?: Matrix}>,
): RawText {
  const {call, scratch} = pdfium
  const result: RawText = {glyphs: [], unmapped: 0, objects: 0, cut: false}
  const text = call.FPDFText_LoadPage(page)
  if (!text) return result
  try {
    const count = call.FPDFText_CountChars(text)
    result.cut = count > MAX_GLYPHS
    const objects = new Set<Handle>()
    let last: Handle = 0
    let style: TextStyle | null = null
    let spaced: 'no' | 'guessed' | 'yes' = 'no'
    let before = 0
    for (let i = 0; i < Math.min(count, MAX_GLYPHS); i++) {
      const code = call.FPDFText_GetUnicode(text, i)
      const object = call.FPDFText_GetTextObject(text, i)
      // Characters without a text object are spaces and line ends that PDFium adds.
      if (!object) continue
      if (object !== last) {
        objects.add(object)
        last = object
      }
      const unmapped = call.FPDFText_HasUnicodeMapError(text, i) === 1 || code === 0
      if (!unmapped && isBlank(code)) {
        if (spaced !== 'yes') spaced = call.FPDFText_IsGenerated(text, i) === 1 ? 'guessed' : 'yes'
        continue
      }
      const sameObject: boolean = style?.object === object
      if (!style || !sameObject) style = styleOf(pdfium, text, object, i, texts.get(object)?.form)
      if (unmapped) result.unmapped++
      if (!call.FPDFText_GetLooseCharBox(text, i, scratch)) continue
      const box: RawGlyph['box'] = [pdfium.float(0), pdfium.float(12), pdfium.float(8), pdfium.float(4)]
      if (!call.FPDFText_GetCharOrigin(text, i, scratch, scratch + 8)) continue
      const glyph: RawGlyph = {
        text: unmapped ? REPLACEMENT : charOf(code),
        box,
        x: pdfium.double(0),
        y: pdfium.double(8),
        style,
        // Digits set wide are one figure: where the source has no blank between them, PDFium's guess does not count.
        spaced:
          spaced === 'yes' || (spaced === 'guessed' && !(sameObject && isFigure(before) && isFigure(code))),
      }
      spaced = 'no'
      before = code
      bringBack(glyph)
      // A sum is finite only where all of it is.
      const known = Number.isFinite(box[0] + box[1] + box[2] + box[3] + glyph.x + glyph.y)
      if (glyph.text !== '' && known) result.glyphs.push(glyph)
    }
    result.objects = objects.size
  } finally {
    call.FPDFText_ClosePage(text)
  }
  joinSurrogates(result.glyphs)
  spreadSharedBoxes(result.glyphs)
  markVertical(result.glyphs)
  return result
}

/**
 * Text with a replacement (/ActualText) comes where its text object stands in the form, as if the form were the page: it is
 * put where the form stands.
 */
function bringBack(glyph: RawGlyph): void {
  const {astray} = glyph.style
  if (!astray || Math.abs(glyph.x - astray.x) > SAME_PLACE || Math.abs(glyph.y - astray.y) > SAME_PLACE)
    return
  const {form} = astray
  const [x, y] = apply(form, glyph.x, glyph.y)
  glyph.box = applyToBox(form, glyph.box)
  glyph.x = x
  glyph.y = y
}

function isBlank(code: number): boolean {
  return (
    (code <= 32 && code !== LINE_END_HYPHEN) ||
    code === 0xa0 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0xfeff
  )
}

/** Whether a character may stand in a figure: digits, signs, separators. */
function isFigure(code: number): boolean {
  return (code >= 0x2b && code <= 0x39 && code !== 0x2f) || (code >= 0xff10 && code <= 0xff19)
}

function charOf(code: number): string {
  // Nearly all: ASCII and Chinese characters, which are what they are.
  if ((code > 32 && code < 127) || (code >= 0x4e00 && code <= 0x9fff)) return String.fromCharCode(code)
  if (code === LINE_END_HYPHEN || code === SOFT_HYPHEN || code === 0xfffe) return '-'
  if (code > 0x10ffff) return REPLACEMENT
  return visible(unified(String.fromCodePoint(code)))
}

function styleOf(
  pdfium: Pdfium,
  text: Handle,
  object: Handle,
  index: number,
  form: Matrix | undefined,
): TextStyle {
  const {call, scratch} = pdfium
  const fontSize = call.FPDFText_GetFontSize(text, index)
  const known = call.FPDFText_GetMatrix(text, index, scratch)
  const [a, b, c, d] = known
    ? [pdfium.float(0), pdfium.float(4), pdfium.float(8), pdfium.float(12)]
    : [1, 0, 0, 1]
  const length = Math.hypot(a, b)
  const painted = call.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12)
  const mode = call.FPDFTextObj_GetTextRenderMode(object)
  const faint = painted !== 0 && mode === 0 && pdfium.int(12) < FAINT
  const colour = painted !== 0 && mode === 0 ? ([pdfium.int(0), pdfium.int(4), pdfium.int(8)] as const) : null
  const own = form ? matrixOf(pdfium, object) : IDENTITY
  return {
    object,
    size: Math.abs(fontSize) * Math.hypot(c, d),
    dx: length > 0 ? a / length : 1,
    dy: length > 0 ? b / length : 0,
    inkless: INKLESS_MODES.has(mode) || faint,
    colour,
    vertical: false,
    ...(form ? {astray: {x: own[4], y: own[5], form}} : {}),
  }
}

/** PDFium gives characters beyond U+FFFF as two halves. */
function joinSurrogates(glyphs: RawGlyph[]): void {
  const isHalf = ({text}: RawGlyph, from: number, to: number) =>
    text.length === 1 && text.charCodeAt(0) >= from && text.charCodeAt(0) <= to
  if (!glyphs.some(glyph => isHalf(glyph, 0xd800, 0xdfff))) return
  let to = 0
  for (const glyph of [...glyphs]) {
    const last = glyphs[to - 1]
    if (last && isHalf(last, 0xd800, 0xdbff) && isHalf(glyph, 0xdc00, 0xdfff)) last.text += glyph.text
    else glyphs[to++] = glyph
  }
  glyphs.length = to
  for (const glyph of glyphs) if (isHalf(glyph, 0xd800, 0xdfff)) glyph.text = REPLACEMENT
}

/**
 * Ligatures and /ActualText give several characters the box of one piece: they share it out evenly, in order, so that
 * neither sorting nor the removal of doubled glyphs loses one.
 */
function spreadSharedBoxes(glyphs: RawGlyph[]): void {
  for (let start = 0; start < glyphs.length; ) {
    const first = glyphs[start]!
    let end = start + 1
    while (end < glyphs.length && sharesBox(first, glyphs[end]!)) end++
    const count = end - start
    if (count > 1) {
      const [left, bottom, right, top] = first.box
      for (let i = 0; i < count; i++) {
        const glyph = glyphs[start + i]!
        const [from, to] = [left + ((right - left) * i) / count, left + ((right - left) * (i + 1)) / count]
        glyph.box = [from, bottom, to, top]
        glyph.x = first.x + from - left
      }
    }
    start = end
  }
}

function sharesBox(a: RawGlyph, b: RawGlyph): boolean {
  if (a.x !== b.x || a.y !== b.y || a.style.object !== b.style.object) return false
  return a.box.every((v, i) => v === b.box[i])
}

/** Vertical writing mode shows in the pen moving down by a letter while the letters stand upright. */
function markVertical(glyphs: RawGlyph[]): void {
  for (let i = 1; i < glyphs.length; i++) {
    const [a, b] = [glyphs[i - 1]!, glyphs[i]!]
    if (a.style.object !== b.style.object || a.style.vertical) continue
    const across = (b.x - a.x) * a.style.dx + (b.y - a.y) * a.style.dy
    const down = (b.x - a.x) * a.style.dy - (b.y - a.y) * a.style.dx
    if (Math.abs(across) < 0.2 * a.style.size && down > 0.5 * a.style.size) a.style.vertical = true
  }
}
