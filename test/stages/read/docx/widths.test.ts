import {describe, expect, test} from 'vitest'
import {cells, readBody, tbl, tc, tr} from './helpers.ts'
import {read, span, width} from './tables.ts'

describe('rows of different width', () => {
  test('gridBefore and gridAfter leave places open', async () => {
    const {table, cells, size, findings} = await read([
      tr([tc('1'), tc('2'), tc('3'), tc('4')]),
      tr(
        [tc('5'), tc('6')],
        '<w:gridBefore w:val="1"/><w:wBefore w:w="1000" w:type="dxa"/><w:gridAfter w:val="1"/>',
      ),
    ])
    expect(size).toBe('2×4')
    expect(cells.slice(4)).toEqual(['1,1 1×1 5', '1,2 1×1 6'])
    expect(table.place).toEqual({part: 'word/document.xml', table: 1})
    expect(table.children[5]!.place).toEqual({part: 'word/document.xml', table: 1, row: 1, column: 2})
    expect(findings).toEqual([])
  })

  test('wBefore alone moves a short row to where its space ends', async () => {
    const {cells, findings} = await read([
      tr([tc('1'), tc('2'), tc('3'), tc('4')]),
      tr([tc('5'), tc('6')], '<w:wBefore w:w="2000" w:type="dxa"/>'),
    ])
    expect(cells.slice(4)).toEqual(['1,2 1×1 5', '1,3 1×1 6'])
    expect(findings).toEqual(['R03 第 2 行只有 2 列，少于其他行的 4 列，已按行首留白宽度对齐'])
  })

  test('a row with too few cells is left open at its end', async () => {
    const {cells, size, findings} = await read([
      tr([tc('1'), tc('2'), tc('3')]),
      tr([tc('4'), tc('5')]),
      tr([tc('6'), tc('7'), tc('8')]),
    ])
    expect(size).toBe('3×3')
    expect(cells.slice(3, 5)).toEqual(['1,0 1×1 4', '1,1 1×1 5'])
    expect(findings).toEqual(['R03 第 2 行只有 2 列，少于其他行的 3 列，行末留空'])
  })

  test('a row with more cells than the others keeps them', async () => {
    const {cells, size, findings} = await read([
      tr([tc('1'), tc('2')]),
      tr([tc('3'), tc('4'), tc('5')]),
      tr([tc('6'), tc('7')]),
    ])
    expect(size).toBe('3×3')
    expect(cells[4]).toBe('1,2 1×1 5')
    expect(findings).toEqual(['R03 第 2 行宽 3 列，多于其他行的 2 列'])
  })

  test('a title that spans too far is cut', async () => {
    const {cells, size, findings} = await read([
      tr([tc('第二十条第（一）项', span(9))]),
      tr([tc('1'), tc('2')]),
      tr([tc('3'), tc('4')]),
    ])
    expect(size).toBe('3×2')
    expect(cells[0]).toBe('0,0 1×2 第二十条第（一）项')
    expect(findings).toEqual(['R03 第 1 行宽 9 列，超出表格的 2 列，已截去超出部分'])
  })

  test('without spans the widths of the cells tell the columns', async () => {
    const {cells, size, findings} = await read(
      [
        tr([tc('第二十条第（五）项', width(6000))]),
        tr([tc('信息内容', width(2000)), tc('本年处理决定数量', width(4000))]),
        tr([tc('行政许可', width(2005)), tc('12', width(2000)), tc('13', width(1995))]),
      ],
      [],
    )
    expect(size).toBe('3×3')
    expect(cells).toEqual([
      '0,0 1×3 第二十条第（五）项',
      '1,0 1×1 信息内容',
      '1,1 1×2 本年处理决定数量',
      '2,0 1×1 行政许可',
      '2,1 1×1 12',
      '2,2 1×1 13',
    ])
    expect(findings).toEqual(['R03 各行按跨列数得出的列数不一致，已按单元格宽度对齐'])
  })

  test('spans that agree go before widths that do not', async () => {
    const {cells, findings} = await read(
      [
        tr([tc('规章', width(5000)), tc('1', width(1000)), tc('2', width(300))]),
        tr([tc('行政规范性文件', width(100)), tc('3', width(100) + span(2))]),
      ],
      [400, 500],
    )
    expect(cells).toEqual(['0,0 1×1 规章', '0,1 1×1 1', '0,2 1×1 2', '1,0 1×1 行政规范性文件', '1,1 1×2 3'])
    expect(findings).toEqual([])
  })

  test('a sliver left by dragged borders is no column', async () => {
    const {cells, size, findings} = await read(
      [
        tr([tc('自然人'), tc('商业企业', span(2)), tc('总计')]),
        tr([tc('1', span(2)), tc('2'), tc('3')]),
        tr([tc('4'), tc('5', span(2)), tc('6')]),
      ],
      [1500, 23, 1500, 1500],
    )
    expect(size).toBe('3×3')
    expect(cells).toEqual([
      '0,0 1×1 自然人',
      '0,1 1×1 商业企业',
      '0,2 1×1 总计',
      '1,0 1×1 1',
      '1,1 1×1 2',
      '1,2 1×1 3',
      '2,0 1×1 4',
      '2,1 1×1 5',
      '2,2 1×1 6',
    ])
    expect(findings).toEqual([])
  })

  test('column widths that cannot be printed ones move nothing', async () => {
    const rows = [tr([tc('1'), tc('2', span(2))]), tr([tc('3', span(2)), tc('4')])]
    for (const grid of [
      [1, 1, 1],
      [0, 0, 0],
      [900, 150, 150],
      [300, 150, 300],
    ]) {
      expect((await read(rows, grid)).cells).toEqual(['0,0 1×1 1', '0,1 1×2 2', '1,0 1×2 3', '1,2 1×1 4'])
    }
  })

  test('a narrow column with a cell of its own stays', async () => {
    const {cells} = await read(
      [tr([tc('1'), tc('2'), tc('3')]), tr([tc('4', span(2)), tc('5')])],
      [1500, 23, 1500],
    )
    expect(cells).toEqual(['0,0 1×1 1', '0,1 1×1 2', '0,2 1×1 3', '1,0 1×2 4', '1,2 1×1 5'])
  })
})

