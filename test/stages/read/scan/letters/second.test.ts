import {expect, it} from 'vitest'
import type {Region} from '../../../../../stages/read/scan/dots/raster.ts'
import type {Character, Recogniser} from '../../../../../stages/read/scan/letters/recogniser.ts'
import {lookedAtAgain} from '../../../../../stages/read/scan/letters/second.ts'
import {paint, paper} from '../draw.ts'

const LINE: Region = [20, 10, 28, 28]
const LOW: Region = [20, 10, 28, 14]

const read = (text: string): Character[] =>
  [...text].map((one, i) => ({text: one, x: i, certainty: 1, figure: one, rival: 0}))

/** What comes of a line read at first and then in three ways, which show it three times, once and twice. */
async function told(first: string, looks: readonly string[], line = LINE) {
  const work = paper(60, 40)
  paint(work, line)
  const left = [...looks]
  const recogniser: Recogniser = {recognise: async () => [read(left.shift()!)], weigh: async () => []}
  const found = await lookedAtAgain([{line, text: read(first)}], {work, threshold: 128}, recogniser)
  return [...found.values()].map(text => text.map(one => [one.text, one.rival]))
}

it.each([
  ['nothing', '', ['000', '0', '00'], [[['0', 1]]]],
  ['empty brackets', '()', ['000', '()', '00'], [[['0', 1]]]],
  [
    'a number by two looks',
    '',
    ['121212', '7', '1212'],
    [
      [
        ['1', 1],
        ['2', 1],
      ],
    ],
  ],
  ['what no two looks agree on', '', ['333', '8', '99'], [[['\ufffd', 1]]]],
  [
    'brackets that stay brackets',
    '()',
    ['()()()', '()', '()()'],
    [
      [
        ['(', 0],
        [')', 0],
      ],
    ],
  ],
])('a second look tells %s, never for sure', async (_, first, looks, expected) => {
  expect(await told(first, looks)).toEqual(expected)
})

it('what was read, a dash or a stroke for a blank included, is not looked at again', async () => {
  for (const first of ['0', '规', 'l', '-', '—', '/']) expect(await told(first, [])).toEqual([])
})

it('a mark lower than print of which nothing is read stays nothing', async () => {
  expect(await told('', ['', '', ''], LOW)).toEqual([[]])
})
