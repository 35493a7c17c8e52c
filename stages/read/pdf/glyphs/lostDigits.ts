import type {Handle, Pdfium} from '../pdfium.ts'
import type {RawGlyph} from './rawGlyph.ts'

/** A font of which nobody knows the outlines, for the letters of one text object. */
export interface LooseFont {
  font: Handle
  /** Size of the letters along the line, as they are stretched; points. */
  unit: number
}

/** A character that such a font calls a blank. */
export interface Blank extends LooseFont {
  code: number
  box: RawGlyph['box']
  /** How many glyphs of the page come before it. */
  before: number
}

/** A digit in such a font. */
export interface Digit extends LooseFont {
  value: number
  box: RawGlyph['box']
}

/** Advances that differ by less than this share of the letter size are one; one of this size is a full-width blank. */
const SAME = 0.02
const FULL = 0.9
/** How far letters may stand apart that follow each other, in letter sizes. */
const NEAR = 0.3
/** From so many digits other than 0 on, each of the ten is among them. */
const TELLING = 100
/** Blanks that texts have: tab, line ends, space, no-break and set spaces, the full-width one. */
const USUAL = new Set([0x09, 0x0a, 0x0d, 0x20, 0xa0, 0x202f, 0x205f, 0x3000])
const DOUBT = '字体称数字旁的字符为空白，宽度却与数字相同，可能是一位数字'

/** The font of a character where it is not in the file. */
export function looseFont(
  {call, scratch, float}: Pdfium,
  text: Handle,
  object: Handle,
  index: number,
): LooseFont | null {
  const font = call.FPDFTextObj_GetFont(object)
  if (!font || call.FPDFFont_GetIsEmbedded(font) === 1) return null
  if (!call.FPDFText_GetMatrix(text, index, scratch)) return null
  return {font, unit: Math.abs(call.FPDFText_GetFontSize(text, index)) * Math.hypot(float(0), float(4))}
}

/**
 * Boxes of blanks that may be digits, since nobody draws what fonts outside the file show: they are as wide as the digits of
 * their font, and their code is none of a blank, or their font has other spaces of another width, or among all its digits on the
 * page one is missing. Figures beside them become doubtful.
 */
export function lostDigits(
  glyphs: readonly RawGlyph[],
  blanks: readonly Blank[],
  digits: readonly Digit[],
): RawGlyph['box'][] {
  if (blanks.length === 0 || digits.length === 0) return []
  const fonts = fontsOf(blanks, digits)
  return blanks.flatMap(blank => {
    const {advances, spaces, counts} = fonts.get(blank.font)!
    const advance = advanceOf(blank)
    const isSame = (other: number) => Math.abs(other - advance) < SAME
    if (!advances.some(isSame)) return []
    const beside = [glyphs[blank.before - 1], glyphs[blank.before]].filter(glyph => isNear(glyph, blank.box))
    const figures = beside.filter(({text}) => isDigit(text))
    const hasOthers = spaces.some(other => other > SAME && other < FULL && !isSame(other))
    const isTold = hasOthers || lacksDigit(counts)
    if (isSpace(blank.code) && (figures.length < beside.length || !isTold)) return []
    for (const glyph of figures) glyph.doubt ??= DOUBT
    return [blank.box]
  })
}

interface Font {
  /** Advances of its digits and of its spaces, in letter sizes. */
  advances: number[]
  spaces: number[]
  /** How often each digit is on the page. */
  counts: number[]
}

function fontsOf(blanks: readonly Blank[], digits: readonly Digit[]): Map<Handle, Font> {
  const fonts = new Map<Handle, Font>()
  const add = (list: number[], advance: number) => {
    if (!list.some(other => Math.abs(other - advance) < SAME / 2)) list.push(advance)
  }
  for (const blank of blanks) {
    const font = fonts.get(blank.font) ?? {advances: [], spaces: [], counts: Array<number>(10).fill(0)}
    fonts.set(blank.font, font)
    if (blank.code === 0x20) add(font.spaces, advanceOf(blank))
  }
  for (const digit of digits) {
    const font = fonts.get(digit.font)
    if (!font) continue
    font.counts[digit.value]!++
    add(font.advances, advanceOf(digit))
  }
  return fonts
}

/** Whether a code is one of the blanks that texts have. */
function isSpace(code: number): boolean {
  return USUAL.has(code) || (code >= 0x2000 && code <= 0x200a)
}

function lacksDigit(counts: readonly number[]): boolean {
  const [, ...others] = counts
  return counts.includes(0) && others.reduce((sum, count) => sum + count, 0) >= TELLING
}

/** The advance of a character, in sizes of its letters. */
function advanceOf({box, unit}: {box: RawGlyph['box']; unit: number}): number {
  return Math.min(Math.abs(box[2] - box[0]), Math.abs(box[3] - box[1])) / unit
}

function isDigit(text: string): boolean {
  return text >= '0' && text <= '9' && text.length === 1
}

function isNear(glyph: RawGlyph | undefined, box: RawGlyph['box']): glyph is RawGlyph {
  if (!glyph) return false
  const room = NEAR * glyph.style.size
  const [left, bottom, right, top] = glyph.box
  // On one line, the middle of the one lies within the other.
  const isLevel = bottom < (box[1] + box[3]) / 2 && top > (box[1] + box[3]) / 2
  const isUpright = left < (box[0] + box[2]) / 2 && right > (box[0] + box[2]) / 2
  const isBeside =
    left < box[2] + room && right > box[0] - room && bottom < box[3] + room && top > box[1] - room
  return isBeside && (isLevel || isUpright)
}
