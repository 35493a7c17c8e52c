import type {Edge} from '../../layout/index.ts'
import type {Evidence} from './evidence.ts'

/** How the rules of a page are drawn: without gaps, or in dashes and dots. Lengths in dots. */
export interface Style {
  broken: boolean
  dash: number
  gap: number
  /** How much darker than the paper rules are where they have ink, and averaged over their length; 0 for unknown. */
  contrast: number
  ridge: number
}

/** What is seen along a stretch of one row of dots. */
export interface Sight {
  /** How much darker than the paper beside it, grey values: where it has ink, and averaged over its length. */
  contrast: number
  ridge: number
  /** Share of its length that has ink, and the stretches with and without, dots. */
  covered: number
  dashes: number[]
  gaps: number[]
  /** Stretches without ink at both ends, dots. */
  ends: [number, number]
  /** Share of its length beside which the paper is dark: the cleaner and the worse side. */
  clean: number
  worse: number
  /** Share of its length that has ink near it, on either side. */
  dirty: number
}

/** How dark a rule is: this share of its length is lighter. Dashes cover a good half. */
const USUAL = 0.7
/** How dark paper is: this share of it is darker. */
const PAPER = 0.3
/** A dot belongs to a rule when it is nearer to the rule's darkness than this. */
const HALF = 0.45
/** Faintest rule, grey values against the paper; the same, averaged over its length, gaps included. */
const FAINTEST = 20
const LEAST = 8
/** Rules of one page differ: each is so dark against the others, at least. */
const FAINT = {contrast: 0.4, ridge: 0.35}
/** Gaps no wider than this are none, inches: dots of half a point. */
const CLOSED = 0.009
/** How near, inches. */
const NEAR = 0.028
/** A rule without gaps: share of it that has ink, widest scratch in inches, share beside which there is ink. */
const SOLID = {covered: 0.9, gap: 0.02, clean: 0.3, worse: 0.6}
/** Dots so near to each other are as good as a line: share with ink, widest gap in inches. */
export const DOTTED = {covered: 0.7, gap: 0.0107}
/** A broken rule. */
const BROKEN = {covered: 0.3, clean: 0.15, worse: 0.35, paper: 0.1, dirty: 0.35}
const SHORT = 0.5
/** A rule that stands alone, where strokes of letters may fill a row: against the usual ones, and by itself. */
const FIRM = {contrast: 0.85, ridge: 0.8, worse: 0.2, covered: 0.97, seen: 0.7}
/** A worn rule between two good pieces: share of it that has ink; less where the rest is paper. */
const WORN = {covered: 0.6, lone: 0.85, clean: 0.4, worse: 0.2, scratched: {covered: 0.3, clean: 0.08}}
/** A dash or gap is too long when it is so many times the usual one; of so many dashes one may be, by a scratch. */
const LONGER = 1.3
const ODD = {gap: 12, dash: 8}
/** Share of a stretch that is not hidden by a seal, at least; what is lighter on its map (0 or 255, turned) is. */
const SHOWN = 0.35
const VISIBLE = 128
/** Share of a stretch that is hidden from which on it may be drawn, too, where the rule is before and behind it. */
const HIDDEN = 0.4
/** Share of the dashes that are to be seen at least. */
const SEEN = 0.55

/**
 * Looks at a stretch of a row, both ends without the rules it runs between. Null where it is too faint for a rule like
 * the others of the page.
 */
export function look(
  evidence: Evidence,
  y: number,
  from: number,
  to: number,
  usual: Pick<Style, 'contrast' | 'ridge'>,
): Sight | null {
  if (to - from < 2) return null
  const {dpi} = evidence
  const {dark, line, above, below, over, under} = stretchOf(evidence, y, from, to)
  const n = line.length
  if (n < 2 || n < SHOWN * (to - from)) return null
  const paper = Math.min(shareOf(above, 0, n, PAPER), shareOf(below, 0, n, PAPER))
  const contrast = shareOf(line, 0, n, USUAL) - paper
  if (contrast < Math.max(FAINTEST, FAINT.contrast * usual.contrast)) return null
  const ridge = meanOf(dark) - Math.min(meanOf(above), meanOf(below))
  if (ridge < Math.max(LEAST, FAINT.ridge * usual.ridge)) return null
  const least = paper + HALF * contrast
  const stretches = stretchesOf(line, least, Math.floor(CLOSED * dpi))
  let dirty = 0
  for (let i = 0; i < n; i++) if ((over[i] ?? 0) >= least || (under[i] ?? 0) >= least) dirty++
  const sides = [darkerThan(above, least), darkerThan(below, least)]
  return {
    contrast,
    ridge,
    covered: 1 - sumOf(stretches.gaps) / n,
    ...stretches,
    clean: Math.min(...sides) / n,
    worse: Math.max(...sides) / n,
    dirty: dirty / n,
  }
}

/** Evidence along a stretch, without the places that are hidden: dots in order; `over` and `under` are lines near it. */
type Stretch = Record<'dark' | 'line' | 'above' | 'below' | 'over' | 'under', Uint8Array>

function stretchOf(
  {width, dpi, dark, line, above, below, hidden}: Evidence,
  y: number,
  from: number,
  to: number,
): Stretch {
  // As near to the rule as no rule is thick.
  const near = Math.round(NEAR * dpi) * width
  const [start, end] = [y * width + from, y * width + to]
  const part = (values: Uint8Array, shift = 0) =>
    start + shift < 0 ? NOTHING : values.subarray(start + shift, end + shift)
  const all = {
    dark: part(dark),
    line: part(line),
    above: part(above),
    below: part(below),
    over: part(line, -near),
    under: part(line, near),
  }
  const seen = hidden && part(hidden)
  if (!seen || seen.every(value => value >= VISIBLE)) return all
  const shown = (values: Uint8Array) => values.filter((_, i) => seen[i]! >= VISIBLE)
  return {
    dark: shown(all.dark),
    line: shown(all.line),
    above: shown(all.above),
    below: shown(all.below),
    over: shown(all.over),
    under: shown(all.under),
  }
}

