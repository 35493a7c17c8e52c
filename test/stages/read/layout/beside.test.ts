import {expect, it} from 'vitest'
import {at, rawPdf, ruled} from '../pdf/raw.ts'
import {cellsOf, readPdf, tablesOf} from '../pdf/reading.ts'

const YS = [280, 300, 320, 340, 360]
/** Texts row by row in cells 80 points wide. */
const page = (rows: readonly (readonly string[])[], extra = '') => {
  const xs = Array.from({length: rows[0]!.length + 1}, (_, i) => 40 + 80 * i)
  const texts = rows.flatMap((row, r) => row.map((text, c) => at(45 + 80 * c, 346 - 20 * r, text)))
  return {content: ruled(xs, YS) + texts.join('') + extra}
}
const LEFT = [
  ['', 'people', 'firms'],
  ['new', '12', '0'],
  ['old', '3', ''],
  ['all', '15', '0'],
]
const RIGHT = [
  ['others', 'total'],
  ['1', '13'],
  ['0', '3'],
  ['1', '16'],
]

async function read(pages: ReturnType<typeof page>[]) {
  const {root, findings} = await readPdf(rawPdf(pages))
  return {
    tables: tablesOf(root.children).map(table => [`${table.rows} x ${table.columns}`, ...cellsOf(table)]),
    findings: findings.map(({rule, what}) => `${rule} ${what}`),
  }
}

it('puts the right half of a table on the next page beside the left one', async () => {
  const {tables, findings} = await read([page(LEFT), page(RIGHT)])
  expect(tables).toEqual([
    ['4 x 5', ...LEFT.flatMap((row, r) => [...row, ...RIGHT[r]!].map((text, c) => `${r},${c} 1x1 ${text}`))],
  ])
  expect(findings).toEqual(['R09 第 2 页的表格与前面一页的（“people”）各行等高，已作为其右半部分拼接'])
})

it('puts them together where all left halves come first', async () => {
  const text = {content: at(45, 350, 'Another')}
  const {tables, findings} = await read([page(LEFT), text, page(RIGHT)])
  expect(tables.map(([size]) => size)).toEqual(['4 x 5'])
  expect(findings).toEqual(['R09 第 3 页的表格与前面一页的（“people”）各行等高，已作为其右半部分拼接'])
})

it('puts a second table of such a page together that has no heads there', async () => {
  const lower = (rows: readonly (readonly string[])[]) => `q 1 0 0 1 0 -100 cm ${page(rows).content} Q\n`
  const more = [['more', '4', '5'], ...LEFT.slice(1)]
  const figures = [['6', '15'], ...RIGHT.slice(1)]
  const {tables} = await read([page(LEFT, lower(more)), page(RIGHT, lower(figures))])
  expect(tables.map(([size]) => size)).toEqual(['4 x 5', '4 x 5'])
  expect(tables[1]!.slice(1, 6)).toEqual(['more', '4', '5', '6', '15'].map((text, c) => `0,${c} 1x1 ${text}`))
})

it('puts halves together of which one has fewer rows in its head', async () => {
  const xs = [40, 120, 200]
  const rules = [280, 300, 320, 360].map(y => `40 ${y} m 200 ${y} l S`).join(' ')
  const left = `${rules} ${xs.map(x => `${x} 280 m ${x} 360 l S`).join(' ')} ${at(45, 336, 'a')}${at(125, 336, 'b')}`
  const rows = [
    ['new', '12'],
    ['old', '3'],
  ].flatMap((row, r) => row.map((text, c) => at(45 + 80 * c, 306 - 20 * r, text)))
  const right = [['c', 'd'], ['e', 'f'], ...RIGHT.slice(2)]
  const {tables} = await read([{content: left + rows.join('')}, page(right)])
  expect(tables).toEqual([
    [
      '4 x 4',
      '0,0 2x1 a',
      '0,1 2x1 b',
      '0,2 1x1 c',
      '0,3 1x1 d',
      '1,2 1x1 e',
      '1,3 1x1 f',
      '2,0 1x1 new',
      '2,1 1x1 12',
      '2,2 1x1 0',
      '2,3 1x1 3',
      '3,0 1x1 old',
      '3,1 1x1 3',
      '3,2 1x1 1',
      '3,3 1x1 16',
    ],
  ])
})

const FIGURES = LEFT.map(row => row.slice(1))
const unsure = (labels: string) =>
  `R09 第 2 页与上一页之间的表格（“${labels}”）如何衔接不能确定，请核对跨页处的行`
const LABELLED = [
  ['', 'total'],
  ['new', '13'],
  ['old', '3'],
  ['all', '16'],
]
const LOWER = {content: `q 1 0 0 1 0 -30 cm ${page(RIGHT).content} Q\n`}
it.each([
  ['has labels', page(LEFT), page(LABELLED), ['4 x 3', '4 x 2'], [unsure('total、new')]],
  ['has the same heads', page(FIGURES), page(FIGURES), ['7 x 2'], [unsure('people、firms')]],
  ['stands below a text', page(LEFT), page(RIGHT, at(45, 370, 'Another')), ['4 x 3', '4 x 2'], []],
  ['lies lower', page(LEFT), LOWER, ['4 x 3', '4 x 2'], []],
])('but not where the second %s', async (_, first, second, sizes, told) => {
  const {tables, findings} = await read([first, second])
  expect([tables.map(([size]) => size), findings]).toEqual([sizes, told])
})
