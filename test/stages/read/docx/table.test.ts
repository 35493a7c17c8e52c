import {describe, expect, test} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {cells, p, readBody, tbl, tc, tr, values} from './helpers.ts'

const span = (n: number | string) => `<w:gridSpan w:val="${n}"/>`
const width = (n: number) => `<w:tcW w:w="${n}" w:type="dxa"/>`
const restart = '<w:vMerge w:val="restart"/>'
const goOn = '<w:vMerge/>'
const GRID = [1000, 1000, 1000, 1000]

async function read(rows: string[], grid: number[] = GRID) {
  const {root, findings, told} = await readBody(tbl(rows, grid))
  const table = root.children[0] as Table
  return {table, cells: cells(table), size: `${table.rows}×${table.columns}`, findings, told}
}

describe('spans', () => {
  test('gridSpan and vMerge', async () => {
    const {cells, size, findings} = await read([
      tr([tc('申请人情况', span(4))]),
      tr([tc('自然人', restart), tc('法人或其他组织', span(2)), tc('总计', restart)]),
      tr([tc('', goOn), tc('商业企业'), tc('科研机构'), tc('', '<w:vMerge w:val="continue"/>')]),
    ])
    expect(size).toBe('3×4')
    expect(cells).toEqual([
      '0,0 1×4 申请人情况',
      '1,0 2×1 自然人',
      '1,1 1×2 法人或其他组织',
      '1,3 2×1 总计',
      '2,1 1×1 商业企业',
      '2,2 1×1 科研机构',
    ])
    expect(findings).toEqual([])
  })

  test('a merge goes on only below a cell of the same columns', async () => {
    const {cells, findings} = await read(
      [tr([tc('三、本年度办理结果', span(2) + restart), tc('1')]), tr([tc('', goOn), tc('2'), tc('3')])],
      [1000, 1000, 1000],
    )
    expect(cells).toEqual(['0,0 1×2 三、本年度办理结果', '0,2 1×1 1', '1,0 1×1 ', '1,1 1×1 2', '1,2 1×1 3'])
    expect(findings).toEqual([
      'R03 第 2 行第 1 列标为向上合并，但上方没有等宽的合并单元格，已按独立单元格处理',
    ])
  })

  test('a continuation without a beginning begins one', async () => {
    const {cells, findings} = await read(
      [tr([tc('甲'), tc('1')]), tr([tc('乙', goOn), tc('2')]), tr([tc('', goOn), tc('3')])],
      [1000, 1000],
    )
    expect(cells).toEqual(['0,0 1×1 甲', '0,1 1×1 1', '1,0 2×1 乙', '1,1 1×1 2', '2,1 1×1 3'])
    expect(findings).toEqual([
      'R03 第 2 行第 1 列标为向上合并，但上方没有等宽的合并单元格，已按独立单元格处理',
    ])
  })

  test('a table split in two goes on with merges that began in the other part', async () => {
    const {cells, findings} = await read(
      [tr([tc('', goOn), tc('1')]), tr([tc('', goOn), tc('2')])],
      [1000, 1000],
    )
    expect(cells).toEqual(['0,0 2×1 ', '0,1 1×1 1', '1,1 1×1 2'])
    expect(findings).toEqual([])
  })

  test('two merges one below the other stay two', async () => {
    const {cells} = await read(
      [
        tr([tc('规章', restart)]),
        tr([tc('', goOn)]),
        tr([tc('行政规范性文件', restart)]),
        tr([tc('', goOn)]),
      ],
      [1000],
    )
    expect(cells).toEqual(['0,0 2×1 规章', '2,0 2×1 行政规范性文件'])
  })

  test('hMerge joins cells to the right, also merged downwards', async () => {
    const h = (value: string) => `<w:hMerge w:val="${value}"/>`
    const {cells, size, findings} = await read([
      tr([
        tc('行政复议', h('restart') + restart),
        tc('', h('continue') + goOn),
        tc('行政诉讼', h('restart')),
        tc('', '<w:hMerge/>'),
      ]),
      tr([tc('', h('restart') + goOn), tc('', h('continue') + goOn), tc('3'), tc('4')]),
    ])
    expect(size).toBe('2×4')
    expect(cells).toEqual(['0,0 2×2 行政复议', '0,2 1×2 行政诉讼', '1,2 1×1 3', '1,3 1×1 4'])
    expect(findings).toEqual([])
  })

  test('hMerge that continues nothing is a cell of its own', async () => {
    const {cells, findings} = await read([tr([tc('1', '<w:hMerge/>'), tc('2'), tc('3', '<w:hMerge/>')])], [])
    expect(cells).toEqual(['0,0 1×1 1', '0,1 1×1 2', '0,2 1×1 3'])
    expect(findings).toEqual([
      'R03 第 1 行第 1 列标为向左合并，但左方没有合并起点，已按独立单元格处理；第 1 行第 3 列标为向左合并，但左方没有合并起点，已按独立单元格处理',
    ])
  })

  test('text under a merge is told, with the place of the merge', async () => {
    const {cells, told} = await read(
      [tr([tc('5', restart), tc('6')]), tr([tc('7', goOn), tc('8')])],
      [1000, 1000],
    )
    expect(cells).toEqual(['0,0 2×1 5', '0,1 1×1 6', '1,1 1×1 8'])
    expect(told).toEqual([
      {
        rule: 'R07',
        severity: 'warning',
        values: {what: '被合并单元格遮盖的内容“7”'},
        place: {part: 'word/document.xml', table: 1, row: 0, column: 0},
        related: [],
      },
    ])
  })
})

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

