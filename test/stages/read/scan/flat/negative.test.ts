import {expect, it} from 'vitest'
import type {Raster} from '../../../../../stages/read/scan/dots/raster.ts'
import {inverted, isNegative} from '../../../../../stages/read/scan/flat/negative.ts'

const WIDTH = 400
const HEIGHT = 500

/** A page of 100 dots an inch with rectangles of one grey on another. */
function page(
  ground: number,
  ink: number,
  boxes: readonly (readonly [number, number, number, number])[],
): Raster {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(ground)
  for (const [left, top, right, bottom] of boxes)
    for (let y = top; y < bottom; y++) data.fill(ink, y * WIDTH + left, y * WIDTH + right)
  return {width: WIDTH, height: HEIGHT, data, dpi: 100}
}

/** Rules across and down, and strokes between them. */
const STROKES = [
  ...[50, 150, 250].map(y => [20, y, 380, y + 2] as const),
  ...[20, 200, 378].map(x => [x, 50, x + 2, 252] as const),
  ...Array.from({length: 30}, (_, i) => [40 + 10 * i, 80, 44 + 10 * i, 92] as const),
]

it('a page in white on black is told by its thin light strokes', () => {
  expect(isNegative(page(20, 235, STROKES))).toBe(true)
  expect(isNegative(page(0, 255, STROKES))).toBe(true)
})

it('is no page in black on white, no paper on a black ground, no black page', () => {
  expect(isNegative(page(235, 20, STROKES))).toBe(false)
  expect(isNegative(page(10, 240, [[100, 100, 300, 320]]))).toBe(false)
  expect(isNegative(page(10, 240, []))).toBe(false)
  expect(isNegative(page(110, 150, STROKES))).toBe(false)
})

it('is turned into black on white', () => {
  expect(inverted(page(20, 235, STROKES))).toEqual(page(235, 20, STROKES))
})
