import type {Raster, Region} from './raster.ts'

/** Connected dark dots: a stroke, a letter, a speck, what is left of a rule. */
export interface Blot {
  box: Region
  dots: number
}

/** Dark dots of a region that touch each other, corners included, as blots in no particular order. */
export function blotsOf(
  page: Raster,
  region: Region,
  threshold: number,
): {blots: Blot[]; labels: Int32Array} {
  const [left, top, right, bottom] = region
  const width = right - left
  const labels = new Int32Array(width * (bottom - top))
  const blots: Blot[] = []
  const stack: number[] = []
  const isDark = (at: number) => {
    const x = at % width
    return page.data[((at - x) / width + top) * page.width + x + left]! < threshold
  }
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== 0 || !isDark(start)) continue
    const blot: Blot = {box: [right, bottom, left, top], dots: 0}
    blots.push(blot)
    labels[start] = blots.length
    stack.push(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width
      const y = (at - x) / width
      const {box} = blot
      blot.dots++
      if (x + left < box[0]) box[0] = x + left
      if (y + top < box[1]) box[1] = y + top
      if (x + left >= box[2]) box[2] = x + left + 1
      if (y + top >= box[3]) box[3] = y + top + 1
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= bottom - top) continue
          const next = at + dy * width + dx
          if (labels[next] !== 0 || !isDark(next)) continue
          labels[next] = blots.length
          stack.push(next)
        }
      }
    }
  }
  return {blots, labels}
}

/**
 * The grey value that parts ink from paper on a page lit evenly: halfway between the two. How dark ink is, strokes of letters tell:
 * the black edges of a copy and thick rules are darker, and may hold more dots than all letters; the thin strokes of a 0 had been paper.
 */
export function thresholdOf(page: Raster): number {
  const {data} = page
  const long = longOf(page)
  const letters = countsOf(data, at => !long[at])
  const isBlank = darkOf(letters) < BLANK * data.length
  const counts = isBlank ? countsOf(data, () => true) : letters
  const dark = darkOf(counts)
  let ink = 0
  for (let seen = counts[0]!; seen < dark / 4; seen += counts[ink]!) ink++
  return Math.min(Math.max(Math.round((ink + 255) / 2), 120), FAINTEST - 20)
}

/** Ink is darker than this. */
const FAINTEST = 210
/** On a page with so small a share of dots in letters rules tell how dark ink is. */
const BLANK = 0.0005
/** What is dark so far is no stroke of a letter, inches. */
const LONG = 0.5

/** How many dots of each grey value. */
function countsOf(data: Uint8Array, isCounted: (at: number) => boolean): Uint32Array {
  const counts = new Uint32Array(256)
  data.forEach((value, at) => {
    if (isCounted(at)) counts[value]!++
  })
  return counts
}

function darkOf(counts: Uint32Array): number {
  return counts.subarray(0, FAINTEST).reduce((sum, count) => sum + count, 0)
}

/** 1 for dots of what is long: rules, the edges of copies, pictures. */
function longOf({width, height, data, dpi}: Raster): Uint8Array {
  const long = new Uint8Array(data.length)
  const add = (lines: number, length: number, line: number, step: number) => {
    for (let i = 0; i < lines; i++) {
      let run = 0
      for (let k = 0; k <= length; k++) {
        const at = i * line + k * step
        if (k < length && data[at]! < FAINTEST) {
          run++
          continue
        }
        if (run >= LONG * dpi) for (let back = 1; back <= run; back++) long[at - back * step] = 1
        run = 0
      }
    }
  }
  add(height, width, width, 1)
  add(width, height, 1, width)
  return long
}
