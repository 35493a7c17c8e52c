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

async function workbookOf(corpus: Corpus, settings = config): Promise<XLSX.WorkBook> {
  const directory = await published(corpus, settings)
  return XLSX.read(readFileSync(join(directory, '年报.xlsx')), {cellStyles: true})
}

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
  return XLSX.utils.sheet_to_json(book.Sheets[name]!)
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
    const book = await workbookOf(corpus, configWith({rowsPerSheet: 100}))
    expect(book.SheetNames).toEqual(['说明', '明细', '明细2', '校验', '未转换'])
    const [first, second] = [detailOf(book, '明细'), detailOf(book, '明细2')]
    expect([...first, ...second].map(row => row.id!.v)).toEqual(reports.map(({id}) => id))
    expect([first.length, second.length]).toEqual([92, 58])
    const [row] = listOf(book, '校验')
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

  it('lists every finding, errors first, in words', async () => {
    const book = await workbookOf(corpus)
    expect(listOf(book, '校验')).toEqual([
      {
        严重程度: '错误',
        规则: 'A01',
        规则名称: '横向合计',
        单位: '示例区统计局',
        年度: 2023,
        说明: '自然人与法人各列之和为 12，总计为 15。',
        涉及单元格: '三、本年度办理结果／（一）予以公开 × 自然人、总计；行政复议／结果维持',
        应为: '12',
        实为: '15',
        明细行: '明细!BM10',
        依据: '国办公开办函〔2021〕30号',
        来源文件: 'b.html',
        位置: '第2份第3页表格2第6行第7列',
        报告编号: 'b',
      },
      {
        严重程度: '警告',
        规则: 'V02',
        规则名称: '空白',
        说明: '文件有误。',
        来源文件: 'c.doc',
        位置: '第7行文字',
      },
      {
        严重程度: '提示',
        规则: 'M06',
        规则名称: '无落款日期',
        单位: '示例区统计局',
        年度: 2023,
        说明: '报告没有落款日期。',
        明细行: '明细!A9',
        来源文件: 'a.html',
        报告编号: 'a',
      },
    ])
  })

  it('leads to the figure, or to the report’s first cell', async () => {
    const book = await workbookOf(corpus)
    const links = Object.values(book.Sheets.校验!)
      .filter(cell => cell.l)
      .map(cell => cell.l.Target)
    expect(links).toEqual(["#'明细'!BM10", "#'明细'!A9"])
    const [b, a] = links.map(link => book.Sheets.明细![link.split('!')[1]!])
    expect(b.v).toBe(report('b').observations[GRANTED]!.value)
    expect(a.v).toBe('示例区统计局')
  })
})

describe('未转换 and 说明', () => {
  it('lists every input without a report', async () => {
    const book = await workbookOf(
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
    const book = await workbookOf(corpus)
    const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.说明!, {header: 1, blankrows: false})
    const told = (label: string) => rows.filter(row => row[0] === label).map(row => row.slice(1))
    expect(told('输入文件')).toEqual([[3]])
    expect(told('其中：通过（没有错误）')).toEqual([[1]])
    expect(told('其中：待核（有错误，需人工核对）')).toEqual([[1]])
    expect(told('A01')).toEqual([['错误', '横向合计', 2]])
    expect(told('V02')).toEqual([['警告', '空白', 1]])
    expect(told('公开指南')).toEqual([[1]])
    expect(told('运行编号')).toEqual([['7d1e0c52']])
    expect(told('配置摘要')).toEqual([['0'.repeat(64)]])
    expect(told('数据规范版本')).toEqual([['1.0']])
    expect(Object.values(book.Sheets.说明!).filter(cell => cell.f)).toEqual([])
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
  const book = await workbookOf(corpus)
  const [row] = detailOf(book)
  const [listed] = listOf(book, '校验')
  const [left] = listOf(book, '未转换')
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
  const cells = book.SheetNames.flatMap(name => Object.values(book.Sheets[name]!))
  expect(cells.filter(cell => cell.f !== undefined)).toEqual([])
})

it('gives the same bytes for the same corpus', async () => {
  const corpus = corpusOf([{report: report('a'), findings: [finding({report: 'a', keys: [GRANTED]})]}])
  const [first, second] = [await published(corpus), await published(corpus)]
  expect(readFileSync(join(first, '年报.xlsx')).equals(readFileSync(join(second, '年报.xlsx')))).toBe(true)
})
