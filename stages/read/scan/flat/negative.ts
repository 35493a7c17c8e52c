import type {Raster} from '../dots/raster.ts'

/** Dots darker and lighter than these are ground and strokes of a page in white on black. */
const DARK = 110
const LIGHT = 150
/** Share of such a page that is dark, and least share of it that is light: a few lines of text. */
const GROUND = 0.55
const WRITTEN = 0.002
/** Strokes and rules are no thicker than this, inches, one way at least; such a share of what is light are these. */
const THICK = 0.1
const STROKES = 0.6

/**
 * Whether a page is white on black: it is dark for the most part, and what is light are strokes. Paper on a black ground is
 * a broad light patch.
 */
export function isNegative({width, height, data, dpi}: Raster): boolean {
  let dark = 0
  let light = 0
  for (const value of data) {
    if (value < DARK) dark++
    else if (value > LIGHT) light++
  }
  if (dark < GROUND * data.length || light < WRITTEN * data.length) return false
  const thick = Math.max(2, Math.round(THICK * dpi))
  const level = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) markRuns(data, level, y * width, 1, width, thick)
  const broad = new Uint8Array(data.length)
  for (let x = 0; x < width; x++) markRuns(data, broad, x, width, height, thick)
  let blocks = 0
  for (let i = 0; i < data.length; i++) if (level[i] === 1 && broad[i] === 1) blocks++
  return blocks <= (1 - STROKES) * light
}

/** Black for white. */
export function inverted(raster: Raster): Raster {
  return {...raster, data: raster.data.map(value => 255 - value)}
}

/** Marks the light dots of a row or column that stand in a longer run of them. */
function markRuns(
  data: Uint8Array,
  marks: Uint8Array,
  from: number,
  step: number,
  count: number,
  longest: number,
): void {
  let start = 0
  for (let i = 0; i <= count; i++) {
    if (i < count && data[from + i * step]! > LIGHT) continue
    if (i - start > longest) for (let k = start; k < i; k++) marks[from + k * step] = 1
    start = i + 1
  }
}
