import {visible} from '../../../../pipeline/model/text.ts'
import {IDENTITY, type Matrix} from '../../layout/matrix.ts'
import {type Handle, matrixOf, type Pdfium} from '../pdfium.ts'
import {type Blank, type Digit, type LooseFont, looseFont, lostDigits} from './lostDigits.ts'
import {misnamed} from './misnamed.ts'
import {unified} from './radicals.ts'
import type {RawGlyph, TextStyle} from './rawGlyph.ts'
import {bringBack, joinSurrogates, markVertical, REPLACEMENT, spreadSharedBoxes} from './setting.ts'

export interface RawText {
  glyphs: RawGlyph[]
  /** Glyphs whose character code could not be turned into Unicode; they stand as U+FFFD. */
  unmapped: number
  /** How many of these are drawn by fonts that the file holds: they look as they should. */
  drawn: number
  /** Where a character leaves ink that its font calls a blank; user space. */
  inked: [number, number, number, number][]
  /** Whether the limit cut the list. */
  cut: boolean
}

/** Most glyphs read of one page: a page printed solid at 5 pt holds about twenty thousand. */
const MAX_GLYPHS = 200_000
/** Ink with less than this alpha is not seen, or faded, of 255. */
const OPAQUE = 255
const FAINT = 20
const FADED = 128
/** Height from which a glyph has ink, points, and share of the letter size beyond which it is no hyphen. */
const INKED = 1
const HYPHEN = 0.4
const MAX_CODE = 0x10ffff
const UNTOLD = '数字旁印有字体未说明的字符'
/** Text render modes of ISO 32000-1, table 106, that leave no ink. */
const INKLESS_MODES = new Set([3, 7])
const OUTLINED = 1

/** What PDFium makes of a hyphen at the end of a line, and what fonts call a hyphen that is always printed. */
const LINE_END_HYPHEN = 2
const SOFT_HYPHEN = 0xad

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
  const result: RawText = {glyphs: [], unmapped: 0, drawn: 0, inked: [], cut: false}
  const text = call.FPDFText_LoadPage(page)
  if (!text) return result
  try {
    const count = call.FPDFText_CountChars(text)
    result.cut = count > MAX_GLYPHS
    let style: TextStyle | null = null
    let spaced: 'no' | 'guessed' | 'yes' = 'no'
    let before = 0
    // The text object of a blank just before that leaves ink: no blank, whatever its font says.
    let printed: Handle = 0
    let loose: LooseFont | null = null
    const blanks: Blank[] = []
    const digits: Digit[] = []
    for (let i = 0; i < Math.min(count, MAX_GLYPHS); i++) {
      const code = call.FPDFText_GetUnicode(text, i)
      const object = call.FPDFText_GetTextObject(text, i)
      // Characters without a text object are spaces and line ends that PDFium adds.
      if (!object) continue
      const isTall =
        code === SOFT_HYPHEN && heightOf(inkOf(pdfium, text, i)) > HYPHEN * call.FPDFText_GetFontSize(text, i)
      const unmapped = call.FPDFText_HasUnicodeMapError(text, i) === 1 || code === 0 || isTall
      const blank = unmapped ? null : blankOf(code)
      if (blank) {
        const ink = inkOf(pdfium, text, i)
        if (ink && heightOf(ink) > INKED) {
          printed = object
          result.inked.push(ink)
          const last = result.glyphs.at(-1)
          if (last && isFigure(before) && last.style.object === object) last.doubt = UNTOLD
        } else {
          const own = looseFont(pdfium, text, object, i)
          const known = own && call.FPDFText_GetLooseCharBox(text, i, scratch)
          if (known) blanks.push({...own, code, box: looseBox(pdfium), before: result.glyphs.length})
        }
        if (blank === 'space' && spaced !== 'yes')
          spaced = call.FPDFText_IsGenerated(text, i) === 1 ? 'guessed' : 'yes'
        continue
      }
      const sameObject: boolean = style?.object === object
      if (!style || !sameObject) {
        style = styleOf(pdfium, text, object, i, texts.get(object)?.form)
        loose = looseFont(pdfium, text, object, i)
      }
      if (unmapped) {
        result.unmapped++
        if (call.FPDFFont_GetIsEmbedded(call.FPDFTextObj_GetFont(object)) === 1) result.drawn++
      }
      if (!call.FPDFText_GetLooseCharBox(text, i, scratch)) continue
      const box = looseBox(pdfium)
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
      if (printed === object && isFigure(code)) glyph.doubt = UNTOLD
      const otherwise =
        isFigure(before) &&
        mayBeMark(code) &&
        misnamed(code, markOf(pdfium, text, i, glyph), alongOf(box, style), style.size)
      if (otherwise) glyph.doubt = otherwise
      if (loose && code >= 0x30 && code <= 0x39) digits.push({...loose, value: code - 0x30, box: [...box]})
      printed = 0
      spaced = 'no'
      before = code
      bringBack(glyph)
      // A sum is finite only where all of it is.
      const known = Number.isFinite(box[0] + box[1] + box[2] + box[3] + glyph.x + glyph.y)
      if (glyph.text !== '' && known) result.glyphs.push(glyph)
    }
    result.inked.push(...lostDigits(result.glyphs, blanks, digits))
  } finally {
    call.FPDFText_ClosePage(text)
  }
  joinSurrogates(result.glyphs)
  spreadSharedBoxes(result.glyphs)
  markVertical(result.glyphs)
  return result
}