describe('tables in context', () => {
  test('nested tables stay inside their cell and are numbered in reading order', async () => {
    const inner = tbl([tr([tc('内')])])
    const {root} = await readBody(
      `${tbl([tr([tc(`${p('前')}${inner}${p('后')}`), tc('外')])])}${p('之间')}${tbl([tr([tc('末')])])}`,
    )
    expect(values(root.children)).toEqual(['[table]', '之间', '[table]'])
    const outer = root.children[0] as Table
    expect(cells(outer)).toEqual(['0,0 1×1 前¶[table]¶后', '0,1 1×1 外'])
    const nested = outer.children[0]!.children[1] as Table
    expect(cells(nested)).toEqual(['0,0 1×1 内'])
    expect([outer, nested, root.children[2] as Table].map(({place}) => place!.table)).toEqual([1, 2, 3])
  })

  test('tables one right after the other stay two', async () => {
    const head = tr([tc('信息内容')], '<w:tblHeader/>')
    const {root} = await readBody(tbl([head, tr([tc('规章')])]) + tbl([head, tr([tc('行政规范性文件')])]))
    expect(root.children.map(cells)).toEqual([
      ['0,0 1×1 信息内容', '1,0 1×1 规章'],
      ['0,0 1×1 信息内容', '1,0 1×1 行政规范性文件'],
    ])
    expect((root.children as Table[]).map(table => table.children.map(cell => cell.data))).toEqual([
      [{header: true}, undefined],
      [{header: true}, undefined],
    ])
  })

  test('content controls around rows and cells are no part of the grid', async () => {
    const control = (content: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    const {root, findings} = await readBody(
      control(tbl([control(tr([control(tc('1')), tc('2')])), tr([tc('3'), control(tc('4'))])])),
    )
    expect(cells(root.children[0])).toEqual(['0,0 1×1 1', '0,1 1×1 2', '1,0 1×1 3', '1,1 1×1 4'])
    expect(findings).toEqual([])
  })

  test('rows and cells outside a table leave their text', async () => {
    const {root} = await readBody(tr([tc('1'), tc('2')]) + tc('3'))
    expect(values(root.children)).toEqual(['1', '2', '3'])
  })
})

describe('tracked changes of a table', () => {
  test('deleted rows and cells are out, inserted rows in', async () => {
    const {cells, findings} = await read(
      [
        tr([tc('1'), tc('2')], '<w:ins w:id="1" w:author="甲"/>'),
        tr([tc('3'), tc('4')], '<w:del w:id="2" w:author="甲"/>'),
        tr([tc('5'), tc('99', '<w:cellDel w:id="3" w:author="甲"/>'), tc('6')]),
      ],
      [1000, 1000],
    )
    expect(cells).toEqual(['0,0 1×1 1', '0,1 1×1 2', '1,0 1×1 5', '1,1 1×1 6'])
    expect(findings).toEqual(['R07 修订中已删除的内容“3”、“4”、“99”等 3 处'])
  })

  test('former spans do not count', async () => {
    const {cells} = await read(
      [
        tr([
          tc('1', `<w:tcPrChange w:id="1" w:author="甲"><w:tcPr>${span(3)}${goOn}</w:tcPr></w:tcPrChange>`),
          tc('2'),
        ]),
      ],
      [1000, 1000],
    )
    expect(cells).toEqual(['0,0 1×1 1', '0,1 1×1 2'])
  })

  test('a row marked hidden is out', async () => {
    const {cells, findings} = await read([tr([tc('1')]), tr([tc('2')], '<w:hidden/>'), tr([tc('3')])], [1000])
    expect(cells).toEqual(['0,0 1×1 1', '1,0 1×1 3'])
    expect(findings).toEqual(['R07 设为隐藏的文字“2”'])
  })
})
