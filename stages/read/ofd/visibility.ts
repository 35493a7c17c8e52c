import type {Glyph} from '../layout/index.ts'
import {isDigit} from '../layout/text/text.ts'
import {type Colour, difference, isSeen} from './colours.ts'
import type {DrawnPicture, PageObjects, RawGlyph} from './objects.ts'

/** Why a character is left out. */
export type Unseen = 'invisible' | 'covered' | 'clipped'

/** Colours that differ by no more than this are one to the eye, and by no more than this hardly told apart, of 255. */
const SAME = 6
const PALE = 45
const PAPER: Colour = [255, 255, 255]
/** Letters smaller than this cannot be read, points. */
const TINY = 1.5
/** A digit of which more than this share of its width is cut away does not show the whole figure. */
const CUT = 0.2
/** A boundary a little too narrow cuts nothing, in letter sizes. */
const NARROW = 0.25

const PARTLY = '数字只显示了一部分'
const BEYOND = '数字在其图元的边界或裁剪范围之外，可能不显示'
const UNDER = '数字上盖有图片，可能不显示'
const FAINT = '数字颜色与底色相近，可能看不出'

/**
 * Why each character of a page cannot be seen, or null. Digits of which nobody can tell are marked and stay; so are those of
 * a figure of which only a part is cut away.
 * @param glyphs as placed, in the order of the raw ones
 * @param isOpaque whether nothing shows through a picture
 */
export function unseenOf(
  objects: PageObjects,
  glyphs: readonly Glyph[],
  isOpaque: (picture: DrawnPicture) => boolean,
): (Unseen | null)[] {
  const seen = objects.glyphs.map((raw, i) => lookAt(raw, glyphs[i]!, objects, isOpaque))
  keepFigures(objects.glyphs, glyphs, seen)
  return seen
}

function lookAt(
  raw: RawGlyph,
  glyph: Glyph,
  {areas, pictures}: PageObjects,
  isOpaque: (picture: DrawnPicture) => boolean,
): Unseen | null {
  if (!isSeen(raw.alpha) || raw.size < TINY) return 'invisible'
  const {box} = glyph
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const isAt = ({box: at}: {box: readonly number[]}, by = 0) =>
    at[0]! - by <= x && x <= at[2]! + by && at[1]! - by <= y && y <= at[3]! + by
  if (raw.cuts.some(cut => cut.sure && !isAt(cut))) return 'clipped'
  const at = areas.filter(area => isAt(area))
  if (at.some(area => area.z > raw.z)) return 'covered'
  const ground = at.at(-1)
  const isOnPicture = pictures.some(
    picture => picture.z < raw.z && picture.z > (ground?.z ?? -1) && isAt(picture),
  )
  const contrast = difference(raw.colour, ground ? ground.colour : PAPER)
  if (contrast <= SAME && !isOnPicture) return 'invisible'
  if (!isDigit(raw.text)) return null
  if (contrast <= PALE) glyph.doubt = FAINT
  if (pictures.some(picture => picture.z > raw.z && isAt(picture) && isOpaque(picture))) glyph.doubt = UNDER
  if (raw.cuts.some(cut => !cut.sure && !isAt(cut, NARROW * raw.size))) glyph.doubt = BEYOND
  const width = box[2] - box[0]
  const isCut = raw.cuts.some(({sure, box: at}) => {
    const beyond = Math.max(at[0] - box[0], box[2] - at[2])
    return sure && beyond > CUT * width
  })
  if (isCut) glyph.doubt = PARTLY
  return null
}

/** Half a figure would be a wrong one: where a text code shows some of its digits, it is kept whole and marked. */
function keepFigures(raw: readonly RawGlyph[], glyphs: readonly Glyph[], seen: (Unseen | null)[]): void {
  for (let start = 0; start < raw.length; ) {
    let end = start + 1
    while (end < raw.length && raw[end]!.code === raw[start]!.code) end++
    const digits = range(start, end).filter(at => isDigit(raw[at]!.text))
    const cut = digits.filter(at => seen[at] === 'clipped')
    if (cut.length > 0 && digits.some(at => seen[at] === null)) {
      for (const at of cut) seen[at] = null
      for (const at of digits) if (seen[at] === null) glyphs[at]!.doubt = PARTLY
    }
    start = end
  }
}

const range = (from: number, to: number) => Array.from({length: to - from}, (_, i) => from + i)
