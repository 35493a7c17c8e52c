import type {Edge} from '../../layout/index.ts'
import type {Evidence} from './evidence.ts'
import {isDrawn, isHalfHidden, look, type Style} from './judge.ts'
import {innerOf} from './lattice.ts'
import {CLIPPED, scaled, type Usual} from './measure.ts'
import type {Rule} from './runs.ts'
import {REACH, stopsByRow} from './stops.ts'
import {signsOfLetters} from './strokes.ts'

/** Rules nearer than this are one, inches. */
const SAME = 0.05
/** No lower row is taken for one, inches. */
const SHORTEST = 0.1
/** Share of a long rule's length beside which there may be ink: letters have more. */
const CLEAN = 0.1

/**
 * Stretches of long rules that are lighter than those of the page, such as a scratch along them leaves: the whole rule was told
 * by itself and meets others, paper is beside it, and from one crossing to the next it is drawn as evenly as they are.
 * @param long rules that were told by themselves and meet at least two others
 * @param found the stretches of the page, of which one where a rule is lighter may be missing
 */
export function fadedAlong(
  evidence: Evidence,
  long: readonly Rule[],
  found: readonly Edge[],
  across: readonly Edge[],
  style: Style,
  usual: Usual,
): Edge[] {
  const {dpi, height} = evidence
  const reach = REACH * dpi
  const faint = scaled(usual, CLIPPED)
  const clean = long.filter(({even, beside}) => even && beside <= CLEAN).sort((a, b) => a.at - b.at)
  const stopsAt = stopsByRow(across, height, dpi)
  return clean.flatMap(rule => {
    const stops = stopsAt(Math.floor(rule.at))
    return stops.slice(1).flatMap((to, i) => {
      const stretch = {at: rule.at, from: stops[i]!, to}
      const isWithin = stretch.from >= rule.from - reach && to <= rule.to + reach
      if (!isWithin || to - stretch.from < SHORTEST * dpi || isHalfHidden(evidence, stretch)) return []
      if (found.some(other => liesAlong(other, stretch, SAME * dpi))) return []
      const inner = innerOf(stretch, dpi)
      const sight = look(evidence, Math.floor(rule.at), inner.from, inner.to, rule.style)
      if (!sight || !isDrawn(sight, inner.to - inner.from, style, dpi)) return []
      return signsOfLetters(evidence, inner, faint, style.broken).count > 0 ? [] : [stretch]
    })
  })
}

function liesAlong(other: Edge, {at, from, to}: Edge, near: number): boolean {
  return Math.abs(other.at - at) < near && Math.min(other.to, to) - Math.max(other.from, from) > near
}
