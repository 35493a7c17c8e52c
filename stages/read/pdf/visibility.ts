import type {Glyph} from '../layout/index.ts'
import type {Drawing} from './drawing.ts'
import type {RawGlyph} from './glyphs.ts'
import {applyToBox, type Matrix} from './matrix.ts'

/**
 * What a person sees of a glyph: `recognised` is the text layer under or over a scanned picture, `hidden` has no ink or
 * is white on white, `covered` lies under something painted later, `tiny` cannot be read, `outside` is off the page.
 */
export type Visibility = 'visible' | 'recognised' | 'hidden' | 'covered' | 'tiny' | 'outside'

/** Letters smaller than this cannot be read, points. */
const TINY = 1.5
/** Most areas tested against each glyph. */
const MAX_AREAS = 400
/** A picture over this share of the page is a scan of it. */
const SCAN = 0.5

interface Placed {
  box: readonly [number, number, number, number]
  z: number
}

export function visibilityOf(
  drawing: Drawing,
  view: Matrix,
  size: readonly [number, number],
): (source: RawGlyph, glyph: Glyph) => Visibility {
  const area = (box: readonly number[]) => (box[2]! - box[0]!) * (box[3]! - box[1]!)
  let firstText = Infinity
  for (const z of drawing.order.values()) firstText = Math.min(firstText, z)
  const place = <T extends Placed>(items: readonly T[]) =>
    items.map(item => ({...item, box: applyToBox(view, item.box)}))
  const covers = place(drawing.areas.filter(a => a.opaque && a.z > firstText)).slice(0, MAX_AREAS)
  const grounds = place(drawing.areas.filter(a => !a.white)).slice(0, MAX_AREAS)
  const pictures = place(drawing.pictures).slice(0, MAX_AREAS)
  const scans = pictures.filter(p => area(p.box) > SCAN * size[0] * size[1])
  return (source, glyph) => {
    const x = (glyph.box[0] + glyph.box[2]) / 2
    const y = (glyph.box[1] + glyph.box[3]) / 2
    const over = ({box}: Placed) => x > box[0] && x < box[2] && y > box[1] && y < box[3]
    if (x < 0 || y < 0 || x > size[0] || y > size[1]) return 'outside'
    const z = drawing.order.get(source.style.object) ?? Infinity
    if (source.style.inkless) return pictures.some(over) ? 'recognised' : 'hidden'
    if (glyph.size < TINY) return 'tiny'
    if (covers.some(cover => cover.z > z && over(cover))) return 'covered'
    if (scans.some(scan => scan.z > z && over(scan))) return 'recognised'
    const ground = () => [...grounds, ...pictures].some(item => item.z < z && over(item))
    return source.style.white && !ground() ? 'hidden' : 'visible'
  }
}
