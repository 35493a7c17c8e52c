import type {Edge} from '../layout/index.ts'
import type {Stroke, Strokes} from './strokes.ts'

export interface Rules {
  horizontal: Edge[]
  vertical: Edge[]
}

/** How far a rule may end before the one it meets, inches. */
const REACH = 0.06
/** Crossings nearer than this are one: no row is as low, no column as narrow, inches. */
const APART = {level: 0.12, upright: 0.08}
/** A rule is drawn over this share of its length with paper beside it; between letters there is more ink than paper. */
const DRAWN = 0.85
const BESIDE = 0.2
/** The same for a rule longer than this, inches: letters may stand near all along, and no row of them is as even. */
const DRAWN_LONG = 0.7
const BESIDE_WORN = 0.25
const BESIDE_LONG = 0.33
const VERY_LONG = 0.8
/** The same for a rule that is broken: whiter paper beside it makes up for the gaps. */
const BROKEN = 0.55
const BESIDE_BROKEN = 0.1
/** Dark over this share of its length, a long stroke is a rule however near letters stand. */
const UNBROKEN = 0.97
/** Strokes of letters are shorter than this, inches. */
const LONG = 0.35
/** Widest gap of a part between two rules, inches: dashes; and of a worn part between two good ones. */
const TIGHT = 0.035
const WORN = 0.09
/** A rule as wide as a table, inches. */
const WIDE = 2
/** A short rule meets those it runs between, but for this much, inches: letters stand farther from the rules of a cell. */
const MEETS = 0.008

/**
 * The ruling lines among strokes. Long ones that are met by at least two others, which stand apart, make the skeleton:
 * underlines, seals and edges of pictures meet none or one. Short ones are rules when they fill the room between two
 * rules of the skeleton.
 */
export function rulesOf({horizontal, vertical}: Strokes, dpi: number): Rules {
  const isLong = (stroke: Stroke) =>
    isUnbroken(stroke, dpi) || (stroke.to - stroke.from >= LONG * dpi && isClear(stroke, dpi))
  const long = {horizontal: horizontal.filter(isLong), vertical: vertical.filter(isLong)}
  const isShort = (across: Edge[]) => (stroke: Stroke) =>
    !isLong(stroke) && isClear(stroke, dpi) && spans(stroke, across, dpi)
  // A row that stands alone at a page end has nothing but short upright rules between two wide ones.
  const skeleton = withoutFalse(long, dpi)
  const isWide = ({from, to}: Stroke) => to - from >= WIDE * dpi
  const level = [...skeleton.horizontal, ...long.horizontal.filter(isWide)]
  const added = {
    horizontal: horizontal.filter(isShort(skeleton.vertical)),
    vertical: vertical.filter(isShort(level)),
  }
  const all = {
    horizontal: [...long.horizontal, ...added.horizontal],
    vertical: [...long.vertical, ...added.vertical],
  }
  const met = withoutFalse(all, dpi)
  const parts = {
    horizontal: met.horizontal.flatMap(stroke => drawnParts(stroke, met.vertical, dpi)),
    vertical: met.vertical.flatMap(stroke => drawnParts(stroke, met.horizontal, dpi)),
  }
  return withoutFalse(parts, dpi)
}

/**
 * A stroke cut at the rules that cross it, without the parts that are no rule: ends that do not reach the next rule, and
 * parts with gaps, where it goes on over the letters of a merged cell.
 */
