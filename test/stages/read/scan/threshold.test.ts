import {expect, test} from 'vitest'
import {thresholdOf} from '../../../../stages/read/scan/dots/ink.ts'
import type {Raster} from '../../../../stages/read/scan/dots/raster.ts'

const SIDE = 400

/** A page of 100 dots an inch with print of this grey: strokes a dot wide, and three rules. */
function printed(grey: number): Raster {
  const data = new Uint8Array(SIDE * SIDE).fill(255)
  for (let y = 50; y < 350; y += 12) {
    for (let x = 60; x < 340; x += 6) for (let dy = 0; dy < 8; dy++) data[(y + dy) * SIDE + x] = grey
  }
  for (const y of [40, 200, 360]) data.fill(grey, y * SIDE + 50, y * SIDE + 350)
  return {width: SIDE, height: SIDE, data, dpi: 100}
}

/** The same copied with the lid open: black along the left side, growing thinner, and along the top. */
function copied(page: Raster): Raster {
  const data = Uint8Array.from(page.data)
  for (let y = 0; y < SIDE; y++) data.fill(10, y * SIDE, y * SIDE + (y < 8 ? SIDE : 24 - Math.floor(y / 40)))
  return {...page, data}
}

test.each([30, 90, 130])(
  'light print of %i is parted from paper on a copy with black edges as on one without',
  grey => {
    const page = printed(grey)
    expect(thresholdOf(page)).toBe(Math.min(Math.round((grey + 255) / 2), 190))
    expect(thresholdOf(copied(page))).toBe(thresholdOf(page))
  },
)

test('rules are ink: on a page that holds nothing else they tell how dark it is', () => {
  const data = new Uint8Array(SIDE * SIDE).fill(255)
  for (const y of [40, 200, 360]) data.fill(80, y * SIDE + 50, (y + 2) * SIDE)
  expect(thresholdOf({width: SIDE, height: SIDE, data, dpi: 100})).toBe(168)
})

test.each([90, 130])('thick black rules do not hide light print of %i', grey => {
  const page = printed(grey)
  const data = Uint8Array.from(page.data)
  for (const at of [40, 200, 360]) {
    data.fill(0, at * SIDE + 50, at * SIDE + 350)
    data.fill(0, (at + 1) * SIDE + 50, (at + 1) * SIDE + 350)
    for (let y = 40; y < 362; y++) data.fill(0, y * SIDE + at, y * SIDE + at + 3)
  }
  expect(thresholdOf({...page, data})).toBe(thresholdOf(page))
})
