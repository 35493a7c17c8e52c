import {disjointSets} from '../layout/frames.ts'
import type {Edge} from '../layout/index.ts'
import {type Raster, transposed} from './raster.ts'

/** A stretch of dark dots that may be a rule. */
export interface Stroke extends Edge {
  /** Share of its length that is about as dark against the paper on both sides as its middle: 1 for a rule. */
  drawn: number
  /** How dark the paper beside it is, as a share of its own darkness: 0 for a rule, much between letters. */
  beside: number
  /** Share of its length that is nearly as dark as the rest: letters leave gaps. */
  solid: number
  /** Which of its dots are dark, from `from` on. */
  ink: Uint8Array
}

export interface Strokes {
  horizontal: Stroke[]
  vertical: Stroke[]
}

/** Length over which darkness is averaged: level and upright, inches. Upright rules may be as short as a row is high. */
const SPAN = {level: 0.2, upright: 0.13}
/** Shortest stretch of rule, inches. */
const SHORTEST = {level: 0.2, upright: 0.12}
/** Widest gap in a worn rule, inches. */
const GAP = 0.06
/** A rule is no thicker than this, inches: white paper is looked for this far beside it. */
const THICKNESS = 0.035
/** Where the paper beside a rule begins, inches: letters in narrow rows stand near. */
const NEXT = 0.03
/** How much darker a rule is than the paper on both its sides, grey values averaged over its length. */
const RIDGE = 14
/** How dark a rule is: this share of its length is lighter. */
const USUAL = 0.7
/** Nearly as dark as usual. */
const SOLID = 0.6
/** Dashes and the gaps between them are shorter than this together, inches. */
const DASH = 0.07
/** How much darker than the paper beside it a rule is at least, gaps included. */
const FAINTEST = 20
/** A gap longer than this, this near to an end, parts what lies beyond from the rule, inches. */
const BREAK = 0.022
const NEAR = 0.12
/** A rule ends where it is less than this share as dark. */
const END = 0.35

/** Level and upright strokes of a deskewed page, faint and broken ones included; much of it is part of letters. */
export function strokesOf(page: Raster): Strokes {
  return {
    horizontal: levelStrokes(page, SPAN.level, SHORTEST.level),
    vertical: levelStrokes(transposed(page), SPAN.upright, SHORTEST.upright),
  }
}

/** A stretch of one row of dots that belongs to a rule. */
interface Run {
  y: number
  from: number
  to: number
}

function levelStrokes(page: Raster, span: number, shortest: number): Stroke[] {
  const ridge = ridgesOf(page, Math.round(span * page.dpi))
  const gap = Math.round(GAP * page.dpi)
  const groups = joinRuns(runsOf(ridge, page, gap))
  const thickest = Math.ceil(2 * THICKNESS * page.dpi)
  return groups.flatMap(runs => {
    const [first, last] = [runs[0]!, runs.at(-1)!]
    if (last.y - first.y > thickest) return []
    const stroke = strokeOf(page, runs)
    return stroke.to - stroke.from >= shortest * page.dpi ? [stroke] : []
  })
}

/** For each dot, how much darker its row is around it than the rows beside; 0 where it is no ridge. */
function ridgesOf({width, height, data, dpi}: Raster, span: number): Uint8Array {
  const means = new Uint8Array(data.length)
  const half = span >> 1
  for (let y = 0; y < height; y++) {
    let sum = 0
    const row = y * width
    for (let x = -half; x < width; x++) {
      const enters = x + half
      const leaves = x - half - 1
      if (enters < width) sum += 255 - data[row + enters]!
      if (leaves >= 0) sum -= 255 - data[row + leaves]!
      if (x >= 0) means[row + x] = sum / (2 * half + 1)
    }
  }
  const beside = Math.max(2, Math.round(THICKNESS * dpi))
  const ridge = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - beside) * width
    const below = Math.min(height - 1, y + beside) * width
    for (let x = 0; x < width; x++) {
      const height = means[y * width + x]! - Math.max(means[above + x]!, means[below + x]!)
      if (height >= RIDGE) ridge[y * width + x] = height
    }
  }
  return ridge
}

function runsOf(ridge: Uint8Array, {width, height}: Raster, gap: number): Run[] {
  const runs: Run[] = []
  for (let y = 0; y < height; y++) {
    let run: Run | null = null
    for (let x = 0; x < width; x++) {
      if (ridge[y * width + x] === 0) continue
      if (run && x - run.to <= gap) run.to = x + 1
      else {
        run = {y, from: x, to: x + 1}
        runs.push(run)
      }
    }
  }
  return runs
}

