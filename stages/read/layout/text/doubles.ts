import type {Glyph} from '../types.ts'

/** Two glyphs of one character this close, in letter sizes and in widths, are one printed twice (false bold, shadow). */
const OFFSET = 0.2
const WIDTHS = 0.5
/** Numbers that spread characters, columns and rows over the buckets; any odd ones would do. */
const SPREAD = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35] as const

/** Leaves out glyphs printed again at almost the same place. */
export function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  // Glyphs by the square of the page they stand in: chains of indices, counted from 1, without an object for each.
  let mask = 1
  while (mask < 2 * glyphs.length) mask *= 2
  const first = new Int32Array(mask--)
  const next = new Int32Array(glyphs.length + 1)
  const bucketOf = (code: number, column: number, row: number) => {
    const mixed = Math.imul(code, SPREAD[0]) ^ Math.imul(column, SPREAD[1]) ^ Math.imul(row, SPREAD[2])
    return (mixed ^ (mixed >>> 15)) & mask
  }
  return glyphs.filter((glyph, index) => {
    const step = Math.max(OFFSET * glyph.size, 0.1)
    const column = Math.round(glyph.box[0] / step)
    const row = Math.round(glyph.box[1] / step)
    const code = glyph.text.charCodeAt(0)
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) {
        for (let at = first[bucketOf(code, c, r)]!; at > 0; at = next[at]!) {
          if (isDouble(glyph, glyphs[at - 1]!)) return false
        }
      }
    }
    const bucket = bucketOf(code, column, row)
    next[index + 1] = first[bucket]!
    first[bucket] = index + 1
    return true
  })
}

function isDouble(glyph: Glyph, other: Glyph): boolean {
  if (other.text !== glyph.text || other.turn !== glyph.turn) return false
  const reach = Math.min(OFFSET * glyph.size, WIDTHS * (glyph.box[2] - glyph.box[0]))
  return (
    Math.abs(other.box[0] - glyph.box[0]) < reach &&
    Math.abs(other.box[1] - glyph.box[1]) < reach &&
    Math.abs(other.size - glyph.size) < OFFSET * glyph.size
  )
}
