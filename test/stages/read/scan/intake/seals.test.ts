import {describe, expect, it} from 'vitest'
import type {Colours} from '../../../../../stages/read/scan/dots/raster.ts'
import {inkAndSealsOf, inkOf} from '../../../../../stages/read/scan/intake/colour.ts'
import {rulesOf} from '../../../../../stages/read/scan/rules/index.ts'

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

  it('says where it was: there thin rules may have faded', () => {
    const {hidden} = inkAndSealsOf(sealed([225, 45, 50], 1))
    let [below, shown, beside] = [0, 0, 0]
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        if (isSealed(x, y)) below++
        if (isSealed(x, y) && hidden![y * WIDTH + x] === 255) shown++
        // JPEG blurs colours, so that a seal reaches a few dots farther.
        const near = [-4, 0, 4].some(dy => [-4, 0, 4].some(dx => isSealed(x + dx, y + dy)))
        if (!near && hidden![y * WIDTH + x] === 0) beside++
      }
    }
    expect(shown / below).toBeLessThan(0.02)
    expect(beside).toBe(0)
  })

  it('that is none is nowhere', () => {
    expect(inkAndSealsOf(sealed([255, 255, 255], 1)).hidden).toBe(null)
  })

  it('leaves rules whole that are next to nothing below it', () => {
    const page = sealed([225, 45, 50], 1)
    const {ink, hidden} = inkAndSealsOf(page)
    const rasterOf = (data: Uint8Array) => ({width: WIDTH, height: HEIGHT, data, dpi: 200})
    // What a light scanner leaves of a grey rule below a seal: paper.
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) if (isRule(x, y) && isSealed(x, y)) ink[y * WIDTH + x] = 255
    for (const x of [60, 170, 250, 340, 438])
      for (let y = 50; y < 402; y++) if (!isSealed(x, y)) ink.fill(110, y * WIDTH + x, y * WIDTH + x + 2)
    const lost = (map: Uint8Array | null) => {
      const {horizontal} = rulesOf(rasterOf(ink), map && rasterOf(map))
      const isDrawn = (x: number, y: number) =>
        horizontal.some(({at, from, to}) => Math.abs(at - y) < 5 && from <= x && to >= x)
      return [50, 100, 150, 200, 250, 300, 350, 400].flatMap(y =>
        [115, 210, 295, 390].filter(x => !isDrawn(x, y)).map(x => [x, y]),
      )
    }
    expect(lost(hidden)).toEqual([])
    expect(lost(null)).not.toEqual([])
  })
})
