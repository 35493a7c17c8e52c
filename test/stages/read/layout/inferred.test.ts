import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {type Edge, layoutDocument} from '../../../../stages/read/layout/index.ts'
import {glyphsOf} from './drawn.ts'

type Text = readonly [x: number, y: number, text: string]

/** The tables of a page without upright rules: their cells, and what is doubted. */
function read(texts: readonly Text[], horizontal: Edge[] = []) {
  const problems: string[] = []
  const glyphs = texts.flatMap(([x, y, text], i) => glyphsOf(text, x, y, 10, 30 * i))
  const content = {page: 1, width: 600, height: 800, glyphs, pictures: [], horizontal, vertical: []}
  const blocks = layoutDocument([content], {tolerance: 2, maxCells: 1000, maxNodes: 1000}, ({kind}) =>
    problems.push(kind),
  )
  const tables = blocks.flatMap(block => (block.type === 'table' ? [block] : []))
  const cells = tables.map(({children}) =>
    children.map(c => `${c.row},${c.column} ${c.rowSpan}x${c.columnSpan} ${textOf(c)}`.trim()),
  )
  return {cells, problems}
}

/** Figures in the columns at 300, 400 and 500, their letters at one height. */
function figures(y: number, ...values: string[]): Text[] {
  return values.flatMap((value, i): Text[] => (value === '' ? [] : [[300 + 100 * i, y, value]]))
}

const HEADINGS: Text[] = [
  [105, 180, 'name'],
  [290, 180, 'one'],
  [390, 180, 'two'],
  [490, 180, 'all'],
]

describe('a table without rules', () => {
  it('has labels of several lines in the middle of their rows', () => {
    const {cells, problems} = read([
      ...HEADINGS,
      [100, 200, 'first'],
      ...figures(200, '1', '2', '3'),
      [100, 220, 'second'],
      [100, 234, 'more'],
      ...figures(227, '4', '5', '9'),
      [100, 254, 'third'],
      ...figures(254, '6', '7', '13'),
    ])
    expect({cells, problems}).toEqual({
      cells: [
        [
          ...['name', 'one', 'two', 'all'].map((text, column) => `0,${column} 1x1 ${text}`),
          ...['first', '1', '2', '3'].map((text, column) => `1,${column} 1x1 ${text}`),
          ...['second more', '4', '5', '9'].map((text, column) => `2,${column} 1x1 ${text}`),
          ...['third', '6', '7', '13'].map((text, column) => `3,${column} 1x1 ${text}`),
        ],
      ],
      problems: ['unruled'],
    })
  })

  it('has the rows that level rules part, whatever is blank and however labels are broken', () => {
    const texts: Text[] = [
      [60, 205, 'group'],
      [160, 205, 'a'],
      [160, 217, 'long label'],
      [160, 233, 'no figure'],
      [160, 245, 'at all'],
      [160, 265, 'c'],
      ...figures(205, '1', '2', '3'),
      ...figures(265, '6', '7', '13'),
    ]
    const rule = (at: number, from: number): Edge => ({at, from, to: 520})
    const {cells} = read(texts, [rule(200, 50), rule(230, 150), rule(258, 150), rule(280, 50)])
    expect(cells).toEqual([
      [
        '0,0 3x1 group',
        ...['a long label', '1', '2', '3'].map((text, column) => `0,${column + 1} 1x1 ${text}`),
        ...['no figure at all', '', '', ''].map((text, column) => `1,${column + 1} 1x1 ${text}`.trim()),
        ...['c', '6', '7', '13'].map((text, column) => `2,${column + 1} 1x1 ${text}`),
      ],
    ])
  })

  it('has labels over several rows and headings over several columns in their middle', () => {
    const {cells} = read([
      [385, 160, 'both'],
      ...HEADINGS.slice(1),
      [160, 200, 'a'],
      ...figures(200, '1', '2', '3'),
      [60, 210, 'group'],
      [160, 220, 'b'],
      ...figures(220, '4', '5', '9'),
      [160, 240, 'c'],
      ...figures(240, '6', '7', '13'),
      [60, 250, 'other'],
      [160, 260, 'd'],
      ...figures(260, '8', '9', '17'),
    ])
    expect(cells).toEqual([
      [
        '0,0 1x1',
        '0,1 1x1',
        '0,2 1x3 both',
        '1,0 1x1',
        '1,1 1x1',
        '1,2 1x1 one',
        '1,3 1x1 two',
        '1,4 1x1 all',
        '2,0 2x1 group',
        '2,1 1x1 a',
        '2,2 1x1 1',
        '2,3 1x1 2',
        '2,4 1x1 3',
        '3,1 1x1 b',
        '3,2 1x1 4',
        '3,3 1x1 5',
        '3,4 1x1 9',
        '4,0 2x1 other',
        '4,1 1x1 c',
        '4,2 1x1 6',
        '4,3 1x1 7',
        '4,4 1x1 13',
        '5,1 1x1 d',
        '5,2 1x1 8',
        '5,3 1x1 9',
        '5,4 1x1 17',
      ],
    ])
  })

  it('keeps blank cells blank', () => {
    const {cells} = read([
      ...HEADINGS,
      [100, 200, 'first'],
      ...figures(200, '1', '', '3'),
      [100, 220, 'second'],
      ...figures(220, '', '5', '9'),
    ])
    expect(cells[0]!.slice(4)).toEqual([
      '1,0 1x1 first',
      '1,1 1x1 1',
      '1,2 1x1',
      '1,3 1x1 3',
      '2,0 1x1 second',
      '2,1 1x1',
      '2,2 1x1 5',
      '2,3 1x1 9',
    ])
  })

  it('is left where a line may belong to the label above or below', () => {
    const {cells, problems} = read([
      ...HEADINGS,
      [100, 200, 'first'],
      ...figures(200, '1', '2', '3'),
      [100, 214, 'either'],
      [100, 228, 'second'],
      ...figures(228, '4', '5', '9'),
      [100, 242, 'third'],
      ...figures(242, '6', '7', '13'),
    ])
    expect({cells, problems}).toEqual({cells: [], problems: ['unruled']})
  })

  it('of one row takes no headings of the next table for its label, though no rule parts them', () => {
    const rule = (at: number): Edge => ({at, from: 90, to: 540})
    const part = (y: number, name: string, label: string, figure: string): Text[] => [
      [200, y - 40, name],
      [105, y - 20, 'name'],
      [390, y - 20, 'all'],
      [100, y, label],
      [400, y, figure],
    ]
    const {cells} = read(
      [...part(200, 'part one', 'first', '1'), ...part(260, 'part two', 'second', '2')],
      [150, 188, 248, 268].map(rule),
    )
    expect(cells.map(table => table.filter(cell => /first|second/.test(cell)))).toEqual([
      ['1,0 1x1 first'],
      ['1,0 1x1 second'],
    ])
  })
})
