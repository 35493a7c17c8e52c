import {describe, expect, it} from 'vitest'
import type {Raster, Region} from '../../../../../stages/read/scan/dots/raster.ts'
import {textLinesOf} from '../../../../../stages/read/scan/letters/lines.ts'
import {paint, paper} from '../draw.ts'

const CELL: Region = [0, 0, 100, 40]
const INK = 140
const FAINT = 170

/** A 2 as low print has it: a bow and a foot, and a stroke between them that fades. */
function digit(page: Raster, left: number, top: number): void {
  paint(page, [left, top, left + 7, top + 4])
  paint(page, [left + 3, top + 4, left + 5, top + 9], FAINT)
  paint(page, [left, top + 9, left + 7, top + 12])
}

describe('the lines of a cell', () => {
  it('hold a digit whole whose stroke fades in between', () => {
    const page = paper(100, 40)
    digit(page, 40, 14)
    expect(textLinesOf(page, CELL, INK, true)).toEqual([[40, 14, 47, 26]])
  })

  it('keep a dark speck in a stroke that fades, and lose one beside it', () => {
    const page = paper(100, 40)
    digit(page, 40, 14)
    paint(page, [44, 20, 45, 21])
    paint(page, [60, 20, 61, 21])
    expect(textLinesOf(page, CELL, INK, true)).toEqual([[40, 14, 47, 26]])
    expect([page.data[20 * 100 + 44], page.data[20 * 100 + 60]]).toEqual([0, 255])
  })

  it('keep a speck at the foot between two digits, which is a decimal point, and lose one above or beside them', () => {
    const page = paper(100, 40)
    for (const left of [30, 44]) paint(page, [left, 12, left + 7, 26])
    const specks = [
      [40, 25],
      [40, 15],
      [53, 25],
    ] as const
    for (const [x, y] of specks) paint(page, [x, y, x + 1, y + 1])
    expect(textLinesOf(page, CELL, INK, true)).toEqual([[30, 12, 51, 26]])
    expect(specks.map(([x, y]) => page.data[y * 100 + x])).toEqual([0, 255, 255])
  })

  it('are two where paper is between them', () => {
    const page = paper(100, 40)
    paint(page, [40, 8, 60, 14])
    paint(page, [40, 20, 60, 26])
    expect(textLinesOf(page, CELL, INK, true)).toEqual([
      [40, 8, 60, 14],
      [40, 20, 60, 26],
    ])
  })
})
