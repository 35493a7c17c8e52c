import type {Edge} from '../../layout/index.ts'
import type {Evidence} from './evidence.ts'

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
/** With less ink beside it a rule is clean whatever the ground. */
const CLEAN = 0.1

/** The outer rule of a table is drawn in half where the page clips it. */
export const CLIPPED = 0.5
/** Fewest dots of a gap between dashes. */
const GAP = 3
/** How dark a rule is where it has ink: this share of it is lighter. What is half as dark is ink. */
const PEAK = 0.85
const HALF = 0.5
/** How dark the paper beside a rule is: this share of it is lighter. */
const PAPER = 0.3
/** A ground is lighter than the rules on it by so much. */
const GROUND = 0.5

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
  /** Darkness of its ink, and the longest piece of ink without a gap, dots. */
  peak: number
  dash: number
}

/** What most of these stretches look like; null where there are too few of them. */
export function usualOf(evidence: Evidence, stretches: readonly Edge[]): Usual | null {
  for (const inches of PERIODS) {
    const period = Math.round(inches * evidence.dpi)
    const sights = stretches.flatMap(
      ({at, from, to}) => measured(evidence, Math.floor(at), from, to, period) ?? [],
    )
    if (sights.length < TELLING) return null
    const least = middle(sights.map(sight => sight.least))
    const mean = middle(sights.map(sight => sight.mean))
    if (least >= UNBROKEN * mean || inches === PERIODS.at(-1))
      return {least, mean, period, gap: middle(sights.map(sight => sight.gap)), ...inkOf(evidence, stretches)}
  }
  return null
}

/** How dark the ink of most stretches is, and how long it goes on without a gap. */
function inkOf(evidence: Evidence, stretches: readonly Edge[]): Pick<Usual, 'peak' | 'dash'> {
  const profiles = stretches.flatMap(edge => {
    const profile = profileOf(evidence, edge).filter(value => value !== null)
    return profile.length > 0 ? [profile] : []
  })
  const peak = middle(profiles.map(peakOf))
  return {peak, dash: middle(profiles.map(profile => longestOf(profile, peak)))}
}

function longestOf(profile: readonly number[], peak: number): number {
  return Math.max(0, ...dashesOf(profile, peak).map(({from, to}) => to - from))
}

/** Darkness along a stretch against the lighter side, dot by dot; null where a seal hides it. */
export function profileOf(
  {width, dark, above, below, hidden}: Evidence,
  {at, from, to}: Edge,
): (number | null)[] {
  const row = Math.floor(at) * width
  const paper = [above, below].map(side => paperOf(side.subarray(row + from, row + to)))
  const profile = Array.from({length: Math.max(0, to - from)}, (_, i) => {
    const dot = row + from + i
    return hidden && hidden[dot]! < VISIBLE ? null : dark[dot]! - Math.min(above[dot]!, below[dot]!)
  })
  // A rule at the edge of a ground has half of the ground's darkness in its gaps.
  const ground = Math.abs(paper[0]! - paper[1]!)
  if (ground > GROUND * peakOf(profile.filter(value => value !== null))) return profile
  return profile.map(value => value && value - ground / 2)
}

/** How dark a profile is where its line is, leaving out the few darkest dots. */
export function peakOf(profile: readonly number[]): number {
  return [...profile].sort((a, b) => a - b)[Math.floor(profile.length * PEAK)] ?? 0
}

/** Pieces of ink without a gap. */
export function dashesOf(profile: readonly (number | null)[], peak: number): {from: number; to: number}[] {
  const dashes: {from: number; to: number}[] = []
  profile.forEach((value, i) => {
    if (value === null || value < HALF * peak) return
    const last = dashes.at(-1)
    if (last?.to === i) last.to++
    else dashes.push({from: i, to: i + 1})
  })
  return dashes
}

/** What a rule of several stretches looks like: it is drawn alike all along, as dark as those of the page or in half. */
export function usualAmong(usual: Usual, own: readonly Measure[]): Usual {
  if (own.length < TELLING) return usual
  const share = middle(own.map(({mean}) => mean)) / usual.mean
  const scale = Math.min(1, Math.max(CLIPPED, share))
  return scaled(usual, scale)
}

/** A rule that is drawn alike, so many times as dark. */
export function scaled(usual: Usual, share: number): Usual {
  const [least, mean, peak] = [usual.least * share, usual.mean * share, usual.peak * share]
  return {...usual, least, mean, peak}
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
  const over: number[] = []
  const under: number[] = []
  for (let at = row + from; at < row + to; at++) {
    if (hidden && hidden[at]! < VISIBLE) continue
    values.push(dark[at]! - Math.min(above[at]!, below[at]!))
    over.push(above[at]!)
    under.push(below[at]!)
  }
  const n = values.length
  if (n < 3) return null
  const mean = values.reduce((a, b) => a + b, 0) / n
  const least = leastOf(values, Math.min(period, n))
  const beside = besideOf(over, under, mean)
  const gap = leastOf(values, Math.min(GAP, n)) / Math.max(1, mean)
  return {least, mean, beside, seen: n / (to - from), gap}
}

/** Share of a stretch beside which there is ink: what is darker than the paper, or than a ground lighter than the rule. */
function besideOf(over: readonly number[], under: readonly number[], mean: number): number {
  const differs = (ground: number) =>
    over.filter((value, i) => Math.abs(value - under[i]! - ground) > INK * mean).length / over.length
  const beside = differs(0)
  if (beside <= CLEAN) return beside
  const ground = paperOf(over) - paperOf(under)
  return Math.abs(ground) > mean ? beside : Math.min(beside, differs(ground))
}

/** How dark the paper, or a ground, is on one side. */
export function paperOf(side: Iterable<number>): number {
  const values = [...side].sort((a, b) => a - b)
  return values[Math.floor(values.length * PAPER)] ?? 0
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
