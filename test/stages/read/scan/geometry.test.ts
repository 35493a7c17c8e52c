import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Raster} from '../../../../stages/read/scan/dots/raster.ts'
import {flatten} from '../../../../stages/read/scan/flat/flatten.ts'
import {levelled, slopeOf} from '../../../../stages/read/scan/flat/skew.ts'
import {textLinesOf} from '../../../../stages/read/scan/letters/lines.ts'
import {rulesOf} from '../../../../stages/read/scan/rules/index.ts'
import {paint, paintLetters, paintTable, paper} from './draw.ts'

const XS = [60, 200, 340, 480]
const YS = [80, 120, 160, 200, 240]

function form(value = 0): Raster {
  const page = paper(560, 420)
  paintTable(page, XS, YS, value)
  for (const y of YS.slice(0, -1)) paintLetters(page, 80, y + 11, 4)
  paintLetters(page, 60, 300, 18)
  return page
}

/** Where the rules of a page are. */
function positions(page: Raster) {
  const rules = rulesOf(page)
  const at = (edges: {at: number}[]) =>
    edges
      .map(edge => Math.round(edge.at))
      .sort((a, b) => a - b)
      // Stretches of one rule may differ by a dot.
      .filter((value, i, all) => i === 0 || value > all[i - 1]! + 1)
  return {horizontal: at(rules.horizontal), vertical: at(rules.vertical)}
}
const EXPECTED = {horizontal: YS.map(y => y + 1), vertical: XS.map(x => x + 1)}

describe('rules', () => {
  it('are found, letters are none', () => {
    expect(positions(form())).toEqual(EXPECTED)
  })

  it.each([120, 170, 200])('are found when they are as faint as %i', value => {
    expect(positions(form(value))).toEqual(EXPECTED)
  })

  it('are found when they are dotted', () => {
    const page = form()
    for (let i = 0; i < page.data.length; i++) {
      const [x, y] = [i % page.width, Math.floor(i / page.width)]
      const level = YS.some(at => y >= at && y < at + 2) && x % 4 > 1
      const upright = XS.some(at => x >= at && x < at + 2) && y % 4 > 1
      if ((level || upright) && y < 250) page.data[i] = 255
    }
    expect(positions(page)).toEqual(EXPECTED)
  })

  it('are found when white scratches cross them', () => {
    const page = form()
    paint(page, [150, 70, 152, 260], 255)
    paint(page, [50, 140, 500, 141], 255)
    expect(positions(page)).toEqual(EXPECTED)
  })

  it('an underline and a frame around nothing are no table', () => {
    const page = paper(560, 420)
    paintLetters(page, 60, 300, 18)
    paint(page, [60, 330, 460, 332])
    expect(positions(page)).toEqual({horizontal: [], vertical: []})
  })

  it('on a page of noise are bounded', () => {
    const page = paper(500, 700)
    let state = 1
    for (let i = 0; i < page.data.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      page.data[i] = state >>> 24
    }
    const {horizontal, vertical} = positions(page)
    expect(Math.max(horizontal.length, vertical.length)).toBeLessThan(1000)
  })
})

describe('light', () => {
  it('evens shadows and grey cells out', () => {
    const page = form()
    for (let i = 0; i < page.data.length; i++) page.data[i] = page.data[i]! * (0.6 + (0.4 * (i % 560)) / 560)
    paint(page, [62, 82, 200, 90], 215)
    expect(positions(flatten(page))).toEqual(EXPECTED)
  })
})

describe('skew', () => {
  it('is found and taken back, whatever it is up to two degrees', () => {
    fc.assert(
      fc.property(fc.double({min: -0.035, max: 0.035, noNaN: true}), slope => {
        const turned = levelled(form(), -slope)
        expect(Math.abs(slopeOf(turned) - slope)).toBeLessThan(0.0015)
      }),
      {numRuns: 12, seed: 5},
    )
  })

  it('of a level page is none', () => {
    expect(slopeOf(form())).toBe(0)
  })
})

describe('lines of text', () => {
  it('are told apart; specks and what is left of rules are painted white', () => {
    const page = paper(200, 100)
    paintLetters(page, 20, 20, 5)
    paintLetters(page, 20, 55, 3)
    paint(page, [150, 50, 151, 51])
    paint(page, [0, 0, 200, 2])
    expect(textLinesOf(page, [0, 0, 200, 100], 170, true)).toEqual([
      [20, 20, 126, 38],
      [20, 55, 82, 73],
    ])
    expect([page.data[50 * 200 + 150], page.data[10], page.data[20 * 200 + 20]]).toEqual([255, 255, 0])
  })

  it('a letter that a scratch cuts in two is one', () => {
    const page = paper(60, 60)
    paint(page, [20, 20, 34, 30])
    paint(page, [20, 31, 34, 42])
    expect(textLinesOf(page, [0, 0, 60, 60], 170, true)).toEqual([[20, 20, 34, 42]])
  })
})
