import {describe, expect, test} from 'vitest'
import type {CorrectionRow} from '../../../pipeline/model/correction.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {effectiveOf} from '../../../pipeline/model/report.ts'
import type {Result} from '../../../pipeline/stage.ts'
import {correct} from '../../../stages/correct/index.ts'
import {aReport, type ReportPatch} from '../check/builder.ts'
import {config, row} from './support.ts'

const CELL = '一、本年新收政府信息公开申请数量 × 申请人情况／总计'

/** The stage on a report of zeros: what is corrected, and what is said. */
function apply(rows: CorrectionRow[], patch: ReportPatch = {}) {
  const report = aReport(patch)
  const result = correct.run(report, {
    settings: correct.settings(config, report.format),
    source: {file: 'a.html', sha256: '', size: 0},
    bytes: () => new Uint8Array(),
    derive: async (_, make) => await make(),
    facts: rows,
  }) as Result<Report>
  const [output] = result.outputs
  const corrected = Object.entries(output!.value.observations).flatMap(([key, item]) =>
    item.corrected ? [[key, item.raw, item.corrected] as const] : [],
  )
  return {
    name: output!.name,
    report: output!.value,
    corrected,
    said: result.findings.map(({rule, severity, message}) => [rule, severity, message]),
    findings: result.findings,
  }
}

describe('a correction that is applied', () => {
  test('stands beside the printed figure, and is said', () => {
    const {name, corrected, findings} = apply([row()])
    expect(name).toBe('report-1')
    expect(corrected).toEqual([
      ['applications.received.total', '0', {value: 12, basis: '来函', by: '张三', on: '2024-03-01'}],
    ])
    expect(findings).toEqual([
      {
        rule: 'E05',
        severity: 'info',
        message: `「${CELL}」原值“0”，已由张三更正为 12；依据：来函（校验.xlsx 第 2 行）。`,
        report: 'report-1',
        file: '',
        keys: ['applications.received.total'],
        place: aReport().observations['applications.received.total']!.place,
        related: [],
        expected: '12',
        actual: '0',
        basis: '人工更正',
      },
    ])
  })

  test.each<[string, string, string | {raw: string; value?: number; unit?: string}, string, number | null]>([
    ['a printed text', 'applications.received.total', {raw: '详见附件'}, '1,204', 1204],
    ['a blank', 'applications.received.total', {raw: ''}, ' ７ ', 7],
    ['to nothing', 'applications.received.total', {raw: '3', value: 3}, '空白', null],
    ['to zero', 'applications.received.total', {raw: '3', value: 3}, '0', 0],
    ['money', 'disclosure.fees.amount', {raw: '251000', value: 251000, unit: 'unknown'}, '25.1万元', 25.1],
    [
      'money of unknown unit, confirmed',
      'disclosure.fees.amount',
      {raw: '3', value: 3, unit: 'unknown'},
      '3',
      3,
    ],
  ])('%s', (_, key, printed, to, value) => {
    const cell = typeof printed === 'string' ? {raw: printed} : printed
    const {corrected, report} = apply([row({keys: [key], raw: cell.raw, corrected: to})], {
      values: {[key]: cell},
    })
    expect(corrected.map(([, raw, {value: given}]) => [raw, given])).toEqual([[cell.raw, value]])
    const {place} = report.observations[key]!
    const state = value === null ? 'blank' : value === 0 ? 'zero' : 'value'
    expect(effectiveOf(report.observations[key]!)).toEqual({
      value,
      state,
      raw: value === null ? '' : String(value),
      place,
    })
  })

  test('a change may be negative', () => {
    const key = 'disclosure.licensing.itemsChange'
    const {corrected} = apply([row({keys: [key], corrected: '-3'})], {format: '2019', year: 2020})
    expect(corrected.map(([, , {value}]) => value)).toEqual([-3])
  })

  test.each([
    ['+18', '18'],
    ['1,234', '1234'],
    ['007', '7'],
    [' １２ ', '12'],
  ])('what is printed, %s, may have become %s in a spreadsheet program', (printed, raw) => {
    const values = {'applications.received.total': {raw: printed, value: 5}}
    expect(apply([row({raw})], {values}).corrected.length).toBe(1)
  })

  test.each([
    ['2024-03-01', '2024-03-01'],
    ['2024/3/1', '2024-03-01'],
    ['2024年3月1日', '2024-03-01'],
    ['20240301', '2024-03-01'],
    ['', null],
  ])('dated %s', (on, iso) => {
    expect(apply([row({on})]).corrected.map(([, , item]) => item.on)).toEqual([iso])
  })
})

const REFUSED = '有一处更正没有采用：校验.xlsx 第 2 行'
const INCOMPLETE = '有一处更正或认可没有采用：校验.xlsx 第 2 行'

