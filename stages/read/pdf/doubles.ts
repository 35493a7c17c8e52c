import type {Glyph} from '../layout/index.ts'

/** Two glyphs of one character this close, in letter sizes and in widths, are one printed twice (false bold, shadow). */
const OFFSET = 0.2
const WIDTHS = 0.5

/** Leaves out glyphs printed again at almost the same place. */
export function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = []
  const grid = new Map<string, Glyph[]>()
  for (const glyph of glyphs) {
    const reach = Math.min(OFFSET * glyph.size, WIDTHS * (glyph.box[2] - glyph.box[0]))
    const step = Math.max(OFFSET * glyph.size, 0.1)
    const column = Math.round(glyph.box[0] / step)
    const row = Math.round(glyph.box[1] / step)
    const near: Glyph[] = []
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) near.push(...(grid.get(`${glyph.text} ${c} ${r}`) ?? []))
    }
    const double = near.some(
      other =>
        other.turn === glyph.turn &&
        Math.abs(other.box[0] - glyph.box[0]) < reach &&
        Math.abs(other.box[1] - glyph.box[1]) < reach &&
        Math.abs(other.size - glyph.size) < OFFSET * glyph.size,
    )
    if (double) continue
    kept.push(glyph)
    const key = `${glyph.text} ${column} ${row}`
    const bucket = grid.get(key)
    if (bucket) bucket.push(glyph)
    else grid.set(key, [glyph])
  }
  return kept
}
