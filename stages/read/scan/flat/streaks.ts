import {type Raster, transposed} from '../dots/raster.ts'

/** Height of the bands in which a streak is followed, inches; from one to the next it wanders by a dot at most. */
const BAND = 0.1
/** How far beside a streak the paper is looked at, inches. */
const BESIDE = 0.025
/** How much darker than the lighter side a streak is, grey values, at least; and above what most places show, as grain does. */
const DARKER = 8
/** Share of the bands in which it is to be seen, and share of those at either end, so high, inches, where tables have ended. */
const SEEN = 0.85
const ENDS = {height: 0.4, seen: 0.75}
/** Share of the bands in which both sides are lighter: beside the black edge of a copy one never is. */
const BOTH = 0.5
/** More lines than these from edge to edge are rules of a table that fills the picture. */
const MOST = 2
/** A rule that crosses a line near the edge says the same: so far to either side, inches, such a share of it so dark against the paper. */
const CROSSED = {reach: 0.4, share: 0.8, darker: 40}
/** Thickest streak, inches. */
const THICK = 0.03

/** A straight line from the upper edge to the lower one: its places there. */
interface Line {
  start: number
  end: number
}

/**
 * A page without the lines that a dirty scanner or copier draws from one edge of the paper to the other: no rule of a table
 * goes so far. What they cross is as dark as before. The page itself where there are none.
 */
export function withoutStreaks(page: Raster): Raster {
  const once = withoutUpright(page)
  const side = transposed(once)
  const twice = withoutUpright(side)
  return twice === side ? once : transposed(twice)
}

function withoutUpright(page: Raster): Raster {
  const lines = linesIn(page)
  if (lines.length === 0 || lines.length > MOST) return page
  const data = Uint8Array.from(page.data)
  for (const line of lines) erase({...page, data}, line)
  return {...page, data}
}

/** Means of the dots of each band, column by column. */
function bandsOf({width, height, data}: Raster, band: number): Float32Array[] {
  return Array.from({length: Math.floor(height / band)}, (_, i) => {
    const sums = new Float32Array(width)
    for (let y = i * band; y < (i + 1) * band; y++) {
      for (let x = 0; x < width; x++) sums[x]! += data[y * width + x]!
    }
    return sums.map(sum => sum / band)
  })
}

/** The lines from edge to edge. */
function linesIn(page: Raster): Line[] {
  const {width, dpi} = page
  const band = Math.max(4, Math.round(BAND * dpi))
  const beside = Math.max(2, Math.round(BESIDE * dpi))
  const bands = bandsOf(page, band)
  const contrasts = bands.map(mean => {
    const contrast = new Float32Array(width)
    for (let x = beside; x < width - beside; x++) {
      contrast[x] = Math.max(mean[x - beside]!, mean[x + beside]!) - mean[x]!
    }
    return contrast
  })
  const least = DARKER + grainOf(contrasts)
  const isLighter = (mean: Float32Array, x: number) =>
    Math.min(mean[x - beside]!, mean[x + beside]!) - mean[x]! >= least
  const ends = Math.max(2, Math.round((ENDS.height * dpi) / band))
  if (bands.length < 4 * ends) return []
  // The way with most bands in which it is to be seen, from the first band to each place of the last.
  const counts = contrasts.map(contrast => Uint16Array.from(contrast, value => (value >= least ? 1 : 0)))
  for (let i = 1; i < counts.length; i++) {
    const [before, now] = [counts[i - 1]!, counts[i]!]
    for (let x = 0; x < width; x++) now[x]! += before[bestAt(before, x)]!
  }
  const last = counts.at(-1)!
  const found: Line[] = []
  const isTaken = (x: number) => found.some(({end}) => Math.abs(end - x) <= 2 * beside)
  const places = [...last.keys()].filter(x => last[x]! >= SEEN * bands.length)
  for (const x of places.sort((a, b) => last[b]! - last[a]! || a - b)) {
    if (isTaken(x)) continue
    const path = wayTo(counts, x)
    const seen = path.map((at, i) => contrasts[i]![at]! >= least)
    const isAtEnds = [seen.slice(0, ends), seen.slice(-ends)].every(
      part => part.filter(Boolean).length >= ENDS.seen * ends,
    )
    const isLine = path.filter((at, i) => isLighter(bands[i]!, at)).length >= BOTH * bands.length
    if (!isAtEnds || !isLine) continue
    const line = lineThrough(path, ends)
    if (!isCrossed(page, line)) found.push(line)
  }
  return found
}

