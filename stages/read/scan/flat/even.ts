import type {Origin} from '../dots/origin.ts'
import {type Raster, transposed} from '../dots/raster.ts'
import {remapped} from '../dots/remap.ts'
import {type Drift, driftsOf} from './drift.ts'
import {type Field, fieldOf} from './field.ts'
import {isThin} from './skew.ts'

/** Length of a stroke that counts for an upright rule, inches: letters are lower. */
const UPRIGHT = 0.12
/** A field counts when ink gathers so much better along the lines it makes even; fewest places it is found from. */
const BETTER = 1.04
const FEWEST = 60
/** Rounds in which a page is made even, and in which the place of a dot is found. */
const ROUNDS = 3
const STEPS = 6
/** A page is uneven still when the lines of half its places rise or fall more than this. */
const UNEVEN = 0.006
/** Places whose ink is so much alike tell of rules; a page with tables has so many of them along upright ones. */
const RULES = 0.9
const RULED = 100
/** Of a row every so many dots are looked at. */
const STRIDE = 3

/**
 * Where the dots of a page are to be taken from so that its lines and rules are straight: photographs and open books have them
 * curved, or running together. Null where it is even already, as far as its ink tells.
 */
export function evened(page: Raster): Origin | null {
  const steps: Origin[] = []
  const origin: Origin = (x, y) => {
    let at: readonly [number, number] = [x, y]
    for (const step of steps.toReversed()) at = step(...at)
    return at
  }
  for (let round = 0; round < ROUNDS; round++) {
    const step = stepOf(round > 0 ? remapped(page, origin) : page)
    if (!step) break
    steps.push(step)
  }
  return steps.length > 0 ? origin : null
}

/** Whether the rules of a page are still curved or run askew here and there. */
export function isUneven(page: Raster): boolean {
  const rules = (drifts: Drift[]) => drifts.filter(({alike}) => alike >= RULES)
  const upright = rules(driftsOf(uprightIn(page), 'rules'))
  if (upright.length < RULED) return false
  const slopes = [...upright, ...rules(driftsOf(page, 'rules'))]
    .map(({slope}) => Math.abs(slope))
    .sort((a, b) => a - b)
  return slopes[slopes.length >> 1]! > UNEVEN
}

/** Where dots are to be taken from to make a page more even; null where that would change nothing for the better. */
function stepOf(page: Raster): Origin | null {
  const down = betterField(page, [driftsOf(page, 'rules'), driftsOf(page, 'text')])
  const side = uprightIn(page)
  const across = betterField(side, [driftsOf(side, 'rules')])
  if (!down && !across) return null
  return (toX, toY) => {
    let [x, y] = [toX, toY]
    for (let i = 0; i < STEPS; i++) {
      const [nextX, nextY] = [toX - (across?.(y, x) ?? 0), toY - (down?.(x, y) ?? 0)]
      x = nextX
      y = nextY
    }
    return [x, y]
  }
}

/** The field that makes lines level, where ink then gathers in fewer rows. */
function betterField(page: Raster, sights: readonly Drift[][]): Field | null {
  let best: Field | null = null
  let most = BETTER * gathered(page, null)
  for (const drifts of sights) {
    if (drifts.length < FEWEST) continue
    const field = fieldOf(drifts, page.width, page.height)
    const ink = gathered(page, field)
    if (ink >= most) [best, most] = [field, ink]
  }
  return best
}

/** How much ink gathers in few rows: strokes and rules, not the table on which a page was photographed. */
function gathered(page: Raster, field: Field | null): number {
  const {width, height} = page
  const rows = new Float64Array(height)
  for (let y = 0; y < height; y++) {
    for (let x = y % STRIDE; x < width; x += STRIDE) {
      if (!isThin(page, x, y)) continue
      const row = Math.round(y + (field?.(x, y) ?? 0))
      if (row >= 0 && row < height) rows[row]!++
    }
  }
  return rows.reduce((sum, count) => sum + count * count, 0)
}

/** What of a page is longer than letters are high, upright; rows for columns. */
function uprightIn({width, height, data, dpi}: Raster): Raster {
  const reach = Math.round(UPRIGHT * dpi)
  const ink = new Uint8Array(data.length).fill(255)
  const darkest = (at: number) => Math.min(data[at - 1]!, data[at]!, data[at + 1]!)
  const [half, far] = [(reach >> 1) * width, reach * width]
  for (let y = reach; y < height - reach; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      if (data[at]! > FAINTEST) continue
      ink[at] = Math.max(
        data[at]!,
        darkest(at - half),
        darkest(at + half),
        darkest(at - far),
        darkest(at + far),
      )
    }
  }
  return transposed({width, height, data: ink, dpi})
}

/** What is lighter is paper. */
const FAINTEST = 200
