import type {Edge} from '../../layout/index.ts'
import type {Evidence} from './evidence.ts'
import {isHalfHidden} from './judge.ts'
import {innerOf, isCorner, isInside, linesAmong} from './lattice.ts'
import {CLIPPED, type Measure, measured, scaled, type Usual, usualAmong, usualOf} from './measure.ts'
import {type Run, strongest} from './runs.ts'
import {REACH, stopsByRow} from './stops.ts'
import {isBent, signsOfLetters} from './strokes.ts'
import {tracesAlong} from './traces.ts'

/** Shortest stretch between two crossings that is judged, inches. */
const SHORTEST = 0.1
/** Rows nearer than this are of one rule; a rule wanders so far from one stretch to the next, inches. */
const SAME = 0.05
const WANDER = 0.02
/** Longer stretches are no strokes of letters, inches. */
const STROKE = 0.6
/**
 * A stretch on the line of a rule is drawn, too, where it is as dark as this share of the page's other rules in its lightest
 * part and on the whole, not darker than letters, and where there is paper beside it.
 */
const DRAWN = {least: 0.5, certain: 0.4, mean: 0.6, most: 1.6, beside: 0.35, seen: 0.2}
/** A stretch that nothing goes on from at one end or both is none where its lightest part is lighter, or less of it is seen. */
const STRAY = {least: 0.45, alone: 0.7, beside: 0.5}
/** With paper beside it all along, as dark as others on the whole, it may have wider gaps than they: over so many times their period it is judged. */
const WIDER = {period: 1.5, beside: 0.05, mean: 0.75}
/** Where less of it is seen, what is seen must look like the others on the whole as well. */
const SEEN = {share: 0.6, mean: 0.65, most: 1.5}
/** A stretch on no line is drawn where it looks like all others; no row is as low and no column as narrow, inches. */
const NEW = {least: 0.75, mean: 0.75, most: 1.3, beside: 0.1, seen: 0.8, apart: 0.1}
/** So many signs tell letters: of a stretch that no other goes on from one will do; between two others without room at its ends more. */
const SIGNS = {alone: 1, continued: 2, between: 3}

/**
 * Of a stretch so much of which a seal hides, ink left there speaks for a rule, where there is so much and several times what is
 * beside it; none speaks against it where such a share of the others has that much, and what is seen of it is paper.
 */
const TRACED = {
  hidden: 0.4,
  line: 0.1,
  times: 3,
  telling: 2,
  share: 0.75,
  usual: 0.3,
  none: 0.2,
  light: 0.3,
}

/** A stretch of which so much is seen and as light as this is none, whatever a seal hides. */
const PAPER = {seen: 0.5, light: 0.15}

/** Looks at a stretch; darkness is averaged over so many dots, those of the page's rules unless told. */
type Judge = (edge: Edge, period?: number) => Measure | null

/** A stretch between two neighbouring crossings of a line. */
interface Stretch extends Edge {
  drawn: boolean
}

/**
 * The stretches of all lines, judged against each other: what the rules of this page look like tells which of those that were
 * missed are drawn and which of those that were found are strokes of letters.
 * @param across rules that cross them
 * @param long rules that cross them and were told by themselves: their ends are corners
 * @param broken whether the page's rules are dashed
 * @param held where stretches on no line of others may end: not in rows of letters
 * @param other what the rules that cross them look like: rules of one page are drawn alike, where there are too few here to tell
 */
