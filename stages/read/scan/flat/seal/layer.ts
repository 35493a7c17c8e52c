import {grown, softened} from '../../dots/filters.ts'
import {blotsOf} from '../../dots/ink.ts'
import type {Raster, Region} from '../../dots/raster.ts'
import type {Tone} from './tone.ts'

/** Where a seal lies on a page. */
interface Layer {
  /** The part of the page around it. */
  region: Region
  /** Places of its dots on the page, but for those at its edges: so near to others, dots. */
  dots: readonly number[]
  reach: number
  /** That part as it is looked at, and without the print on it. */
  seen: Raster
  bare: Raster
}

/** Share of the print's own grey that is taken away below a seal: it darkens print there, as it does paper. */
const BLACK = 0.9
/** What is darker than this is a speck, where it is smaller than this on both sides, inches. */
const FAINT = 215
const CRUMB = 0.02

/**
 * The page without the layer of grey that a seal is: where it lies, its grey becomes white and what is darker as dark as
 * elsewhere; at its edges, where dots are seal in part, in part.
 */
export function withoutLayer(page: Raster, layer: Layer, {seal, noise, black}: Tone): Raster {
  const {width} = page
  const {region, seen, bare} = layer
  const cover = coverOf(page, layer)
  const [left, top] = region
  const data = Uint8Array.from(page.data)
  for (let at = 0; at < cover.length; at++) {
    const share = cover[at]! / 255
    if (share === 0) continue
    const dot = (top + Math.floor(at / bare.width)) * width + left + (at % bare.width)
    // The lighter of what the seal's shape and what the seal's grey say: print is never lost to it.
    const margin = Math.min(1, 2 * share) * noise
    const shaped = 255 - share * (255 - seal) - margin
    const around = bare.data[at]! - margin
    const white = Math.max(shaped, around)
    const dark = share * BLACK * black
    data[dot] = Math.min(255, Math.max(0, ((seen.data[at]! - dark) * 255) / (white - dark)))
  }
  const clean = {...page, data}
  whitenCrumbs(clean, region, cover)
  return clean
}

/** Noise of the seal and bits of its edges are left as specks, lower and narrower than strokes of print. */
function whitenCrumbs({width, data, dpi}: Raster, region: Region, cover: Uint8Array): void {
  const [left, top, right] = region
  const across = right - left
  const {blots, labels} = blotsOf({width, data, dpi, height: 0}, region, FAINT)
  const isCrumb = blots.map(({box}) => Math.max(box[2] - box[0], box[3] - box[1]) < CRUMB * dpi)
  // What lies beside the seal in part belongs to print there.
  labels.forEach((label, at) => {
    if (label > 0 && cover[at] === 0) isCrumb[label - 1] = false
  })
  labels.forEach((label, at) => {
    if (label > 0 && isCrumb[label - 1])
      data[(top + Math.floor(at / across)) * width + left + (at % across)] = 255
  })
}

/** How much of each dot of a part of the page a seal covers: 255 for all of it, less at its edges. */
function coverOf({width}: Raster, {dots, reach, bare, region: [left, top]}: Layer): Uint8Array {
  const mask = {...bare, data: new Uint8Array(bare.data.length)}
  for (const dot of dots) mask.data[(Math.floor(dot / width) - top) * bare.width + (dot % width) - left] = 255
  return softened(grown(mask, reach)).data
}
