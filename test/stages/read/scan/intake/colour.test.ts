import {describe, expect, it} from 'vitest'
import type {Colours} from '../../../../../stages/read/scan/dots/raster.ts'
import {inkOf} from '../../../../../stages/read/scan/intake/colour.ts'

type Colour = readonly [number, number, number]

const RED: Colour = [220, 30, 40]
const BLUE: Colour = [68, 114, 196]
const YELLOW: Colour = [255, 255, 0]
const BLACK: Colour = [20, 20, 20]

/** A page of 200 dots an inch on paper of a colour. */
function sheet(paper: Colour = [255, 255, 255], width = 1400, height = 800): Colours {
  const data = new Uint8Array(width * height * 3)
  for (let at = 0; at < data.length; at += 3) data.set(paper, at)
  return {data, channels: 3, width, height, dpi: 200}
}

/** Paints every dot that is in a shape. Gives how many these are. */
function paint(
  {data, width, height}: Colours,
  colour: Colour,
  has: (x: number, y: number) => boolean,
): number {
  let dots = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!has(x, y)) continue
      data.set(colour, (y * width + x) * 3)
      dots++
    }
  }
  return dots
}

/** Something like letters in a line: strokes a tenth as thick as the letters are high. */
function letters(left: number, top: number, count: number, size: number) {
  const stroke = Math.max(2, Math.round(size / 10))
  return (x: number, y: number) => {
    const [dx, dy] = [x - left, y - top]
    if (dx < 0 || dy < 0 || dy >= size || dx >= count * size * 1.1) return false
    const inner = dx % Math.round(size * 1.1)
    if (inner >= size) return false
    return dy % Math.round(size * 0.45) < stroke || inner % Math.round(size * 0.45) < stroke
  }
}

/** A round seal of 1.6 inches: a ring and a star. */
function seal(cx: number, cy: number, broken: boolean) {
  return (x: number, y: number) => {
    const distance = Math.hypot(x - cx, y - cy)
    const angle = Math.atan2(y - cy, x - cx)
    if (broken && Math.sin(3 * angle) > 0.8) return false
    return Math.abs(distance - 155) < 5 || distance < 44 * (0.6 + 0.4 * Math.cos(5 * angle))
  }
}

const darkIn = (colours: Colours) => inkOf(colours).reduce((count, value) => count + (value < 120 ? 1 : 0), 0)

describe('coloured ink', () => {
  it.each([
    ['of a title', 30, 8, RED],
    ['of large letters of a letterhead', 150, 7, RED],
    ['of figures', 20, 3, BLUE],
  ])('%s is as dark as its darkest colour', (_, size, count, colour) => {
    const page = sheet()
    const dots = paint(page, colour, letters(100, 100, count, size))
    expect(darkIn(page)).toBe(dots)
  })

  it('of rules counts, on paper that has a colour, too', () => {
    const page = sheet([250, 235, 200])
    const dots = paint(page, BLUE, (x, y) => {
      const inside = x >= 100 && x < 1302 && y >= 100 && y < 702
      return inside && ((x - 100) % 200 < 2 || (y - 100) % 60 < 2)
    })
    expect(darkIn(page)).toBe(dots)
  })

  it.each([
    ['a seal', false],
    ['a seal whose ring is broken', true],
  ])('of %s fades, and letters beside it stay', (_, broken) => {
    const page = sheet()
    paint(page, RED, seal(1100, 400, broken))
    const dots = paint(page, RED, letters(100, 100, 10, 40))
    expect(darkIn(page)).toBe(dots)
  })

  it('of a ground fades, and black letters on it stay', () => {
    const page = sheet()
    paint(page, YELLOW, (x, y) => x >= 90 && x < 260 && y >= 95 && y < 125)
    paint(page, BLUE, (x, y) => x >= 90 && x < 1200 && y >= 300 && y < 700)
    const dots = paint(page, BLACK, letters(100, 100, 7, 20)) + paint(page, BLACK, letters(100, 400, 7, 30))
    expect(darkIn(page)).toBe(dots)
  })

  it('of a page without colours is the page', () => {
    const page = sheet([240, 240, 240])
    paint(page, BLACK, letters(100, 100, 7, 20))
    expect(
      Buffer.compare(
        inkOf(page),
        page.data.filter((_, i) => i % 3 === 0),
      ),
    ).toBe(0)
  })
})
