import type {Edge} from '../../layout/index.ts'
import type {Evidence} from './evidence.ts'
import {DOTTED, look, type Style, shareOf} from './judge.ts'

/** Length over which darkness is averaged, inches: longer than a dash and its gap. */
const SPAN = 0.09
/** How much darker than the rows beside it a rule is at least, averaged. */
const RIDGE = 8
/** Shortest run, and widest gap in it after averaging, inches. */
const SHORTEST = 0.4
const GAP = 0.03
/** Runs of rows nearer than this, inches, that lie over each other for this share of the shorter are of one rule. */
const SAME = 0.035
const OVER = 0.3
/** A run ends where it is less than this share as dark as usual. */
const END = 0.4
const USUAL = 0.7

/** A long stretch of one row that is evenly darker than what is beside it. */
export interface Run extends Edge {
  strength: number
}

/**
 * Long stretches that may be level rules: most rules, underlines, few rows of letters.
 * @param isTrimmed whether light ends, which averaging makes longer, are cut off
 */
export function runsOf(evidence: Evidence, isTrimmed = true): Run[] {
  const {width, height, dpi, dark, above, below} = evidence
  const half = Math.round((SPAN * dpi) / 2)
  const gap = Math.round(GAP * dpi)
  const shortest = SHORTEST * dpi
  const sums = new Int32Array(3 * (width + 1))
  const [over, under] = [width + 1, 2 * (width + 1)]
  const found: Run[] = []
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < width; x++) {
      sums[x + 1] = sums[x]! + dark[row + x]!
      sums[over + x + 1] = sums[over + x]! + above[row + x]!
      sums[under + x + 1] = sums[under + x]! + below[row + x]!
    }
    let run: (Run & {last: number}) | null = null
    const finish = () => {
      if (run && run.to - run.from >= shortest) {
        const {at, from, to} = isTrimmed ? trimmedTo(evidence, y, run) : run
        if (to - from >= shortest) found.push({at, from, to, strength: run.strength})
      }
      run = null
    }
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - half)
      const right = Math.min(width, x + half + 1)
      const line = sums[right]! - sums[left]!
      const beside = Math.max(
        sums[over + right]! - sums[over + left]!,
        sums[under + right]! - sums[under + left]!,
      )
      const ridge = (line - beside) / (right - left)
      if (ridge < RIDGE) {
        if (run && x - run.last > gap) finish()
        continue
      }
      run ??= {at: y + 0.5, from: x, to: x, strength: 0, last: x}
      run.to = x + 1
      run.last = x
      run.strength += ridge
    }
    finish()
  }
  return strongest(found, SAME * dpi)
}

/** The run without what averaging added to its ends. */
function trimmedTo({line, width}: Evidence, y: number, {at, from, to}: Edge): Edge {
  const row = y * width
  const least = END * shareOf(line, row + from, row + to, USUAL)
  let [start, end] = [from, to]
  while (start < end && line[row + start]! < least) start++
  while (end > start && line[row + end - 1]! < least) end--
  return {at, from: start, to: end}
}

/** One run for each rule: of those that lie over each other the strongest. */
export function strongest<T extends Run>(runs: readonly T[], apart: number): T[] {
  const sorted = [...runs].sort((a, b) => b.strength - a.strength)
  const kept: T[] = []
  const rows = new Map<number, T[]>()
  const size = Math.max(1, Math.ceil(apart))
  for (const run of sorted) {
    const at = Math.floor(run.at / size)
    const near = [at - 1, at, at + 1].flatMap(key => rows.get(key) ?? [])
    const isCovered = near.some(other => {
      const common = Math.min(run.to, other.to) - Math.max(run.from, other.from)
      const shorter = Math.min(run.to - run.from, other.to - other.from)
      return Math.abs(run.at - other.at) < apart && common > OVER * shorter
    })
    if (isCovered) continue
    kept.push(run)
    const row = rows.get(at)
    if (row) row.push(run)
    else rows.set(at, [run])
  }
  return kept
}

