import type {Drawing} from '../drawn/drawing.ts'
import type {Area, Colour} from '../drawn/paths.ts'
import type {Stroke} from '../drawn/rectangles.ts'
import type {Handle, Pdfium} from '../pdfium.ts'
import {isSame, PAPER} from './visibility.ts'

/** A bar hides a rule that is thinner than it by this, and of which it leaves no more than this to see; points. */
const WIDER = 0.4
const LEFT = 0.3
/** An area hides a rule that lies this far within it, points: cells are filled up to the middle of their borders. */
const WITHIN = 1
/** A bar that lies over rules along this share of its length was drawn to hide them. */
const COVERED = 0.5
/** Height of the bands by which areas are looked up, points; most comparisons of one page, beyond which all rules stay. */
const BAND = 16
const MAX_WORK = 2_000_000
const MAX_BANDS = 500
const OPAQUE = 255

type Span = [from: number, to: number]
type Box = [number, number, number, number]

/** A rule along one axis. */
interface Rule {
  stroke: Stroke
  level: boolean
  at: number
  from: number
  to: number
  /** What of it is painted over. */
  gone: Span[]
}

/**
 * The rules of a page without what of them is painted over: by an area, or by a bar in the colour of its ground, as some
 * programs merge cells.
 */
export function shownStrokes(pdfium: Pdfium, {strokes, areas}: Drawing): Stroke[] {
  const bars = barsOf(pdfium, strokes, areas)
  let first = Infinity
  for (const {z = Infinity} of strokes) if (z < first) first = z
  const covers = areas.filter(area => area.opaque && area.z > first)
  if (bars.size + covers.length === 0) return strokes
  const rules = strokes.map(ruleOf)
  const work = {left: MAX_WORK}
  const hidden = bars.size > 0 ? underBars(rules, bars, areas, work) : new Set<Rule>()
  if (covers.length > 0) underAreas(rules, covers, work)
  if (work.left < 0) return strokes
  return rules.flatMap(rule =>
    hidden.has(rule) ? [] : rule.gone.length === 0 ? [rule.stroke] : piecesOf(rule),
  )
}

function ruleOf(stroke: Stroke): Rule {
  const {x0, y0, x1, y1} = stroke
  const level = Math.abs(y1 - y0) < Math.abs(x1 - x0)
  const [a, b] = level ? [x0, x1] : [y0, y1]
  const at = level ? (y0 + y1) / 2 : (x0 + x1) / 2
  return {stroke, level, at, from: Math.min(a, b), to: Math.max(a, b), gone: []}
}

/** Bars in the colour of paper or of an area, with it: all that may be seen as nothing. */
function barsOf(
  {call, scratch, int}: Pdfium,
  strokes: readonly Stroke[],
  areas: readonly Area[],
): Map<Stroke, Colour> {
  const bars = new Map<Stroke, Colour>()
  let last: {object: Handle; colour: Colour | null} = {object: 0, colour: null}
  for (const stroke of strokes) {
    const {object = 0, width = 0, filled} = stroke
    if (object === 0 || width <= WIDER) continue
    if (object !== last.object) {
      const ask = filled ? call.FPDFPageObj_GetFillColor : call.FPDFPageObj_GetStrokeColor
      const known = ask(object, scratch, scratch + 4, scratch + 8, scratch + 12) && int(12) === OPAQUE
      const colour = known ? ([int(0), int(4), int(8)] as const) : null
      const isGround =
        colour && (isSame(colour, PAPER) || areas.some(a => a.colour && isSame(a.colour, colour)))
      last = {object, colour: isGround ? colour : null}
    }
    if (last.colour) bars.set(stroke, last.colour)
  }
  return bars
}

