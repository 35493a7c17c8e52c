import {describe, expect, test} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {cells, p, readBody, tbl, tc, tr, values} from './helpers.ts'
import {goOn, read, restart, span} from './tables.ts'

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
