import type {Raster} from '../../../../stages/read/scan/dots/raster.ts'

/** White paper. */
export function paper(width: number, height: number, dpi = 150): Raster {
  return {width, height, dpi, data: new Uint8Array(width * height).fill(255)}
}

/** Paints a rectangle of dots. */
export function paint({width, data}: Raster, [left, top, right, bottom]: number[], value = 0): void {
  for (let y = top!; y < bottom!; y++) data.fill(value, y * width + left!, y * width + right!)
}

/** Rules of a table, two dots thick: at each x from top to bottom, at each y from left to right. */
export function paintTable(page: Raster, xs: number[], ys: number[], value = 0): void {
  for (const x of xs) paint(page, [x, ys[0]!, x + 2, ys.at(-1)! + 2], value)
  for (const y of ys) paint(page, [xs[0]!, y, xs.at(-1)! + 2, y + 2], value)
}

/** Something like a line of Chinese letters: strokes in boxes that touch nothing. */
export function paintLetters(page: Raster, left: number, top: number, count: number, size = 20): void {
  for (let i = 0; i < count; i++) {
    const x = left + i * (size + 2)
    for (const y of [0, 8, 16]) paint(page, [x, top + y, x + size - 2, top + y + 2])
    for (const dx of [2, 12]) paint(page, [x + dx, top, x + dx + 2, top + size - 2])
  }
}
