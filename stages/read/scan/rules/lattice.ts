import type {Edge} from '../../layout/index.ts'
import {disjointSets} from '../../layout/rules/frames.ts'
import type {Evidence} from './evidence.ts'
import {isDrawn, isFirm, isHalfHidden, isHidden, isWorn, look, type Sight, type Style} from './judge.ts'
import {type Run, strongest} from './runs.ts'
import {REACH, stopsByRow} from './stops.ts'

/** Half the thickness of a crossing rule, inches. */
const MARGIN = 0.018
/** Least averaged darkness worth a closer look. */
const WORTH = 10
/** Rows nearer than this are of one rule, inches. */
const SAME = 0.05
/** Shortest stretch between two crossings that is judged, inches. */
const SHORTEST = 0.1
/** Strokes of letters are shorter, inches. */
const LONE = {whole: 0.5, broken: 1}
/** A rule goes on in the next stretch no farther beside, inches: the ring of a seal does not. */
const STRAIGHT = 0.015
/** How much a rule wanders from one stretch to the next, inches. */
const WANDER = 0.012

/** A stretch of rule, and whether it is beyond doubt. */
interface Segment extends Run {
  firm: boolean
}

/**
 * Stretches of level rules between crossing upright ones that are drawn over their whole length.
 * @param long upright rules that were told by themselves: their ends are corners
 */
export function segmentsOf(
  evidence: Evidence,
  across: readonly Edge[],
  style: Style,
  long: readonly Edge[],
): Segment[] {
  const {width, height, dpi, line} = evidence
  const found: Segment[] = []
  const stopsAt = stopsByRow(across, height, dpi)
  const sums = new Int32Array(width + 1)
  for (let y = 0; y < height; y++) {
    const stops = stopsAt(y)
    if (stops.length < 2) continue
    const row = y * width
    for (let x = 0; x < width; x++) sums[x + 1] = sums[x]! + line[row + x]!
    for (let i = 1; i < stops.length; i++) {
      const [from, to] = [stops[i - 1]!, stops[i]!]
      const {from: start, to: end} = innerOf({at: y, from, to}, dpi)
      if (to - from < SHORTEST * dpi || sums[end]! - sums[start]! < WORTH * (end - start)) continue
      const sight = look(evidence, y, start, end, style)
      if (!sight || !isDrawn(sight, end - start, style, dpi)) continue
      const edge = {at: y + 0.5, from, to}
      const firm = isFirm(sight, end - start, style, dpi) || isCorner(edge, long, dpi)
      found.push({...edge, strength: strengthOf(sight) * (end - start), firm})
    }
  }
  return withoutDoubtful(strongest(found, SAME * dpi), style, dpi)
}

/**
 * Leaves out rules that are nowhere beyond doubt: such as are no longer than strokes of letters, and broken ones, which
 * letters below each other resemble.
 */
function withoutDoubtful(segments: readonly Segment[], style: Style, dpi: number): Segment[] {
  const [near, reach] = [STRAIGHT * dpi, REACH * dpi]
  const sets = disjointSets(segments.length)
  const order = segments.map((_, i) => i).sort((i, k) => segments[i]!.at - segments[k]!.at)
  order.forEach((i, place) => {
    const a = segments[i]!
    for (let next = place + 1; next < order.length; next++) {
      const b = segments[order[next]!]!
      if (b.at - a.at >= near) break
      const [first, last] = a.from <= b.from ? [a, b] : [b, a]
      if (last.from - first.to <= reach) sets.join(i, order[next]!)
    }
  })
  const sure = new Set<number>()
  const lengths = new Map<number, number>()
  segments.forEach(({firm, from, to}, i) => {
    const rule = sets.find(i)
    const length = (lengths.get(rule) ?? 0) + to - from
    lengths.set(rule, length)
    if (firm || length >= (style.broken ? LONE.broken : LONE.whole) * dpi) sure.add(rule)
  })
  return segments.filter((_, i) => sure.has(sets.find(i)))
}

/** Whether long rules end at both ends of a stretch: it closes a table there. */
export function isCorner({at, from, to}: Edge, long: readonly Edge[], dpi: number): boolean {
  const reach = REACH * dpi
  const endsAt = (end: number) =>
    long.some(
      rule =>
        Math.abs(rule.at - end) <= reach &&
        Math.min(Math.abs(rule.from - at), Math.abs(rule.to - at)) <= reach,
    )
  return endsAt(from) && endsAt(to)
}

/** What of a stretch lies beside the rules it runs between. */
export function innerOf<T extends Edge>(edge: T, dpi: number): T {
  const margin = Math.ceil(MARGIN * dpi)
  const from = Math.round(edge.from) + margin
  return {...edge, from, to: Math.max(from, Math.round(edge.to) - margin)}
}

/** The middle of a rule is stronger than its sides. */
function strengthOf({contrast, ridge, covered, clean}: Sight): number {
  return (contrast + ridge) * covered * (1 - clean)
}

