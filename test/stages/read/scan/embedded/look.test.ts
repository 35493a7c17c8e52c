import {expect, it} from 'vitest'
import {isPaper, mayBeRuled} from '../../../../../stages/read/scan/embedded/look.ts'
import {isPicture} from '../../../../../stages/read/scan/intake/kinds.ts'
import {numbers} from '../../word/mutate.ts'
import {paintLetters, paintTable, paper} from '../draw.ts'

const XS = [60, 200, 340, 480]
const YS = [80, 120, 160, 200, 240]

function page(table: boolean) {
  const sheet = paper(560, 420)
  if (table) paintTable(sheet, XS, YS, 0)
  for (const y of YS.slice(0, -1)) paintLetters(sheet, 80, y + 11, 4)
  paintLetters(sheet, 60, 300, 18)
  return sheet
}

/** Patches of all shades that go over into each other, as in a photograph. */
function photograph() {
  const sheet = paper(560, 420)
  const next = numbers(3)
  const waves = Array.from({length: 6}, () => [next(40) / 1000, next(40) / 1000, next(7)] as const)
  sheet.data.forEach((_, i) => {
    const [x, y] = [i % sheet.width, Math.floor(i / sheet.width)]
    const height = waves.reduce((sum, [a, b, phase]) => sum + Math.sin(a * x + b * y + phase), 0)
    sheet.data[i] = Math.round(127 + 40 * height)
  })
  return sheet
}

it('a table has rules, letters and photographs have none', () => {
  expect([mayBeRuled(page(true)), mayBeRuled(page(false)), mayBeRuled(photograph())]).toEqual([
    true,
    false,
    false,
  ])
})

it('a page of text is paper, a photograph is not', () => {
  expect([isPaper(page(false)), isPaper(photograph())]).toEqual([true, false])
})

it('a drawing that is text is no picture to read', () => {
  expect(isPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(false)
})
