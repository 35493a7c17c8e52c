import {describe, expect, it} from 'vitest'
import type {Region} from '../../../../../stages/read/scan/dots/raster.ts'
import type {ReadCell, Sheet} from '../../../../../stages/read/scan/letters/agreement.ts'
import {plainNumbersOf, printedNumbers} from '../../../../../stages/read/scan/letters/prints.ts'
import type {Character, Recogniser} from '../../../../../stages/read/scan/letters/recogniser.ts'
import {paint, paper} from '../draw.ts'

const WIDE = 80
const HIGH = 40

/** Strokes of digits, in a box of 10 by 18 dots. */
const STROKES: Record<string, number[][]> = {
  0: [
    [0, 0, 10, 3],
    [0, 15, 10, 18],
    [0, 0, 3, 18],
    [7, 0, 10, 18],
  ],
  1: [
    [4, 0, 7, 18],
    [2, 2, 7, 4],
    [1, 16, 10, 18],
  ],
  5: [
    [0, 0, 10, 3],
    [0, 0, 3, 9],
    [0, 7, 10, 10],
    [7, 7, 10, 18],
    [0, 15, 10, 18],
  ],
  7: [
    [0, 0, 10, 3],
    [7, 0, 10, 18],
  ],
  // A stroke of a pen, and a ring of one.
  '|': [[4, 0, 6, 18]],
  '/': [
    [0, 9, 3, 18],
    [2, 0, 5, 10],
  ],
  o: [
    [2, 0, 8, 2],
    [0, 4, 2, 14],
    [8, 4, 10, 14],
    [2, 16, 8, 18],
    [0, 2, 4, 5],
    [6, 2, 10, 5],
    [0, 13, 4, 16],
    [6, 13, 10, 16],
  ],
}

/** What a stroke or a ring is read as. */
const TAKEN: Record<string, string> = {'|': '1', '/': '1', o: '0'}

/** A row of cells with figures drawn in them, as they are read. */
function sheetOf(drawn: readonly string[]) {
  const picture = paper(WIDE * drawn.length, HIGH)
  const cells = drawn.map((figure, i): ReadCell => {
    const left = i * WIDE + 16
    ;[...figure].forEach((one, k) => {
      const at = left + 14 * k
      for (const [l, t, r, b] of STROKES[one]!) paint(picture, [at + l!, 10 + t!, at + r!, 10 + b!])
    })
    // The line begins and ends with ink.
    const ink = [...figure].flatMap((one, k) => STROKES[one]!.map(([l, , r]) => [14 * k + l!, 14 * k + r!]))
    const line: Region = [
      left + Math.min(...ink.map(([l]) => l!)),
      10,
      left + Math.max(...ink.map(([, r]) => r!)),
      28,
    ]
    return {region: [i * WIDE, 0, (i + 1) * WIDE, HIGH], lines: [line], texts: [read(figure)]}
  })
  const work = {...picture, data: Uint8Array.from(picture.data)}
  const sheet: Sheet = {picture, work, hidden: null, threshold: 128}
  return {sheet, cells}
}

const read = (figure: string, rival = 0): Character[] =>
  [...figure].map((one, x) => {
    const text = TAKEN[one] ?? one
    return {text, x, certainty: 1, figure: text, rival}
  })

/** Which figures are print and sure. @param doubted those of which another digit is nearly as likely when it is looked at again */
async function told(drawn: readonly string[], doubted: readonly number[] = []) {
  const {sheet, cells} = sheetOf(drawn)
  const left = drawn.filter((_, i) => !doubted.includes(i))
  const looks = [
    drawn.map((figure, i) => read(figure.repeat(3), doubted.includes(i) ? 0.1 : 0)),
    left.map(figure => read(figure)),
    left.map(figure => read(figure + figure)),
  ]
  const model: Recogniser = {recognise: async () => looks.shift()!, weigh: async () => []}
  const numbers = await plainNumbersOf(cells, sheet, model)
  const printed = printedNumbers([...numbers.values()])
  return cells.map(cell => {
    const number = numbers.get(cell)
    return number && printed.has(number) ? number.word : null
  })
}

describe('numbers are print', () => {
  it('where their digits are like others of the page', async () => {
    const figures = ['0', '10', '0', '105', '501', '0']
    expect(await told(figures)).toEqual(figures)
  })

  it('not where a stray mark is like none of them', async () => {
    expect(await told(['10', '0', '|', '0', '105', 'o', '510', '0'])).toEqual([
      '10',
      '0',
      null,
      '0',
      '105',
      null,
      '510',
      '0',
    ])
  })

  it('not where a digit stands alone that the page has once, nor at an end where it may be a stroke', async () => {
    expect(await told(['0', '5', '0', '0', '0'])).toEqual(['0', null, '0', '0', '0'])
    expect(await told(['0', '50', '0', '0', '0'])).toEqual(['0', '50', '0', '0', '0'])
    expect(await told(['0', '50', '0/', '0', '0'])).toEqual(['0', '50', null, '0', '0'])
    expect(await told(['0', '50', '/0', '0', '0'])).toEqual(['0', '50', null, '0', '0'])
    expect(await told(['0', '70', '0', '0', '0'])).toEqual(['0', null, '0', '0', '0'])
  })

  it('not where strokes stand beside figures, however many', async () => {
    expect(await told(['0', '|0', '0', '5|0', '|5', '0'])).toEqual(['0', null, '0', null, null, '0'])
  })

  it('not where a number begins with a nought', async () => {
    expect(await told(['0', '00', '0', '0', '0'])).toEqual(['0', null, '0', '0', '0'])
  })

  it('where the looks do not agree and the digits are those of many', async () => {
    expect(await told(['0', '0', '0', '0', '0', '0', '0'], [2])).toEqual(['0', '0', '0', '0', '0', '0', '0'])
    expect(await told(['0', '0', '0', '0', 'o', '0', '0'], [4])).toEqual(['0', '0', '0', '0', null, '0', '0'])
    expect(await told(['0', '0', '0', '0', '0'], [2])).toEqual(['0', '0', null, '0', '0'])
  })
})
