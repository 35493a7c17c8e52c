import type {Glyph} from '../../layout/index.ts'
import {isDigit} from '../../layout/text/text.ts'
import {median} from '../../layout/types.ts'
import type {Drawing} from '../drawn/drawing.ts'
import type {Area, Colour} from '../drawn/paths.ts'
import type {RawGlyph} from '../glyphs/rawGlyph.ts'

/** Components of a colour that is hardly seen on paper, and of a ground on which it is seen well, of 255. */
const PALE = 210
const DARK = 160

/** A faded or pale letter this many times larger than most is part of a watermark. */
const LARGE = 2

/**
 * Marks digits in colours that hardly differ from paper: such are the letters of watermarks, also where they stand upright
 * and as large as the figures of the table below.
 * @param glyphs as looked at, in the order of `raw`
 */
export function markPale(raw: readonly RawGlyph[], glyphs: readonly Glyph[], drawing: Drawing): void {
  for (const [i, source] of raw.entries()) {
    if (isPale(source.style.colour) && isDigit(source.text) && isOnPaper(source, drawing))
      glyphs[i]!.doubt = '数字颜色很淡，可能是水印'
  }
}

/** Which glyphs are letters of a watermark that stands upright: faded or pale, and much larger than the text of the page. */
export function watermarkOf(
  raw: readonly RawGlyph[],
  glyphs: readonly Glyph[],
  drawing: Drawing,
): (index: number) => boolean {
  const isLight = ({style}: RawGlyph) => style.faded || isPale(style.colour)
  if (!raw.some(isLight)) return () => false
  const least = LARGE * median(glyphs.map(({size}) => size))
  return index => {
    const source = raw[index]!
    return glyphs[index]!.size > least && isLight(source) && isOnPaper(source, drawing)
  }
}

/** Whether nothing dark lies below a letter. */
function isOnPaper({style, box}: RawGlyph, drawing: Drawing): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const z = drawing.texts.get(style.object)?.z ?? Infinity
  const isBelow = ({box: at, z: below}: {box: RawGlyph['box']; z: number}) =>
    below < z && x > at[0] && x < at[2] && y > at[1] && y < at[3]
  const isDark = ({colour: ground}: Area) => ground === null || Math.min(...ground) < DARK
  return !drawing.areas.some(area => isBelow(area) && isDark(area)) && !drawing.pictures.some(isBelow)
}

function isPale(colour: Colour | null): boolean {
  return colour !== null && Math.min(...colour) >= PALE
}
