import type {Edge} from '../../layout/index.ts'
import {blotsOf} from '../dots/ink.ts'
import type {Raster} from '../dots/raster.ts'
import type {Evidence} from './evidence.ts'
import {type Run, strongest} from './runs.ts'
import {REACH} from './stops.ts'

/** Widest gap between two pieces of a rule, inches: without other ink in it, and in all. */
const GAP = {clear: 0.1, any: 0.2}
/** Shortest stretch of pieces, inches, and the share of it, beside what other ink covers, in which they are to be seen. */
const STRETCH = 0.2
export const PIECES = 0.12
/** Least difference from the paper beside it, grey values; so many times that by which most dots of the page differ: grain. */
const DIFFERENT = 20
const GRAIN = {share: 0.8, times: 2}
/** How dark ink beside a row is that tells nothing of it, grey values above the paper. */
const INK = 60
/** Shortest rule that no other stretch of its line tells, inches. */
export const SHORTEST = 0.6
/** Rows nearer than this are of one rule, inches. */
export const SAME = 0.05
/** How far around a rule ink is looked at, how far it reaches from it where it is that of letters, and half of how thick a rule across is, inches. */
const AROUND = 0.12
const FAR = 0.03
const ACROSS = 0.02
/** Share of the pieces that may hang together with letters. */
export const FOREIGN = 0.3
/** Where rules cross a broken one it is seen as often as elsewhere; a column of 1 and a row of dashes leave room there: how far, inches, and how much less. */
const BESIDE = {reach: 0.02, share: 0.4}

/** What is at a dot: neither, ink with paper on both sides, other ink beside it. */
export const SEEN = 1
export const COVERED = 2

/** What is at each dot of a page. */
export function dotsOf({width, height, line, above, below}: Evidence): Uint8Array {
  const least = Math.max(DIFFERENT, GRAIN.times * grainOf({line, above, below}))
  const dots = new Uint8Array(width * height)
  for (let at = 0; at < dots.length; at++) {
    const [one, other] = [above[at]!, below[at]!]
    const beside = Math.max(one, other)
    if (2 * beside - one - other >= INK || beside >= INK * 2) dots[at] = COVERED
    else if (line[at]! - beside >= least) dots[at] = SEEN
  }
  return dots
}

/** Long stretches of one row in which there are pieces all along. */
export function piecesIn(evidence: Evidence, dots: Uint8Array): Run[] {
  const {width, height, dpi, dark} = evidence
  const seen = new Int32Array(width + 1)
  const ink = new Int32Array(width + 1)
  const covered = new Int32Array(width + 1)
  const runs: Run[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const what = dots[y * width + x]
      covered[x + 1] = covered[x]! + (what === COVERED ? 1 : 0)
      seen[x + 1] = seen[x]! + (what === SEEN ? 1 : 0)
      // The middle of a rule is darkest; all rows near it are seen.
      ink[x + 1] = ink[x]! + (what === SEEN ? dark[y * width + x]! : 0)
    }
    let run: Run | null = null
    const finish = () => {
      if (run && run.to - run.from >= STRETCH * dpi) {
        run.strength = ink[run.to]! - ink[run.from]!
        const shown = run.to - run.from - (covered[run.to]! - covered[run.from]!)
        if (seen[run.to]! - seen[run.from]! >= PIECES * shown) runs.push(run)
      }
      run = null
    }
    for (let x = 0; x < width; x++) {
      if (seen[x + 1] === seen[x]) continue
      const isFar =
        run !== null &&
        (x - run.to > GAP.any * dpi || x - run.to - (covered[x]! - covered[run.to]!) > GAP.clear * dpi)
      if (isFar) finish()
      run ??= {at: y + 0.5, from: x, to: x, strength: 0}
      run.to = x + 1
    }
    finish()
  }
  return strongest(runs, SAME * dpi)
}

