import type {Glyph} from '../layout/index.ts'
import type {RawGlyph, TextStyle} from './glyphs.ts'
import {apply, applyToBox, type Matrix} from './matrix.ts'

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
  const size = source.style.size > 0 ? source.style.size * scale : loose[3] - loose[1]
  const [x, y] = apply(view, source.x, source.y)
  const {text, spaced, doubt} = source
  const made = {text, size, order, spaced, ...(doubt === undefined ? {} : {doubt})}
  if (source.style.vertical && turn === 0) return {...made, box: loose, turn: 1}
  // The font's own ascent and descent are often wrong; the letter size is not.
  const [above, below] = [ASCENT * size, DESCENT * size]
  const box: Glyph['box'] =
    turn === 0
      ? [loose[0], y - above, loose[2], y + below]
      : turn === 1
        ? [x - below, loose[1], x + above, loose[3]]
        : turn === 2
          ? [loose[0], y - below, loose[2], y + above]
          : [x - above, loose[1], x + below, loose[3]]
  return {...made, box, turn}
}
