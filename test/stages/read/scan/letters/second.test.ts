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

/** A page of numbers of which each look shows a number, and a last line of which the looks show what is given. */
async function beside(first: string, looks: readonly string[], line: Region) {
  const work = paper(60, 200)
  const numbers = [1, 2, 3, 4, 5].map((_, i): Region => [20, 40 + 25 * i, 28, 58 + 25 * i])
  for (const box of [line, ...numbers]) paint(work, box)
  const left = [...looks]
  const pages: number[] = []
  const recogniser: Recogniser = {
    recognise: async page => {
      pages.push(new Set(page.data).size)
      return [read(left.shift()!)]
    },
    weigh: async () => [],
  }
  const lone = [{line, text: read(first)}, ...numbers.map(box => ({line: box, text: read('7')}))]
  const found = await lookedAtAgain(lone, {work, threshold: 128}, recogniser)
  return {read: [...found.values()].map(text => text.map(one => [one.text, one.rival])), pages}
}

const HALVES = ['()()()', '（）', '(0)']
const HIGHER: Region = [20, 10, 28, 30]
const WIDER: Region = [20, 10, 44, 28]

it.each([
  ['a 0 of two halves', '()', [...HALVES, '0', '00', '000'], LINE, '0', 1],
  ['a 0 with a half', '0)', [...HALVES, '0', '00', '000'], LINE, '0', 1],
  ['not what one look shows otherwise', '()', [...HALVES, '0', '()', '000'], LINE, '()', 0],
  ['not what was another number before', '()', ['888', '（）', '(0)', '0', '00', '000'], LINE, '()', 0],
  ['no other number', '()', [...HALVES, '1', '11', '111'], LINE, '()', 0],
  ['no brackets, higher than numbers', '()', HALVES, HIGHER, '()', 0],
  ['nothing wider', '()', HALVES, WIDER, '()', 0],
])('with strokes closed a second look tells %s', async (_, first, looks, line, text, rival) => {
  const expected = [...text].map(one => [one, rival])
  expect((await beside(first, looks, line)).read).toEqual([expected])
})

it('strokes are closed for looks after the usual ones', async () => {
  const {pages} = await beside('()', [...HALVES, '0', '00', '000'], LINE)
  expect(pages.map(values => values > 2)).toEqual([false, false, false, true, true, true])
})
