import type {Glyph, Picture as PlacedPicture} from '../../layout/index.ts'
import {applyToBox, type Matrix} from '../../layout/matrix.ts'
import type {Handle, Pdfium} from '../pdfium.ts'
import type {Drawing, Picture} from './drawing.ts'

type Box = [number, number, number, number]

/** Pictures that make one: strips or tiles of a scan, layers over each other. */
export interface Merged {
  box: Box
  width: number
  height: number
  parts: Picture[]
}

/** Smallest picture worth a node where it stands in no table, share of the page. */
const MIN_PICTURE = 0.002
/** Smallest side of a picture that may hold a figure, points. */
const MIN_SIDE = 3
/** How many letters printed on a picture make it a background. */
const BACKGROUND_GLYPHS = 150
/** Parts of one picture touch within this, points. */
const TOUCH = 1
/** Most pictures whose joining is looked at: more are drawn letter by letter. */
const MAX_MERGED = 400
/** A page with this many curved shapes or small pictures and hardly a glyph is text drawn as outlines or dots. */
const DRAWN = 150
const FEW_GLYPHS = 20
/** A page of which this share of the glyphs has no character is no more text to a program than a picture. */
const MUTE = 0.8
/** Largest picture whose holes are looked for, pixels. */
const MAX_PIXELS = 40_000_000
/** FPDFBitmap_BGRA of PDFium. */
const BGRA = 4
/** Alpha from which nothing shows through, of 255. */
const OPAQUE = 200

/** Joins pictures that touch along a whole side or lie within one another. */
export function mergedPictures(pictures: readonly Picture[]): Merged[] {
  const all = pictures.map((picture): Merged => {
    const {box, width, height} = picture
    return {box: [...box], width, height, parts: [picture]}
  })
  if (all.length > MAX_MERGED) return all
  for (let changed = true; changed; ) {
    changed = false
    for (let i = 0; i < all.length; i++) {
      for (let k = all.length - 1; k > i; k--) {
        const joined = join(all[i]!, all[k]!)
        if (!joined) continue
        all[i] = joined
        all.splice(k, 1)
        changed = true
      }
    }
  }
  return all
}

function join(a: Merged, b: Merged): Merged | null {
  const near = (i: number) => Math.abs(a.box[i]! - b.box[i]!) <= TOUCH
  const parts = [...a.parts, ...b.parts]
  if (isInside(a.box, b.box)) return {...b, parts}
  if (isInside(b.box, a.box)) return {...a, parts}
  const touches = (i: number) => a.box[i]! <= b.box[i + 2]! + TOUCH && b.box[i]! <= a.box[i + 2]! + TOUCH
  const box: Box = [
    Math.min(a.box[0], b.box[0]),
    Math.min(a.box[1], b.box[1]),
    Math.max(a.box[2], b.box[2]),
    Math.max(a.box[3], b.box[3]),
  ]
  if (near(0) && near(2) && touches(1)) return {box, width: a.width, height: a.height + b.height, parts}
  if (near(1) && near(3) && touches(0)) return {box, width: a.width + b.width, height: a.height, parts}
  return null
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner[0] >= outer[0] - TOUCH &&
    inner[1] >= outer[1] - TOUCH &&
    inner[2] <= outer[2] + TOUCH &&
    inner[3] <= outer[3] + TOUCH
  )
}

/** Whether the text of a page seems to be drawn as outlines, or letter by letter as pictures. */
export function isDrawnText(drawing: Drawing, glyphs: number): boolean {
  const small = drawing.pictures.filter(({box}) => box[3] - box[1] < 10 * MIN_SIDE).length
  return glyphs < FEW_GLYPHS && Math.max(drawing.curved, drawing.outlines.length, small) > DRAWN
}

/** Whether fonts that draw nearly all glyphs of a page do not tell what they are. */
export function isMute({drawn, glyphs}: {drawn: number; glyphs: readonly unknown[]}): boolean {
  return glyphs.length >= FEW_GLYPHS && drawn >= MUTE * glyphs.length
}

/**
 * The pictures of a page for the layout, small ones marked. A picture that much visible text stands on is a background; one
 * under a text layer is the page itself.
 * @param printed glyphs that are printed, not recognised
 */
export function picturesOf(
  drawing: Drawing,
  view: Matrix,
  size: readonly [number, number],
  printed: readonly Glyph[],
  drawn: boolean,
): PlacedPicture[] {
  if (drawn) return [{box: [0, 0, size[0], size[1]], width: 0, height: 0}]
  return mergedPictures(drawing.pictures).flatMap(({box, width, height}): PlacedPicture[] => {
    const at = applyToBox(view, box)
    if (!(Math.min(at[2] - at[0], at[3] - at[1]) >= MIN_SIDE)) return []
    const small = (at[2] - at[0]) * (at[3] - at[1]) < MIN_PICTURE * size[0] * size[1]
    if (small) return [{box: at, width, height, small}]
    const inside = printed.filter(
      g => g.box[0] >= at[0] && g.box[2] <= at[2] && g.box[1] >= at[1] && g.box[3] <= at[3],
    ).length
    return inside >= BACKGROUND_GLYPHS ? [] : [{box: at, width, height}]
  })
}

/** Whether nothing shows through a picture at a point of user space; each picture is looked at once, when first asked for. */
export function opacityOf(pdfium: Pdfium, document: Handle, page: Handle) {
  const known = new Map<Picture, (x: number, y: number) => boolean>()
  return (picture: Picture, x: number, y: number): boolean => {
    let opaque = known.get(picture)
    if (!opaque) {
      opaque = alphaOf(pdfium, document, page, picture)
      known.set(picture, opaque)
    }
    return opaque(x, y)
  }
}

function alphaOf(
  {call, bytes}: Pdfium,
  document: Handle,
  page: Handle,
  {object, box, width, height, veiled}: Picture,
) {
  const everywhere = (opaque: boolean) => () => opaque
  if (veiled || call.FPDFPageObj_HasTransparency(object)) return everywhere(false)
  if (width * height > MAX_PIXELS) return everywhere(true)
  const bitmap = call.FPDFImageObj_GetRenderedBitmap(document, page, object)
  if (!bitmap) return everywhere(true)
  try {
    if (call.FPDFBitmap_GetFormat(bitmap) !== BGRA) return everywhere(true)
    const [columns, rows] = [call.FPDFBitmap_GetWidth(bitmap), call.FPDFBitmap_GetHeight(bitmap)]
    const stride = call.FPDFBitmap_GetStride(bitmap)
    const from = call.FPDFBitmap_GetBuffer(bitmap)
    const pixels = bytes().slice(from, from + stride * rows)
    const index = (share: number, count: number) =>
      Math.min(Math.max(Math.floor(share * count), 0), count - 1)
    return (x: number, y: number) => {
      const column = index((x - box[0]) / (box[2] - box[0]), columns)
      const row = index((box[3] - y) / (box[3] - box[1]), rows)
      return pixels[row * stride + column * 4 + 3]! >= OPAQUE
    }
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
}
