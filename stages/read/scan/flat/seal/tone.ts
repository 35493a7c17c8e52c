import type {Raster} from '../../dots/raster.ts'

/** What is known of a seal's grey, grey values: how light it is, how much of that is noise, and how dark print is. */
export interface Tone {
  seal: number
  noise: number
  black: number
}

/** How dark seals are: lighter than print, darker than shadows. */
export const DARKEST = 60
export const LIGHTEST = 170
/** Half the thickness of a seal's strokes, inches: letters of tables are thinner. */
export const HALF = 0.015
/** The same where a stroke is known to be a seal's, because it goes on from a thicker place. */
export const NARROW = 0.009
/** Grey values that belong to one grey. */
export const SPREAD = 35
/** Smallest area of a seal, square inches, and the share of it that is of one grey. */
const AREA = 0.02
export const EVEN = 0.6
/** Print is darker than the seal by so much, and so much of the ink at least is, or the two cannot be told apart. */
const DARKER = 25
const PRINT = 0.05
/** What is darker than this share of the seal is no seal, as far as noise lets it: grey values. */
const SEAL = 0.15
const NOISE = [6, 25] as const

/**
 * What is known of the grey of thick strokes; null where they are no seal or cannot be told from print.
 * @param thick places of dots within strokes as thick as a seal's
 */
export function toneOf({data, dpi}: Raster, thick: readonly number[]): Tone | null {
  if (thick.length < AREA * dpi * dpi) return null
  const greys = new Uint32Array(256)
  const ink = new Uint32Array(256)
  for (const grey of data) if (grey <= LIGHTEST) ink[grey]!++
  for (const at of thick) {
    greys[data[at]!]!++
    ink[data[at]!]!--
  }
  const seal = shareOf(greys, 0.5)
  if (sumOf(greys, seal - SPREAD, seal + SPREAD) < EVEN * thick.length) return null
  const print = ink.slice(0, seal - DARKER)
  if (sumOf(print, 0, 256) < PRINT * sumOf(ink, 0, 256)) return null
  const noise = Math.min(Math.max(seal - shareOf(greys, SEAL), NOISE[0]), NOISE[1])
  return {seal, noise, black: shareOf(print, 0.5)}
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
