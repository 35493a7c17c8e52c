import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {type Edge, layoutDocument} from '../../../../stages/read/layout/index.ts'
import {pageOf, wideGlyphsOf} from './drawn.ts'

const XS = [50, 150, 200, 250]

/** Rows of 20 points with a text at places; the rules are those of all columns. */
function read(rows: [x: number, text: string][][]) {
  const horizontal: Edge[] = rows.map((_, r) => ({at: 100 + 20 * r, from: 50, to: 250}))
  horizontal.push({at: 100 + 20 * rows.length, from: 50, to: 250})
  const vertical = XS.map(at => ({at, from: 100, to: 100 + 20 * rows.length}))
  const glyphs = rows.flatMap((row, r) =>
    row.flatMap(([x, text], i) => wideGlyphsOf(text, x, 105 + 20 * r, 10, 1000 * r + 100 * i)),
  )
  const problems: string[] = []
  const blocks = layoutDocument(
    [pageOf({horizontal, vertical, glyphs}, 1)],
    {tolerance: 2, maxCells: 1000, maxNodes: 1000},
    ({kind, text}) => problems.push(`${kind} ${text}`),
  )
  const cells = blocks.flatMap(block =>
    block.type === 'table'
      ? block.children.map(
          c => `${c.row},${c.column} ${textOf(c)}${c.data?.doubt ? ` !${c.data.doubt}` : ''}`,
        )
      : [],
  )
  return {cells, problems}
}

describe('text across an upright rule', () => {
  it('is one label where the next cell is empty, and both are doubtful', () => {
    const {cells, problems} = read([
      [
        [86, '新收的申请数量'],
        [210, '3'],
      ],
      [
        [60, '结转'],
        [160, '4'],
        [210, '5'],
      ],
    ])
    const what = '文字“新收的申请数量”压在表格竖线上'
    expect(problems).toEqual(['label 新收的申请数量'])
    expect(cells).toEqual([
      `0,0 新收的申请数量 !${what}`,
      `0,1  !${what}`,
      '0,2 3',
      '1,0 结转',
      '1,1 4',
      '1,2 5',
    ])
  })

  it('makes the figures below doubtful where it is a heading', () => {
    const {cells} = read([
      [
        [60, '项目'],
        [176, '申请人情况'],
      ],
      [
        [60, '结转'],
        [160, '—'],
        [210, '5'],
      ],
    ])
    const what = '文字“申请人情况”压在表格竖线上'
    const below = '表头“申请人情况”压在表格竖线上'
    expect(cells).toEqual([
      '0,0 项目',
      `0,1  !${what}`,
      `0,2 申请人情况 !${what}`,
      '1,0 结转',
      `1,1 — !${below}`,
      `1,2 5 !${below}`,
    ])
  })

  it('is two labels where each ends at the rule', () => {
    const {cells, problems} = read([
      [
        [120, '本年数'],
        [150, '上年数值长'],
        [200, '合计'],
      ],
    ])
    expect(problems).toEqual([])
    expect(cells).toEqual(['0,0 本年数', '0,1 上年数值长', '0,2 合计'])
  })

  it('is a digit that may belong to either cell', () => {
    const {cells, problems} = read([
      [
        [60, '结转'],
        [196, '4'],
        [210, '5'],
      ],
    ])
    expect(problems).toEqual(['straddling 4'])
    expect(cells).toEqual(['0,0 结转', '0,1  !数字“4”压在表格竖线上', '0,2 4 5 !数字“4”压在表格竖线上'])
  })

  it.each([215, 230, 240])('is a whole number where it runs out over the side of the table, from %s', x => {
    const {cells} = read([
      [
        [60, '结转'],
        [160, '4'],
        [x, '1221298'],
      ],
    ])
    expect(cells).toEqual(['0,0 结转', '0,1 4', '0,2 1221298'])
  })
})
