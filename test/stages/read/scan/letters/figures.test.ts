import {inflateSync} from 'node:zlib'
import {expect, it} from 'vitest'
import {pngOf} from '../../../../../stages/read/scan/dots/picture.ts'
import {figureText, markText} from '../../../../../stages/read/scan/letters/figure.ts'
import {glyphsOf} from '../../../../../stages/read/scan/letters/glyphs.ts'
import {paint, paper} from '../draw.ts'

const characters = (text: string, figures = text) =>
  [...text].map((letter, i) => ({text: letter, x: 10 + 12 * i, certainty: 1, figure: figures[i]!, rival: 0}))
const textOf = (list: {text: string}[]) => list.map(({text}) => text).join('')

it.each([
  ['o', '0', '0'],
  ['〇', '0', '0'],
  ['1O', '10', '10'],
  ['-12.5', '-12.5', '-12.5'],
  ['G', '0', '0'],
  ['N/A', '0/4', 'N/A'],
  ['规章', '00', '规章'],
  ['3件', '30', '3件'],
])('a cell of figures is held to figures: %s', (read, figures, expected) => {
  expect(textOf(figureText(characters(read, figures)))).toBe(expected)
})

it.each([
  [['一'], ['—']],
  [
    ['', 'ー'],
    ['', '—'],
  ],
  [
    ['一', '二'],
    ['一', '二'],
  ],
  [['一、'], ['一、']],
  [['0'], ['0']],
  [[], []],
])('a level stroke alone in a cell is the mark of an empty one: %j', (read, expected) => {
  expect(markText(read.map(line => characters(line))).map(textOf)).toEqual(expected)
})

it('characters become glyphs side by side, without gaps inside a number', () => {
  const glyphs = glyphsOf(characters('108'), [4, 20, 40, 40], 7)
  expect(glyphs.map(({text, box, order}) => [text, box, order])).toEqual([
    ['1', [4, 20, 16, 40], 7],
    ['0', [16, 20, 28, 40], 8],
    ['8', [28, 20, 40, 40], 9],
  ])
})

it('a blank parts what it stands between', () => {
  const glyphs = glyphsOf(characters('2 3'), [0, 0, 60, 20], 0)
  expect(glyphs.map(({text, spaced}) => [text, spaced])).toEqual([
    ['2', false],
    ['3', true],
  ])
})

it('a cell becomes a PNG of sixteen greys', () => {
  const page = paper(40, 30)
  paint(page, [10, 10, 12, 20])
  const png = Buffer.from(pngOf(page, [8, 8, 16, 24]))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([8, 16, 4, 0])
  const length = png.readUInt32BE(33)
  const rows = inflateSync(png.subarray(41, 41 + length))
  expect([...rows.subarray(0, 5)]).toEqual([0, 255, 255, 255, 255])
  expect([...rows.subarray(10, 15)]).toEqual([0, 255, 0, 255, 255])
})
