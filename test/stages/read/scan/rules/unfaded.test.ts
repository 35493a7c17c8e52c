import {describe, expect, it} from 'vitest'
import {type Raster, transposed} from '../../../../../stages/read/scan/dots/raster.ts'
import {evidenceOf} from '../../../../../stages/read/scan/rules/evidence.ts'
import {rulesOf} from '../../../../../stages/read/scan/rules/index.ts'
import {unfaded} from '../../../../../stages/read/scan/rules/unfaded.ts'
import {paint, paintLetters, paper} from '../draw.ts'

const XS = [40, 190, 260, 340, 470]
const YS = [50, 110, 160, 230, 280]
/** The first column's second and third rows are one cell: no rule from here to there. */
const JOINED = {at: YS[2]!, from: XS[0]!, to: XS[1]!}

/** How dark a rule is at a place along it: it fades to `least` of itself and comes back, every `period` dots. */
type Fade = (along: number, at: number) => number

const fading =
  (period: number, least: number): Fade =>
  (along, at) =>
    Math.max(least, Math.min(1, 0.6 + 0.5 * Math.sin((2 * Math.PI * along) / period + at)))

/** A table with letters in every cell, those of the joined one about where its rule would be. */
function drawn(fade: Fade, aside = 0, letters = 5, thick = 2): Raster {
  const page = paper(XS.at(-1)! + 60, YS.at(-1)! + 60)
  const put = (level: boolean, at: number, along: number) => {
    const box = level ? [along, at, along + 1, at + thick] : [at, along, at + thick, along + 1]
    paint(page, box, Math.round(255 * (1 - fade(along, at))))
  }
  for (const y of YS) {
    for (let x = XS[0]!; x < XS.at(-1)! + 2; x++) {
      if (y !== JOINED.at || x < JOINED.from + 2 || x >= JOINED.to) put(true, y, x)
    }
  }
  for (const x of XS) for (let y = YS[0]!; y < YS.at(-1)! + 2; y++) put(false, x, y)
  for (const [r, bottom] of YS.slice(1).entries()) {
    for (const left of XS.slice(0, -1)) {
      if (left === XS[0] && (r === 1 || r === 2)) continue
      paintLetters(page, left + 20, (YS[r]! + bottom) / 2 - 9, 1)
    }
  }
  paintLetters(page, XS[0]! + 75 - 11 * letters, JOINED.at - 9 + aside, letters)
  return page
}

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

/** Crossing by crossing, the stretches of the table that were found otherwise than they are drawn. */
function wrong(page: Raster) {
  const {horizontal, vertical} = rulesOf(page)
  const stretches = [
    ...YS.flatMap(at => XS.slice(1).map((to, i) => ({level: true, at, from: XS[i]!, to}))),
    ...XS.flatMap(at => YS.slice(1).map((to, i) => ({level: false, at, from: YS[i]!, to}))),
  ]
  return stretches.filter(({level, at, from, to}) => {
    const middle = (from + to) / 2
    const isFound = (level ? horizontal : vertical).some(
      edge => Math.abs(edge.at - at - 1) <= 2 && edge.from < middle && edge.to > middle,
    )
    return isFound === (level && at === JOINED.at && from === JOINED.from)
  })
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
