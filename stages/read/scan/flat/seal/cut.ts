import type {Raster} from '../../dots/raster.ts'
import {ofSeal, piecesOf} from './pieces.ts'
import {reachOf} from './reach.ts'
import {DARKEST, HALF, LIGHTEST, NARROW, SPREAD, toneOf} from './tone.ts'

/** A page without its seals, and where they were: 0 there, else 255. */
export interface Cleaned {
  page: Raster
  hidden: Raster
}

/**
 * The page without seals in grey: where strokes are thicker than letters and of one grey, that grey becomes white and print
 * on it as dark as elsewhere. What is as light as the seal is lost below it. Null where the page has none.
 */
export function withSealsCut(page: Raster): Cleaned | null {
  const {data, dpi} = page
  const inked = inkedAround(page)
  const thickly = thickStrokes(page, inked, Math.max(1, Math.round(HALF * dpi)))
  const thick: number[] = []
  for (let at = 0; at < thickly.length; at++) if (thickly[at]) thick.push(at)
  const tone = toneOf(page, thick)
  if (!tone) return null
  const {seal, noise, black} = tone
  const narrow = Math.max(1, Math.round(NARROW * dpi))
  const isSeal = (at: number) => Math.abs(data[at]! - seal) <= SPREAD
  const narrowly = thickStrokes(page, inked, narrow)
  const pieces = piecesOf(page, thick.filter(isSeal), at => narrowly[at] === 1 && isSeal(at))
  const dots = ofSeal(pieces, page, 'near')
  if (dots.length === 0) return null
  const hidden = reachOf(page, dots, narrow + 1)
  const cleaned = Uint8Array.from(data)
  const range = seal - noise - black
  for (let at = 0; at < cleaned.length; at++) {
    if (hidden.data[at] === 0) cleaned[at] = Math.min(255, Math.max(0, ((data[at]! - black) * 255) / range))
  }
  return {page: {...page, data: cleaned}, hidden}
}

/** For each dot, how many dots of ink lie left of it and above. */
function inkedAround({width, height, data}: Raster): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! <= LIGHTEST) row++
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row
    }
  }
  return sums
}

/** The dots of a seal's greys in the middle of squares that are inked all over. */
function thickStrokes({width, height, data}: Raster, sums: Uint32Array, half: number): Uint8Array {
  const thick = new Uint8Array(data.length)
  const side = 2 * half + 1
  for (let y = half; y < height - half; y++) {
    for (let x = half; x < width - half; x++) {
      const at = y * width + x
      if (data[at]! < DARKEST || data[at]! > LIGHTEST) continue
      const above = (y - half) * (width + 1) + x - half
      const below = above + side * (width + 1)
      const inked = sums[below + side]! - sums[below]! - sums[above + side]! + sums[above]!
      if (inked === side * side) thick[at] = 1
    }
  }
  return thick
}
