import {describe, expect, it} from 'vitest'
import type {Region} from '../../../../../stages/read/scan/dots/raster.ts'
import type {ReadCell} from '../../../../../stages/read/scan/letters/agreement.ts'
import {wordOf} from '../../../../../stages/read/scan/letters/agreement.ts'
import {numbersBeneath} from '../../../../../stages/read/scan/letters/beneath.ts'
import type {PlainNumber} from '../../../../../stages/read/scan/letters/prints.ts'
import type {Recogniser} from '../../../../../stages/read/scan/letters/recogniser.ts'
import {paint, paper} from '../draw.ts'

const WIDE = 60
const HIGH = 34
const SEAL = 100

/** Thin strokes of digits, in a box of 9 by 15 dots. */
const STROKES: Record<string, number[][]> = {
  0: [
    [1, 0, 8, 2],
    [1, 13, 8, 15],
    [0, 1, 2, 14],
    [7, 1, 9, 14],
  ],
  1: [
    [4, 0, 6, 15],
    [2, 2, 6, 4],
    [1, 13, 9, 15],
  ],
  5: [
    [0, 0, 9, 2],
    [0, 0, 2, 8],
    [0, 6, 9, 8],
    [7, 7, 9, 15],
    [0, 13, 9, 15],
  ],
  8: [
    [0, 0, 9, 2],
    [0, 6, 9, 8],
    [0, 13, 9, 15],
    [0, 0, 2, 15],
    [7, 0, 9, 15],
  ],
}

/** What stands in a cell, what was read of it, and which part of it a seal covers. */
interface Drawn {
  shows: string
  read: string
  seal?: Region
}

/**
 * What numbers of a row of cells are told after all; those without a seal count as told for sure.
 * @param again what a second look reads
 */
async function toldOf(drawn: readonly Drawn[], again = ''): Promise<(string | null)[]> {
  const page = paper(WIDE * drawn.length, HIGH)
  const seen = paper(WIDE * drawn.length, HIGH)
  const hidden = paper(WIDE * drawn.length, HIGH)
  const known = new Map<ReadCell, PlainNumber>()
  const cells = drawn.map(({shows, read, seal}, i): ReadCell => {
    const left = i * WIDE + 18
    for (const raster of [page, seen]) {
      ;[...shows].forEach((digit, k) => {
        for (const [x0, y0, x1, y1] of STROKES[digit]!)
          paint(raster, [left + 12 * k + x0!, 9 + y0!, left + 12 * k + x1!, 9 + y1!])
      })
    }
    if (seal) {
      const [x0, y0, x1, y1] = seal
      paint(hidden, [i * WIDE + x0, y0, i * WIDE + x1, y1])
      for (let y = y0; y < y1; y++) {
        for (let at = y * seen.width + i * WIDE + x0; at < y * seen.width + i * WIDE + x1; at++)
          seen.data[at] = Math.min(seen.data[at]!, SEAL)
      }
    }
    const line: Region = [left, 9, left + 12 * shows.length - 3, 24]
    const text = [...read].map((one, k) => ({
      text: one,
      x: left + 12 * k + 4,
      certainty: 1,
      figure: one,
      rival: 0,
    }))
    const cell = {
      region: [i * WIDE + 4, 4, i * WIDE + WIDE - 4, HIGH - 4] as Region,
      lines: [line],
      texts: [text],
    }
    if (!seal) known.set(cell, {word: read, alike: true, prints: []})
    return cell
  })
  const recogniser: Recogniser = {
    recognise: async (_, lines) =>
      lines.map(() => [...again].map((text, x) => ({text, x, certainty: 1, figure: text, rival: 0}))),
    weigh: async (_, lines) => lines.map(() => ({steps: []})),
  }
  const sheet = {picture: page, work: page, hidden, threshold: 128}
  const found = await numbersBeneath(cells, known, sheet, seen, recogniser)
  return cells.map(cell => {
    const told = found.get(cell)
    return told ? told.texts.map(wordOf).join('/') : null
  })
}

const plain = (word: string): Drawn => ({shows: word, read: word})
const OTHERS = ['0', '0', '0', '1', '1', '10', '10'].map(plain)
const LOWER: Region = [6, 16, 54, 30]
const SIDE: Region = [4, 4, 22, 30]

/** What is told of one cell among others without a seal. */
async function told(shows: string, read: string, seal: Region, again = ''): Promise<string | null> {
  return (await toldOf([...OTHERS, {shows, read, seal}], again)).at(-1)!
}

describe('numbers below seals', () => {
  it('are told by the digits of the page where something else was read', async () => {
    expect(await told('0', '6', LOWER)).toBe('0')
    expect(await told('0', '1', SIDE)).toBe('0')
    expect(await told('1', '.', LOWER)).toBe('1')
    expect(await told('10', '1', LOWER)).toBe('10')
    expect(await told('0', '10', SIDE)).toBe('0')
  })

  it('stay as they were read where that explains them as well, and where nothing was printed', async () => {
    expect(await told('0', '0', LOWER)).toBeNull()
    expect(await told('10', '10', SIDE)).toBeNull()
    expect(await told('', '', LOWER)).toBeNull()
    expect(await told('', '1', SIDE)).toBeNull()
  })

  it('stay where they have digits that nothing on the page can be compared with', async () => {
    expect(await told('8', '8', LOWER, '8')).toBeNull()
    expect(await told('5', '5', SIDE)).toBeNull()
    expect(await told('50', '50', LOWER)).toBeNull()
    expect(await toldOf([{shows: '0', read: '6', seal: LOWER}])).toEqual([null])
  })

  it('are not looked for without a seal', async () => {
    expect((await toldOf([...OTHERS, {...plain('0'), read: '6'}])).at(-1)).toBeNull()
  })
})