/** Stretches that are missing where a rule is known to run, and what is seen there is a worn rule. */
export function wornOf(
  evidence: Evidence,
  segments: readonly Run[],
  across: readonly Edge[],
  style: Style,
): Run[] {
  const {dpi, height} = evidence
  const [near, reach] = [SAME * dpi, REACH * dpi]
  const stopsAt = stopsByRow(across, height, dpi)
  const found: Run[] = []
  for (const rule of linesAmong(segments, near)) {
    const middle = Math.round(rule.reduce((sum, {at}) => sum + at, 0) / rule.length - 0.5)
    const stops = stopsAt(Math.min(height - 1, Math.max(0, middle)))
    const isDrawnAt = (x: number) => rule.some(({from, to}) => x > from && x < to)
    const ends = (x: number) =>
      rule.some(({from, to}) => Math.abs(from - x) <= reach || Math.abs(to - x) <= reach)
    for (let i = 1; i < stops.length; i++) {
      const [from, to] = [stops[i - 1]!, stops[i]!]
      if (to - from < SHORTEST * dpi || isDrawnAt((from + to) / 2)) continue
      const between = ends(from) && ends(to)
      // A rule of another table tells no more than where one may be.
      const isAlone = !ends(from) && !ends(to)
      if (isAlone && isHalfHidden(evidence, {at: middle, from, to})) continue
      const worn = wornAt(evidence, middle, from, to, style, between)
      if (worn) found.push(worn)
      // What a seal hides of a rule that goes on behind it is taken for drawn.
      else if (between && isInside(segments, {at: middle, from, to}, near)) {
        const inner = innerOf({at: middle, from, to}, dpi)
        if (isHidden(evidence, middle, inner.from, inner.to))
          found.push({at: middle + 0.5, from, to, strength: 0})
      }
    }
  }
  return found
}

/** Whether other rules run beside a stretch, as they do inside a table, not between two of them. */
export function isInside(segments: readonly Edge[], {at, from, to}: Edge, near: number): boolean {
  return segments.some(
    other =>
      Math.abs(other.at - at) > near && Math.min(other.to, to) - Math.max(other.from, from) > (to - from) / 2,
  )
}

/** Segments that lie on one line, top down. */
export function linesAmong<T extends Edge>(segments: readonly T[], near: number): T[][] {
  const sorted = [...segments].sort((a, b) => a.at - b.at)
  const rules: T[][] = []
  for (const segment of sorted) {
    const last = rules.at(-1)
    if (last && segment.at - last[0]!.at < near) last.push(segment)
    else rules.push([segment])
  }
  return rules
}

function wornAt(
  evidence: Evidence,
  middle: number,
  from: number,
  to: number,
  style: Style,
  between: boolean,
): Run | null {
  const {dpi, height} = evidence
  const wander = Math.ceil(WANDER * dpi)
  const {from: start, to: end} = innerOf({at: middle, from, to}, dpi)
  let best: Run | null = null
  for (let y = Math.max(0, middle - wander); y <= Math.min(height - 1, middle + wander); y++) {
    const sight = look(evidence, y, start, end, style)
    if (!sight || !isWorn(sight, style, dpi, between)) continue
    const strength = strengthOf(sight) * (end - start)
    if (!best || strength > best.strength) best = {at: y + 0.5, from, to, strength}
  }
  return best
}

/** Level and upright rules. */
export interface Both<T extends Edge> {
  horizontal: T[]
  vertical: T[]
}

/**
 * Leaves out stretches that end in nothing. What is left out may have held others up: until nothing changes.
 * @param open where tables end without a rule, as rules: they hold one end of a stretch, not both
 */
export function supported<T extends Edge>(all: Both<T>, open: Both<Edge>, dpi: number): Both<T> {
  const reach = REACH * dpi
  const ends = (segment: Edge, near: (place: number) => readonly Edge[]) =>
    [segment.from, segment.to].filter(end =>
      near(end).some(
        ({at, from, to}) =>
          Math.abs(at - end) <= reach && segment.at >= from - reach && segment.at <= to + reach,
      ),
    ).length
  const held = (segments: readonly T[], across: readonly Edge[], open: readonly Edge[]) => {
    const [closed, all] = [byPlace(across, reach), byPlace([...across, ...open], reach)]
    return segments.filter(segment => ends(segment, closed) > 0 && ends(segment, all) === 2)
  }
  for (let {horizontal, vertical} = all; ; ) {
    const level = held(horizontal, vertical, open.vertical)
    const upright = held(vertical, level, open.horizontal)
    if (level.length === horizontal.length && upright.length === vertical.length)
      return {horizontal, vertical}
    horizontal = level
    vertical = upright
  }
}

/** The edges near a place: hostile pages have thousands. */
function byPlace(edges: readonly Edge[], reach: number): (place: number) => readonly Edge[] {
  const squares = new Map<number, Edge[]>()
  for (const edge of edges) {
    const square = Math.floor(edge.at / reach)
    for (const near of [square - 1, square, square + 1]) {
      const own = squares.get(near)
      if (own) own.push(edge)
      else squares.set(near, [edge])
    }
  }
  return place => squares.get(Math.floor(place / reach)) ?? []
}
