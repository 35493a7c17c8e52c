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
 * The grey value that parts ink from paper on a page lit evenly: halfway between the two. How dark ink is, strokes and rules tell:
 * the black edges of a copy are darker than print, and may hold more dots than all of it.
 */
export function thresholdOf(page: Raster): number {
  const {data} = page
  const solid = solidOf(page)
  const counts = new Uint32Array(256)
  data.forEach((value, at) => {
    if (!solid[at]) counts[value]!++
  })
  let dark = 0
  for (let level = 0; level < FAINTEST; level++) dark += counts[level]!
  let ink = 0
  for (let seen = counts[0]!; seen < dark / 4; seen += counts[ink]!) ink++
  return Math.min(Math.max(Math.round((ink + 255) / 2), 120), FAINTEST - 20)
}

/** Ink is darker than this. */
const FAINTEST = 210
/** What is dark so far one way and so far the other is no stroke and no rule, inches. */
const LONG = 0.5
const THICK = 0.05

/** 1 for dots of what is long and thick: the edges of copies, pictures. */
function solidOf({width, height, data, dpi}: Raster): Uint8Array {
  const solid = new Uint8Array(data.length)
  const add = (lines: number, length: number, line: number, step: number) => {
    for (let i = 0; i < lines; i++) {
      let run = 0
      for (let k = 0; k <= length; k++) {
        const at = i * line + k * step
        if (k < length && data[at]! < FAINTEST) {
          run++
          continue
        }
        const mark = run >= LONG * dpi ? 2 : run >= THICK * dpi ? 1 : 0
        if (mark > 0) for (let back = 1; back <= run; back++) solid[at - back * step]! += mark
        run = 0
      }
    }
  }
  add(height, width, width, 1)
  add(width, height, 1, width)
  return solid.map(marks => (marks > 2 ? 1 : 0))
}
