import type {Glyph} from '../../layout/index.ts'
import {applyToBox, type Matrix} from '../../layout/matrix.ts'
import type {RawGlyph, TextStyle} from './rawGlyph.ts'

/** Half the letters of a page reading another way than the page turn the page. */
const TURNED_SHARE = 0.6
/** Letter body above and below the baseline, in letter sizes. */
const ASCENT = 0.85
const DESCENT = 0.15
/** Where nearly all letters are smaller than this, the page is drawn in another unit; points. */
const SMALL = 3
const NEARLY_ALL = 0.95
/** The size such letters are brought to, points. */
const USUAL = 10

interface Angle {
  /** Whole quarter turns clockwise, and degrees beyond. */
  turn: Glyph['turn']
  skew: number
}

/** The angle of a baseline as looked at; worked out once for the glyphs of one text object. */
export function anglesOf(view: Matrix): (glyph: RawGlyph) => Angle {
  let last: TextStyle | null = null
  let angle: Angle = {turn: 0, skew: 0}
  return ({style}) => {
    if (style !== last) {
      last = style
      angle = angleOf(style, view)
    }
    return angle
  }
}

function angleOf({dx, dy}: TextStyle, view: Matrix): Angle {
  const degrees = (Math.atan2(view[1] * dx + view[3] * dy, view[0] * dx + view[2] * dy) * 180) / Math.PI
  const quarter = Math.round(degrees / 90)
  return {turn: (((quarter % 4) + 4) % 4) as Glyph['turn'], skew: Math.abs(degrees - quarter * 90)}
}

/** Quarter turns by which most of a page's text is turned against the page. */
export function dominantTurn(glyphs: readonly RawGlyph[], view: Matrix): Glyph['turn'] {
  const counts = [0, 0, 0, 0]
  const angle = anglesOf(view)
  for (const glyph of glyphs) counts[angle(glyph).turn]!++
  const best = counts.indexOf(Math.max(...counts)) as Glyph['turn']
  return counts[best]! >= TURNED_SHARE * glyphs.length ? best : 0
}

/**
 * How much larger a page must be looked at. A page may be drawn in units of its own (ISO 32000-1, table 30: UserUnit), of
 * which PDFium says nothing; the size of the letters tells.
 */
export function magnification(glyphs: readonly RawGlyph[]): number {
  if (!glyphs.some(({style}) => style.size > 0 && style.size < SMALL)) return 1
  const sizes = glyphs.flatMap(({style}) => (style.size > 0 ? [style.size] : [])).sort((a, b) => a - b)
  const large = sizes[Math.floor(sizes.length * NEARLY_ALL)]!
  return large < SMALL ? USUAL / large : 1
}

/** A glyph as looked at. */
export function glyphOf(
  source: RawGlyph,
  view: Matrix,
  scale: number,
  turn: Glyph['turn'],
  order: number,
): Glyph {
  const loose = applyToBox(view, source.box)
  const {text, spaced, style, doubt} = source
  const size = style.size > 0 ? style.size * scale : loose[3] - loose[1]
  const vertical = style.vertical && turn === 0
  const box = vertical ? loose : bodyOf(source, view, turn, size, loose)
  const glyph: Glyph = {text, box, size, order, spaced, turn: vertical ? 1 : turn}
  if (doubt !== undefined) glyph.doubt = doubt
  return glyph
}

/** The body of a letter. The font's own ascent and descent are often wrong; the letter size is not. */
function bodyOf(
  source: RawGlyph,
  view: Matrix,
  turn: Glyph['turn'],
  size: number,
  loose: Glyph['box'],
): Glyph['box'] {
  const [above, below] = [ASCENT * size, DESCENT * size]
  const x = view[0] * source.x + view[2] * source.y + view[4]
  const y = view[1] * source.x + view[3] * source.y + view[5]
  switch (turn) {
    case 1:
      return [x - below, loose[1], x + above, loose[3]]
    case 2:
      return [loose[0], y - below, loose[2], y + above]
    case 3:
      return [x - above, loose[1], x + below, loose[3]]
    default:
      return [loose[0], y - above, loose[2], y + below]
  }
}
