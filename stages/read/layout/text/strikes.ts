import type {Edge, Glyph} from '../types.ts'
import {CROSSED} from './crossed.ts'
import {isDigit} from './text.ts'

/** Where a line through a letter runs, in letter sizes below its upper edge: the middle, away from under- and overlines. */
const THROUGH = [0.3, 0.7] as const
/** A line through text begins and ends with it, within this many letter sizes. */
const BESIDE = 0.7
/** A line that meets an upright rule within this is a border, points. */
const MEETS = 2
/** Most comparisons of lines and glyphs: no page that is printed needs a hundredth. */
const MAX_WORK = 5_000_000
/** Height of the bands by which lines are looked up, points. */
const BAND = 8

/**
 * Glyphs that a line strikes out: it runs through their middle, begins and ends with them, and meets no upright rule. What
 * is struck out counts as deleted, as in every other kind of file. Digits that a longer line runs through are marked.
 */
export function struckGlyphs(
  glyphs: readonly Glyph[],
  horizontal: readonly Edge[],
  vertical: readonly Edge[],
): Set<Glyph> {
  const struck = new Set<Glyph>()
  let work = 0
  for (const {edge, run} of runsThrough(glyphs, horizontal)) {
    work += run.length + vertical.length
    if (work > MAX_WORK) break
    if (vertical.some(rule => meets(edge, rule))) continue
    if (isOwn(edge, run)) for (const glyph of run) struck.add(glyph)
    else for (const glyph of run) if (isDigit(glyph.text)) glyph.doubt ??= CROSSED
  }
  return struck
}

/** Lines that run through the middle of glyphs, with these glyphs. */
function runsThrough(glyphs: readonly Glyph[], edges: readonly Edge[]): Iterable<{edge: Edge; run: Glyph[]}> {
  const bands = new Map<number, Edge[]>()
  for (const edge of edges) {
    const band = Math.floor(edge.at / BAND)
    const own = bands.get(band)
    if (own) own.push(edge)
    else bands.set(band, [edge])
  }
  const runs = new Map<Edge, {edge: Edge; run: Glyph[]}>()
  let work = 0
  for (const glyph of glyphs) {
    if (glyph.turn !== 0) continue
    const {box, size} = glyph
    const from = box[1] + THROUGH[0] * size
    const to = box[1] + THROUGH[1] * size
    const middle = (box[0] + box[2]) / 2
    for (let band = Math.floor(from / BAND); band <= Math.floor(to / BAND); band++) {
      const own = bands.get(band)
      if (!own) continue
      work += own.length
      if (work > MAX_WORK) return runs.values()
      for (const edge of own) {
        if (edge.at < from || edge.at > to || middle < edge.from || middle > edge.to) continue
        const known = runs.get(edge)
        if (known) known.run.push(glyph)
        else runs.set(edge, {edge, run: [glyph]})
      }
    }
  }
  return runs.values()
}

/** Whether a line begins and ends with the glyphs it runs through and leaves no gap in which nothing stands. */
function isOwn(edge: Edge, run: Glyph[]): boolean {
  run.sort((a, b) => a.box[0] - b.box[0])
  const reach = BESIDE * run[0]!.size
  let reached = edge.from
  for (const glyph of run) {
    if (glyph.box[0] - reached > 2 * reach) return false
    reached = Math.max(reached, glyph.box[2])
  }
  return run[0]!.box[0] - edge.from <= reach && edge.to - run.at(-1)!.box[2] <= reach
}

function meets(edge: Edge, rule: Edge): boolean {
  const at = Math.abs(rule.at - edge.from) <= MEETS || Math.abs(rule.at - edge.to) <= MEETS
  return at && edge.at >= rule.from - MEETS && edge.at <= rule.to + MEETS
}
