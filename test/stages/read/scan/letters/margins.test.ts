import {describe, expect, it} from 'vitest'
import type {Region} from '../../../../../stages/read/scan/dots/raster.ts'
import {whitenMargins} from '../../../../../stages/read/scan/letters/margins.ts'
import {paint, paper} from '../draw.ts'

const [WIDTH, HEIGHT] = [600, 400]
const TABLE: Region = [90, 50, 510, 300]
const INK = 140
const LYING = {origin: (x: number, y: number) => [x, y] as const, source: {width: WIDTH, height: HEIGHT}}

/** What is left of these marks. */
function left(marks: readonly Region[], tables: readonly Region[], lying = LYING): Region[] {
  const page = paper(WIDTH, HEIGHT)
  for (const mark of marks) paint(page, mark)
  whitenMargins(page, tables, INK, lying)
  return marks.filter(([x, y]) => page.data[y * WIDTH + x] === 0)
}

describe('the margins of a page', () => {
  it('lose what is at the edge of the scan', () => {
    const edge: Region[] = [
      [0, 100, 6, 130],
      [595, 330, 599, 350],
      [200, 0, 300, 3],
      [100, 394, 250, 398],
    ]
    const text: Region = [100, 340, 110, 355]
    expect(left([...edge, text], [])).toEqual([text])
  })

  it('lose what was at the edge before the page was turned', () => {
    const shifted = {...LYING, origin: (x: number, y: number) => [x - 20, y] as const}
    const edge: Region = [21, 320, 24, 340]
    expect(left([edge], [], shifted)).toEqual([])
    expect(left([edge], [])).toEqual([edge])
  })

  it('lose marks that stand alone beside and below a table', () => {
    expect(
      left(
        [
          [20, 200, 26, 220],
          [30, 350, 33, 375],
          [560, 340, 563, 350],
        ],
        [TABLE],
      ),
    ).toEqual([])
  })

  it('keep lines of text that begin there, and a page number', () => {
    const line = Array.from({length: 8}, (_, i): Region => [15 + 18 * i, 340, 30 + 18 * i, 355])
    const number: Region = [295, 370, 302, 382]
    expect(left([...line, number], [TABLE])).toEqual([...line, number])
  })

  it('keep all else where there is no table', () => {
    const mark: Region = [20, 200, 26, 220]
    expect(left([mark], [])).toEqual([mark])
  })
})
