import {type Evidence, evidenceOf} from './evidence.ts'
import {type Run, runsOf} from './runs.ts'

/** Shortest rule that may fade, and shortest stretch where it does, inches: gaps between dashes are shorter. */
const LONG = 0.4
const STRETCH = 0.1
/** Widest stretch of one that may be lost altogether, inches, and how much darker than the rows beside it the rest is: paper is not. */
const LOST = 0.03
const RIDGE = 8
/** Share of the dots that are to be seen where it fades: of letters in a row fewer are. */
const EVEN = 0.85
/** Length over which its darkness is averaged, inches. */
const SPAN = 0.06
/** How dark a rule is: this share of its length is lighter. It fades where it is less than half as dark. */
const USUAL = 0.8
const FADED = 0.5
/** Faintest rule, and what still is one at its ends, grey values against the paper. */
const FAINTEST = 40
const SEEN = 10
/** Share of a rule's length, and of a stretch where it fades, that may have ink beside it; and how dark such ink is. */
const BESIDE = {rule: 0.15, stretch: 0.2, dark: 0.3}
/** Share of a rule's length that is as dark as usual, at least, in stretches longer than digits are high, inches: zeros in a column are not. */
const DARK = 0.3
const LETTER = 0.2

/**
 * The evidence with rules that fade and come back as dark all along: worn plates, thin rules that lie between two rows of dots,
 * copies of copies. One that is light throughout stays as it is, and so does what has ink beside it, as letters have.
 */
export function unfaded(evidence: Evidence): Evidence {
  const {width, height, page, dpi} = evidence
  const data = Uint8Array.from(page.data)
  let isChanged = false
  const paper = noiseOf(evidence)
  for (const run of runsOf(evidence, false)) {
    if (run.to - run.from < LONG * dpi) continue
    const y = Math.floor(run.at)
    for (const {from, to, value} of fadesOf(evidence, run, paper)) {
      isChanged = true
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let x = from; x < to; x++) data[row * width + x] = Math.min(data[row * width + x]!, value)
      }
    }
  }
  if (!isChanged) return evidence
  const hidden = evidence.hidden && {...page, data: evidence.hidden}
  return evidenceOf({...page, data}, hidden)
}

/** Where a rule fades, and the grey value it has elsewhere. */
function fadesOf(evidence: Evidence, run: Run, noise: number) {
  const {width, line, above, below, dpi} = evidence
  const row = Math.floor(run.at) * width
  const isSeen = (x: number) => line[row + x]! - Math.min(above[row + x]!, below[row + x]!) >= SEEN
  let {from, to} = run
  while (from < to && !isSeen(from)) from++
  while (to > from && !isSeen(to - 1)) to--
  const n = to - from
  const paper = (i: number) => Math.min(above[row + from + i]!, below[row + from + i]!)
  const own = averaged(
    Array.from({length: n}, (_, i) => Math.max(0, line[row + from + i]! - paper(i))),
    Math.round((SPAN * dpi) / 2),
  )
  const usual = [...own].sort((a, b) => a - b)[Math.floor(n * USUAL)]!
  if (usual < FAINTEST || longest(own, FADED * usual, LETTER * dpi) < DARK * n) return []
  const ground = Array.from({length: n}, (_, i) => paper(i)).sort((a, b) => a - b)[Math.floor(n / 2)]!
  const isCrossed = (at: number) => Math.max(above[at]!, below[at]!) > ground + BESIDE.dark * usual
  const besideOf = (start: number, end: number) => {
    let count = 0
    for (let i = start; i < end; i++) if (isCrossed(row + from + i)) count++
    return count / (end - start)
  }
  if (besideOf(0, n) > BESIDE.rule) return []
  const fades: {from: number; to: number; value: number}[] = []
  for (let i = 0; i < n; ) {
    if (own[i]! >= FADED * usual) {
      i++
      continue
    }
    let end = i
    while (end < n && own[end]! < FADED * usual) end++
    const isClean = end - i >= STRETCH * dpi && besideOf(i, end) <= BESIDE.stretch
    if (isClean && isThroughout(evidence, row + from + i, row + from + end, noise, isCrossed)) {
      fades.push({from: from + i, to: from + end, value: Math.max(0, Math.round(255 - ground - usual))})
    }
    i = end
  }
  return fades
}

/**
 * Whether what is left of a rule is to be seen all along, which the paper around letters is not. Where `isCrossed`, what lies
 * above and below is a rule across, or a letter, and tells nothing.
 */
function isThroughout(
  {dark, line, above, below, dpi}: Evidence,
  start: number,
  end: number,
  noise: number,
  isCrossed: (at: number) => boolean,
): boolean {
  const half = Math.round((SPAN * dpi) / 2)
  let [lost, seen, looked] = [0, 0, 0]
  for (let at = start; at < end; at++) {
    if (isCrossed(at)) continue
    looked++
    if (line[at]! - Math.min(above[at]!, below[at]!) >= SEEN) seen++
    let [count, ink, up, down] = [0, 0, 0, 0]
    for (let i = at - half; i <= at + half; i++) {
      if (isCrossed(i)) continue
      count++
      ink += dark[i]!
      up += above[i]!
      down += below[i]!
    }
    lost = (ink - Math.max(up, down)) / count < noise + RIDGE ? lost + 1 : 0
    if (lost > LOST * dpi) return false
  }
  return seen >= EVEN * looked
}

/** How much darker than what lies beside them most dots are, where there is nothing but paper: of its grain the lightest is taken beside. */
function noiseOf({dark, above, below}: Evidence): number {
  const counts = new Uint32Array(256)
  for (let at = 0; at < dark.length; at++)
    counts[Math.max(0, dark[at]! - Math.max(above[at]!, below[at]!))]!++
  let noise = 0
  for (let fewer = counts[0]!; fewer < dark.length / 2; fewer += counts[noise]!) noise++
  return noise
}

/** How many values stand in stretches, at least so long, that are all as high. */
function longest(values: readonly number[], least: number, length: number): number {
  let [total, stretch] = [0, 0]
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && values[i]! >= least) stretch++
    else {
      if (stretch >= length) total += stretch
      stretch = 0
    }
  }
  return total
}

function averaged(values: readonly number[], half: number): number[] {
  const sums = [0]
  for (const value of values) sums.push(sums.at(-1)! + value)
  return values.map((_, i) => {
    const start = Math.max(0, i - half)
    const end = Math.min(values.length, i + half + 1)
    return (sums[end]! - sums[start]!) / (end - start)
  })
}