/** Runs of neighbouring rows that lie over each other, top down. */
function joinRuns(runs: readonly Run[]): Run[][] {
  const sets = disjointSets(runs.length)
  let above = 0
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!
    // Runs come row by row, each row from left to right: what lies over this one never lies before `above`.
    while (runs[above]!.y < run.y - 1 || (runs[above]!.y === run.y - 1 && runs[above]!.to < run.from)) above++
    for (let k = above; runs[k]!.y === run.y - 1 && runs[k]!.from <= run.to; k++) sets.join(k, i)
  }
  const groups = new Map<number, Run[]>()
  runs.forEach((run, i) => {
    const root = sets.find(i)
    const group = groups.get(root)
    if (group) group.push(run)
    else groups.set(root, [run])
  })
  return [...groups.values()]
}

/** The stroke that runs make, without what averaging added to its ends. */
function strokeOf({width, height, data, dpi}: Raster, runs: readonly Run[]): Stroke {
  let weight = 0
  let sum = 0
  let [from, to] = [Infinity, -Infinity]
  for (const run of runs) {
    weight += run.to - run.from
    sum += run.y * (run.to - run.from)
    from = Math.min(from, run.from)
    to = Math.max(to, run.to)
  }
  const far = Math.max(2, Math.round(NEXT * dpi))
  const above = Math.max(0, runs[0]!.y - far) * width
  const below = Math.min(height - 1, runs.at(-1)!.y + far) * width
  const dark = new Float32Array(to - from)
  const beneath = new Float32Array(to - from)
  const over = new Float32Array(to - from)
  for (let x = from; x < to; x++) {
    let lightest = 255
    for (let y = runs[0]!.y; y <= runs.at(-1)!.y; y++) lightest = Math.min(lightest, data[y * width + x]!)
    dark[x - from] = 255 - lightest
    over[x - from] = 255 - data[above + x]!
    beneath[x - from] = 255 - data[below + x]!
  }
  const usual = Float32Array.from(dark).sort()[Math.floor(dark.length * USUAL)]!
  let [start, end] = [0, dark.length]
  while (start < end && dark[start]! < END * usual) start++
  while (end > start && dark[end - 1]! < END * usual) end--
  const isDrawn = (i: number) => dark[i]! >= END * usual
  const [near, gap] = [Math.round(NEAR * dpi), Math.round(BREAK * dpi)]
  start += cutAt(i => isDrawn(start + i), Math.min(near, end - start), gap)
  end -= cutAt(i => isDrawn(end - 1 - i), Math.min(near, end - start), gap)
  // Dots and dashes become an even grey; strokes of letters do not.
  const span = Math.round(DASH * dpi)
  const [line, upper, lower] = [dark, over, beneath].map(values => means(values.subarray(start, end), span))
  const contrast = line!.map((value, i) => value - Math.max(upper![i]!, lower![i]!))
  const middle = Float32Array.from(contrast).sort()[contrast.length >> 1]!
  const drawn = middle < FAINTEST ? 0 : contrast.filter(value => value >= middle / 2).length
  // Grey cells are grey evenly: what counts is ink that stands beside in pieces.
  const light = Math.max(lightestOf(upper!), lightestOf(lower!))
  const beside = Math.max(meanOf(upper!) - lightestOf(upper!), meanOf(lower!) - lightestOf(lower!))
  const inside = Math.max(meanOf(line!) - light, 1)
  return {
    at: sum / weight + 0.5,
    from: from + start,
    to: from + end,
    drawn: drawn / Math.max(1, end - start),
    beside: beside / inside,
    solid:
      dark.subarray(start, end).filter(value => value >= SOLID * usual).length / Math.max(1, end - start),
    ink: Uint8Array.from(dark.subarray(start, end), value => (value >= END * usual ? 1 : 0)),
  }
}

/** How much to cut off an end: up to behind the last gap near it, where averaging led over paper to another rule. */
function cutAt(isDrawn: (i: number) => boolean, near: number, gap: number): number {
  let cut = 0
  let white = 0
  for (let i = 0; i < near; i++) {
    if (!isDrawn(i)) white++
    else {
      if (white > gap) cut = i
      white = 0
    }
  }
  return cut
}

/** Each value as the mean of those around it. */
function means(values: Float32Array, span: number): Float32Array {
  const sums = new Float64Array(values.length + 1)
  values.forEach((value, i) => {
    sums[i + 1] = sums[i]! + value
  })
  return values.map((_, i) => {
    const first = Math.max(0, i - (span >> 1))
    const last = Math.min(values.length, i + (span >> 1) + 1)
    return (sums[last]! - sums[first]!) / (last - first)
  })
}

/** What a fifth of the values lie below. */
function lightestOf(values: Float32Array): number {
  return Float32Array.from(values).sort()[Math.floor(values.length / 5)] ?? 0
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / Math.max(1, values.length)
}