export function settled(
  evidence: Evidence,
  found: readonly Edge[],
  across: readonly Edge[],
  long: readonly Edge[],
  broken: boolean,
  other: Usual | null,
  held: readonly Edge[] = across,
): Edge[] {
  const {dpi} = evidence
  const usual = looksOf(evidence, found) ?? other
  if (!usual) return [...found]
  const judge: Judge = (edge, period = usual.period) => {
    const {at, from, to} = innerOf(edge, dpi)
    return measured(evidence, Math.floor(at), from, to, period)
  }
  const isLetter = (edge: Edge, neighbours: number, like: Usual) => {
    if (neighbours > 0 && edge.to - edge.from > STROKE * dpi) return false
    const {room, count} = signsOfLetters(evidence, innerOf(edge, dpi), like, broken)
    if (neighbours === 2 && room === 0) return count >= SIGNS.between
    return count >= (neighbours === 0 ? SIGNS.alone : SIGNS.continued)
  }
  const likeOf = (line: readonly Stretch[]) => {
    const own = usualAmong(
      usual,
      line.filter(({drawn}) => drawn).flatMap(edge => judge(edge) ?? []),
    )
    // A corner may be drawn in half, and need not.
    return (stretch: Edge) => (isCorner(stretch, long, dpi) ? {...scaled(own, CLIPPED), peak: own.peak} : own)
  }
  const tracesOf = (edge: Edge) => {
    const traces = tracesAlong(evidence, innerOf(edge, dpi), usual.peak)
    return traces && traces.hidden >= TRACED.hidden ? traces : null
  }
  const left = found.flatMap(edge => tracesOf(edge)?.line ?? []).sort((a, b) => a - b)
  const usualTrace = left.length < TRACED.telling ? 0 : left[Math.floor(left.length * TRACED.share)]!
  const isTraced = (edge: Edge) => {
    const traces = tracesOf(edge)
    return traces !== null && traces.line >= Math.max(TRACED.line, TRACED.times * traces.beside)
  }
  const isGone = (edge: Edge, like: Usual) => {
    const traces = tracesOf(edge)
    if (!traces) return false
    const sight = judge(edge)
    const isPaper = sight !== null && sight.seen >= PAPER.seen && sight.mean < PAPER.light * like.mean
    const lacksInk = usualTrace >= TRACED.usual && traces.line < TRACED.none * usualTrace
    return isPaper || (lacksInk && (sight?.mean ?? 0) < TRACED.light * like.mean)
  }
  const kept = linesOf(found, across, evidence).flatMap(stretches => {
    const like = likeOf(stretches)
    return stretches.filter((stretch, i) => {
      if (!stretch.drawn) return false
      const neighbours = neighboursOf(stretches, i)
      if (stretch.to - stretch.from > STROKE * dpi) return true
      if (isGone(stretch, like(stretch))) return false
      const alone = neighbours === 0
      if (neighbours < 2 && isStray(judge, stretch, like(stretch), alone)) return false
      return !isLetter(stretch, neighbours, like(stretch))
    })
  })
  const added = linesOf(kept, across, evidence).flatMap(stretches => {
    const like = likeOf(stretches)
    return stretches.flatMap((stretch, i) => {
      if (stretch.drawn || stretch.to - stretch.from < SHORTEST * dpi) return []
      if (!isInside(kept, stretch, SAME * dpi)) return []
      const neighbours = neighboursOf(stretches, i)
      // Behind a seal the rule of the rows above goes on to the end of the table.
      if (isLast(stretches, i) && neighbours === 1 && (judge(stretch)?.seen ?? 0) < DRAWN.seen)
        return [stretch]
      if (neighbours > 0 && isTraced(stretch)) return [stretch]
      if (neighbours === 0 && isHalfHidden(evidence, stretch)) return []
      const place = placeOf(stretch, evidence, judge, like(stretch), neighbours === 2)
      if (!place) return []
      const edge = {at: place.at, from: stretch.from, to: stretch.to}
      if (isBent(evidence, innerOf(edge, dpi))) return []
      return place.covered || !isLetter(edge, neighbours, like(stretch)) ? [edge] : []
    })
  })
  const settled = [...kept.map(({at, from, to}) => ({at, from, to})), ...added]
  const alone = newAmong(evidence, settled, held, usual)
  return [...settled, ...alone.filter(edge => !isHalfHidden(evidence, edge) && !isLetter(edge, 0, usual))]
}

/** What stretches between crossings look like; null where there are too few of them. */
export function looksOf(evidence: Evidence, stretches: readonly Edge[]): Usual | null {
  return usualOf(
    evidence,
    stretches.map(edge => innerOf(edge, evidence.dpi)),
  )
}

/** Stretches on no line that look like all others: a row alone on its page has columns of its own. */
function newAmong(
  evidence: Evidence,
  settled: readonly Edge[],
  across: readonly Edge[],
  usual: Usual,
): Edge[] {
  const {dpi, width, height, dark} = evidence
  const stopsAt = stopsByRow(across, height, dpi)
  const found: Run[] = []
  const sums = new Int32Array(width + 1)
  for (let y = 0; y < height; y++) {
    const stops = stopsAt(y)
    if (stops.length < 2) continue
    for (let x = 0; x < width; x++) sums[x + 1] = sums[x]! + dark[y * width + x]!
    for (let i = 1; i < stops.length; i++) {
      const edge = {at: y + 0.5, from: stops[i - 1]!, to: stops[i]!}
      if (edge.to - edge.from < SHORTEST * dpi) continue
      const {from, to} = innerOf(edge, dpi)
      // Most rows are lighter than any rule.
      if (sums[to]! - sums[from]! < NEW.mean * usual.mean * (to - from)) continue
      const sight = measured(evidence, y, from, to, usual.period)
      if (!sight || sight.least < NEW.least * usual.least || sight.mean < NEW.mean * usual.mean) continue
      if (sight.mean > NEW.most * usual.mean || sight.beside > NEW.beside || sight.seen < NEW.seen) continue
      const isNear = settled.some(
        other =>
          Math.abs(other.at - edge.at) < NEW.apart * dpi && other.from < edge.to && other.to > edge.from,
      )
      if (!isNear) found.push({...edge, strength: sight.least * (to - from)})
    }
  }
  return strongest(found, NEW.apart * dpi).map(({at, from, to}) => ({at, from, to}))
}

