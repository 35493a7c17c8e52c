import {join} from 'node:path'
import {expect, it} from 'vitest'
import type {Config} from '../../../pipeline/config.ts'
import {readCorrections} from '../../../pipeline/given/corrections.ts'
import type {CorrectionRow} from '../../../pipeline/model/correction.ts'
import {listOf, reviewOf} from './books.ts'
import {config, corpusOf, finding, published, report} from './build.ts'

/** What was filled in and refused stands in the new 校验.xlsx as it was written, and comes back from there. */

const row = (more: Partial<CorrectionRow>): CorrectionRow => ({
  file: '更正.csv',
  row: 2,
  report: 'a',
  keys: ['applications.received.total'],
  raw: '7.5',
  corrected: '75',
  basis: '电话核实',
  by: '张三',
  on: '2024-03-01',
  accepted: '',
  rule: 'V05',
  message: '填“7.5”，不是整数。',
  source: 'a.html',
  ...more,
})
const rows = [
  row({}),
  row({row: 3, corrected: '1,200', on: '三月'}),
  row({row: 4, report: 'gone', keys: ['disputes.reconsideration.total', 'b']}),
  row({
    row: 5,
    report: 'gone',
    keys: [],
    raw: '',
    corrected: '',
    accepted: '原件如此',
    basis: '',
    rule: 'S04',
  }),
]
const kept = row({row: 6, corrected: '80'})

const corrected: Config = {
  ...config,
  rules: {
    ...config.rules,
    E01: {...config.rules.A01!, stage: 'correct'},
    E02: {...config.rules.A01!, stage: 'correct'},
  },
  corrections: {values: {a: [rows[0]!, rows[1]!, kept], gone: [rows[2]!]}, acceptances: [rows[3]!]},
}
const refusal = (of: CorrectionRow, rule: string) =>
  finding({
    rule,
    message: `没有采用：${of.row}`,
    report: of.report === 'a' ? 'a' : null,
    related: [{file: of.file, row: of.row - 1}],
  })
const corpus = corpusOf(
  [{report: report('a'), findings: [refusal(rows[1]!, 'E01'), refusal(rows[0]!, 'E01')]}],
  [refusal(rows[3]!, 'E02'), refusal(rows[2]!, 'E02'), finding({related: [{file: 'b.html', row: 1}]})],
)

it('lists what was refused, in the order in which it was written', async () => {
  const book = await reviewOf(corpus, corrected)
  expect(book.SheetNames).toEqual(['校验', '未采用的更正', '按规则', '按地区', '未转换', '说明'])
  const common = {
    严重程度: '错误',
    规则: 'V05',
    说明: '填“7.5”，不是整数。',
    单位: '示例区统计局',
    年度: 2023,
    原值: '7.5',
    更正值: 75,
    依据: '电话核实',
    更正人: '张三',
    日期: new Date('2024-03-01'),
    来源文件: 'a.html',
    报告编号: 'a',
    数据键: 'applications.received.total',
  }
  const {单位: _agency, 年度: _year, ...gone} = {...common, 报告编号: 'gone'}
  const {原值: _raw, 更正值: _value, 依据: _basis, 数据键: _key, ...acceptance} = gone
  // SheetJS makes a date of any text in a cell of dates; the next test reads it as it stands.
  const from = (n: number) => ({未采用的原因: `没有采用：${n}`, 原来的文件和行号: `更正.csv ${n}`})
  expect(listOf(book, '未采用的更正')).toEqual([
    {...common, ...from(2)},
    {...common, ...from(3), 更正值: '1,200', 日期: new Date(Number.NaN)},
    {...gone, ...from(4), 数据键: 'disputes.reconsideration.total b'},
    {...acceptance, ...from(5), 规则: 'S04', 认可: '原件如此'},
  ])
})

it('reads back what it wrote', async () => {
  const directory = await published(corpus, corrected)
  const read = readCorrections([join(directory, '校验.xlsx')], corrected)
  const at = (n: number) => ({file: '校验.xlsx“未采用的更正”', row: n})
  expect(read).toEqual({
    values: {
      a: [
        {...rows[0], ...at(2)},
        {...rows[1], ...at(3)},
      ],
      gone: [{...rows[2], ...at(4)}],
    },
    acceptances: [{...rows[3], ...at(5)}],
  })
})

it('has no such sheet where nothing was refused', async () => {
  const book = await reviewOf(corpusOf([{report: report('a'), findings: []}]), corrected)
  expect(book.SheetNames).toEqual(['校验', '按规则', '按地区', '未转换', '说明'])
})

it('writes information on how figures are printed in one row', async () => {
  const keys = ['applications.received.total', 'applications.carriedIn.total']
  const found = (severity: 'info' | 'warning') => finding({rule: 'V06', severity, report: 'a', keys})
  const book = await reviewOf(corpusOf([{report: report('a'), findings: [found('info'), found('warning')]}]))
  expect(
    listOf(book, '校验').map(({严重程度, 涉及单元格, 数据键}) => [严重程度, 涉及单元格, 数据键]),
  ).toEqual([
    ['警告', '一、本年新收政府信息公开申请数量 × 总计', keys[0]],
    ['警告', '二、上年结转政府信息公开申请数量 × 总计', keys[1]],
    ['提示', '一、本年新收政府信息公开申请数量 × 总计；二、上年结转政府信息公开申请数量 × 总计', undefined],
  ])
})
