import type {Raster} from './raster.ts'

/** Half the thickness of a seal's strokes, inches: letters of tables are thinner. */
const HALF = 0.015
/** How dark seals are: lighter than print, darker than shadows. */
const DARKEST = 60
const LIGHTEST = 170
/** Smallest area of a seal, square inches, and the share of it that is of one grey. */
const AREA = 0.02
const EVEN = 0.6
/** Grey values that belong to one grey. */
const SPREAD = 35
/** This share of the print is darker than a seal by so much, or the two cannot be told from each other. */
const USUAL = 0.35
const DARKER = 50
/** What is darker than a seal by more is print. */
const PRINT = 15

/**
 * The page without seals in grey, which copies make of red ones: where strokes are thicker than letters and of one grey,
 * that grey becomes white, and print on it stays dark.
 */
export function withoutSeals(page: Raster): Raster {
  const {width, height, data, dpi} = page
  const half = Math.max(1, Math.round(HALF * dpi))
  const {thick, greys} = thickStrokes(page, half)
  const count = sumOf(greys, 0, 256)
  if (count < AREA * dpi * dpi) return page
  const seal = shareOf(greys, 0.5)
  if (sumOf(greys, seal - SPREAD, seal + SPREAD) < EVEN * count) return page
  if (shareOf(inkOf(data, thick), USUAL) > seal - DARKER) return page
  const cleaned = Uint8Array.from(data)
  const reach = half + 1
  const white = seal - PRINT
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (!thick[at] || Math.abs(data[at]! - seal) > SPREAD) continue
      for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++) {
        for (let nx = Math.max(0, x - reach); nx <= Math.min(width - 1, x + reach); nx++) {
          const near = ny * width + nx
          cleaned[near] = Math.min(255, (data[near]! * 255) / white)
        }
      }
    }
  }
  return {...page, data: cleaned}
}

/** Dots in the middle of squares that are inked all over, and how many of them are of each grey a seal may be. */
function thickStrokes({width, height, data}: Raster, half: number): {thick: Uint8Array; greys: Uint32Array} {
  const thick = new Uint8Array(data.length)
  const greys = new Uint32Array(256)
  // For each dot, how many dots of ink lie left of it and above, itself included.
  const sums = new Uint32Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! <= LIGHTEST) row++
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row
    }
  }
  const side = 2 * half + 1
  for (let y = half; y < height - half; y++) {
    for (let x = half; x < width - half; x++) {
      const at = y * width + x
      const grey = data[at]!
      if (grey < DARKEST || grey > LIGHTEST) continue
      const above = (y - half) * (width + 1) + x - half
      const below = above + side * (width + 1)
      if (sums[below + side]! - sums[below]! - sums[above + side]! + sums[above]! < side * side) continue
      thick[at] = 1
      greys[grey]!++
    }
  }
  return {thick, greys}
}

/** How many dots of the other ink are of each grey. */
function inkOf(data: Uint8Array, thick: Uint8Array): Uint32Array {
  const greys = new Uint32Array(256)
  data.forEach((grey, i) => {
    if (grey <= LIGHTEST && !thick[i]) greys[grey]!++
  })
  return greys
}

/** The grey that this share is darker than. */
function shareOf(greys: Uint32Array, share: number): number {
  const count = sumOf(greys, 0, greys.length)
  let level = 0
  for (let seen = greys[0]!; seen < share * count; seen += greys[level]!) level++
  return level
}

function sumOf(counts: Uint32Array, from: number, to: number): number {
  let sum = 0
  for (let i = Math.max(0, from); i < Math.min(counts.length, to); i++) sum += counts[i]!
  return sum
}
