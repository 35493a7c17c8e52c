import type {Edge} from '../../layout/index.ts'
import {type Raster, transposed} from '../dots/raster.ts'
import {type Evidence, evidenceOf} from './evidence.ts'
import {fadedAlong} from './faded.ts'
import {joined} from './joins.ts'
import type {Style} from './judge.ts'
import {type Both, segmentsOf, supported, wornOf} from './lattice.ts'
import {mended, withMended} from './mended.ts'
import {likeOthers, type Rule, type Run, rulesAmong, runsOf, styleOf} from './runs.ts'
import {looksOf, settled} from './settle.ts'
import {looseEnds, openEnds, REACH, sidesOf} from './stops.ts'
import {unfaded} from './unfaded.ts'

export type Rules = Both<Edge>

/** Crossings nearer than this are one: no row is as low, no column as narrow, inches. */
const APART = {level: 0.12, upright: 0.08}
/** How often stretches are looked for between those found before. */
const ROUNDS = 3
/** How often stretches are judged against each other. */
const SETTLING = 2
/** More stretches than any form has are no table: noise, a hatching, an attack. */
const MOST = 2000
/** Fewest rules that tell how the others are drawn. */
const TELLING = 4
/** How dark rules are where none was found to tell, grey values. */
const USUAL_PEAK = 160
/** A rule as wide as a table, inches, and the share of its length beside which there may be ink. */
const WIDE = 2
const CLEAN = 0.1

/**
 * The ruling lines of a page turned upright. Long even stretches come first; then every stretch from one crossing rule to
 * the next is judged over its whole length, which strokes of letters never fill, until each is held by others at both ends.
 * @param hidden 0 where a seal hides the page: what lies there neither speaks for a rule nor against it
 */
export function rulesOf(page: Raster, hidden: Raster | null = null): Rules {
  const level = unfaded(evidenceOf(page, hidden))
  const upright = unfaded(evidenceOf(transposed(page), hidden && transposed(hidden)))
  const {rules, peak} = rulesIn(level, upright)
  const whole = mended({horizontal: level, vertical: upright}, rules, peak)
  if (!whole) return rules
  const {evidence, fills} = whole
  const told = rulesIn(evidence.horizontal, evidence.vertical).rules
  return {
    horizontal: withMended(rules.horizontal, told.horizontal, fills.horizontal, page.dpi),
    vertical: withMended(rules.vertical, told.vertical, fills.vertical, page.dpi),
  }
}

