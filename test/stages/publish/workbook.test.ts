import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import * as XLSX from 'xlsx'
import type {Corpus} from '../../../pipeline/model/corpus.ts'
import {cellsOf} from '../../../pipeline/model/format.ts'
import {
  blank,
  config,
  configWith,
  corpusOf,
  finding,
  formats,
  notApplicable,
  observe,
  published,
  report,
  words,
} from './build.ts'

const GRANTED = 'applications.outcomes.granted.naturalPerson'

async function booksOf(corpus: Corpus, settings = config) {
  const directory = await published(corpus, settings)
  const read = (name: string) => XLSX.read(readFileSync(join(directory, name)), {cellStyles: true})
  return {detail: read('明细.xlsx'), review: read('校验.xlsx')}
}

const workbookOf = async (corpus: Corpus, settings = config) => (await booksOf(corpus, settings)).detail
const reviewOf = async (corpus: Corpus, settings = config) => (await booksOf(corpus, settings)).review

/** A sheet of 明细 by key row: the rows of data as cells by key. */
function detailOf(book: XLSX.WorkBook, name = '明细'): Record<string, XLSX.CellObject | undefined>[] {
  const sheet = book.Sheets[name]!
  const range = XLSX.utils.decode_range(sheet['!ref']!)
  const cell = (r: number, c: number): XLSX.CellObject | undefined => sheet[XLSX.utils.encode_cell({r, c})]
  const first = XLSX.utils.decode_range(sheet['!autofilter']!.ref).s.r + 1
  const rows = []
  for (let r = first; r <= range.e.r; r++) {
    const row: Record<string, XLSX.CellObject | undefined> = {}
    for (let c = 0; c <= range.e.c; c++) row[String(cell(0, c)!.v)] = cell(r, c)
    rows.push(row)
  }
  return rows
}

/** Rows of a sheet as objects by its heading row, blank cells left out. */
function listOf(book: XLSX.WorkBook, name: string): Record<string, unknown>[] {
  const sheet = book.Sheets[name]!
  return XLSX.utils.sheet_to_json(sheet, {range: XLSX.utils.decode_range(sheet['!autofilter']!.ref).s.r})
}

