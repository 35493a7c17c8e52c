import {DEPTH, depthsOf, softened, withoutThin} from '../../dots/filters.ts'
import {cropped, type Raster, type Region} from '../../dots/raster.ts'
import type {Cleaned} from './cut.ts'
import {withoutLayer} from './layer.ts'
import {ofSeal, piecesOf} from './pieces.ts'
import {reachOf} from './reach.ts'
import {DARKEST, EVEN, HALF, LIGHTEST, NARROW, SPREAD, type Tone, toneOf} from './tone.ts'

/** A dot in the middle of a stroke is itself ink: half of it. */
const ITSELF = 0.5
/** Half the thickness of strokes of print, inches: below it seals are as grey as around. */
const THIN = 0.011
/** With more noise than this a seal is looked at as if scanned less sharply, and has so much of it then. */
const NOISY = 6
const SOFT = 0.5
/** Print below a seal is seen when it is so much darker, grey values, and so many times what the noise of the scan is. */
const CONTRAST = 50
const CLEAR = 6
/** How far a seal reaches beyond its thick strokes at most, inches. */
const AROUND = 0.3

/**
 * The page with seals in grey lifted off as a layer: its grey is taken away in the share in which it covers a dot, so that
 * print below keeps its shape, rules included. Null where no seal is found or print is hardly darker than it.
 */
export function withSealsLifted(page: Raster): Cleaned | null {
  const {width, data, dpi} = page
  const depths = depthsOf(page, LIGHTEST)
  const isWithin = (at: number, half: number) => depths[at]! >= DEPTH * (half * dpi + ITSELF)
  const thick: number[] = []
  data.forEach((grey, at) => {
    if (grey >= DARKEST && isWithin(at, HALF)) thick.push(at)
  })
  const tone = toneOf(page, thick)
  if (!tone || !isClear(tone)) return null
  const region = regionAround(thick, page)
  const [left, top, right, bottom] = region
  // Below a seal print has less contrast, the noise of the scan has not.
  const isNoisy = tone.noise > NOISY
  const seen = isNoisy ? softened(cropped(page, region)) : cropped(page, region)
  const bare = withoutThin(seen, Math.max(1, Math.round(THIN * dpi)))
  const even = softened(bare)
  const isOfTone = (at: number) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    if (x < left || x >= right || y < top || y >= bottom) return false
    return Math.abs(even.data[(y - top) * bare.width + x - left]! - tone.seal) <= SPREAD
  }
  // Dense letters are as grey on the whole only.
  const isEven = (piece: readonly number[]) =>
    piece.filter(at => Math.abs(data[at]! - tone.seal) <= SPREAD).length >= EVEN * piece.length
  const pieces = piecesOf(page, thick.filter(isOfTone), at => isWithin(at, NARROW) && isOfTone(at))
  const dots = ofSeal(pieces.filter(isEven), page, 'within')
  if (dots.length === 0) return null
  const reach = Math.round(NARROW * dpi)
  const softer = isNoisy ? {...tone, noise: SOFT * tone.noise} : tone
  return {
    page: withoutLayer(page, {region, dots, seen, bare, reach}, softer),
    hidden: reachOf(page, dots, reach + 1),
  }
}

/** Whether print stands out from a seal. */
function isClear({seal, noise, black}: Tone): boolean {
  return seal - black >= Math.max(CONTRAST, CLEAR * noise)
}

/** The part of the page in which dots, in the order of their places, lie, and some more. */
function regionAround(dots: readonly number[], {width, height, dpi}: Raster): Region {
  const around = Math.round(AROUND * dpi)
  const [first, last] = [Math.floor(dots[0]! / width), Math.floor(dots.at(-1)! / width)]
  let [left, right] = [width, 0]
  for (const at of dots) {
    left = Math.min(left, at % width)
    right = Math.max(right, at % width)
  }
  return [
    Math.max(0, left - around),
    Math.max(0, first - around),
    Math.min(width, right + around + 1),
    Math.min(height, last + around + 1),
  ]
}
