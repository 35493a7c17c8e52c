import {linesOf} from '../text/lines.ts'
import {isNumeric, textOfLine} from '../text/text.ts'
import {type Edge, type Glyph, least, most} from '../types.ts'
import {boxOf, type Frame} from './frames.ts'

/** A rule ends at a level line when it ends within this many tolerances of it; beyond, it runs on. */
const REACH = 1.5
/** Two upright rules are one column edge within this many tolerances. */
const AGREE = 1.5
/** Share of the column edges that tables one below the other may have in common by chance. */
const SHARED = 1 / 3
/** Fewest inner column edges that may differ, and fewest figures side by side above them. */
const MIN_INNER = 2
const MIN_FIGURES = 2

/**
 * Parts a frame at level rules over its whole width where a row of figures ends above and the columns below are others:
 * tables printed one below the other without space between. Either a side of the one is no column edge of the other, or the
 * inner edges differ. Within one table columns are parted further or joined, but nearly all edges of one side go on.
 * @param glyphs those inside the frame
 */
export function touchingTables(frame: Frame, glyphs: readonly Glyph[], tolerance: number): Frame[] {
  const parts: Frame[] = []
  let rest = frame
  const levels = [...new Set(frame.horizontal.map(edge => edge.at))].sort((a, b) => a - b)
  let above = levels[0]!
  for (const [i, level] of levels.entries()) {
    if (i === 0 || i === levels.length - 1 || level - above <= 2 * REACH * tolerance) continue
    const below = levels.find(other => other - level > 2 * REACH * tolerance) ?? level
    const figures = seamAt(rest, [above, level, below], tolerance)
    if (figures > 0 && figuresBetween(rest, glyphs, above, level) >= figures) {
      const [upper, lower] = cutAt(rest, level, tolerance)
      parts.push(upper)
      rest = lower
    }
    above = level
  }
  return [...parts, rest]
}

/**
 * How many figures above a rule make it the end of a table; 0 where the columns below it are those above.
 * @param levels the rule before, the rule itself, the rule after
 */
function seamAt(
  {horizontal, vertical}: Frame,
  [above, level, below]: [number, number, number],
  tolerance: number,
): number {
  const reach = REACH * tolerance
  if (!vertical.some(e => e.to - level <= reach && level - e.to <= reach)) return 0
  if (!vertical.some(e => e.from - level <= reach && level - e.from <= reach)) return 0
  const edges = (of: (edge: Edge) => boolean) => vertical.filter(of).map(e => e.at)
  const over = edges(e => e.from < level - 2 * reach && e.to >= level - reach).sort((a, b) => a - b)
  const under = edges(e => e.to > level + 2 * reach && e.from <= level + reach).sort((a, b) => a - b)
  if (over.length < 2 || under.length < 2) return 0
  const left = Math.min(over[0]!, under[0]!)
  const right = Math.max(over.at(-1)!, under.at(-1)!)
  const whole = horizontal.some(
    e => Math.abs(e.at - level) <= reach && e.from <= left + reach && e.to >= right - reach,
  )
  if (!whole) return 0
  const isNear = (at: number, others: readonly number[]) =>
    others.some(other => Math.abs(other - at) <= AGREE * tolerance)
  // Where a table ends there are no rules beyond; a piece of its side may be missing.
  const isSide = (own: number[], others: number[], next: number, end: 0 | -1) => {
    const at = own.at(end)!
    const beyond = (e: Edge) => (end === 0 ? e.from < at - 2 * reach : e.to > at + 2 * reach)
    return !isNear(at, others) && !horizontal.some(e => Math.abs(e.at - next) <= reach && beyond(e))
  }
  if (over[0]! > under[0]! ? isSide(over, under, above, 0) : isSide(under, over, below, 0)) return 1
  if (over.at(-1)! < under.at(-1)! ? isSide(over, under, above, -1) : isSide(under, over, below, -1)) return 1
  const [a, b] = [over.slice(1, -1), under.slice(1, -1)]
  if (Math.min(a.length, b.length) < MIN_INNER) return 0
  const differ = (some: number[], others: number[]) =>
    some.filter(at => isNear(at, others)).length <= SHARED * some.length
  return differ(a, b) && differ(b, a) ? MIN_FIGURES : 0
}

/** How many cells between two levels hold a figure. */
function figuresBetween({vertical}: Frame, glyphs: readonly Glyph[], top: number, bottom: number): number {
  const middle = (top + bottom) / 2
  const edges = vertical.filter(e => e.from < middle && e.to > middle).map(e => e.at)
  const xs = edges.sort((a, b) => a - b)
  const inRow = glyphs.filter(({box}) => isBetween((box[1] + box[3]) / 2, top, bottom))
  return xs.slice(1).filter((right, i) => {
    const own = inRow.filter(({box}) => isBetween((box[0] + box[2]) / 2, xs[i]!, right))
    return own.length > 0 && isNumeric(linesOf(own).map(textOfLine).join(''))
  }).length
}

function isBetween(value: number, from: number, to: number): boolean {
  return value > from && value < to
}

/** Both parts keep the rule between them, each as far as its own sides. */
function cutAt(frame: Frame, level: number, tolerance: number): [Frame, Frame] {
  const reach = REACH * tolerance
  const part = (keeps: (edge: Edge) => boolean, clipped: (edge: Edge) => Edge): Frame => {
    const vertical = frame.vertical.map(clipped).filter(e => e.to - e.from > 2 * reach)
    const sides = vertical.filter(e => Math.min(Math.abs(e.to - level), Math.abs(e.from - level)) <= reach)
    const [left, right] = [least(sides.map(e => e.at)), most(sides.map(e => e.at))]
    const horizontal = frame.horizontal
      .filter(keeps)
      .map(e =>
        Math.abs(e.at - level) > reach ? e : {...e, from: Math.max(e.from, left), to: Math.min(e.to, right)},
      )
    return {horizontal, vertical, box: boxOf({horizontal, vertical})}
  }
  return [
    part(
      e => e.at <= level + reach,
      e => ({...e, to: Math.min(e.to, level)}),
    ),
    part(
      e => e.at >= level - reach,
      e => ({...e, from: Math.max(e.from, level)}),
    ),
  ]
}
