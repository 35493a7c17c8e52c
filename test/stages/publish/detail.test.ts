import {describe, expect, it} from 'vitest'
import {cellsOf} from '../../../pipeline/model/format.ts'
import {booksOf, detailOf, GRANTED, listOf, workbookOf} from './books.ts'
import {
  blank,
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
      // What a person let stand no longer counts against the report.
      finding({
        report: 'a',
        keys: ['applications.outcomes.total.total'],
        accepted: {reason: '原件如此', by: '李四', on: null},
      }),
    ]
    const corpus = corpusOf([{report: report('a', {status: 'review'}), findings}])
    const [row] = detailOf(await workbookOf(corpus))
    const keys = [
      GRANTED,
      'applications.received.total',
      'applications.carriedOut.total',
      'applications.carriedIn.total',
      'applications.outcomes.total.total',
    ]
    expect(keys.map(key => row![key]!.s.fgColor?.rgb)).toEqual([
      'F8A5A5',
      'F8A5A5',
      'FFE699',
      undefined,
      undefined,
    ])
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
