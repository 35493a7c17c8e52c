import {describe, expect, it} from 'vitest'
import type {Raster, Region} from '../../../../../stages/read/scan/dots/raster.ts'
import {agreeing, type ReadCell, type Sheet} from '../../../../../stages/read/scan/letters/agreement.ts'
import type {Character, Recogniser} from '../../../../../stages/read/scan/letters/recogniser.ts'
import {paint, paper} from '../draw.ts'

const WIDE = 60
const HIGH = 40

/** A row of cells without rules, one digit each: a bar of ink, or two side by side. */
function sheetOf(digits: readonly string[]): {sheet: Sheet; cells: ReadCell[]} {
  const picture = paper(WIDE * digits.length, HIGH)
  const cells = digits.map((digit, i): ReadCell => {
    const left = i * WIDE
    for (let k = 0; k < digit.length; k++) paint(picture, [left + 20 + 12 * k, 10, left + 28 + 12 * k, 28])
    const line: Region = [left + 20, 10, left + 16 + 12 * digit.length, 28]
    return {region: [left, 0, left + WIDE, HIGH], lines: [line], texts: [read(digit)]}
  })
  const work = {...picture, data: Uint8Array.from(picture.data)}
  return {sheet: {picture, work, hidden: null, threshold: 128}, cells}
}

const read = (text: string, rival = 0): Character[] =>
  [...text].map((one, i) => ({text: one, x: i, certainty: 1, figure: one, rival}))

/**
 * Tells digits in each of three ways of looking, which show them three times, once and twice.
 * @param seen what it sees otherwise at the first look; what is doubted then is not looked at again
 */
function recogniser(digits: readonly string[], seen: Record<number, Character[]> = {}): Recogniser {
  const left = digits.filter((_, i) => !(i in seen))
  const looks = [
    digits.map((digit, i) => seen[i] ?? read(digit.repeat(3))),
    left.map(digit => read(digit)),
    left.map(digit => read(digit + digit)),
  ]
  return {recognise: async () => looks.shift()!, weigh: async () => []}
}

async function told({sheet, cells}: ReturnType<typeof sheetOf>, model: Recogniser) {
  const found = await agreeing(cells, sheet, model)
  return cells.map(cell => found.has(cell))
}

const DIGITS = ['3', '12', '7', '0', '45']

describe('a number is read alike in every way', () => {
  it('where each look gives the same', async () => {
    expect(await told(sheetOf(DIGITS), recogniser(DIGITS))).toEqual([true, true, true, true, true])
  })

  it('not where one look gives another, or another digit is nearly as likely', async () => {
    const expected = [true, false, true, true, true]
    expect(await told(sheetOf([...DIGITS, '8']), recogniser([...DIGITS, '8'], {1: read('171717')}))).toEqual([
      ...expected,
      true,
    ])
    expect(await told(sheetOf(DIGITS), recogniser(DIGITS, {1: read('121212', 0.1)}))).toEqual(expected)
    const {sheet, cells} = sheetOf(DIGITS)
    cells[0] = {...cells[0]!, texts: [read('3', 0.01)]}
    expect(await told({sheet, cells}, recogniser(DIGITS.slice(1)))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('not words, marks and blanks', async () => {
    const {sheet, cells} = sheetOf([...DIGITS, '2'])
    for (const [i, text] of ['/', '-', '无'].entries()) {
      const odd = cells.map((cell, k) => (k === i ? {...cell, texts: [read(text)]} : cell))
      const left = [...DIGITS, '2'].filter((_, k) => k !== i)
      expect(await told({sheet, cells: odd}, recogniser(left))).toEqual(odd.map((_, k) => k !== i))
    }
    const blank = cells.map((cell, k) => (k === 0 ? {...cell, lines: [], texts: []} : cell))
    expect((await told({sheet, cells: blank}, recogniser([...DIGITS, '2'].slice(1))))[0]).toBe(false)
  })

  it('not where the ink is in more pieces or fewer than digits', async () => {
    const drawn = sheetOf([...DIGITS, '2'])
    drawn.cells[1] = {...drawn.cells[1]!, texts: [read('1')]}
    expect(await told(drawn, recogniser(['3', '7', '0', '45', '2']))).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
    ])
  })

  it('not where something as high was taken away beside it, or a seal hides the paper', async () => {
    const left = ['3', '7', '0', '45', '2']
    const expected = [true, false, true, true, true, true]
    const erased = sheetOf([...DIGITS, '2'])
    paint(erased.sheet.picture, [WIDE + 2, 8, WIDE + 5, 30])
    expect(await told(erased, recogniser(left))).toEqual(expected)
    const sealed = sheetOf([...DIGITS, '2'])
    const hidden: Raster = {...paper(sealed.sheet.picture.width, HIGH)}
    paint(hidden, [WIDE + 42, 12, WIDE + 48, 14])
    expect(await told({...sealed, sheet: {...sealed.sheet, hidden}}, recogniser(left))).toEqual(expected)
  })

  it('not where it is not as high as the others', async () => {
    const drawn = sheetOf([...DIGITS, '2'])
    const cell = drawn.cells[5]!
    const [line] = cell.lines
    drawn.cells[5] = {...cell, lines: [[line![0], line![1], line![2], line![3] - 5]]}
    expect(await told(drawn, recogniser(DIGITS))).toEqual([true, true, true, true, true, false])
  })
})
