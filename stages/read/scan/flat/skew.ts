import type {Raster} from '../dots/raster.ts'

/** Steepest slope looked for, rise over run: 3 degrees. */
const STEEPEST = Math.tan((3 * Math.PI) / 180)
/** Slopes are tried in steps, then around the best in finer ones: the last is a dot in a page of 3000. */
const STEPS = [STEEPEST / 12, STEEPEST / 60, STEEPEST / 160]
/** Dots as dark as this count for ink, and most of them looked at. */
const INK = 160
/** Strokes are thinner than this, inches. */
const THICK = 0.05
const MOST_DOTS = 200_000
/** Slopes below this are not worth the blur of turning. */
const LEVEL = 0.0004

/**
 * The slope of a page's lines, rise over run downwards to the right; 0 for an upright page. Along the right slope ink
 * gathers in few rows: text lines and level rules.
 */
export function slopeOf(raster: Raster): number {
  const {width, height} = raster
  const xs: number[] = []
  const ys: number[] = []
  const stride = Math.max(1, Math.round(width / 600))
  for (let y = 0; y < height; y++) {
    for (let x = y % stride; x < width; x += stride) {
      if (!isThin(raster, x, y)) continue
      xs.push(x)
      ys.push(y)
    }
  }
  const skip = Math.max(1, Math.ceil(xs.length / MOST_DOTS))
  const margin = Math.ceil(STEEPEST * width) + 1
  const rows = new Uint32Array(height + 2 * margin)
  const gathered = (slope: number) => {
    rows.fill(0)
    for (let i = 0; i < xs.length; i += skip) rows[Math.round(ys[i]! - xs[i]! * slope) + margin]!++
    let sum = 0
    for (const row of rows) sum += row * row
    return sum
  }
  let best = 0
  let most = gathered(0)
  let reach = STEEPEST
  for (const step of STEPS) {
    const around = best
    for (let slope = around - reach; slope <= around + reach; slope += step) {
      if (Math.abs(slope) > STEEPEST) continue
      const sum = gathered(slope)
      if (sum > most) [best, most] = [slope, sum]
    }
    reach = step
  }
  return Math.abs(best) < LEVEL ? 0 : best
}

/** Whether a dot is ink with paper not far above and below: letters and rules, not the black edge of a copy. */
export function isThin({width, height, data, dpi}: Raster, x: number, y: number): boolean {
  const thick = Math.max(2, Math.round(THICK * dpi))
  if (data[y * width + x]! >= INK || y < thick || y >= height - thick) return false
  return data[(y - thick) * width + x]! >= INK && data[(y + thick) * width + x]! >= INK
}

/** The page turned so that lines of this slope become level; what comes in from outside is white. */
export function levelled(raster: Raster, slope: number): Raster {
  if (slope === 0) return raster
  const {width, height, data, dpi} = raster
  const turned = new Uint8Array(data.length).fill(255)
  const angle = Math.atan(slope)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [cx, cy] = [width / 2, height / 2]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = cx + (x - cx) * cos - (y - cy) * sin
      const sy = cy + (x - cx) * sin + (y - cy) * cos
      const left = Math.floor(sx)
      const top = Math.floor(sy)
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue
      const [fx, fy] = [sx - left, sy - top]
      const at = top * width + left
      const above = data[at]! * (1 - fx) + data[at + 1]! * fx
      const below = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx
      turned[y * width + x] = above * (1 - fy) + below * fy
    }
  }
  return {width, height, data: turned, dpi}
}