const NOTHING = new Uint8Array()

/** Whether so much of a stretch is hidden that what is seen of it does not speak against a rule. */
export function isHidden({hidden, width}: Evidence, y: number, from: number, to: number): boolean {
  if (!hidden) return false
  let seen = 0
  for (let i = y * width + from; i < y * width + to; i++) if (hidden[i]! >= VISIBLE) seen++
  return seen < (1 - HIDDEN) * (to - from)
}

/** Whether a seal hides some of a stretch: a stroke of a letter may fill the rest of its row, so nothing is drawn there that no other goes on from. */
export function isHalfHidden({hidden, width}: Evidence, {at, from, to}: Edge): boolean {
  const row = Math.floor(at) * width
  return hidden?.subarray(row + Math.ceil(from), row + Math.floor(to)).some(value => value < VISIBLE) ?? false
}

/** Whether a stretch from one crossing rule to the next is a rule. */
export function isDrawn(sight: Sight, length: number, style: Style, dpi: number): boolean {
  const {covered, dashes, gaps, ends, clean, worse, dirty} = sight
  const widest = Math.max(0, ...gaps)
  if (covered >= SOLID.covered && widest <= SOLID.gap * dpi + 1)
    return clean <= SOLID.clean && worse <= SOLID.worse
  if (covered >= DOTTED.covered && widest <= DOTTED.gap * dpi)
    return clean <= BROKEN.clean && worse <= BROKEN.worse
  // A few dashes are no more than what a letter has of strokes: paper tells them apart.
  if (!style.broken || (length < SHORT * dpi && dirty > BROKEN.dirty)) return false
  const periods = length / (style.dash + style.gap)
  // Noise joins dashes; where there is paper on both sides throughout, no letter can be meant.
  if (worse <= BROKEN.paper && widest <= LONGER * style.gap + 1 && Math.max(...ends) <= style.gap + 1)
    return true
  const isLonger = (usual: number) => (value: number) => value > LONGER * usual + 1
  return (
    covered >= BROKEN.covered &&
    widest <= 3 * style.gap + 1 &&
    gaps.filter(isLonger(style.gap)).length <= periods / ODD.gap &&
    dashes.filter(isLonger(style.dash)).length <= periods / ODD.dash &&
    dashes.length >= SEEN * periods &&
    clean <= BROKEN.clean &&
    worse <= BROKEN.worse
  )
}

/** Whether a stretch is beyond doubt: as dark as usual, clean, without gaps other than the usual ones. */
export function isFirm(sight: Sight, length: number, style: Style, dpi: number): boolean {
  const {contrast, ridge, covered, dashes, gaps, worse} = sight
  const isWhole = covered >= (Math.max(0, ...gaps) <= DOTTED.gap * dpi ? DOTTED.covered : FIRM.covered)
  const isDashed = style.broken && dashes.length >= (FIRM.seen * length) / (style.dash + style.gap)
  return (
    contrast >= FIRM.contrast * style.contrast &&
    ridge >= FIRM.ridge * style.ridge &&
    worse <= FIRM.worse &&
    (style.broken ? isDashed : isWhole)
  )
}

/**
 * Whether a stretch where a rule is known to run is drawn, too, though worn or scratched: it begins and ends with ink,
 * where letters leave room.
 * @param between whether the rule is drawn before and behind it; else it must be cleaner
 */
export function isWorn(
  {covered, ends, clean, worse}: Sight,
  style: Style,
  dpi: number,
  between: boolean,
): boolean {
  const widest = Math.max(SOLID.gap * dpi, style.gap) + 1
  const whole = style.broken ? style.dash / (style.dash + style.gap) : 1
  const isScratched = clean <= WORN.scratched.clean && covered >= WORN.scratched.covered * whole
  if (!between) {
    const close = (style.broken ? style.gap : CLOSED * dpi) + 1
    return Math.max(...ends) <= close && worse <= WORN.worse && covered >= WORN.lone * whole
  }
  return (
    Math.max(...ends) <= widest && clean <= WORN.clean && (covered >= WORN.covered * whole || isScratched)
  )
}

/** Stretches with and without ink, in order; gaps up to `closed` between ink are none. */
function stretchesOf(line: Uint8Array, least: number, closed: number) {
  const end = line.length
  const dashes: number[] = []
  const gaps: number[] = []
  let first = end
  let from = -1
  let last = -1
  for (let i = 0; i < end; i++) {
    if (line[i]! < least) continue
    if (from < 0) first = i
    const gap = i - last - 1
    if (from < 0 || gap > closed) {
      if (from >= 0) dashes.push(last + 1 - from)
      if (gap > 0) gaps.push(gap)
      from = i
    }
    last = i
  }
  if (from >= 0) dashes.push(last + 1 - from)
  const ends: [number, number] = [first, end - last - 1]
  if (last + 1 < end) gaps.push(end - last - 1)
  return {dashes, gaps, ends}
}

/** The value that this share of the values lies below. */
export function shareOf(values: Uint8Array, start: number, end: number, share: number): number {
  const counts = new Uint32Array(256)
  for (let i = start; i < end; i++) counts[values[i]!]!++
  let level = 0
  for (let seen = counts[0]!; seen <= (end - start - 1) * share; seen += counts[level]!) level++
  return level
}

function meanOf(values: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

function darkerThan(values: Uint8Array, least: number): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (values[i]! >= least) count++
  return count
}

function sumOf(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