describe('明细', () => {
  it('holds every observation of every format under its key', async () => {
    const reports = [report('a'), report('b', {format: '2019'})]
    const book = await workbookOf(corpusOf(reports.map(one => ({report: one, findings: []}))))
    const rows = detailOf(book)
    expect(rows.length).toBe(2)
    for (const [i, one] of reports.entries()) {
      const read = Object.fromEntries(Object.keys(one.observations).map(key => [key, rows[i]![key]?.v]))
      const told = Object.fromEntries(Object.entries(one.observations).map(([key, {value}]) => [key, value]))
      expect(read).toEqual(told)
      const others = Object.keys(rows[i]!).filter(key => key.includes('.') && !(key in one.observations))
      expect(others.map(key => rows[i]![key]?.v)).toEqual(others.map(() => undefined))
    }
  })

  it('gives each key of all formats one column, those of the newest format first in each table', async () => {
    const book = await workbookOf(corpusOf([{report: report('a'), findings: []}]))
    const keys = Object.keys(detailOf(book)[0]!).filter(key => key.includes('.'))
    const all = Object.values(formats).flatMap(format => cellsOf(format).map(cell => cell.key))
    expect([...keys].sort()).toEqual([...new Set(all)].sort())
    const newest = new Set(cellsOf(formats['2021']!).map(cell => cell.key))
    expect(keys.filter(key => newest.has(key))).toEqual([...newest])
    const inTable = keys.filter(key => key.startsWith('disclosure.')).map(key => newest.has(key))
    expect(inTable).toEqual([...inTable].sort((a, b) => Number(b) - Number(a)))
  })

  it('keeps zero, blank, placeholder, text and lacking cells apart, by content and by look', async () => {
    const one = report('a', {
      observations: {
        [GRANTED]: observe(0),
        'applications.received.naturalPerson': blank,
        'applications.carriedIn.naturalPerson': notApplicable,
        'applications.carriedOut.naturalPerson': words('详见附件'),
      },
    })
    delete one.observations['applications.received.total']
    const [row] = detailOf(await workbookOf(corpusOf([{report: one, findings: []}])))
    const keys = [
      GRANTED,
      'applications.received.naturalPerson',
      'applications.carriedIn.naturalPerson',
      'applications.carriedOut.naturalPerson',
      'applications.received.total',
      'applications.outcomes.other.undivided.naturalPerson',
    ]
    expect(keys.map(key => [row![key]!.t, row![key]!.v])).toEqual([
      ['n', 0],
      ['z', undefined],
      ['s', '/'],
      ['s', '详见附件'],
      ['z', undefined],
      ['z', undefined],
    ])
    const fills = keys.map(key => row![key]!.s)
    expect(fills.map(fill => [fill.patternType, fill.fgColor?.rgb])).toEqual([
      ['none', undefined],
      ['lightUp', '9DC3E6'],
      ['none', undefined],
      ['none', undefined],
      ['lightTrellis', 'F4A460'],
      ['solid', 'E4E4E4'],
    ])
  })

  it('shows a figure of another format than the report’s own', async () => {
    const key = 'disclosure.procurement.projects'
    const one = report('a', {observations: {[key]: observe(7)}})
    const [row] = detailOf(await workbookOf(corpusOf([{report: one, findings: []}])))
    expect(row![key]!.v).toBe(7)
  })

  it('refuses an observation that no format knows', async () => {
    const one = report('a', {observations: {'disclosure.unheard.of': observe(1)}})
    const corpus = corpusOf([{report: one, findings: []}])
    await expect(published(corpus)).rejects.toThrow(
      'report a: observation disclosure.unheard.of is in no format',
    )
  })

  it('shows decimals that are there', async () => {
    const one = report('a', {
      observations: {
        [GRANTED]: observe(1.5),
        'disclosure.fees.amount': observe(5644.234),
        'disclosure.licensing.decisions': observe(11398889),
      },
    })
    const [row] = detailOf(await workbookOf(corpusOf([{report: one, findings: []}])))
    expect([
      row![GRANTED]!.w,
      row!['disclosure.fees.amount']!.w,
      row!['disclosure.licensing.decisions']!.w,
    ]).toEqual(['1.5 ', '5,644.234 ', '11,398,889 '])
  })

  it('shows an amount of unknown unit as printed, unlike an amount in 万元', async () => {
    const key = 'disclosure.procurement.amount'
    const observations = {[key]: {...observe(251000), unit: 'unknown'}}
    const reports = [report('a', {format: '2019'}), report('b', {format: '2019', observations})]
    const rows = detailOf(await workbookOf(corpusOf(reports.map(one => ({report: one, findings: []})))))
    expect(rows.map(row => row[key]!.v)).toEqual([21, 251000])
    expect(rows.map(row => row[key]!.s.fgColor?.rgb)).toEqual([undefined, 'FCE4D6'])
  })

  it('marks cells by their worst finding and counts findings by severity', async () => {
    const findings = [
      finding({report: 'a', keys: [GRANTED, 'applications.received.total']}),
      finding({
        report: 'a',
        rule: 'V02',
        severity: 'warning',
        keys: [GRANTED, 'applications.carriedOut.total'],
      }),
      finding({report: 'a', rule: 'M06', severity: 'info', keys: ['applications.carriedIn.total']}),
      finding({report: 'a', rule: 'M06', severity: 'info'}),
    ]
    const corpus = corpusOf([{report: report('a', {status: 'review'}), findings}])
    const [row] = detailOf(await workbookOf(corpus))
    const keys = [
      GRANTED,
      'applications.received.total',
      'applications.carriedOut.total',
      'applications.carriedIn.total',
    ]
    expect(keys.map(key => row![key]!.s.fgColor?.rgb)).toEqual(['F8A5A5', 'F8A5A5', 'FFE699', undefined])
    expect([row!.status!.v, row!.errors!.v, row!.warnings!.v, row!.infos!.v]).toEqual(['待核', 1, 1, 2])
  })

  it('says who and when in words, dates as dates, and what is not known', async () => {
    const known = report('a')
    const unknown = report('b', {
      year: null,
      agency: {...known.agency, name: null, level: null, type: 'unknown'},
    })
    const rows = detailOf(
      await workbookOf(corpusOf([known, unknown].map(one => ({report: one, findings: []})))),
    )
    const facts = [
      'agency',
      'year',
      'status',
      'province',
      'prefecture',
      'county',
      'level',
      'type',
      'scope',
      'format',
    ]
    expect(rows.map(row => facts.map(key => row[key]?.v))).toEqual([
      ['示例区统计局', 2023, '通过', '重庆市', undefined, '示例区', '县级', '部门', '本机关', '2021年格式'],
      [
        '未识别',
        '未识别',
        '通过',
        '重庆市',
        undefined,
        '示例区',
        undefined,
        '未识别',
        '本机关',
        '2021年格式',
      ],
    ])
    expect([rows[0]!.signedOn!.v, rows[0]!.signedOn!.w]).toEqual([45309, '2024-01-18'])
    expect([rows[0]!.file!.v, rows[0]!.segment!.v, rows[0]!.id!.v]).toEqual(['a.html', 1, 'a'])
  })

  it('goes on in a further sheet with the same headings', async () => {
    const reports = Array.from({length: 150}, (_, i) => report(`r${i}`))
    const last = finding({report: 'r149', keys: [GRANTED], file: 'r149.html'})
    const corpus = corpusOf(reports.map((one, i) => ({report: one, findings: i === 149 ? [last] : []})))
    const {detail: book, review} = await booksOf(corpus, configWith({rowsPerSheet: 100}))
    expect(book.SheetNames).toEqual(['说明', '明细', '明细2', '出处'])
    const [first, second] = [detailOf(book, '明细'), detailOf(book, '明细2')]
    expect([...first, ...second].map(row => row.id!.v)).toEqual(reports.map(({id}) => id))
    expect([first.length, second.length]).toEqual([92, 58])
    const [row] = listOf(review, '校验')
    const [sheet, cell] = String(row!.明细行).split('!')
    expect(sheet).toBe('明细2')
    expect(book.Sheets[sheet!]![cell!].v).toBe(reports[149]!.observations[GRANTED]!.value)
  })
})

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
    应为: '12',
    实为: '15',
    原件: '打开',
    位置: '第2份第3页表格2第6行第7列',
    来源文件: 'b.html',
    报告编号: 'b',
    规则依据: '国办公开办函〔2021〕30号',
    问题号: 1,
  }
  const rows = [
    {
      ...broken,
      涉及单元格: '三、本年度办理结果／（一）予以公开 × 自然人',
      原值: '24',
      明细行: '明细!BN10',
      数据键: GRANTED,
    },
    {
      ...broken,
      涉及单元格: '三、本年度办理结果／（一）予以公开 × 总计',
      原值: '30',
      明细行: '明细!BT10',
      数据键: 'applications.outcomes.granted.total',
    },
    {
      ...broken,
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

  it('has the columns people fill in under the headings that corrections are read by', async () => {
    const sheet = (await reviewOf(corpus)).Sheets.校验!
    const headings = XLSX.utils.sheet_to_json<string[]>(sheet, {header: 1})[0]!
    const {columns} = (config.files.workbook as {corrections: {columns: Record<string, string>}}).corrections
    expect(Object.values(columns)).toEqual([
      '报告编号',
      '数据键',
      '原值',
      '更正值',
      '依据',
      '更正人',
      '日期',
      '认可',
    ])
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

describe('出处', () => {
  it('says where each figure stands, under the same column letters; equal arrangements share a row', async () => {
    const there = {...observe(5), place: {page: 2, table: 3, row: 4, column: 1}}
    const other = report('b', {observations: {[GRANTED]: there}})
    const same = [report('a'), other, report('c')].map(one => ({report: one, findings: []}))
    const book = await workbookOf(corpusOf(same))
    const figures = detailOf(book)
    expect(figures.map(row => row.places!.v)).toEqual(['出处!A9', '出处!A10', '出处!A9'])
    const places = detailOf(book, '出处')
    expect(places.map(row => [row.agency!.v, row[GRANTED]!.v])).toEqual([
      ['出处 1：2 份报告', '表格1'],
      ['出处 2：1 份报告', '第2页表格3第5行第2列'],
    ])
    expect(Object.keys(places[0]!)).toEqual(Object.keys(figures[0]!))
  })

  it('goes on in a further sheet, and references know', async () => {
    const reports = Array.from({length: 120}, (_, i) =>
      report(`r${i}`, {observations: {[GRANTED]: {...observe(5), place: {line: i + 1}}}}),
    )
    const settings = configWith({rowsPerSheet: 100})
    const book = await workbookOf(corpusOf(reports.map(one => ({report: one, findings: []}))), settings)
    const rows = [...detailOf(book, '明细'), ...detailOf(book, '明细2')]
    expect([rows[91]!.places!.v, rows[92]!.places!.v]).toEqual(['出处!A100', '出处2!A9'])
    expect(detailOf(book, '出处2')[0]![GRANTED]!.v).toBe('第93行文字')
  })
})

describe('未转换 and 说明', () => {
  it('lists every input without a report', async () => {
    const book = await reviewOf(
      corpusOf(
        [],
        [],
        [
          {file: '指南.html', reason: 'guide', detail: '是公开指南。', place: {line: 1}},
          {file: 'a.zip!/b.pdf', segment: 2, reason: 'encrypted', detail: '需要口令。'},
        ],
      ),
    )
    expect(listOf(book, '未转换')).toEqual([
      {文件: '指南.html', 原因: '公开指南', 说明: '是公开指南。', 位置: '第1行文字'},
      {文件: 'a.zip!/b.pdf', 原因: '已加密', 说明: '需要口令。', 位置: '第2份'},
    ])
  })

  it('states counts and the run as plain values', async () => {
    const corpus = corpusOf(
      [
        {report: report('a'), findings: []},
        {report: report('b', {status: 'review'}), findings: [finding({report: 'b'}), finding({report: 'b'})]},
      ],
      [finding({rule: 'V02', severity: 'warning'})],
      [{file: '指南.html', reason: 'guide', detail: '是公开指南。'}],
    )
    const {detail, review: book} = await booksOf(corpus)
    const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.说明!, {header: 1, blankrows: false})
    const told = (label: string) => rows.filter(row => row[0] === label).map(row => row.slice(1))
    expect(told('输入文件')).toEqual([[3]])
    expect(told('其中：通过（没有错误）')).toEqual([[1]])
    expect(told('其中：待核（有错误，需人工核对）')).toEqual([[1]])
    expect(told('公开指南')).toEqual([[1]])
    expect(told('运行编号')).toEqual([['7d1e0c52']])
    expect(told('配置摘要')).toEqual([['0'.repeat(64)]])
    expect(told('数据规范版本')).toEqual([['1.0']])
    expect(Object.values(detail.Sheets.说明!).filter(cell => cell.f)).toEqual([])
    for (const one of [detail, book]) {
      expect(one.Custprops).toEqual({
        runId: '7d1e0c52',
        configHash: '0'.repeat(64),
        schemaVersion: '1.0',
        program: 'nianbao 0.1.0',
      })
    }
  })
})

it('never turns text of a document into a formula', async () => {
  const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=cmd|"/c calc"!A1']
  const one = report('a', {
    title: texts[0]!,
    source: {file: '=a.html', sha256: '', reader: 'html', segment: 1},
    observations: {[GRANTED]: words(texts[5]!)},
  })
  one.agency.name = texts[3]!
  const corpus = corpusOf(
    [{report: one, findings: [finding({report: 'a', message: texts[1]!, actual: texts[2]!})]}],
    [],
    [{file: texts[4]!, reason: 'news', detail: texts[0]!}],
  )
  const {detail, review} = await booksOf(corpus)
  const [row] = detailOf(detail)
  const [listed] = listOf(review, '校验')
  const [left] = listOf(review, '未转换')
  expect([row!.title, row!.file, row!.agency, row![GRANTED]].map(cell => [cell!.t, cell!.v])).toEqual([
    ['s', texts[0]],
    ['s', '=a.html'],
    ['s', texts[3]],
    ['s', texts[5]],
  ])
  expect([listed!.说明, listed!.实为, left!.文件, left!.说明]).toEqual([
    texts[1],
    texts[2],
    texts[4],
    texts[0],
  ])
  // Formulas are our own and hold no text of a document.
  const cells = [detail, review].flatMap(book =>
    book.SheetNames.flatMap(name => Object.values(book.Sheets[name]!)),
  )
  const formulas = cells.map(cell => cell.f).filter(one => one !== undefined)
  expect(
    formulas.filter(one => !/^(SUBTOTAL\(109|COUNTIFS\('校验'|F\d-G\d|HYPERLINK\('说明')/.test(one)),
  ).toEqual([])
  expect(formulas.filter(one => texts.some(text => text.length > 3 && one.includes(text.slice(1))))).toEqual(
    [],
  )
})

it('gives the same bytes for the same corpus', async () => {
  const corpus = corpusOf([{report: report('a'), findings: [finding({report: 'a', keys: [GRANTED]})]}])
  const [first, second] = [await published(corpus), await published(corpus)]
  for (const name of ['明细.xlsx', '校验.xlsx'])
    expect(readFileSync(join(first, name)).equals(readFileSync(join(second, name)))).toBe(true)
})