describe('a correction that is refused', () => {
  test.each<[string, Partial<CorrectionRow>, string, string]>([
    [
      'the printed figure is another',
      {raw: '2'},
      'E01',
      `${REFUSED}要把「${CELL}」由“2”更正为 12，但报告中该格现为“0”。请对照原文重新核对，更正仍然有效的，把“原值”改为现在的数。`,
    ],
    [
      'no such cell in the format',
      {keys: ['applications.received.all']},
      'E02',
      `${REFUSED}的数据键“applications.received.all”不是该报告所用格式的单元格。请照校验清单填写数据键。`,
    ],
    ['no basis', {basis: ''}, 'E03', `${INCOMPLETE}没有填“依据”。请补正后重新运行。`],
    ['nobody', {by: ''}, 'E03', `${INCOMPLETE}没有填“更正人”。请补正后重新运行。`],
    ['no value', {corrected: ''}, 'E03', `${INCOMPLETE}没有填“更正值”。请补正后重新运行。`],
    [
      'an unreadable value',
      {corrected: '12或13'},
      'E03',
      `${INCOMPLETE}“更正值”一栏的“12或13”不是零或正整数。请补正后重新运行。`,
    ],
    [
      'a negative count, no day',
      {corrected: '-1', on: '2024-02-30'},
      'E03',
      `${INCOMPLETE}“更正值”一栏的“-1”不是零或正整数，“日期”一栏的“2024-02-30”不是日期。请补正后重新运行。`,
    ],
    [
      'both corrected and accepted',
      {accepted: '是'},
      'E03',
      `${INCOMPLETE}“更正值”和“认可”只能填一个。请补正后重新运行。`,
    ],
    [
      'the same as printed',
      {corrected: '0'},
      'E03',
      `${INCOMPLETE}“更正值”与原值相同；如果原值无误，请填“认可”。请补正后重新运行。`,
    ],
    [
      'several cells',
      {keys: ['applications.received.total', 'applications.carriedIn.total']},
      'E03',
      `${INCOMPLETE}“数据键”里有几个单元格，一行只能更正一格，请分成几行填写。请补正后重新运行。`,
    ],
    ['no cell', {keys: []}, 'E03', `${INCOMPLETE}没有填“数据键”，不知道更正哪一格。请补正后重新运行。`],
  ])('%s', (_, change, rule, message) => {
    const {said, corrected} = apply([row(change)])
    expect(said).toEqual([[rule, 'error', message]])
    expect(corrected).toEqual([])
  })

  test('money with another unit, or with letters', () => {
    const keys = ['disclosure.fees.amount']
    const {said} = apply([row({keys, corrected: '5元'})])
    expect(said).toEqual([
      ['E03', 'error', `${INCOMPLETE}“更正值”一栏的“5元”不是以万元为单位的数。请补正后重新运行。`],
    ])
  })

  test('a cell that was not found in the report', () => {
    const {said} = apply([row({raw: ''})], {drop: ['applications.received.total']})
    expect(said).toEqual([
      [
        'E02',
        'error',
        `${REFUSED}所指的「${CELL}」在报告的表格中没有读到，没有可以更正的原值。请先处理该表的读取问题。`,
      ],
    ])
  })

  test('two rows that contradict each other: neither is applied', () => {
    const {said, corrected} = apply([row(), row({row: 9, corrected: '13'})])
    expect(corrected).toEqual([])
    expect(said).toEqual([
      [
        'E04',
        'error',
        `${REFUSED}要把「${CELL}」更正为 12，与校验.xlsx 第 9 行矛盾，两处都没有采用。请只保留一处。`,
      ],
      [
        'E04',
        'error',
        `有一处更正没有采用：校验.xlsx 第 9 行要把「${CELL}」更正为 13，与校验.xlsx 第 2 行矛盾，两处都没有采用。请只保留一处。`,
      ],
    ])
  })

  test('the same again, word by word: one correction', () => {
    const {said, corrected} = apply([row(), row({row: 3}), row({row: 4})])
    expect([corrected.length, said.map(([rule]) => rule)]).toEqual([1, ['E05']])
  })

  test('the same again for another reason: applied once', () => {
    const {said, corrected} = apply([row(), row({file: '乙.csv', row: 3, basis: '原件'})])
    expect(corrected.length).toBe(1)
    expect(said.map(([rule]) => rule)).toEqual(['E05', 'E04'])
    expect(said[1]).toEqual([
      'E04',
      'info',
      `有一处更正重复：乙.csv 第 3 行要把「${CELL}」更正为 12，与校验.xlsx 第 2 行相同，只采用一次。`,
    ])
  })

  test('a wrong row does not stand in the way of a right one', () => {
    const {corrected} = apply([row({by: ''}), row({row: 3})])
    expect(corrected.length).toBe(1)
  })
})

test('a report nobody corrected passes the stage by', () => {
  const given = {...config, corrections: {values: {'report-1': [row()]}, acceptances: []}}
  expect(correct.facts!(config, 'report-1')).toBe(undefined)
  expect(correct.facts!(given, 'report-2')).toBe(undefined)
  expect(correct.facts!(given, 'report-1')).toEqual([row()])
})