/** What three in four places show at most: the grain of the paper. */
function grainOf(contrasts: readonly Float32Array[]): number {
  const values = contrasts.flatMap(contrast => [...contrast].filter((_, x) => x % 7 === 0))
  return Math.max(0, values.sort((a, b) => a - b)[Math.floor(values.length * 0.75)] ?? 0)
}

/** The best of a place and those beside it; itself where they are alike. */
function bestAt(counts: Uint16Array, x: number): number {
  let best = x
  for (const other of [x - 1, x + 1]) {
    if (other >= 0 && other < counts.length && counts[other]! > counts[best]!) best = other
  }
  return best
}

function wayTo(counts: readonly Uint16Array[], last: number): number[] {
  const path = [last]
  for (let i = counts.length - 2; i >= 0; i--) path.push(bestAt(counts[i]!, path.at(-1)!))
  return path.reverse()
}

/** A straight line through what was followed at both ends: between them a rule of a table may lie beside it. */
function lineThrough(path: readonly number[], ends: number): Line {
  const middle = (part: readonly number[]) => part.reduce((sum, x) => sum + x, 0) / part.length
  const [first, last] = [middle(path.slice(0, ends)), middle(path.slice(-ends))]
  const slope = (last - first) / (path.length - ends)
  const start = first - (slope * ends) / 2
  return {start, end: start + slope * path.length}
}

function placeOf({start, end}: Line, {height}: Raster): (y: number) => number {
  return y => Math.round(start + ((end - start) * y) / height)
}

/** The rows near the upper and the lower edge. */
function endRows({height, dpi}: Raster): number[] {
  const reach = Math.round(ENDS.height * dpi)
  return Array.from({length: 2 * reach}, (_, i) => (i < reach ? i : height - 2 * reach + i))
}

/** Whether a rule crosses a line near the edge of the picture. */
function isCrossed(page: Raster, line: Line): boolean {
  const {width, data, dpi} = page
  const place = placeOf(line, page)
  const reach = Math.round(CROSSED.reach * dpi)
  const parts = endRows(page).map(y => {
    const x = place(y)
    return data.subarray(y * width + Math.max(0, x - reach), y * width + Math.min(width, x + reach + 1))
  })
  const paper = medianOf(parts.map(part => medianOf([...part])))
  return parts.some(part => {
    const dark = part.filter(value => value < paper - CROSSED.darker).length
    return dark >= CROSSED.share * part.length
  })
}

function medianOf(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/**
 * Makes a streak as light as the paper beside it, by as much as it is darker near the edges, where there is nothing but
 * paper, and never lighter than what lies beside it: rules it crosses stay.
 */
function erase(page: Raster, line: Line): void {
  const {width, height, data, dpi} = page
  const beside = Math.max(2, Math.round(BESIDE * dpi))
  const half = Math.max(1, Math.round((THICK * dpi) / 2))
  const place = placeOf(line, page)
  const lighter = (y: number, x: number) =>
    Math.max(data[y * width + Math.max(0, x - beside)]!, data[y * width + Math.min(width - 1, x + beside)]!)
  const usual = Array.from({length: 2 * half + 1}, (_, i) =>
    medianOf(endRows(page).map(y => lighter(y, place(y)) - data[y * width + place(y) + i - half]!)),
  )
  for (let y = 0; y < height; y++) {
    const light = lighter(y, place(y))
    for (const [i, darker] of usual.entries()) {
      const x = place(y) + i - half
      const at = y * width + x
      if (darker > 0 && x >= 0 && x < width && data[at]! < light)
        data[at] = Math.min(light, data[at]! + darker)
    }
  }
}
