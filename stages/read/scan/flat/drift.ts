import type {Raster} from '../dots/raster.ts'

/** How level lines run at a place: rise over run downwards to the right, and how alike the ink on both sides is, of 1. */
export interface Drift {
  x: number
  y: number
  slope: number
  alike: number
}

/** Width of the strips whose ink is compared, and how far apart pieces of them begin that are looked for in the next, inches. */
const STRIP = 0.4
const STEP = 0.2
/** Height of these pieces, and over how much ink is averaged: rules are sharp; of text the line counts, not its letters. */
const LOOKS = {rules: {piece: 0.5, blur: 0}, text: {piece: 0.9, blur: 0.04}}
/** Steepest slope of a line against the page's, rise over run. */
const STEEPEST = 0.12
/** How alike two pieces must be, of 1, and how many rows of dots of a piece are ink at least. */
const ALIKE = 0.7
const INKED = 0.6

/** How lines and level rules run all over a page: for each place, how far the ink of a strip stands lower in the next one. */
export function driftsOf(page: Raster, of: keyof typeof LOOKS): Drift[] {
  const {height, dpi} = page
  const strip = Math.round(STRIP * dpi)
  const piece = Math.round(LOOKS[of].piece * dpi)
  const most = Math.ceil(STEEPEST * strip)
  const inks = stripsOf(page, strip).map(ink => blurred(ink, Math.round(LOOKS[of].blur * dpi)))
  const drifts: Drift[] = []
  for (let i = 0; i + 1 < inks.length; i++) {
    const [ink, next] = [inks[i]!, inks[i + 1]!]
    const x = (i + 1) * strip
    for (let top = most; top + piece + most < height; top += Math.round(STEP * dpi)) {
      const found = shiftOf(ink, next, top, piece, most, INKED * strip)
      if (found) drifts.push({x, y: top + piece / 2, slope: found.shift / strip, alike: found.alike})
    }
  }
  return drifts
}

/** Darkness of each row of each strip. */
function stripsOf({width, height, data}: Raster, strip: number): Float32Array[] {
  const strips = Array.from({length: Math.floor(width / strip)}, () => new Float32Array(height))
  const end = strips.length * strip
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < end; x++) strips[Math.floor(x / strip)]![y]! += 1 - data[y * width + x]! / 255
  }
  return strips
}

/** Each row as the mean of those around it, of their means: a bell. */
function blurred(ink: Float32Array, reach: number): Float32Array {
  if (reach === 0) return ink
  let result = ink
  for (let round = 0; round < 2; round++) {
    const from = result
    result = from.map((_, y) => {
      let sum = 0
      for (let d = -reach; d <= reach; d++) sum += from[Math.min(Math.max(y + d, 0), from.length - 1)]!
      return sum / (2 * reach + 1)
    })
  }
  return result
}

/** How much lower a piece of a strip stands in the next, in dots and parts of them. */
function shiftOf(
  ink: Float32Array,
  next: Float32Array,
  top: number,
  piece: number,
  most: number,
  least: number,
): {shift: number; alike: number} | null {
  const own = around(ink, top, piece)
  if (own.sum < least) return null
  const alike: number[] = []
  for (let shift = -most; shift <= most; shift++) {
    const other = around(next, top + shift, piece)
    let product = 0
    for (let y = 0; y < piece; y++)
      product += (ink[top + y]! - own.mean) * (next[top + shift + y]! - other.mean)
    alike.push(other.power > 0 && own.power > 0 ? product / Math.sqrt(own.power * other.power) : 0)
  }
  let best = 0
  for (let i = 1; i < alike.length; i++) if (alike[i]! > alike[best]!) best = i
  if (alike[best]! < ALIKE || best === 0 || best === alike.length - 1) return null
  const [before, at, after] = [alike[best - 1]!, alike[best]!, alike[best + 1]!]
  const curve = before - 2 * at + after
  return {shift: best - most + (curve < 0 ? (before - after) / (2 * curve) : 0), alike: at}
}

/** Sum and mean of a piece, and the sum of squares about the mean. */
function around(ink: Float32Array, top: number, piece: number): {sum: number; mean: number; power: number} {
  let sum = 0
  let squares = 0
  for (let y = top; y < top + piece; y++) {
    sum += ink[y]!
    squares += ink[y]! * ink[y]!
  }
  return {sum, mean: sum / piece, power: squares - (sum * sum) / piece}
}
