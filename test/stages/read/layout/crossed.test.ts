import {expect, test} from 'vitest'
import type {Glyph} from '../../../../stages/read/layout/index.ts'
import {markCrossed} from '../../../../stages/read/layout/text/crossed.ts'

/** User space as a person looks at it: nothing is turned. */
const SAME = [1, 0, 0, 1, 0, 0] as const

function digitsAt(places: [x: number, y: number][]): Glyph[] {
  return places.map(([x, y], order) => ({
    text: '7',
    box: [x - 3, y - 5, x + 3, y + 5],
    size: 10,
    order,
    spaced: false,
    turn: 0,
  }))
}

test('a page full of lines at a slant: every digit among them is doubtful, no other', () => {
  const digits = digitsAt([
    ...Array.from({length: 1500}, (_, i): [number, number] => [50 + (i % 100), 60 + Math.floor(i / 100)]),
    [400, 400],
  ])
  const hatching = Array.from({length: 1500}, (_, i) => ({x0: i / 10, y0: 0, x1: i / 10 + 100, y1: 100}))
  markCrossed(digits, hatching, [...SAME])
  const doubts = digits.map(({doubt}) => doubt)
  expect(new Set(doubts.slice(0, -1))).toEqual(new Set(['数字所在处划有大量斜线，可能已被划去']))
  expect(doubts.at(-1)).toBe(undefined)
})