function drawnParts(stroke: Stroke, across: readonly Edge[], dpi: number): Edge[] {
  const reach = REACH * dpi
  const crossing = across
    .filter(({from, to}) => stroke.at >= from - reach && stroke.at <= to + reach)
    .map(({at}) => at)
    .sort((a, b) => a - b)
  const inside = crossing.filter(at => at > stroke.from + reach && at < stroke.to - reach)
  const cuts = [stroke.from, ...inside, stroke.to]
  const stops = [
    !crossing.some(at => at < stroke.from - reach) ||
      crossing.some(at => Math.abs(at - stroke.from) <= reach),
    !crossing.some(at => at > stroke.to + reach) || crossing.some(at => Math.abs(at - stroke.to) <= reach),
  ]
  const gaps = cuts.slice(1).map((to, i) => {
    const ends = (i > 0 || stops[0]) && (i + 2 < cuts.length || stops[1])
    return ends ? widestGap(stroke, cuts[i]!, to) / dpi : Infinity
  })
  const parts: Edge[] = []
  gaps.forEach((gap, i) => {
    const between = gaps[i - 1]! <= TIGHT && gaps[i + 1]! <= TIGHT
    if (gap > (between ? WORN : TIGHT)) return
    const last = parts.at(-1)
    if (last && last.to === cuts[i]) last.to = cuts[i + 1]!
    else parts.push({at: stroke.at, from: cuts[i]!, to: cuts[i + 1]!})
  })
  return parts
}

/** The longest stretch without ink, dots. */
function widestGap({ink, from}: Stroke, start: number, end: number): number {
  let widest = 0
  let gap = 0
  for (let i = Math.round(start - from); i < Math.round(end - from); i++) {
    gap = ink[i] ? 0 : gap + 1
    widest = Math.max(widest, gap)
  }
  return widest
}

/** Whether a stroke has paper on both sides. */
function isClear({from, to, drawn, beside}: Stroke, dpi: number): boolean {
  const veryLong = to - from >= VERY_LONG * dpi
  return (
    (drawn >= DRAWN && beside <= (veryLong ? BESIDE_LONG : BESIDE)) ||
    (veryLong && drawn >= DRAWN_LONG && beside <= BESIDE_WORN) ||
    (drawn >= BROKEN && beside <= BESIDE_BROKEN)
  )
}

/** Whether a stroke is longer than strokes of letters are without a gap. */
function isUnbroken({from, to, solid}: Stroke, dpi: number): boolean {
  return solid >= UNBROKEN && to - from >= LONG * dpi
}

/** Whether a short stroke runs from one rule to the next: letters leave room above and below. */
function spans(stroke: Stroke, across: readonly Edge[], dpi: number): boolean {
  const reach = REACH * dpi
  const crossing = across.filter(({from, to}) => stroke.at >= from - reach && stroke.at <= to + reach)
  const middle = (stroke.from + stroke.to) / 2
  let [before, after] = [-Infinity, Infinity]
  for (const {at} of crossing) {
    if (at <= middle) before = Math.max(before, at)
    else after = Math.min(after, at)
  }
  const meets = MEETS * dpi + 1
  return stroke.from - before <= meets && after - stroke.to <= meets
}

/** Leaves out what fewer than two others meet. What is left out may have held others up: until nothing changes. */
function withoutFalse<T extends Edge>(
  rules: {horizontal: T[]; vertical: T[]},
  dpi: number,
): {horizontal: T[]; vertical: T[]} {
  const reach = REACH * dpi
  for (let {horizontal, vertical} = rules; ; ) {
    const upright = vertical.filter(edge => isMet(edge, horizontal, reach, APART.level * dpi))
    const level = horizontal.filter(edge => isMet(edge, upright, reach, APART.upright * dpi))
    if (upright.length === vertical.length && level.length === horizontal.length)
      return {horizontal, vertical}
    horizontal = level
    vertical = upright
  }
}

function isMet(edge: Edge, others: readonly Edge[], reach: number, apart: number): boolean {
  let [first, last] = [Infinity, -Infinity]
  for (const other of others) {
    const along = other.at >= edge.from - reach && other.at <= edge.to + reach
    const across = edge.at >= other.from - reach && edge.at <= other.to + reach
    if (!along || !across) continue
    first = Math.min(first, other.at)
    last = Math.max(last, other.at)
    if (last - first >= apart) return true
  }
  return false
}