/** Shortest run that tells how rules are drawn, inches. */
const TELLING = 1
/** Longest dash and gap, inches. Dashes and gaps of one rule are alike: nine of ten are at most so many times the middle one. */
const DASH = 0.12
const WHITE = 0.09
const ALIKE = 2
/** How long dashes and gaps are: this share of them is shorter. */
const MOST_DASHES = 0.9
const MOST_GAPS = 0.9
/** Share of a broken rule's length beside which the paper may be dark, on the worse side; of a whole one, on the cleaner side. */
const BESIDE_BROKEN = 0.25
const BESIDE_WHOLE = 0.35
const UNBROKEN = 0.9
const PAPER = 0.1

/** Nothing is known of the rules. */
const WHOLE: Style = {broken: false, dash: 0, gap: 0, contrast: 0, ridge: 0}

/**
 * Rules of one page have gaps and dashes alike, so many times the others' at most; where rules cross dashes are longer. What is
 * darker than paper by a smaller share of what they are is noise between figures and upright rules.
 */
const LIKE = {gap: 1.5, dash: 2, contrast: 0.2}

/** A run that looks like a rule, and how it is drawn. */
export interface Rule extends Run {
  style: Style
  /** Share of its length beside which there is ink. */
  beside: number
  /** Whether its dashes are alike. */
  even: boolean
}

/** The runs that look like rules: dark throughout, or in even dashes with paper on both sides. */
export function rulesAmong(evidence: Evidence, runs: readonly Run[]): Rule[] {
  return runs.flatMap(run => {
    const sight = look(evidence, Math.floor(run.at), run.from, run.to, WHOLE)
    if (!sight) return []
    const {contrast, ridge, dashes, gaps} = sight
    const isDotted = sight.covered >= DOTTED.covered && share(gaps, MOST_GAPS) <= DOTTED.gap * evidence.dpi
    if (sight.covered >= UNBROKEN || (isDotted && sight.worse <= BESIDE_BROKEN)) {
      const style = {...WHOLE, contrast, ridge}
      return sight.clean <= BESIDE_WHOLE ? [{...run, style, even: true, beside: sight.worse}] : []
    }
    const style = {
      broken: true,
      dash: share(dashes, MOST_DASHES),
      gap: share(gaps, MOST_GAPS),
      contrast,
      ridge,
    }
    const {dpi} = evidence
    // Noise joins dashes; letters have ink beside them.
    const isEven =
      share(dashes, 0.8) <= Math.min(ALIKE * share(dashes, 0.5) + 1, DASH * dpi) &&
      style.gap <= ALIKE * share(gaps, 0.5) + 1 &&
      sight.worse <= BESIDE_BROKEN
    if (style.gap > WHITE * dpi || (!isEven && sight.worse > PAPER)) return []
    return [{...run, style, even: isEven, beside: sight.worse}]
  })
}

function share(values: number[], part: number): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0
}

/** The rules that are drawn like the others of the page; among broken ones whole ones too. */
export function likeOthers(rules: readonly Rule[], style: Style): Rule[] {
  const clear = rules.filter(({style: own}) => own.contrast >= LIKE.contrast * style.contrast)
  return clear.filter(
    ({style: own}) =>
      !own.broken ||
      (own.gap <= LIKE.gap * style.gap + 1 &&
        own.gap >= style.gap / LIKE.gap - 1 &&
        own.dash <= LIKE.dash * style.dash),
  )
}

/** How the rules of a page are drawn, by most of its long ones. */
export function styleOf(rules: readonly Rule[], dpi: number): Style {
  const long = rules.filter(({from, to}) => to - from >= TELLING * dpi)
  const lengthOf = (list: readonly Rule[]) => list.reduce((sum, {from, to}) => sum + to - from, 0)
  const broken = long.filter(({style}) => style.broken)
  const even = broken.some(rule => rule.even) ? broken.filter(rule => rule.even) : broken
  const usual = (list: readonly Rule[], value: (style: Style) => number, part: number) =>
    share(
      list.map(({style}) => value(style)),
      part,
    )
  const darkness = {contrast: usual(long, s => s.contrast, 0.3), ridge: usual(long, s => s.ridge, 0.3)}
  if (lengthOf(broken) <= lengthOf(long) / 2) return {...WHOLE, ...darkness}
  return {
    broken: true,
    dash: usual(even, s => s.dash, 0.5),
    gap: usual(even, s => s.gap, 0.5),
    ...darkness,
  }
}