/** The rules for which there is evidence, and how dark they are. */
function rulesIn(level: Evidence, upright: Evidence): {rules: Rules; peak: number} {
  const {page, dpi} = level
  const {rules, style} = longRules(level, upright, dpi)
  // What meets others is a place where rules may end, whether it is drawn all along or not.
  const met = withoutFalse(rules, dpi)
  const ends = {
    horizontal: endsOf(crossing(rules.vertical, rules.horizontal, dpi), rules.horizontal, dpi),
    vertical: endsOf(crossing(rules.horizontal, rules.vertical, dpi), rules.vertical, dpi),
  }
  const open = {
    horizontal: [...met.horizontal, ...ends.horizontal],
    vertical: [...met.vertical, ...ends.vertical],
  }
  let found: Both<Run> = rules
  for (let round = 0; round < ROUNDS; round++) {
    const vertical = segmentsOf(upright, [...found.horizontal, ...open.horizontal], style, rules.horizontal)
    const across = round === 0 ? [...found.vertical, ...vertical] : vertical
    const horizontal = segmentsOf(level, [...across, ...open.vertical], style, rules.vertical)
    found = {horizontal, vertical}
  }
  found = supported(found, open, dpi)
  const worn = {
    horizontal: wornOf(level, found.horizontal, found.vertical, style),
    vertical: wornOf(upright, found.vertical, found.horizontal, style),
  }
  let all: Both<Edge> = {
    horizontal: [...found.horizontal, ...worn.horizontal].map(edgeOf),
    vertical: [...found.vertical, ...worn.vertical].map(edgeOf),
  }
  if (Math.max(all.horizontal.length, all.vertical.length) > MOST)
    return {rules: supported(all, open, dpi), peak: USUAL_PEAK}
  // A corner of which neither rule was found: other tables of the page tell where it may be.
  const sides = sidesOf(all.horizontal, all.vertical, dpi, page.height)
  for (let round = 0; round < SETTLING; round++) {
    const vertical = settled(
      upright,
      all.vertical,
      [...all.horizontal, ...open.horizontal],
      rules.horizontal,
      style.broken,
      looksOf(level, all.horizontal),
      [...all.horizontal, ...ends.horizontal],
    )
    const horizontal = settled(
      level,
      all.horizontal,
      [...vertical, ...open.vertical, ...sides],
      rules.vertical,
      style.broken,
      looksOf(upright, vertical),
      [...vertical, ...ends.vertical, ...sides],
    )
    const whole = {
      horizontal: joined(horizontal, [...vertical, ...open.vertical], dpi),
      vertical: joined(vertical, [...horizontal, ...open.horizontal], dpi),
    }
    const isLast = round === SETTLING - 1
    all = supported(whole, isLast ? open : {...open, vertical: [...open.vertical, ...sides]}, dpi)
  }
  const usual = {horizontal: looksOf(level, all.horizontal), vertical: looksOf(upright, all.vertical)}
  if (usual.horizontal && usual.vertical) {
    const {horizontal, vertical} = all
    const faded = {
      horizontal: fadedAlong(level, met.horizontal, horizontal, vertical, style, usual.horizontal),
      vertical: fadedAlong(upright, met.vertical, vertical, horizontal, style, usual.vertical),
    }
    all = supported(
      {horizontal: [...horizontal, ...faded.horizontal], vertical: [...vertical, ...faded.vertical]},
      open,
      dpi,
    )
  }
  return {
    rules: {horizontal: all.horizontal.map(edgeOf), vertical: all.vertical.map(edgeOf)},
    peak: Math.round(Math.max(usual.horizontal?.peak ?? 0, usual.vertical?.peak ?? 0)) || USUAL_PEAK,
  }
}

/** The rules that any other meets: rows of letters inside a cell, which may end below each other, meet none. */
function crossing<T extends Edge>(rules: readonly T[], across: readonly Edge[], dpi: number): T[] {
  return rules.filter(edge => isMet(edge, across, REACH * dpi, 0))
}

function endsOf(along: readonly Edge[], across: readonly Edge[], dpi: number): Edge[] {
  return [...openEnds(along, across, dpi), ...looseEnds(along, across, dpi)]
}

function edgeOf({at, from, to}: Edge): Edge {
  return {at, from, to}
}

/** Rules that are told by themselves, and how they are drawn. */
function longRules(level: Evidence, upright: Evidence, dpi: number): {rules: Both<Rule>; style: Style} {
  const all = {
    horizontal: rulesAmong(level, runsOf(level)),
    vertical: rulesAmong(upright, runsOf(upright)),
  }
  const met = withoutFalse(all, dpi)
  const telling = [...met.horizontal, ...met.vertical]
  if (telling.length >= TELLING) {
    const style = styleOf(telling, dpi)
    return {
      rules: {
        horizontal: likeOthers(all.horizontal, style),
        vertical: likeOthers(all.vertical, style),
      },
      style,
    }
  }
  // A row alone at a page end has no upright rule as long; rows of letters are not as wide and clean.
  const wide = all.horizontal.filter(({from, to, beside}) => to - from >= WIDE * dpi && beside <= CLEAN)
  return {rules: {horizontal: wide, vertical: all.vertical}, style: styleOf(wide, dpi)}
}

/** Leaves out what fewer than two others meet. What is left out may have held others up: until nothing changes. */
function withoutFalse<T extends Edge>({horizontal, vertical}: Both<T>, dpi: number): Both<T> {
  const reach = REACH * dpi
  for (let rules = {horizontal, vertical}; ; ) {
    const upright = rules.vertical.filter(edge => isMet(edge, rules.horizontal, reach, APART.level * dpi))
    const flat = rules.horizontal.filter(edge => isMet(edge, upright, reach, APART.upright * dpi))
    if (upright.length === rules.vertical.length && flat.length === rules.horizontal.length) return rules
    rules = {horizontal: flat, vertical: upright}
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
