import {describe, expect, it} from 'vitest'
import type {Raster} from '../../../../../stages/read/scan/dots/raster.ts'
import {transposed} from '../../../../../stages/read/scan/dots/raster.ts'
import {withoutStreaks} from '../../../../../stages/read/scan/flat/streaks.ts'
import {paint, paintLetters, paintTable, paper} from '../draw.ts'

const WIDTH = 900
const HEIGHT = 1200
const XS = [100, 300, 450, 600, 800]

/** A sheet with a table and a line of text in each cell. */
function sheet(): Raster {
  const page = paper(WIDTH, HEIGHT)
  page.data.fill(235)
  const ys = Array.from({length: 12}, (_, i) => 150 + 80 * i)
  paintTable(page, XS, ys, 30)
  for (const x of XS.slice(0, -1)) for (const y of ys.slice(0, -1)) paintLetters(page, x + 40, y + 30, 3)
  return page
}

/** Darkens what a line from the upper to the lower edge crosses, a share of its light; `drift` dots to the right. */
function streaked(page: Raster, x: number, share: number, drift = 0): Raster {
  const data = Uint8Array.from(page.data)
  for (let y = 0; y < HEIGHT; y++) {
    const at = y * WIDTH + x + Math.round((drift * y) / HEIGHT)
    for (const i of [at, at + 1]) data[i] = Math.round(data[i]! * (1 - share))
  }
  return {...page, data}
}

/** Dots of which it is another question whether they are ink. */
function changed(one: Raster, other: Raster): number {
  return one.data.filter((value, at) => value < 140 !== other.data[at]! < 140).length
}

describe('a line from edge to edge', () => {
  it.each([
    ['between columns', 370, 0.35, 0],
    ['faint', 520, 0.08, 0],
    ['dark', 520, 0.8, 0],
    ['slanting', 350, 0.35, 12],
    ['along a rule of the table', 297, 0.35, 0],
    ['in the margin', 40, 0.35, 0],
  ])('is taken away, and nothing else: %s', (_, x, share, drift) => {
    const page = sheet()
    const cleaned = withoutStreaks(streaked(page, x, share, drift))
    expect(changed(cleaned, page)).toBeLessThanOrEqual(share > 0.5 ? 60 : 0)
    const across = transposed(withoutStreaks(transposed(streaked(page, x, share, drift))))
    expect(changed(across, cleaned)).toBe(0)
  })

  it('is taken away twice', () => {
    const page = sheet()
    expect(changed(withoutStreaks(streaked(streaked(page, 370, 0.35), 700, 0.3)), page)).toBe(0)
  })
})

describe('what is no such line stays', () => {
  it('a page with a table', () => {
    const page = sheet()
    expect(withoutStreaks(page) === page).toBe(true)
  })

  it('a table that fills the picture', () => {
    const page = paper(WIDTH, HEIGHT)
    paintTable(page, [0, ...XS, WIDTH - 2], [0, 300, 600, 900, HEIGHT - 2], 30)
    expect(withoutStreaks(page) === page).toBe(true)
  })

  it('a low table that fills the picture', () => {
    const page = paper(WIDTH, HEIGHT)
    paintTable(page, [4, ...XS, WIDTH - 8], [4, 400, HEIGHT - 8], 30)
    expect(withoutStreaks(page) === page).toBe(true)
  })

  it('the black edge of a copy', () => {
    const page = sheet()
    paint(page, [0, 0, 40, HEIGHT], 10)
    expect(withoutStreaks(page) === page).toBe(true)
  })

  it('a rule beside the text that ends where the text does', () => {
    const page = sheet()
    paint(page, [60, 100, 63, HEIGHT - 100], 60)
    expect(withoutStreaks(page) === page).toBe(true)
  })
})
