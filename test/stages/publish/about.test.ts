import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import * as XLSX from 'xlsx'
import {booksOf, detailOf, GRANTED, listOf, reviewOf} from './books.ts'
import {corpusOf, finding, published, report, words} from './build.ts'

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
