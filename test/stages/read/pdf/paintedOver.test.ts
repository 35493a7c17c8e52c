import {expect, it} from 'vitest'
import {at, ruled} from './raw.ts'
import {CELLS, FIGURES, readCells, TABLE, withLast, XS, YS} from './reading.ts'

/** The rule between the last two cells of the lower row. */
const white = (x: number, width: number, paint = '1 g') => `${paint} ${x} 301 ${width} 18 re f 0 g\n`
const MERGED = [...CELLS.slice(0, -2), '1,1 1x2 0']

it.each([
  ['a white bar', white(249, 2)],
  ['a white line', '1 G 2 w 250 301 m 250 319 l S 0 G 1 w\n'],
  ['a white area', '1 g 160 302 100 16 re f 0 g\n'],
])('a rule is none where it is painted over by %s', async (_, content) => {
  const read = await readCells(ruled(XS, YS) + content + FIGURES)
  expect(read.cells).toEqual([MERGED])
  expect(read.findings).toEqual([])
})

it('rules of an older page are none below the new one', async () => {
  const older = `q 1 0 0 1 17 -9 cm ${TABLE} Q 1 g 0 0 400 400 re f 0 g\n`
  const read = await readCells(older + TABLE)
  expect(read.cells).toEqual([CELLS])
  expect(read.findings).toEqual(['R07 第 1 页有被后来绘制的图形盖住的文字（“a123.5b0”）未计入正文'])
})

it('a rule is none where a bar has the colour of its ground', async () => {
  const ground = '0.8 g 50 300 300 40 re f 0 g\n'
  const read = await readCells(ground + ruled(XS, YS) + white(249, 2, '0.8 g') + FIGURES)
  expect(read.cells).toEqual([MERGED])
})

it.each([
  ['a bar shows on its ground', `0.8 g 50 300 300 40 re f 0 g ${ruled(XS, YS)}${white(249, 2)}`],
  ['a white line runs within a wider black one', `${ruled(XS, YS)}248.5 300 3 20 re f ${white(249.5, 1)}`],
  ['the rule is drawn after the bar', white(249, 2) + ruled(XS, YS)],
  ['a cell is filled up to its middle', `${ruled(XS, YS)}1 g 250 300 100 20 re f 0 g\n`],
])('a rule stays where %s', async (_, content) => {
  const read = await readCells(content + FIGURES + at(260, 306, '7'))
  expect(read.cells).toEqual([withLast('7')])
  expect(read.findings).toEqual([])
})
