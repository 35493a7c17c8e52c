import type {Edge, Glyph} from '../layout/index.ts'

/** Where a line through a letter runs, in letter sizes below its upper edge: the middle, away from under- and overlines. */
const THROUGH = [0.3, 0.7] as const
/** A line through text begins and ends with it, within this many letter sizes. */
const BESIDE = 0.7
/** A line that meets an upright rule within this is a border, points. */
const MEETS = 2
/** Most comparisons of lines and glyphs: no page that is printed needs a hundredth. */
const MAX_WORK = 5_000_000
/** Height of the bands by which glyphs are looked up, points. */
const BAND = 8

/**
 * Glyphs that a line strikes out: it runs through their middle, begins and ends with them, and meets no upright rule. What
 * is struck out counts as deleted, as in every other kind of file.
 */
export function struckGlyphs(
  glyphs: readonly Glyph[],
  horizontal: readonly Edge[],
  vertical: readonly Edge[],
): Set<Glyph> {
  const struck = new Set<Glyph>()
  if (horizontal.length === 0) return struck
  const bands = new Map<number, Glyph[]>()
  for (const glyph of glyphs) {
    if (glyph.turn !== 0) continue
    const band = Math.floor((glyph.box[1] + glyph.box[3]) / 2 / BAND)
    const own = bands.get(band)
    if (own) own.push(glyph)
    else bands.set(band, [glyph])
  }
  let work = 0
  for (const edge of horizontal) {
    const {run, seen} = glyphsThrough(edge, bands)
    work += seen
    if (work > MAX_WORK) break
    if (run.length === 0 || !isOwn(edge, run)) continue
    work += vertical.length
    if (vertical.some(rule => meets(edge, rule))) continue
    for (const glyph of run) struck.add(glyph)
  }
  return struck
}

function glyphsThrough(edge: Edge, bands: ReadonlyMap<number, readonly Glyph[]>) {
  const band = Math.floor(edge.at / BAND)
  const run: Glyph[] = []
  let seen = 0
  for (let near = band - 1; near <= band + 1; near++) {
    const own = bands.get(near) ?? []
    seen += own.length
    for (const glyph of own) {
      const [left, top, right] = glyph.box
      const middle = (left + right) / 2
      const depth = (edge.at - top) / glyph.size
      if (middle < edge.from || middle > edge.to || depth < THROUGH[0] || depth > THROUGH[1]) continue
      run.push(glyph)
    }
  }
  return {run, seen}
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