/** How much darker than what lies beside them most dots of the page are. */
function grainOf({line, above, below}: Pick<Evidence, 'line' | 'above' | 'below'>): number {
  const counts = new Uint32Array(256)
  for (let at = 0; at < line.length; at++)
    counts[Math.max(0, line[at]! - Math.max(above[at]!, below[at]!))]!++
  let grain = 0
  for (let fewer = counts[0]!; fewer < GRAIN.share * line.length; fewer += counts[grain]!) grain++
  return grain
}

/**
 * Whether pieces are those of a rule: on their own, and as many where others cross as elsewhere.
 * @param maybe pieces that cross them
 */
export function isRule(
  evidence: Evidence,
  run: Run,
  across: readonly Edge[],
  maybe: readonly Edge[],
): boolean {
  const {dpi} = evidence
  const isCrossing = ({at, from, to}: Edge) =>
    at > run.from && at < run.to && from <= run.at + REACH * dpi && to >= run.at - REACH * dpi
  const crossings = across.filter(isCrossing)
  const long = maybe.filter(edge => edge.to - edge.from >= SHORTEST * dpi && isCrossing(edge))
  const {isOwn, own, foreign} = partsOf(evidence, run, [...crossings, ...long])
  if (own === 0 || foreign > FOREIGN * (own + foreign)) return false
  if (crossings.length === 0) return true
  const [half, reach] = [Math.ceil(ACROSS * dpi), Math.round(BESIDE.reach * dpi)]
  let [beside, looked] = [0, 0]
  for (const {at} of crossings) {
    for (let d = half + 1; d <= half + reach; d++) {
      for (const x of [Math.round(at) - run.from - d, Math.round(at) - run.from + d]) {
        if (x < 0 || x >= isOwn.length) continue
        looked++
        beside += isOwn[x]!
      }
    }
  }
  return beside * isOwn.length >= BESIDE.share * own * looked
}

/** Where along a stretch there is ink that reaches no farther than a rule is thick, dot by dot, and how much there is of it and of other. */
export function partsOf(
  {page, height, dpi}: Evidence,
  {at, from, to}: Edge,
  crossings: readonly Edge[],
): {isOwn: Uint8Array; own: number; foreign: number} {
  const y = Math.floor(at)
  const around = Math.round(AROUND * dpi)
  const [top, bottom] = [Math.max(0, y - around), Math.min(height, y + around + 1)]
  const part = withoutAcross(page, [from, top, to, bottom], crossings, Math.ceil(ACROSS * dpi))
  const {blots, labels} = blotsOf(part, [0, 0, part.width, part.height], 255 - INK)
  const [far, middle] = [FAR * dpi, y - top]
  const isForeign = blots.map(({box}) => middle - box[1] > far || box[3] - 1 - middle > far)
  const parts = {isOwn: new Uint8Array(part.width), own: 0, foreign: 0}
  for (let x = 0; x < part.width; x++) {
    for (let row = Math.max(0, middle - 1); row <= Math.min(part.height - 1, middle + 1); row++) {
      const label = labels[row * part.width + x]!
      if (label === 0) continue
      if (isForeign[label - 1]) parts.foreign++
      else {
        parts.own++
        parts.isOwn[x] = 1
      }
      break
    }
  }
  return parts
}

/** A part of a page, rules across painted over: what they touch is not theirs. */
function withoutAcross(
  {width, data, dpi}: Raster,
  [left, top, right, bottom]: readonly [number, number, number, number],
  crossings: readonly Edge[],
  half: number,
): Raster {
  const part = {
    width: right - left,
    height: bottom - top,
    dpi,
    data: new Uint8Array((right - left) * (bottom - top)),
  }
  for (let y = top; y < bottom; y++)
    part.data.set(data.subarray(y * width + left, y * width + right), (y - top) * part.width)
  for (const {at} of crossings) {
    const x = Math.floor(at) - left
    for (let y = 0; y < part.height; y++)
      part.data.fill(
        255,
        y * part.width + Math.max(0, x - half),
        y * part.width + Math.min(part.width, x + half + 1),
      )
  }
  return part
}
