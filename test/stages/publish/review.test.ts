import {describe, expect, it} from 'vitest'
import * as XLSX from 'xlsx'
import {booksOf, GRANTED, listOf, reviewOf} from './books.ts'
import {config, corpusOf, finding, observe, report} from './build.ts'

describe('校验', () => {
  const early = finding({
    report: 'a',
    file: 'a.html',
    rule: 'M06',
    severity: 'info',
    message: '报告没有落款日期。',
  })
  const sum = finding({
    report: 'b',
    file: 'b.html',
    message: '自然人与法人各列之和为 12，总计为 15。',
    keys: [GRANTED, 'applications.outcomes.granted.total', 'disputes.reconsideration.upheld'],
    place: {segment: 2, page: 3, table: 2, row: 5, column: 6},
    expected: '12',
    actual: '15',
    basis: '国办公开办函〔2021〕30号',
  })
  const loose = finding({
    rule: 'V02',
    severity: 'warning',
    file: 'c.doc',
    place: {line: 7},
    message: '文件有误。',
  })
  const corpus = corpusOf(
    [
      {report: report('a'), findings: [early]},
      {report: report('b'), findings: [sum]},
    ],
    [loose],
  )

  const broken = {
    严重程度: '错误',
    规则: 'A01',
    规则名称: '横向合计',
    单位: '示例区统计局',
    年度: 2023,
    说明: '自然人与法人各列之和为 12，总计为 15。',
    原件: '打开',
    来源文件: 'b.html',
    报告编号: 'b',
    规则依据: '国办公开办函〔2021〕30号',
    问题号: 1,
  }
  const rows = [
    {
      ...broken,
      应为: '12',
      实为: '15',
      位置: '第2份第3页表格2第6行第7列',
      涉及单元格: '三、本年度办理结果／（一）予以公开 × 自然人',
      原值: '24',
      明细行: '明细!BN10',
      数据键: GRANTED,
    },
    {
      ...broken,
      位置: '表格1',
      涉及单元格: '三、本年度办理结果／（一）予以公开 × 总计',
      原值: '30',
      明细行: '明细!BT10',
      数据键: 'applications.outcomes.granted.total',
    },
    {
      ...broken,
      位置: '表格1',
      涉及单元格: '行政复议／结果维持',
      原值: '185',
      明细行: '明细!HZ10',
      数据键: 'disputes.reconsideration.upheld',
    },
    {
      严重程度: '警告',
      规则: 'V02',
      规则名称: '空白',
      说明: '文件有误。',
      原件: '打开',
      位置: '第7行文字',
      来源文件: 'c.doc',
      问题号: 2,
    },
    {
      严重程度: '提示',
      规则: 'M06',
      规则名称: '无落款日期',
      单位: '示例区统计局',
      年度: 2023,
      说明: '报告没有落款日期。',
      明细行: '明细!A9',
      原件: '打开',
      来源文件: 'a.html',
      报告编号: 'a',
      问题号: 3,
    },
  ]

  it('lists every finding, a row a figure, errors first, in words', async () => {
    const book = await reviewOf(corpus)
    expect(book.SheetNames).toEqual(['校验', '按规则', '按地区', '未转换', '说明'])
    expect(listOf(book, '校验')).toEqual(rows)
  })

  it('calls a part of a file by a name people know; sheets have their own', async () => {
    const found = (part: string) => finding({...sum, report: null, keys: [], place: {part}})
    const findings = ['word/document.xml', '表一', 'constructor'].map(found)
    const book = await reviewOf(corpusOf([], findings))
    expect(listOf(book, '校验').map(row => row.位置)).toEqual(['正文', '表一', 'constructor'])
  })

  it('says what a figure should be beside that figure, and of each where it stands', async () => {
    const total = 'applications.outcomes.granted.total'
    const at = (value: number, column: number) => ({...observe(value), place: {table: 2, row: 5, column}})
    const one = report('b', {observations: {[GRANTED]: at(24, 3), [total]: at(15, 9)}})
    const onLine = (value: number) => ({...observe(value), place: {line: 20}})
    const two = report('c', {observations: {[GRANTED]: onLine(24), [total]: onLine(15)}})
    const keys = [GRANTED, total]
    const book = await reviewOf(
      corpusOf([
        {report: one, findings: [finding({...sum, keys, place: {table: 2, row: 5, column: 9}})]},
        {report: two, findings: [finding({...sum, report: 'c', keys, place: {line: 20}})]},
      ]),
    )
    expect(listOf(book, '校验').map(row => ['原值', '应为', '实为', '位置'].map(name => row[name]))).toEqual([
      ['24', undefined, undefined, '表格2第6行第4列'],
      ['15', '12', '15', '表格2第6行第10列'],
      ['24', undefined, undefined, '第20行文字'],
      ['15', '12', '15', '第20行文字'],
    ])
  })

  it('has the columns people fill in under the headings that corrections are read by', async () => {
    const sheet = (await reviewOf(corpus)).Sheets.校验!
    const headings = XLSX.utils.sheet_to_json<string[]>(sheet, {header: 1})[0]!
    const {columns} = (config.files.workbook as {corrections: {columns: Record<string, string>}}).corrections
    expect(Object.values(columns)).toEqual('报告编号 数据键 原值 更正值 依据 更正人 日期 认可'.split(' '))
    expect(Object.values(columns).map(name => headings.filter(one => one === name).length)).toEqual(
      Array(8).fill(1),
    )
    const fills = ['更正值', '依据', '更正人', '日期', '认可'].map(name => {
      const c = headings.indexOf(name)
      return sheet[XLSX.utils.encode_cell({r: 1, c})].s.fgColor.rgb
    })
    expect(fills).toEqual(Array(5).fill('FFF9E1'))
  })

  it('shows again what people said in earlier runs', async () => {
    const corrected = {value: 35, basis: '原件第2页', by: '张三', on: '2024-03-01'}
    const one = report('b', {observations: {[GRANTED]: {...observe(36), corrected}}})
    const accepted = {reason: '原件如此', by: '李四', on: '2024-03-02'}
    const findings = [sum, {...sum, rule: 'V02', severity: 'warning' as const, keys: [], accepted}]
    const book = await reviewOf(corpusOf([{report: one, findings}]))
    const filled = ['原值', '更正值', '依据', '更正人', '日期', '认可']
    expect(listOf(book, '校验').map(row => filled.map(name => row[name]))).toEqual([
      ['36', 35, '原件第2页', '张三', new Date('2024-03-01'), undefined],
      ['30', undefined, undefined, undefined, undefined, undefined],
      ['185', undefined, undefined, undefined, undefined, undefined],
      [undefined, undefined, undefined, '李四', new Date('2024-03-02'), '原件如此'],
    ])
    expect(listOf(book, '按规则').map(row => Object.values(row))).toEqual([
      ['A01', '错误', '横向合计', 1, 1, 3, 1, 0, 2],
      ['V02', '警告', '空白', 1, 1, 1, 0, 1, 0],
    ])
  })

  it('opens the source file in the folder people name; a member of an archive opens the archive', async () => {
    const loose = finding({file: 'a.zip!/b.doc'})
    const book = await reviewOf(corpusOf([], [loose]))
    const cell = Object.values(book.Sheets.校验!).find(one => one.f)
    expect([cell.f, cell.v]).toEqual([
      'HYPERLINK(\'说明\'!$B$3&LEFT(S2,FIND("!/",S2&"!/")-1),"打开")',
      '打开',
    ])
    expect([book.Sheets.校验!.S2.v, book.Sheets.说明!.B3.v]).toEqual(['a.zip!/b.doc', './'])
  })

  it('counts by rule and by region', async () => {
    const book = await reviewOf(corpus)
    expect(listOf(book, '按规则').map(row => Object.values(row))).toEqual([
      ['A01', '错误', '横向合计', 1, 1, 3, 0, 0, 3],
      ['V02', '警告', '空白', 1, 0, 1, 0, 0, 1],
      ['M06', '提示', '无落款日期', 1, 1, 1, 0, 0, 1],
    ])
    expect(listOf(book, '按地区').map(row => Object.values(row))).toEqual([
      ['重庆市', '示例区', 2, 0, 1, 0, 1],
      ['（不属于任何报告）', 0, 0, 0, 1, 0],
    ])
    const totals = (name: string) =>
      XLSX.utils
        .sheet_to_json<unknown[]>(book.Sheets[name]!, {header: 1})[0]!
        .filter(one => one !== undefined)
    expect(totals('按规则')).toEqual(['合计', 3, 5, 0, 0, 5])
    expect(totals('按地区')).toEqual(['合计', 2, 0, 1, 1, 1])
  })

  it('leads to the figure in 明细, or to the report’s first cell', async () => {
    const {detail, review} = await booksOf(corpus)
    const links = Object.values(review.Sheets.校验!)
      .filter(cell => cell.l)
      .map(cell => decodeURI(cell.l.Target))
    expect(links).toEqual([
      "明细.xlsx#'明细'!BN10",
      "明细.xlsx#'明细'!BT10",
      "明细.xlsx#'明细'!HZ10",
      "明细.xlsx#'明细'!A9",
    ])
    const [b, , , a] = links.map(link => detail.Sheets.明细![link.split('!')[1]!])
    expect(b.v).toBe(report('b').observations[GRANTED]!.value)
    expect(a.v).toBe('示例区统计局')
  })
})
