import type {Glyph} from '../layout/index.ts'
import {isDigit} from '../layout/text.ts'
import type {Drawing} from './drawing.ts'
import type {Area, Colour} from './paths.ts'
import type {RawGlyph} from './rawGlyph.ts'

/** Components of a colour that is hardly seen on paper, and of a ground on which it is seen well, of 255. */
const PALE = 210
const DARK = 160

/**
 * Marks digits in colours that hardly differ from paper: such are the letters of watermarks, also where they stand upright
 * and as large as the figures of the table below.
 * @param glyphs as looked at, in the order of `raw`
 */
export function markPale(raw: readonly RawGlyph[], glyphs: readonly Glyph[], drawing: Drawing): void {
  for (const [i, {style, box, text}] of raw.entries()) {
    const {colour, object} = style
    if (!colour || !isPale(colour) || !isDigit(text)) continue
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
    const z = drawing.texts.get(object)?.z ?? Infinity
    const isBelow = ({box: at, z: below}: {box: RawGlyph['box']; z: number}) =>
      below < z && x > at[0] && x < at[2] && y > at[1] && y < at[3]
    const isDark = ({colour: ground}: Area) => ground === null || Math.min(...ground) < DARK
    const isSeen = drawing.areas.some(area => isBelow(area) && isDark(area)) || drawing.pictures.some(isBelow)
    if (!isSeen) glyphs[i]!.doubt = '数字颜色很淡，可能是水印'
  }
}

function isPale(colour: Colour): boolean {
  return Math.min(...colour) >= PALE
}
