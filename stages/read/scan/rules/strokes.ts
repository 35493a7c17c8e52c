import type {Edge} from '../../layout/index.ts'
import {blotsOf} from '../dots/ink.ts'
import type {Evidence} from './evidence.ts'
import {dashesOf, measured, paperOf, peakOf, profileOf, type Usual} from './measure.ts'

/** Where a rule meets the next one it is as dark as elsewhere; letters leave room there: how far, inches, and how light. */
const END = 0.02
const BLANK = 0.4
/** Ink so much darker than that of the rules, or so much longer than their dashes, is that of letters. */
const DARK = 1.35
const LONG = {between: 2, any: 3}
/** Share of a stretch beside which letters have more ink, and share of its ink that hangs together with other: most of it tells twice as much. */
const BESIDE = 0.2
const FOREIGN = {some: 0.4, most: 0.75}
/** Where rules have gaps half as light, or none, one that is so much lighter is no gap of theirs. */
const GAP = {usual: 0.25, share: 0.2}
/** What a scratch may do to a rule, too, counts half. */
const WEAK = 0.5
/** What is bent by more is no rule, inches. */
const BENT = 0.009
/** How far around a rule ink is looked at, and what reaches farther from it is no dash, inches. */
const AROUND = 0.12
const DASH = 0.03
/** Nor is one that is so broad in all, inches: of a 3 the strokes and the gaps between them are as long as dashes. */
const BROAD = 0.04
/** Thin strokes of letters are lighter than rules by such a share. */
const THIN = 0.7
/** Parts of a stretch whose middles are compared, and how far beside the whole they may lie, inches. */
const PARTS = 3
const ASIDE = 0.025

/** What says that a stretch is strokes of letters and no rule. */
export interface Signs {
  /** At how many of its ends there is room, which letters leave there and rules do not. */
  room: number
  /** How many signs there are; halves are weak ones, such as a scratch leaves as well. */
  count: number
}

/**
 * What says that a stretch is strokes of letters, or a ring, and no rule like the others: room at its ends, ink darker than
 * theirs, longer than their dashes, with gaps as they have none, with other ink beside it or joined to it, bent.
 * @param edge without the rules it runs between
 * @param broken whether the page's rules are dashed: of whole ones room at both ends counts twice, and letters may touch them
 */
export function signsOfLetters(evidence: Evidence, edge: Edge, usual: Usual, broken: boolean): Signs {
  const profile = profileOf(evidence, edge)
  const seen = profile.filter(value => value !== null)
  const end = Math.max(2, Math.round(END * evidence.dpi))
  const isBlank = (part: readonly (number | null)[]) => {
    const shown = part.filter(value => value !== null)
    // What a seal hides may be ink.
    return 2 * shown.length > part.length && meanOf(shown) < BLANK * usual.mean
  }
  const room = Number(isBlank(profile.slice(0, end))) + Number(isBlank(profile.slice(-end)))
  const sight = measured(evidence, Math.floor(edge.at), edge.from, edge.to, usual.period)
  const foreign = broken ? foreignShare(evidence, edge, usual) : 0
  const signs = [
    peakOf(seen) > DARK * usual.peak,
    (sight?.beside ?? 0) > BESIDE,
    isBent(evidence, edge),
    broken && isLong(profile, usual),
    broken && foreign > FOREIGN.some,
    broken && foreign > FOREIGN.most,
  ]
  const hasGap = sight !== null && usual.gap >= GAP.usual && sight.gap < GAP.share * usual.gap
  const ends = room === 2 ? (broken ? 1 : 2) : room * WEAK
  return {room, count: signs.filter(Boolean).length + ends + (hasGap ? WEAK : 0)}
}

/** Whether a dash is longer than those of the page; where rules cross dashes may be joined to them. */
function isLong(profile: readonly (number | null)[], {peak, dash}: Usual): boolean {
  return dashesOf(profile, peak).some(
    ({from, to}) => to - from > (from > 0 && to < profile.length ? LONG.between : LONG.any) * dash,
  )
}

/** Whether the middle of a stretch lies beside its ends: brackets and rings are bent, rules are not. */
export function isBent(evidence: Evidence, edge: Edge): boolean {
  return bendOf(evidence, edge) > BENT
}

/** How far the middle of a stretch lies beside its ends, inches: brackets and rings are bent, rules are not. */
export function bendOf({width, height, dark, dpi}: Evidence, {at, from, to}: Edge): number {
  const y = Math.floor(at)
  const aside = Math.round(ASIDE * dpi)
  const length = Math.floor((to - from) / PARTS)
  const places = Array.from({length: PARTS}, (_, part) => {
    let best = {off: 0, sum: -1}
    for (let off = -aside; off <= aside; off++) {
      if (y + off < 0 || y + off >= height) continue
      const start = (y + off) * width + from + part * length
      let sum = 0
      for (let i = start; i < start + length; i++) sum += dark[i]!
      // Of two alike the nearer.
      if (sum > best.sum || (sum === best.sum && Math.abs(off) < Math.abs(best.off))) best = {off, sum}
    }
    return best.off
  }) as [number, number, number]
  return Math.abs(places[1] - (places[0] + places[2]) / 2) / dpi
}

/** Share of the ink along a stretch that belongs to what reaches far to the sides: letters, seals. */
export function foreignShare(
  {page, width, height, dpi, above, below}: Evidence,
  {at, from, to}: Edge,
  {mean}: Usual,
): number {
  const y = Math.floor(at)
  const row = y * width
  const grounds = [above, below].map(side => paperOf(side.subarray(row + from, row + to)))
  const ground = Math.min(mean, Math.max(...grounds))
  const around = Math.round(AROUND * dpi)
  const [top, bottom] = [Math.max(0, y - around), Math.min(height, y + around + 1)]
  const {blots, labels} = blotsOf(page, [from, top, to, bottom], 255 - ground - THIN * mean)
  const far = DASH * dpi
  const broad = BROAD * dpi
  const isForeign = blots.map(({box}) => y - box[1] > far || box[3] - 1 - y > far || box[3] - box[1] > broad)
  let [all, foreign] = [0, 0]
  for (let x = 0; x < to - from; x++) {
    const label = labels[(y - top) * (to - from) + x]!
    if (label === 0) continue
    all++
    if (isForeign[label - 1]) foreign++
  }
  return all === 0 ? 0 : foreign / all
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
