import type {Edge} from '../layout/index.ts'
import {type Raster, transposed} from './raster.ts'
import type {Rules} from './rules.ts'

/** Ends this near to a rule touch it, inches. */
const REACH = 0.06
/** A rule wanders this far from its line, inches. */
const WANDER = 0.012
/** Paper beside a rule is looked for this far away, inches. */
const BESIDE = 0.03
/** Share of a border that is dark, its longest gap in inches, and how much darker than the paper beside it is at least. */
const DARK = 0.8
const GAP = 0.035
const CONTRAST = 25
/** A border is there when this share of it is. */
const COVERED = 0.6
/** Share of a border's length beside which there is ink, at most. */
const INK = 0.35

/**
 * Adds borders of cells that were missed: where a rule exists elsewhere on the same line and two crossing rules bound the
 * place, faint and short pieces count that could not be told from letters before.
 */
export function withMissedBorders(rules: Rules, page: Raster): Rules {
  const turned = transposed(page)
  return {
    horizontal: [...rules.horizontal, ...missed(rules.horizontal, rules.vertical, page)],
    vertical: [...rules.vertical, ...missed(rules.vertical, rules.horizontal, turned)],
  }
}

function missed(along: readonly Edge[], across: readonly Edge[], page: Raster): Edge[] {
  const reach = REACH * page.dpi
  const found: Edge[] = []
  for (const {at} of along) {
    const stops = across
      .filter(({from, to}) => at >= from - reach && at <= to + reach)
      .map(edge => edge.at)
      .sort((a, b) => a - b)
    for (let i = 1; i < stops.length; i++) {
      const [from, to] = [stops[i - 1]!, stops[i]!]
      if (to - from < reach) continue
      const covered = [...along, ...found].some(
        edge =>
          Math.abs(edge.at - at) < reach &&
          Math.min(edge.to, to) - Math.max(edge.from, from) >= COVERED * (to - from),
      )
      if (!covered && isDrawn(page, at, from, to)) found.push({at, from, to})
    }
  }
  return found
}

/** Whether a level line from one place to another is dark throughout, with paper on both sides. */
function isDrawn({width, height, data, dpi}: Raster, at: number, from: number, to: number): boolean {
  const wander = Math.max(1, Math.round(WANDER * dpi))
  const beside = wander + Math.max(1, Math.round(BESIDE * dpi))
  const middle = Math.round(at - 0.5)
  const value = (x: number, y: number) => data[Math.min(Math.max(y, 0), height - 1) * width + x]!
  const [first, last] = [Math.round(from) + wander + 1, Math.min(width, Math.round(to) - wander - 1)]
  let [dark, inked, gap, widest] = [0, 0, 0, 0]
  for (let x = first; x < last; x++) {
    let line = 255
    for (let y = middle - wander; y <= middle + wander; y++) line = Math.min(line, value(x, y))
    const paper = Math.max(value(x, middle - beside), value(x, middle + beside))
    if (Math.min(value(x, middle - beside), value(x, middle + beside)) < line + CONTRAST) inked++
    gap = paper - line >= CONTRAST ? 0 : gap + 1
    if (gap === 0) dark++
    widest = Math.max(widest, gap)
  }
  const length = last - first
  return length > 0 && dark >= DARK * length && inked <= INK * length && widest <= GAP * dpi
}
