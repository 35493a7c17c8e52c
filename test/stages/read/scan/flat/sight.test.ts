import {expect, test} from 'vitest'
import type {Raster} from '../../../../../stages/read/scan/dots/raster.ts'
import {orientationOf} from '../../../../../stages/read/scan/flat/orientation.ts'
import type {Character, Recogniser} from '../../../../../stages/read/scan/letters/recogniser.ts'

/** A page with lines of blots as large as letters. */
function pageOfLines(): Raster {
  const [width, height, dpi] = [1650, 2330, 200]
  const data = new Uint8Array(width * height).fill(255)
  for (let line = 0; line < 20; line++)
    for (let letter = 0; letter < 36; letter++) {
      const [left, top] = [120 + letter * 38, 150 + line * 100]
      for (let y = top; y < top + 30; y++) data.fill(0, y * width + left, y * width + left + 30)
    }
  return {width, height, data, dpi}
}

/** As if so many of the pieces seen first showed letters, all others none; counts the pieces it was shown. */
function seeing(clear: number): {recogniser: Recogniser; shown: () => number} {
  let shown = 0
  const letter: Character = {text: '政', x: 0, certainty: 0.95, figure: '', rival: 0}
  const recogniser: Recogniser = {
    recognise: async (_, pieces) =>
      pieces.map(([left, top, right, bottom]) => {
        const letters = Math.floor((right - left) / (bottom - top))
        return shown++ < clear ? Array.from({length: letters}, () => letter) : []
      }),
    weigh: async () => [],
  }
  return {recogniser, shown: () => shown}
}

const UPRIGHT = {isMirrored: false, turns: 0, unreadable: false}

test('a page most pieces of which show no letter is not turned where three are clear', async () => {
  const {recogniser, shown} = seeing(3)
  expect(await orientationOf(pageOfLines(), recogniser)).toEqual(UPRIGHT)
  // Five pieces as it is, and five turned once: it might lie on its side.
  expect(shown()).toBe(10)
})

test('a page with two clear pieces is looked at in every way', async () => {
  const {recogniser, shown} = seeing(2)
  expect(await orientationOf(pageOfLines(), recogniser)).toEqual(UPRIGHT)
  expect(shown()).toBeGreaterThan(60)
})