function isStray(judge: Judge, edge: Edge, usual: Usual, alone: boolean): boolean {
  const sight = judge(edge)
  if (!sight) return alone
  const least = (alone ? STRAY.alone : STRAY.least) * usual.least
  if (sight.least < least) {
    // Of short rules the dashes lie farther apart where one more would not fit.
    const isClean = sight.beside <= WIDER.beside && sight.mean >= WIDER.mean * usual.mean
    const period = Math.round(WIDER.period * usual.period)
    if (alone || !isClean || judge(edge, period)!.least < least) return true
  }
  if (!alone) return false
  const differs = sight.mean < SEEN.mean * usual.mean || sight.mean > SEEN.most * usual.mean
  return sight.beside > STRAY.beside || (sight.seen < SEEN.share && differs)
}

/** Where a stretch of a line is drawn, and whether other ink covers it there; null where it is not. */
function placeOf(
  stretch: Edge,
  {dpi, height}: Evidence,
  judge: Judge,
  usual: Usual,
  between: boolean,
): {at: number; covered: boolean} | null {
  const wander = Math.ceil(WANDER * dpi)
  const certain = between || stretch.to - stretch.from > STROKE * dpi
  const least = (certain ? DRAWN.certain : DRAWN.least) * usual.least
  let best: {at: number; least: number; covered: boolean} | null = null
  for (let at = stretch.at - wander; at <= stretch.at + wander; at++) {
    if (at < 0 || at >= height) continue
    const sight = judge({...stretch, at})
    if (!sight || sight.seen < DRAWN.seen || sight.beside > DRAWN.beside || sight.least < least) continue
    if (sight.mean < DRAWN.mean * usual.mean) continue
    // A stroke of a seal may cover it from end to end, without gaps as letters leave them.
    const covered = between && sight.least > DRAWN.most * usual.mean
    if (sight.mean > DRAWN.most * usual.mean && !covered) continue
    if (!best || sight.least > best.least) best = {at, least: sight.least, covered}
  }
  return best
}

/** How many of the stretches before and behind go on from one that is drawn. */
function neighboursOf(stretches: readonly Stretch[], i: number): number {
  const [before, own, behind] = [stretches[i - 1], stretches[i]!, stretches[i + 1]]
  return Number(before?.drawn && before.to === own.from) + Number(behind?.drawn && behind.from === own.to)
}

/** Whether nothing crosses the line behind a stretch. */
function isLast(stretches: readonly Stretch[], i: number): boolean {
  return stretches[i + 1]?.from !== stretches[i]!.to && stretches[i - 1]?.to === stretches[i]!.from
}

/** For each line, from the first on, its stretches. */
function linesOf(edges: readonly Edge[], across: readonly Edge[], {dpi, height}: Evidence): Stretch[][] {
  const stopsAt = stopsByRow(across, height, dpi)
  return linesAmong(edges, SAME * dpi).map(line => {
    const middle = line.reduce((sum, {at}) => sum + at, 0) / line.length
    return stretchesOf(line, stopsAt(Math.min(height - 1, Math.max(0, Math.floor(middle)))), dpi)
  })
}

/** The stretches of a line from one crossing rule to the next, those that are drawn as they were found. */
function stretchesOf(line: readonly Edge[], stops: readonly number[], dpi: number): Stretch[] {
  const drawn = [...line].sort((a, b) => a.from - b.from)
  const reach = REACH * dpi
  const stretches: Stretch[] = drawn.map(edge => ({...edge, drawn: true}))
  for (let i = 1; i < stops.length; i++) {
    const [from, to] = [stops[i - 1]!, stops[i]!]
    if (drawn.some(edge => Math.min(edge.to, to) - Math.max(edge.from, from) > reach)) continue
    const near = drawn.reduce((a, b) => (distance(b, from, to) < distance(a, from, to) ? b : a))
    stretches.push({at: near.at, from, to, drawn: false})
  }
  stretches.sort((a, b) => a.from - b.from)
  // Ends of stretches that meet are one place.
  for (let i = 1; i < stretches.length; i++)
    if (Math.abs(stretches[i]!.from - stretches[i - 1]!.to) <= reach)
      stretches[i]!.from = stretches[i - 1]!.to
  return stretches
}

function distance(edge: Edge, from: number, to: number): number {
  return Math.max(from - edge.to, edge.from - to, 0)
}
