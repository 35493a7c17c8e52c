import {describe, expect, it} from 'vitest'
import type {Origin} from '../../../../../stages/read/scan/dots/origin.ts'
import type {Raster} from '../../../../../stages/read/scan/dots/raster.ts'
import {remapped} from '../../../../../stages/read/scan/dots/remap.ts'
import {evened, isUneven} from '../../../../../stages/read/scan/flat/even.ts'
import {rulesOf} from '../../../../../stages/read/scan/rules/index.ts'
import {paintLetters, paintTable, paper} from '../draw.ts'

const [WIDTH, HEIGHT] = [1240, 1754]
const XS = Array.from({length: 8}, (_, i) => 120 + i * 140)
const YS = Array.from({length: 24}, (_, i) => 200 + i * 50)

/** A page of a table, as flat as it was printed. */
function form(): Raster {
  const page = paper(WIDTH, HEIGHT)
  paintTable(page, XS, YS)
  for (const y of YS.slice(0, -1)) for (const x of XS.slice(0, -1)) paintLetters(page, x + 20, y + 14, 3)
  paintLetters(page, 120, 100, 40)
  return page
}

/** How many rules stand at a height, or from the left, after rules of one line have been put together. */
function rulesIn(page: Raster) {
  const {horizontal, vertical} = rulesOf(page, null)
  const lines = (edges: readonly {at: number; from: number; to: number}[]) => {
    const ats = [...new Set(edges.map(({at}) => Math.round(at)))].sort((a, b) => a - b)
    return ats.filter((at, i) => i === 0 || at - ats[i - 1]! > 8).length
  }
  return {horizontal: lines(horizontal), vertical: lines(vertical)}
}

/** Where dots of the picture come from on the flat page. */
const BENT: [string, Origin][] = [
  ['seen from below', (x, y) => [WIDTH / 2 + (x - WIDTH / 2) / (0.92 + (0.12 * y) / HEIGHT), y]],
  ['seen from the side', (x, y) => [x, HEIGHT / 2 + (y - HEIGHT / 2) / (0.95 + (0.1 * x) / WIDTH)]],
  ['of an open book', (x, y) => [x, y - Math.exp(-x / 330) * (20 + (40 * y) / HEIGHT)]],
]
const WAVES: Origin = (x, y) => [x + 10 * Math.sin(y / 100), y + 11 * Math.sin(x / 110)]

describe('a page', () => {
  it.each(BENT)('%s has straight rules again', (_, bend) => {
    const bent = remapped(form(), bend)
    const even = evened(bent)!
    const made = remapped(bent, even)
    expect([rulesIn(made), isUneven(made)]).toEqual([{horizontal: YS.length, vertical: XS.length}, false])
  })

  it.each(BENT)('%s tells where its dots were', (_, bend) => {
    const even = evened(remapped(form(), bend))!
    const [cornerX, cornerY] = bend(...even(200, 250))
    const [right, low] = bend(...even(1000, 250))
    // What was level is level again, within a dot.
    expect([low, right > cornerX]).toEqual([expect.closeTo(cornerY, -0.4), true])
  })

  it('that is flat is left as it is', () => {
    expect([evened(form()), isUneven(form())]).toEqual([null, false])
  })

  it('that is folded all over is told', () => {
    const folded = remapped(form(), WAVES)
    const even = evened(folded)
    expect(isUneven(even ? remapped(folded, even) : folded)).toBe(true)
  })

  it('without anything on it is left as it is', () => {
    expect([evened(paper(WIDTH, HEIGHT)), isUneven(paper(WIDTH, HEIGHT))]).toEqual([null, false])
  })
})
