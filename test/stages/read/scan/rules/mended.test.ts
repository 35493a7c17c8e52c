import {describe, expect, it} from 'vitest'
import {type Raster, transposed} from '../../../../../stages/read/scan/dots/raster.ts'
import {evidenceOf} from '../../../../../stages/read/scan/rules/evidence.ts'
import {mended} from '../../../../../stages/read/scan/rules/mended.ts'
import {randomOf} from '../../../../generate/random.ts'
import {paint, paper} from '../draw.ts'
import {drawn, type Fade, wrong} from './joinedTable.ts'

/** Pieces and gaps of any length up to so many dots, in the right half of the table alone or all over. */
function broken(seed: number, piece: number, gap: number, half: boolean): Fade {
  const rules = new Map<string, Uint8Array>()
  return (along, at) => {
    let ink = rules.get(`${at}`)
    if (!ink) {
      const random = randomOf(seed).fork(`${at}`)
      ink = new Uint8Array(600)
      for (let to = 0; to < ink.length; ) {
        const length = random.int(1, piece)
        ink.fill(1, to, to + length)
        to += length + random.int(1, gap)
      }
      rules.set(`${at}`, ink)
    }
    return half && along < 200 ? 1 : ink[along]!
  }
}

const seeds = Array.from({length: 12}, (_, i) => i)

describe('rules that broke into pieces', () => {
  it('are whole where all are in pieces of any length, and a joined cell stays one', () => {
    const lengths = [
      [12, 6],
      [10, 8],
      [8, 10],
    ] as const
    const cases = lengths.flatMap(([piece, gap]) => seeds.map(seed => broken(seed, piece, gap, false)))
    expect(cases.flatMap(fade => wrong(drawn(fade)))).toEqual([])
  })

  it('are found where the rest of the table is whole, but for a stretch here and there', () => {
    const missed = seeds.map(seed => wrong(drawn(broken(seed, 8, 8, true))).length)
    expect(missed).toEqual([0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0])
  })

  it('are not the figures 1 that stand below one another, nor the dashes of a row', () => {
    const [xs, ys] = [
      Array.from({length: 9}, (_, i) => 60 + 50 * i),
      Array.from({length: 13}, (_, i) => 60 + 34 * i),
    ]
    const page = paper(600, 600)
    const lines = {
      horizontal: ys.map(at => ({at, from: 60, to: 460})),
      vertical: xs.map(at => ({at, from: 60, to: 468})),
    }
    for (const x of xs) paint(page, [x, 60, x + 2, 470])
    for (const y of ys) paint(page, [60, y, 462, y + 2])
    for (const x of xs.slice(0, -1)) {
      for (const [r, y] of ys.slice(0, -1).entries())
        paint(page, r === 4 ? [x + 16, y + 17, x + 36, y + 19] : [x + 25, y + 9, x + 27, y + 26])
    }
    const evidence = both(page)
    expect(mended(evidence, lines, 160)).toBeNull()
  })
})

function both(page: Raster) {
  return {horizontal: evidenceOf(page), vertical: evidenceOf(transposed(page))}
}
