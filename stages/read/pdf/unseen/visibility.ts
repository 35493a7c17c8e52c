import type {Glyph} from '../../layout/index.ts'
import {applyToBox, type Matrix} from '../../layout/matrix.ts'
import type {Drawing, Picture, TextObject} from '../drawn/drawing.ts'
import type {Area, Colour} from '../drawn/paths.ts'
import {mergedPictures} from '../drawn/pictures.ts'
import type {RawGlyph, TextStyle} from '../glyphs/rawGlyph.ts'

/**
 * What a person sees of a glyph: `recognised` is the text layer under or over a scanned picture, `hidden` has no ink or
 * the colour of its ground, `covered` lies under something painted later, `clipped` is cut away, `layer` belongs to a layer
 * that is switched off, `tiny` cannot be read, `outside` is off the page.
 */
export type Visibility =
  | 'visible'
  | 'recognised'
  | 'hidden'
  | 'covered'
  | 'clipped'
  | 'layer'
  | 'tiny'
  | 'outside'

/** Letters smaller than this cannot be read, points. */
const TINY = 1.5
/** Most areas and pictures looked at on one page. */
export const MAX_ITEMS = 5000
/** A picture over this share of the page is a scan of it. */
const SCAN = 0.5
/** Colours that differ by no more than this in every component are one to the eye, of 255. */
const SAME = 6
export const PAPER: Colour = [255, 255, 255]

interface Placed {
  box: readonly [number, number, number, number]
  z: number
}

/** What decides about glyphs besides the drawing. */
export interface Sight {
  /** Text objects of layers that are switched off. */
  switchedOff: ReadonlySet<number>
  /** Glyphs hidden by what is no plain area. */
  hidden: ReadonlySet<RawGlyph>
  /** Light glyphs that show on what is no plain area. */
  shown: ReadonlySet<RawGlyph>
  /** Whether nothing shows through a picture at a point of user space. */
  isOpaque(picture: Picture, x: number, y: number): boolean
}

/** Tells of the glyphs of a page whether they are seen: what is drawn over them, how they are painted, where they lie. */
export function visibilityOf(
  drawing: Drawing,
  view: Matrix,
  size: readonly [number, number],
  sight: Sight,
): (source: RawGlyph, glyph: Glyph) => Visibility {
  let firstText = Infinity
  for (const {z} of drawing.texts.values()) firstText = Math.min(firstText, z)
  const place = <T extends Placed>(items: readonly T[]) =>
    banded(items.slice(0, MAX_ITEMS).map(item => ({item, z: item.z, box: applyToBox(view, item.box)})))
  const covers = place(drawing.areas.filter(a => a.opaque && a.z > firstText))
  const areas = place(drawing.areas)
  const pictures = place(drawing.pictures)
  const scans = mergedPictures(drawing.pictures.slice(0, MAX_ITEMS)).filter(({box}) => {
    const [x0, y0, x1, y1] = applyToBox(view, box)
    return (x1 - x0) * (y1 - y0) > SCAN * size[0] * size[1]
  })
  const isScan = (picture: Picture) => scans.some(scan => scan.parts.includes(picture))
  const isPaper = groundsOf(areas, pictures, coloursOf(drawing.areas))
  let style: TextStyle | null = null
  let text: TextObject | undefined
  return (source, glyph) => {
    const x = (glyph.box[0] + glyph.box[2]) / 2
    const y = (glyph.box[1] + glyph.box[3]) / 2
    if (x < 0 || y < 0 || x > size[0] || y > size[1]) return 'outside'
    if (source.style !== style) {
      style = source.style
      text = drawing.texts.get(style.object)
    }
    const z = text?.z ?? Infinity
    if (sight.switchedOff.has(source.style.object) || sight.hidden.has(source)) return 'layer'
    if (source.style.inkless) return pictures(x, y).length > 0 ? 'recognised' : 'hidden'
    if (glyph.size < TINY) return 'tiny'
    const u = (source.box[0] + source.box[2]) / 2
    const v = (source.box[1] + source.box[3]) / 2
    if (text?.clip && !isWithin(text.clip, u, v)) return 'clipped'
    for (const cover of covers(x, y)) if (cover.z > z) return 'covered'
    for (const {item} of pictures(x, y)) {
      if (item.z > z && sight.isOpaque(item, u, v)) return isScan(item) ? 'recognised' : 'covered'
    }
    return !sight.shown.has(source) && isPaper(source.style, x, y, z) ? 'hidden' : 'visible'
  }
}

function isWithin(box: readonly [number, number, number, number], x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
}

interface Found<T> {
  item: T
  z: number
}

type Lookup<T> = (x: number, y: number) => Found<T>[]

/** Height of the bands by which items are looked up, points. */
const BAND = 16

/** Items over a point. */
function banded<T>(items: readonly (Placed & {item: T})[]): Lookup<T> {
  const nothing: Found<T>[] = []
  if (items.length === 0) return () => nothing
  const bands = new Map<number, (Placed & {item: T})[]>()
  const everywhere: (Placed & {item: T})[] = []
  for (const item of items) {
    const [from, to] = [Math.floor(item.box[1] / BAND), Math.floor(item.box[3] / BAND)]
    if (!(to - from < 500)) {
      everywhere.push(item)
      continue
    }
    for (let band = from; band <= to; band++) {
      const own = bands.get(band)
      if (own) own.push(item)
      else bands.set(band, [item])
    }
  }
  return (x, y) => {
    const own = bands.get(Math.floor(y / BAND))
    let found = nothing
    for (const list of own ? [own, everywhere] : [everywhere]) {
      for (const item of list) {
        const {box} = item
        if (!(x > box[0] && x < box[2] && y > box[1] && y < box[3])) continue
        if (found === nothing) found = [item]
        else found.push(item)
      }
    }
    return found
  }
}

/** Whether text has the colour of what lies under it, so that nothing is seen of it. */
function groundsOf(
  areas: Lookup<Area>,
  pictures: Lookup<Picture>,
  colours: readonly Colour[] | null,
): (style: TextStyle, x: number, y: number, z: number) => boolean {
  return ({colour}, x, y, z) => {
    // Dark letters over nothing dark are seen: the question most often asked.
    if (!colour || (colours && !colours.some(other => isSame(colour, other)))) return false
    const below = <T>(items: Found<T>[]) => items.filter(item => item.z < z)
    const ground = below(areas(x, y)).reduce<Found<Area> | null>(
      (top, found) => (found.z > (top?.z ?? -1) ? found : top),
      null,
    )
    if (ground && (!ground.item.opaque || !ground.item.colour)) return false
    if (!isSame(colour, ground?.item.colour ?? PAPER)) return false
    return below(pictures(x, y)).every(picture => picture.z < (ground?.z ?? -1))
  }
}

/** Most colours of grounds told apart. */
const MAX_COLOURS = 16

/** The colours of paper and areas; null where they are too many. */
function coloursOf(areas: readonly Area[]): Colour[] | null {
  const colours: Colour[] = [PAPER]
  for (const {colour} of areas) {
    if (!colour || colours.some(other => colour.every((value, i) => value === other[i]))) continue
    if (colours.length === MAX_COLOURS) return null
    colours.push(colour)
  }
  return colours
}

/** Whether two colours are one to the eye. */
export function isSame(a: Colour, b: Colour): boolean {
  return Math.abs(a[0] - b[0]) <= SAME && Math.abs(a[1] - b[1]) <= SAME && Math.abs(a[2] - b[2]) <= SAME
}