/** What FPDFText_GetLooseCharBox gave. */
function looseBox({float}: Pdfium): RawGlyph['box'] {
  return [float(0), float(12), float(8), float(4)]
}

/** The box of what a glyph draws, user space; true blanks have one without height. */
function inkOf({call, scratch, double}: Pdfium, text: Handle, index: number): RawGlyph['box'] | null {
  if (!call.FPDFText_GetCharBox(text, index, scratch, scratch + 8, scratch + 16, scratch + 24)) return null
  return [double(0), double(16), double(8), double(24)]
}

/** Whether a character may stand for a note: beyond Latin and before the scripts of China. */
function mayBeMark(code: number): boolean {
  return code >= 0xb2 && code <= 0x249b
}

/** How a glyph's ink lies to its baseline; null where its font has no outlines here. */
function markOf(pdfium: Pdfium, text: Handle, index: number, {x, y, style: {dx, dy}}: RawGlyph) {
  const ink = inkOf(pdfium, text, index)
  if (!ink || heightOf(ink) <= 0) return null
  const [left, bottom, right, top] = ink
  const corners = [
    [left, bottom],
    [left, top],
    [right, bottom],
    [right, top],
  ] as const
  const along = corners.map(([u, v]) => (u - x) * dx + (v - y) * dy)
  const above = corners.map(([u, v]) => (v - y) * dx - (u - x) * dy)
  return {bottom: Math.min(...above), width: Math.max(...along) - Math.min(...along)}
}

/** Extent of a box along the baseline. */
function alongOf(box: RawGlyph['box'], {dx, dy}: TextStyle): number {
  return (box[2] - box[0]) * Math.abs(dx) + (box[3] - box[1]) * Math.abs(dy)
}

function heightOf(box: RawGlyph['box'] | null): number {
  return box ? box[3] - box[1] : 0
}

/** Whether a character shows nothing: one that parts what stands beside it, or has no width. */
function blankOf(code: number): 'space' | 'nothing' | null {
  if (code > 32 && code < 0x7f) return null
  if (code <= 32) return code === LINE_END_HYPHEN ? null : 'space'
  const isSpace = code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200f)
  if (isSpace) return 'space'
  if (isIdeograph(code) || code === SOFT_HYPHEN || code > MAX_CODE) return null
  const text = visible(String.fromCodePoint(code))
  return text === '' ? 'nothing' : text.trim() === '' ? 'space' : null
}

function isIdeograph(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff
}

/** Whether a character may stand in a figure: digits, signs, separators. */
function isFigure(code: number): boolean {
  return (code >= 0x2b && code <= 0x39 && code !== 0x2f) || (code >= 0xff10 && code <= 0xff19)
}

function charOf(code: number): string {
  // Nearly all: ASCII and Chinese characters, which are what they are.
  if ((code > 32 && code < 127) || isIdeograph(code)) return String.fromCharCode(code)
  if (code === LINE_END_HYPHEN || code === SOFT_HYPHEN || code === 0xfffe) return '-'
  if (code > MAX_CODE) return REPLACEMENT
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
  // Letters of negative size are drawn the other way round, from right to left and upside down.
  const length = Math.hypot(a, b) * (fontSize < 0 ? -1 : 1)
  const mode = call.FPDFTextObj_GetTextRenderMode(object)
  const paintOf = mode === OUTLINED ? call.FPDFPageObj_GetStrokeColor : call.FPDFPageObj_GetFillColor
  const isPlain = mode === 0 || mode === OUTLINED
  const painted = isPlain && paintOf(object, scratch, scratch + 4, scratch + 8, scratch + 12) !== 0
  const alpha = painted ? pdfium.int(12) : OPAQUE
  const colour = painted ? ([pdfium.int(0), pdfium.int(4), pdfium.int(8)] as const) : null
  const own = form ? matrixOf(pdfium, object) : IDENTITY
  return {
    object,
    size: Math.abs(fontSize) * Math.hypot(c, d),
    dx: length === 0 ? 1 : a / length,
    dy: length === 0 ? 0 : b / length,
    inkless: INKLESS_MODES.has(mode) || alpha < FAINT,
    faded: alpha < FADED,
    colour,
    vertical: false,
    ...(form ? {astray: {x: own[4], y: own[5], form}} : {}),
  }
}