describe('absurd numbers', () => {
  test.each([
    ['65535', '1×2', 2],
    ['-1', '1×1', 1],
    ['0', '1×1', 1],
    ['zwei', '1×1', 1],
  ])('a span of %s', async (wide, shown, columns) => {
    const {cells, findings} = await read(
      [
        tr([tc('表头', span(wide)), tc('1')]),
        tr([tc('2'), tc('3'), tc('4')]),
        tr([tc('5'), tc('6'), tc('7')]),
      ],
      [1000, 1000, 1000],
    )
    expect(cells[0]).toBe(`0,0 ${shown} 表头`)
    const number = Number.isNaN(Number(wide)) ? 'NaN' : wide
    const told = `R03 第 1 行有单元格跨列数为 ${number}，已按 ${columns} 列处理`
    expect(findings).toEqual([
      columns === 2 ? told : `${told}；第 1 行只有 2 列，少于其他行的 3 列，行末留空`,
    ])
  })

  test('a row of very wide cells keeps only columns with borders', async () => {
    const {size, findings} = await read([tr(Array.from({length: 70}, () => tc('1', span(1000))))], [])
    expect(size).toBe('1×70')
    expect(findings).toEqual(['R03 表格宽达 70000 列，已只保留有单元格边界的列'])
  })

  test.each(['Before', 'After'])('grid%s of 65535 is none, and told', async end => {
    const {cells, findings} = await read(
      [tr([tc('1'), tc('2')], `<w:grid${end} w:val="65535"/>`)],
      [1000, 1000],
    )
    expect(cells).toEqual(['0,0 1×1 1', '0,1 1×1 2'])
    const where = end === 'Before' ? '行首' : '行末'
    expect(findings).toEqual([`R03 第 1 行${where}留空 65535 列，已按不留空处理`])
  })

  test('more cells than the limit', async () => {
    const {root, findings} = await readBody(
      tbl([tr([tc('1'), tc('2')]), tr([tc('3'), tc('4')])]),
      {},
      {maxCells: 3},
    )
    expect(cells(root.children[0])).toEqual(['0,0 1×1 1', '0,1 1×1 2', '1,0 1×1 3'])
    expect(findings).toEqual([
      'R08 表格超过 3 个单元格，其后的单元格未读',
      'R03 第 2 行只有 1 列，少于其他行的 2 列，行末留空',
    ])
  })
})
