import {describe, expect, it} from 'vitest'
import {at} from '../pdf/raw.ts'
import {readCells, tablesOf} from '../pdf/reading.ts'

const YS = [300, 320, 340, 360]
const WIDTH = 5.56

/** Rules of three rows and three columns, without some pieces of them; columns from the left, rows from below. */
function rules(
  xs: readonly number[],
  isMissing: (side: 'upright' | 'level', line: number, at: number) => boolean,
) {
  const pieces: string[] = []
  for (let i = 0; i < 4; i++) {
    for (let k = 0; k < 3; k++) {
      const upright = `${xs[i]} ${YS[k]} m ${xs[i]} ${YS[k + 1]} l S\n`
      const level = `${xs[k]} ${YS[i]} m ${xs[k + 1]} ${YS[i]} l S\n`
      if (!isMissing('upright', i, k)) pieces.push(upright)
      if (!isMissing('level', i, k)) pieces.push(level)
    }
  }
  return pieces.join('')
}

/** Labels in the first column, headings above, and two figures at these distances from the rule between them. */
function sideBySide(first: string, second: string, distance: number, isMissing: (row: number) => boolean) {
  const beside = (y: number, a: string, b: string, d: number) =>
    at(200 - d - a.length * WIDTH, y, a) + at(200 + d, y, b)
  const content = [
    at(60, 346, 'heading') + at(160, 346, 'left') + at(210, 346, 'right'),
    at(60, 326, 'label') + at(160, 326, '12'),
    at(60, 306, 'another') + beside(306, first, second, distance),
  ].join('')
  return (
    rules([50, 150, 200, 250], (side, line, row) => side === 'upright' && line === 2 && isMissing(row)) +
    content
  )
}

async function lastRow(content: string) {
  const {root, findings} = await readCells(content)
  const [table] = tablesOf(root.children)
  const cells = table!.children.filter(({row}) => row === 2)
  return {
    cells: cells.map(({columnSpan, children, data}) => {
      const text = children.map(child => ('value' in child ? child.value : '')).join('|')
      return `${columnSpan} ${text}${data?.doubt ? ' ?' : ''}`
    }),
    findings,
  }
}

describe('figures side by side without a rule between them', () => {
  it.each([
    [0.4, '12', '3'],
    [1, '12', '3'],
    [2, '12', '345'],
    [8, '1', '2'],
    [8, '12', '-'],
  ])('are parted where another row has a rule, %s from it: %s %s', async (distance, first, second) => {
    const {cells, findings} = await lastRow(sideBySide(first, second, distance, row => row === 0))
    expect(cells).toEqual(['1 another', `1 ${first} ?`, `1 ${second} ?`])
    expect(findings).toEqual([
      `R09 第 1 页同一格内并排有几个数字（${first} / ${second}），缺少竖线，已按其他行的竖线分开`,
    ])
  })

  it.each([
    [1, '12', '3', '123'],
    [5, '12', '345', '12 345'],
  ])(
    'are doubtful where no row has a rule, %s from its place: %s %s',
    async (distance, first, second, text) => {
      expect((await lastRow(sideBySide(first, second, distance, () => true))).cells).toEqual([
        '1 another',
        `1 ${text} ?`,
      ])
    },
  )

  it.each([
    ['digits of one on both sides of the place', at(200 - WIDTH, 306, '12')],
    ['thousands typed with a blank', at(160, 306, '97 991')],
    ['digits set letter by letter', [...'1234'].map((d, i) => at(188 + i * 6.1, 306, d)).join('')],
  ])('are not made of one figure: %s', async (_, figure) => {
    const content = sideBySide('', '', 0, row => row === 0) + figure
    const {cells, findings} = await lastRow(content)
    expect(cells).toEqual(['1 another', expect.stringMatching(/^2 [0-9 ]+$/)])
    expect(findings).toEqual([])
  })
})

describe('figures one below the other without a rule between them', () => {
  it('are several where another column has a rule at that place', async () => {
    const xs = [50, 150, 167, 184]
    const content = [
      at(60, 346, 'heading') + at(155, 346, 'a') + at(172, 346, 'b'),
      at(60, 326, 'label') + at(153, 326, '12'),
      at(60, 306, 'another') + at(155, 306, '3') + at(172, 306, '8'),
    ].join('')
    const missing = rules(xs, (side, line, column) => side === 'level' && line === 1 && column > 0)
    const {cells, findings} = await readCells(missing + content)
    expect(cells.flat()).toContain('1,1 2x1 12\n3')
    expect(findings).toEqual(['R09 第 1 页同一格内上下有几个数字（12 / 3），可能缺少行线'])
  })
})
