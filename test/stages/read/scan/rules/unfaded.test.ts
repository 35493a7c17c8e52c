import {describe, expect, it} from 'vitest'
import {type Raster, transposed} from '../../../../../stages/read/scan/dots/raster.ts'
import {evidenceOf} from '../../../../../stages/read/scan/rules/evidence.ts'
import {unfaded} from '../../../../../stages/read/scan/rules/unfaded.ts'
import {paint, paper} from '../draw.ts'
import {drawn, type Fade, wrong} from './joinedTable.ts'

/** It fades to `least` of itself and comes back, every `period` dots. */
const fading =
  (period: number, least: number): Fade =>
  (along, at) =>
    Math.max(least, Math.min(1, 0.6 + 0.5 * Math.sin((2 * Math.PI * along) / period + at)))

/** A table with dashed rules, many low rows, and a tall thin 0 in every cell, on grained paper. */
function zeros(): Raster {
  const xs = [60, 180, 300, 420]
  const ys = Array.from({length: 15}, (_, i) => 60 + 62 * i)
  const page = paper(xs.at(-1)! + 60, ys.at(-1)! + 60, 300)
  for (const x of xs) for (let y = ys[0]!; y < ys.at(-1)!; y += 12) paint(page, [x, y, x + 4, y + 8], 60)
  for (const y of ys) for (let x = xs[0]!; x < xs.at(-1)!; x += 12) paint(page, [x, y, x + 8, y + 4], 60)
  for (const x of xs.slice(0, -1)) {
    for (const y of ys.slice(0, -1)) {
      for (const left of [x + 50, x + 60]) paint(page, [left, y + 17, left + 4, y + 45], 40)
      for (const top of [y + 17, y + 41]) paint(page, [x + 50, top, x + 64, top + 4], 40)
    }
  }
  let state = 1
  for (const [at, value] of page.data.entries()) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    page.data[at] = Math.min(255, Math.max(0, value - 40 + (state / 2 ** 32) * 80))
  }
  return page
}

describe('rules that fade and come back', () => {
  it.each([
    ['not at all', 1000, 1],
    ['to a third', 150, 0.3],
    ['to a fifth, every inch', 150, 0.2],
    ['to a quarter, every two inches', 300, 0.25],
  ])('are rules all along, and a joined cell stays one: %s', (_, period, least) => {
    expect(wrong(drawn(fading(period, least)))).toEqual([])
  })

  it('are rules all along where they are thick and cross others', () => {
    expect([3, 4].flatMap(thick => wrong(drawn(fading(150, 0.2), 0, 5, thick)))).toEqual([])
  })

  it('do not go on through the letters of a joined cell, whichever of their strokes lies in line', () => {
    const asides = Array.from({length: 25}, (_, i) => i - 12)
    const cases = [2, 4, 6].flatMap(letters => asides.map(aside => drawn(fading(300, 0.3), aside, letters)))
    expect(cases.flatMap(wrong)).toEqual([])
  })

  it('are not the strokes of zeros that stand below one another, though the paper between them is grained', () => {
    const evidence = evidenceOf(transposed(zeros()))
    expect(unfaded(evidence)).toBe(evidence)
  })
})