/** Notes what bars hide; gives the bars that are there for nothing else. */
function underBars(
  rules: readonly Rule[],
  bars: ReadonlyMap<Stroke, Colour>,
  areas: readonly Area[],
  work: {left: number},
): Set<Rule> {
  const done = new Set<Rule>()
  for (const level of [true, false]) {
    const own = rules.filter(rule => rule.level === level).sort((a, b) => a.at - b.at)
    let start = 0
    for (const bar of own) {
      const colour = bars.get(bar.stroke)
      if (!colour) continue
      const half = bar.stroke.width! / 2
      while (start < own.length && own[start]!.at < bar.at - MAX_HALF) start++
      const under: [Rule, Span][] = []
      for (let i = start; i < own.length && own[i]!.at <= bar.at + half; i++) {
        if (--work.left < 0) return done
        const rule = own[i]!
        const {width = 0, z = Infinity} = rule.stroke
        const [from, to] = [Math.max(rule.from, bar.from), Math.min(rule.to, bar.to)]
        const isUnder =
          z < bar.stroke.z! &&
          width + WIDER <= 2 * half &&
          Math.abs(rule.at - bar.at) + width / 2 <= half + LEFT
        if (isUnder && to > from && !bars.has(rule.stroke)) under.push([rule, [from, to]])
      }
      if (lengthOf(under.map(([, span]) => span)) < COVERED * (bar.to - bar.from)) continue
      work.left -= areas.length
      if (!isSame(colour, groundOf(bar, areas))) continue
      for (const [rule, span] of under) rule.gone.push(span)
      done.add(bar)
    }
  }
  return done
}

/** Half the width of the widest rule, points. */
const MAX_HALF = 2.5

/** The colour on which the middle of a rule is painted. */
function groundOf({stroke, level, at, from, to}: Rule, areas: readonly Area[]): Colour {
  const middle = (from + to) / 2
  const [x, y] = level ? [middle, at] : [at, middle]
  let top: Area | null = null
  for (const area of areas) {
    const {box, z} = area
    if (z < stroke.z! && z > (top?.z ?? -1) && x > box[0] && x < box[2] && y > box[1] && y < box[3])
      top = area
  }
  return top ? (top.colour ?? NONE) : PAPER
}

/** No colour at all. */
const NONE: Colour = [-OPAQUE, -OPAQUE, -OPAQUE]

function underAreas(rules: readonly Rule[], areas: readonly Area[], work: {left: number}): void {
  const bands = new Map<number, Area[]>()
  for (const area of areas) {
    const [from, to] = [Math.floor(area.box[1] / BAND), Math.floor(area.box[3] / BAND)]
    for (let band = Math.max(from, to - MAX_BANDS); band <= to; band++) {
      const own = bands.get(band)
      if (own) own.push(area)
      else bands.set(band, [area])
    }
  }
  for (const rule of rules) {
    const {level, at, from, to, stroke} = rule
    const [first, last] = level ? [at, at] : [from, to]
    const seen = new Set<Area>()
    for (let band = Math.floor(first / BAND); band <= Math.floor(last / BAND); band++) {
      const own = bands.get(band)
      if (!own) continue
      work.left -= own.length
      if (work.left < 0) return
      for (const area of own) {
        if (area.z <= (stroke.z ?? Infinity) || seen.has(area)) continue
        seen.add(area)
        const [low, high, begin, end] = (level ? [1, 3, 0, 2] : [0, 2, 1, 3]).map(i => area.box[i]!) as Box
        if (at < low + WITHIN || at > high - WITHIN) continue
        const span: Span = [Math.max(begin, from), Math.min(end, to)]
        if (span[1] > span[0]) rule.gone.push(span)
      }
    }
  }
}

/** How much of a line spans take up together. */
function lengthOf(spans: readonly Span[]): number {
  let [length, reached] = [0, -Infinity]
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    length += Math.max(to - Math.max(from, reached), 0)
    reached = Math.max(reached, to)
  }
  return length
}

/** What is left of a rule. */
function piecesOf({stroke, level, at, from, to, gone}: Rule): Stroke[] {
  const pieces: Stroke[] = []
  let reached = from
  const add = (end: number) => {
    if (end <= reached) return
    const ends = level ? {x0: reached, x1: end, y0: at, y1: at} : {x0: at, x1: at, y0: reached, y1: end}
    pieces.push({...stroke, ...ends})
  }
  for (const [begin, end] of gone.sort((a, b) => a[0] - b[0])) {
    add(begin)
    reached = Math.max(reached, end)
  }
  add(to)
  return pieces
}
