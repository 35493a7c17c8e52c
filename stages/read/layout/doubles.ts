import type {Glyph} from './types.ts'

/** Two glyphs of one character this close, in letter sizes and in widths, are one printed twice (false bold, shadow). */
const OFFSET = 0.2
const WIDTHS = 0.5
/** More rows of squares than a page has, so that column and row make one number. */
const ROWS = 1 << 20

/** Glyphs of one character by the square of the page they stand in. */
type Squares = Map<number, Glyph[]>

/** Leaves out glyphs printed again at almost the same place. */
export function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const characters = new Map<string, Squares>()
  return glyphs.filter(glyph => {
    let squares = characters.get(glyph.text)
    if (!squares) {
      squares = new Map()
      characters.set(glyph.text, squares)
    }
    const step = Math.max(OFFSET * glyph.size, 0.1)
    const column = Math.round(glyph.box[0] / step)
    const row = Math.round(glyph.box[1] / step)
    if (hasDouble(glyph, squares, column, row)) return false
    const square = squares.get(column * ROWS + row)
    if (square) square.push(glyph)
    else squares.set(column * ROWS + row, [glyph])
    return true
  })
}

function hasDouble(glyph: Glyph, squares: Squares, column: number, row: number): boolean {
  const reach = Math.min(OFFSET * glyph.size, WIDTHS * (glyph.box[2] - glyph.box[0]))
  for (let c = column - 1; c <= column + 1; c++) {
    for (let r = row - 1; r <= row + 1; r++) {
      for (const other of squares.get(c * ROWS + r) ?? []) {
        const near =
          Math.abs(other.box[0] - glyph.box[0]) < reach && Math.abs(other.box[1] - glyph.box[1]) < reach
        if (near && other.turn === glyph.turn && Math.abs(other.size - glyph.size) < OFFSET * glyph.size)
          return true
      }
    }
  }
  return false
}
