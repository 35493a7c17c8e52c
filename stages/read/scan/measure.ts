import type {Edge} from '../layout/index.ts'
import type {Evidence} from './evidence.ts'
import {blotsOf} from './ink.ts'

/** Lengths over which darkness is averaged, inches: dots, dashes, dashes of worn rules. */
const PERIODS = [0.03, 0.04, 0.05, 0.065, 0.08]
/** A rule looks unbroken when its lightest part is such a share of the whole. */
const UNBROKEN = 0.7
/** Fewest stretches that tell how rules look. */
const TELLING = 4
/** What is lighter on the map of hidden places (0 or 255, turned) is hidden. */
const VISIBLE = 128
/** The paper beside a rule is dark where it is such a share of the rule's own darkness. */
const INK = 0.6

/** The outer rule of a table is drawn in half where the page clips it. */
export const CLIPPED = 0.5
/** Fewest dots of a gap between dashes. */
const GAP = 3
/** How far around a rule ink is looked at, and what reaches farther from it is no dash, inches. */
const AROUND = 0.12
const DASH = 0.03
/** Thin strokes of letters are lighter than rules by such a share. */
const THIN = 0.7

/** How a stretch looks, whatever its rules are drawn with: darkness against the paper beside it, grey values. */
export interface Measure {
  /** Of its lightest part, and on the whole. */
  least: number
  mean: number
  /** Share of it beside which there is ink. */
  beside: number
  /** Share of it that no seal hides. */
  seen: number
  /** Darkness of its lightest dots, as a share of the whole: next to nothing between dashes. */
  gap: number
}

/** How the rules of a page look, and over which length they look unbroken, dots. */
export interface Usual {
  least: number
  mean: number
  period: number
  gap: number
}

/** What most of these stretches look like; null where there are too few of them. */
export function usualOf(evidence: Evidence, stretches: readonly Edge[]): Usual | null {
  for (const inches of PERIODS) {
    const period = Math.round(inches * evidence.dpi)
    const sights = stretches.flatMap(({at, from, to}) => {
      const sight = measured(evidence, Math.floor(at), from, to, period)
      return sight ? [sight] : []
    })
    if (sights.length < TELLING) return null
    const least = middle(sights.map(sight => sight.least))
    const mean = middle(sights.map(sight => sight.mean))
    if (least >= UNBROKEN * mean || inches === PERIODS.at(-1))
      return {least, mean, period, gap: middle(sights.map(sight => sight.gap))}
  }
  return null
}

/** What a rule of several stretches looks like: it is drawn alike all along, as dark as those of the page or in half. */
export function usualAmong(usual: Usual, own: readonly Measure[]): Usual {
  if (own.length < TELLING) return usual
  const share = middle(own.map(({mean}) => mean)) / usual.mean
  const scale = Math.min(1, Math.max(CLIPPED, share))
  return {...usual, least: usual.least * scale, mean: usual.mean * scale}
}

/** Looks at a stretch of a row; null where it is too short or hidden. @param period dots over which darkness is averaged */
export function measured(
  {width, dark, above, below, hidden}: Evidence,
  y: number,
  from: number,
  to: number,
  period: number,
): Measure | null {
  const row = y * width
  const values: number[] = []
  const sides: number[] = []
  for (let at = row + from; at < row + to; at++) {
    if (hidden && hidden[at]! < VISIBLE) continue
    const [over, under] = [above[at]!, below[at]!]
    values.push(dark[at]! - Math.min(over, under))
    sides.push(Math.max(over, under) - Math.min(over, under))
  }
  const n = values.length
  if (n < 3) return null
  const mean = values.reduce((a, b) => a + b, 0) / n
  const least = leastOf(values, Math.min(period, n))
  const beside = sides.filter(side => side > INK * mean).length / n
  const gap = leastOf(values, Math.min(GAP, n)) / Math.max(1, mean)
  return {least, mean, beside, seen: n / (to - from), gap}
}

/** The least mean of so many values in a row. */
function leastOf(values: readonly number[], length: number): number {
  let [sum, least] = [0, Infinity]
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!
    if (i >= length) sum -= values[i - length]!
    if (i >= length - 1) least = Math.min(least, sum / length)
  }
  return least
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
}

/** Parts of a stretch whose middles are compared, and how far beside the whole they may lie, inches. */
const PARTS = 3
const ASIDE = 0.025

/** How far the middle of a stretch lies beside its ends, inches: brackets and rings are bent, rules are not. */
export function bendOf({width, height, dark, dpi}: Evidence, {at, from, to}: Edge): number {
  const y = Math.floor(at)
  const aside = Math.round(ASIDE * dpi)
  const length = Math.floor((to - from) / PARTS)
  const places = Array.from({length: PARTS}, (_, part) => {
    let best = {off: 0, sum: -1}
    for (let off = -aside; off <= aside; off++) {
      if (y + off < 0 || y + off >= height) continue
      const start = (y + off) * width + from + part * length
      let sum = 0
      for (let i = start; i < start + length; i++) sum += dark[i]!
      // Of two alike the nearer.
      if (sum > best.sum || (sum === best.sum && Math.abs(off) < Math.abs(best.off))) best = {off, sum}
    }
    return best.off
  }) as [number, number, number]
  return Math.abs(places[1] - (places[0] + places[2]) / 2) / dpi
}

/** Share of the ink along a stretch that belongs to what reaches far to the sides: letters, seals. */
export function foreignShare({page, height, dpi}: Evidence, {at, from, to}: Edge, {mean}: Usual): number {
  const y = Math.floor(at)
  const around = Math.round(AROUND * dpi)
  const [top, bottom] = [Math.max(0, y - around), Math.min(height, y + around + 1)]
  const {blots, labels} = blotsOf(page, [from, top, to, bottom], 255 - THIN * mean)
  const far = DASH * dpi
  const isForeign = blots.map(({box}) => y - box[1] > far || box[3] - 1 - y > far)
  let [all, foreign] = [0, 0]
  for (let x = 0; x < to - from; x++) {
    const label = labels[(y - top) * (to - from) + x]!
    if (label === 0) continue
    all++
    if (isForeign[label - 1]) foreign++
  }
  return all === 0 ? 0 : foreign / all
}
