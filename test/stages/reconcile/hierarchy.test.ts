import {describe, expect, test} from 'vitest'
import type {Finding} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {city, DONE, entry, finding, only, RECEIVED, report} from './city.ts'
import {all, corpusOf, reconciled, said} from './support.ts'

describe('H01 汇总不小于下级', () => {
  const [finance, health] = [{name: '昆山市财政局'}, {name: '昆山市卫生健康局'}]
  test('names the member that is larger, and the cells', async () => {
    const reports = [
      report('a.html', city, {[RECEIVED]: 9, [DONE]: 30}),
      report('b.html', finance, {[RECEIVED]: 10, [DONE]: 10}),
      report('c.html', health, {[RECEIVED]: 12, [DONE]: 12}),
    ]
    expect(await only('H01', reports)).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [
            "applications.received.total",
          ],
          "message": "昆山市2023年汇总报告的数字小于所属单位昆山市卫生健康局（c.html）：「一、本年新收政府信息公开申请数量 × 申请人情况／总计」汇总 9、该单位 12。汇总应包含所属单位，请核对。",
          "rule": "H01",
          "severity": "error",
        },
      ]
    `)
  })
  test('is silent about what is as large, of another region or year, of a vertical agency, or not a summary', async () => {
    const top = report('a.html', city, {[RECEIVED]: 9})
    for (const other of [
      report('b.html', finance, {[RECEIVED]: 9}),
      report('b.html', {...finance, code: '320581'}, {[RECEIVED]: 90}),
      report('b.html', {...finance, year: 2022}, {[RECEIVED]: 90}),
      report('b.html', {name: '国家税务总局昆山市税务局', type: 'verticalAgency'}, {[RECEIVED]: 90}),
    ])
      expect(await only('H01', [top, other])).toEqual([])
    const office = {...report('a.html', city, {[RECEIVED]: 9}), scope: 'unknown' as const}
    expect(await only('H01', [office, report('b.html', finance, {[RECEIVED]: 90})])).toEqual([])
  })
  test('is not assessed where a figure is missing', async () => {
    const other = report('b.html', finance, {[RECEIVED]: 90})
    expect(await only('H01', [report('a.html', city, {[RECEIVED]: null}), other])).toEqual([])
  })
  test('is not assessed by a figure that is in doubt itself', async () => {
    const [top, member] = [
      report('a.html', city, {[RECEIVED]: 9, [DONE]: 5}),
      report('b.html', finance, {[RECEIVED]: 90, [DONE]: 6}),
    ]
    const doubt = (one: Report, more: Partial<Finding> = {}) => ({
      report: one,
      findings: [finding(one, {rule: 'A03', keys: [RECEIVED], ...more})],
    })
    const keys = (reports: Parameters<typeof corpusOf>[0]) =>
      reconciled(corpusOf(reports)).then(result =>
        all(result)
          .filter(({rule}) => rule === 'H01')
          .map(one => one.keys),
      )
    expect(await keys([top, doubt(member)])).toEqual([[DONE]])
    expect(await keys([doubt(top), member])).toEqual([[DONE]])
    expect(await keys([top, doubt(member, {severity: 'warning'})])).toEqual([[RECEIVED, DONE]])
    expect(await keys([top, doubt(member, {rule: 'S12'})])).toEqual([[RECEIVED, DONE]])
    const accepted = {reason: '已核对', by: '张三', on: null}
    expect(await keys([top, doubt(member, {accepted})])).toEqual([[RECEIVED, DONE]])
  })
  test('of versions that differ only what they agree in is compared', async () => {
    const top = report('a.html', city, {[RECEIVED]: 9, [DONE]: 5})
    const one = report('b.html', finance, {[RECEIVED]: 10, [DONE]: 6})
    const other = report('c.html', finance, {[RECEIVED]: 11, [DONE]: 6})
    expect((await only('H01', [top, one, other])).map(({keys}) => keys)).toEqual([[DONE]])
  })
  test('compares every figure that may be added up; of table 1 it says so as a warning', async () => {
    const [CASES, PENALTIES, ISSUED, RULES, FIRMS] = [
      'disputes.reconsideration.total',
      'disclosure.penalties.decisions',
      'disclosure.regulations.issued',
      'disclosure.regulations.inForce',
      'applications.received.commercialEnterprise',
    ] as const
    const top = report('a.html', city, {[RECEIVED]: 12, [CASES]: 1, [PENALTIES]: 100})
    const member = report('b.html', finance, {
      [RECEIVED]: 12,
      [FIRMS]: 1,
      [CASES]: 2,
      [PENALTIES]: 101,
      [ISSUED]: 4,
      [RULES]: 4,
    })
    expect(
      (await only('H01', [top, member])).map(({severity, keys, message}) => [severity, keys, message]),
    ).toMatchInlineSnapshot(`
      [
        [
          "error",
          [
            "applications.received.commercialEnterprise",
            "disputes.reconsideration.total",
          ],
          "昆山市2023年汇总报告的数字小于所属单位昆山市财政局（b.html）：「一、本年新收政府信息公开申请数量 × 申请人情况／法人或其他组织／商业企业」汇总 0、该单位 1；「行政复议／总计」汇总 1、该单位 2。汇总应包含所属单位，请核对。",
        ],
        [
          "warning",
          [
            "disclosure.penalties.decisions",
          ],
          "昆山市2023年汇总报告的数字小于所属单位昆山市财政局（b.html）：「行政处罚 × 本年处理决定数量」汇总 100、该单位 101。汇总应包含所属单位，请核对。",
        ],
      ]
    `)
  })
  test('a prefecture covers its counties', async () => {
    const top = report(
      'a.html',
      {name: '苏州市人民政府', type: 'governmentSummary', code: '320500', level: 'prefecture'},
      {[RECEIVED]: 5},
    )
    expect((await only('H01', [top, report('b.html', city, {[RECEIVED]: 6})])).map(({keys}) => keys)).toEqual(
      [[RECEIVED]],
    )
  })
})

describe('H02 汇总等于下级之和, H03 汇总口径判定', () => {
  const members = [
    report('b.html', {name: '昆山市财政局'}, {[RECEIVED]: 10}),
    report('c.html', {name: '昆山市卫生健康局'}, {[RECEIVED]: 12}),
  ]
  const roster = [
    entry('1', '昆山市财政局'),
    entry('2', '昆山市卫生健康局'),
    entry('9', '昆山市人民政府', {type: 'governmentSummary'}),
  ]
  test('H03 where what came in is more already', async () => {
    expect(await only('H03', [report('a.html', city, {[RECEIVED]: 15}), ...members])).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [
            "applications.received.total",
          ],
          "message": "汇总报告「一、本年新收政府信息公开申请数量 × 申请人情况／总计」填 15，少于已收到的 2 个所属单位之和 22，可能只统计了本机关。请确认统计口径。",
          "rule": "H03",
          "severity": "warning",
        },
      ]
    `)
    expect(await only('H03', [report('a.html', city, {[RECEIVED]: 22}), ...members])).toEqual([])
    expect(await only('H03', [report('a.html', city, {[RECEIVED]: 99}), ...members])).toEqual([])
  })
  test('H03 goes up by the summaries of counties, counting nothing twice', async () => {
    const top = {
      name: '苏州市人民政府',
      type: 'governmentSummary',
      code: '320500',
      level: 'prefecture',
    } as const
    const county = report('a.html', city, {[RECEIVED]: 30})
    expect(await only('H03', [report('z.html', top, {[RECEIVED]: 30}), county, ...members])).toEqual([])
    expect(await only('H03', [report('z.html', top, {[RECEIVED]: 29}), county, ...members])).toHaveLength(1)
  })
  test('H02 where the roster is complete, in place of H03', async () => {
    const top = report('a.html', city, {[RECEIVED]: 30})
    expect(await only('H02', [top, ...members], roster)).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [
            "applications.received.total",
          ],
          "message": "名册所列 2 个所属单位2023年的报告均已收到，「一、本年新收政府信息公开申请数量 × 申请人情况／总计」之和为 22，汇总报告填 30，相差 8。请核对汇总。",
          "rule": "H02",
          "severity": "warning",
        },
      ]
    `)
    expect(await only('H02', [report('a.html', city, {[RECEIVED]: 22}), ...members], roster)).toEqual([])
    expect(await only('H02', [top, ...members], [...roster, entry('3', '昆山市教育局')])).toEqual([])
    const untold = roster.map(one => ({...one, type: null, level: null}))
    expect(await only('H02', [top, ...members], untold)).toHaveLength(1)
    const low = report('a.html', city, {[RECEIVED]: 15})
    expect(
      (await said([low, ...members], roster))
        .map(({rule}) => rule)
        .filter(rule => rule.startsWith('H0') && rule !== 'H01'),
    ).toEqual(['H02'])
  })
  test('versions that differ are one body, and its figure is known only where they agree', async () => {
    const same = report('d.html', {name: '昆山市卫生健康局'}, {[RECEIVED]: 12, [DONE]: 1})
    const other = report('d.html', {name: '昆山市卫生健康局'}, {[RECEIVED]: 13})
    const top = (received: number) => report('a.html', city, {[RECEIVED]: received, [DONE]: 9})
    const keys = (rule: string, reports: Report[]) =>
      only(rule, reports, roster).then(found => found.map(one => one.keys))
    expect(await keys('H02', [top(22), ...members, same])).toEqual([])
    expect(await keys('H02', [top(23), ...members, same])).toEqual([[RECEIVED]])
    expect(await keys('H02', [top(23), ...members, other])).toEqual([[DONE]])
    expect(await keys('H03', [top(21), ...members, other])).toEqual([])
    expect(await keys('H03', [top(9), ...members, other])).toEqual([[RECEIVED]])
  })
  test('H02 leaves out what the roster leaves out', async () => {
    const apart = [
      entry('1', '昆山市财政局'),
      entry('2', '昆山市卫生健康局'),
      entry('3', '昆山市气象局', {inSummary: false}),
    ]
    const weather = report('d.html', {name: '昆山市气象局'}, {[RECEIVED]: 5})
    expect(await only('H02', [report('a.html', city, {[RECEIVED]: 22}), ...members, weather], apart)).toEqual(
      [],
    )
  })
})
