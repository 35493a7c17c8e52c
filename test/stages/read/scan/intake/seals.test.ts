import {describe, expect, it} from 'vitest'
import type {Colours} from '../../../../../stages/read/scan/dots/raster.ts'
import {inkOf} from '../../../../../stages/read/scan/intake/colour.ts'

type Colour = [number, number, number]

const [WIDTH, HEIGHT] = [500, 420]

/** Rules of grey, two dots thick, and strokes of black letters. */
const isRule = (x: number, y: number) => x >= 60 && x < 440 && y % 50 < 2 && y >= 50
const isLetter = (x: number, y: number) => x % 9 < 2 && y % 50 >= 20 && y % 50 < 34
const valueAt = (x: number, y: number) => (isRule(x, y) ? 110 : isLetter(x, y) ? 25 : 255)

/** A ring, a disc and bars, as in seals. */
function isSealed(x: number, y: number): boolean {
  const distance = Math.hypot(x - 250, y - 210)
  const angle = Math.atan2(y - 210, x - 250)
  const isBar = Math.abs(distance - 115) < 12 && Math.sin(14 * angle) > 0.3
  return Math.abs(distance - 152) < 4 || distance < 45 || isBar
}

/** A page of 200 dots an inch with a seal that lets print through, in a light; JPEG knows colours of every second dot only. */
function sealed([red, green, blue]: Colour, lit: number): Colours {
  const data = new Uint8Array(WIDTH * HEIGHT * 3)
  const dotAt = (x: number, y: number): Colour => {
    const grey = valueAt(x, y)
    return isSealed(x, y)
      ? [(grey * red) / 255, (grey * green) / 255, (grey * blue) / 255]
      : [grey, grey, grey]
  }
  const lightOf = ([r, g, b]: Colour) => 0.299 * r + 0.587 * g + 0.114 * b
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const light = lightOf(dotAt(x, y))
      const [left, top] = [x - (x % 2), y - (y % 2)]
      const near = [dotAt(left, top), dotAt(left + 1, top), dotAt(left, top + 1), dotAt(left + 1, top + 1)]
      const colour = [0, 1, 2].map(c => near.reduce((sum, dot) => sum + dot[c]! - lightOf(dot), 0) / 4)
      const value = (c: number) => Math.max(0, Math.min(255, light + colour[c]!)) * lit
      data.set([value(0), value(1), value(2)], (y * WIDTH + x) * 3)
    }
  }
  return {data, channels: 3, width: WIDTH, height: HEIGHT, dpi: 200}
}

describe('a seal in colour', () => {
  it.each([
    ['red', [225, 45, 50] as Colour, 1],
    ['red in poor light', [225, 45, 50] as Colour, 0.7],
    ['dark red', [180, 30, 40] as Colour, 1],
    ['blue', [60, 80, 200] as Colour, 1],
  ])('of %s leaves paper as light as beside it and print as it was', (_, colour, lit) => {
    const ink = inkOf(sealed(colour, lit))
    const stained = {all: 0, grey: 0, dark: 0}
    let lost = 0
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const value = ink[y * WIDTH + x]! / lit
        const printed = valueAt(x, y)
        if (printed === 25 && value > 150) lost++
        if (printed !== 255 || !isSealed(x, y)) continue
        stained.all++
        if (value < 215) stained.grey++
        if (value < 130) stained.dark++
      }
    }
    expect(lost).toBe(0)
    expect(stained.dark).toBe(0)
    // Where the colour of a dot says nothing of its neighbour: edges against print.
    expect(stained.grey / stained.all).toBeLessThan(0.1)
  })
})
