import {describe, expect, test} from 'vitest'
import type {Finding} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {cleanCorpus, reportOf} from '../../generate/corpus.ts'
import {all, corpusOf, reconciled, said, withValues} from './support.ts'

const [model] = cleanCorpus(5, {bodies: 1, from: 2023, to: 2023})

interface Body {
  name: string
  type?: Report['agency']['type']
  code?: string
  level?: Report['agency']['level']
  year?: number
  text?: string
  indexNumber?: string
}

/** A report of a body of 昆山市 (320583) of the county level, unless said otherwise. */
function report(file: string, body: Body, values: Parameters<typeof withValues>[1] = {}): Report {
  const base = reportOf(model!, file)
  const {name, type = 'department', code = '320583', level = 'county', year = 2023} = body
  const summary = type === 'governmentSummary'
  const county = code.endsWith('00') ? null : code === '320583' ? '昆山市' : '常熟市'
  const filled: Report = {
    ...base,
    agency: {
      name,
      type,
      level,
      region: {code, province: '江苏省', prefecture: '苏州市', county, township: null},
    },
    year,
    scope: summary ? 'jurisdiction' : 'own',
    metadata: body.indexNumber ? {indexNumber: body.indexNumber} : {},
    sections: body.text
      ? [{...base.sections[0]!, key: 'overview', paragraphs: [{text: body.text, place: {line: 5}}]}]
      : [],
  }
  return withValues(filled, {...zeros(filled), ...values})
}

function zeros({observations}: Report) {
  return Object.fromEntries(Object.keys(observations).map(key => [key, 0]))
}

function entry(code: string, name: string, more: Partial<RosterEntry> = {}): RosterEntry {
  return {
    code,
    name,
    aliases: [],
    region: '320583',
    level: 'county',
    type: 'department',
    parent: null,
    from: null,
    to: null,
    successor: null,
    mustFile: true,
    deadline: null,
    inSummary: true,
    ...more,
  }
}

function finding({id, source}: Report, more: Partial<Finding>): Finding {
  return {
    rule: 'A03',
    severity: 'error',
    message: '收办不平衡。',
    report: id,
    file: source.file,
    keys: [],
    place: {},
    related: [],
    expected: null,
    actual: null,
    basis: null,
    ...more,
  }
}

const RECEIVED = 'applications.received.total'
const DONE = 'applications.outcomes.total.total'
const city = {name: '昆山市人民政府', type: 'governmentSummary'} as const
const only = (rule: string, reports: Report[], roster?: RosterEntry[]) =>
  said(reports, roster).then(all => all.filter(one => one.rule === rule))

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
          "message": "昆山市2023年汇总报告的申请数字小于所属单位昆山市卫生健康局（c.html）：「一、本年新收政府信息公开申请数量 × 申请人情况／总计」汇总 9、该单位 12。汇总应包含所属单位，请核对。",
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

test('D06 跨组重复', async () => {
  const cases = {'disputes.reconsideration.upheld': 2, 'disputes.reconsideration.total': 2}
  const office = report('a.html', {name: '昆山市人民政府办公室', type: 'governmentOffice'}, cases)
  expect(await only('D06', [office, report('b.html', {name: '昆山市财政局'}, cases)])).toMatchInlineSnapshot(`
    [
      {
        "file": "b.html",
        "keys": [
          "disputes.reconsideration.upheld",
          "disputes.reconsideration.corrected",
          "disputes.reconsideration.other",
          "disputes.reconsideration.pending",
          "disputes.reconsideration.total",
        ],
        "message": "行政复议一组的数字与昆山市人民政府办公室2023年的报告（a.html）完全相同（总计 2 件），同一批案件可能在两处重复统计。请核实。",
        "rule": "D06",
        "severity": "info",
      },
    ]
  `)
  const one = {'disputes.reconsideration.upheld': 1, 'disputes.reconsideration.total': 1}
  expect(await only('D06', [office, report('b.html', {name: '昆山市财政局'}, one)])).toEqual([])
})

describe('C03 跨机构数字相同', () => {
  const columns = ['naturalPerson', 'commercialEnterprise', 'otherOrganization', 'total']
  const figures = (granted: number) =>
    Object.fromEntries(
      columns.flatMap((column, i) => [
        [`applications.received.${column}`, granted + i],
        [`applications.outcomes.granted.${column}`, granted + i],
      ]),
    )
  const office = (file: string, name: string, year = 2023) =>
    report(file, {name, type: 'governmentOffice', year}, figures(7))

  test('one body under two names, each told of the other', async () => {
    const two = [office('a.html', '昆山市人民政府办公室'), office('b.html', '昆山市政府办')]
    expect(await only('C03', two)).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [],
          "message": "《收到和处理政府信息公开申请情况》的数字与昆山市政府办2023年的报告（b.html）完全相同（非零数字 8 个）。可能是同一单位的报告用了两个名称（会重复计算），或误用了他人的表。请核实。",
          "rule": "C03",
          "severity": "warning",
        },
        {
          "file": "b.html",
          "keys": [],
          "message": "《收到和处理政府信息公开申请情况》的数字与昆山市人民政府办公室2023年的报告（a.html）完全相同（非零数字 8 个）。可能是同一单位的报告用了两个名称（会重复计算），或误用了他人的表。请核实。",
          "rule": "C03",
          "severity": "warning",
        },
      ]
    `)
  })

  test('not where a figure differs, of another year, or where they are few or all alike', async () => {
    const first = office('a.html', '昆山市人民政府办公室')
    const differs = report(
      'b.html',
      {name: '昆山市财政局'},
      {...figures(7), 'applications.received.total': 11},
    )
    expect(await only('C03', [first, differs])).toEqual([])
    expect(await only('C03', [first, office('b.html', '昆山市政府办', 2022)])).toEqual([])
    const summary = report('b.html', {name: '昆山市人民政府', type: 'governmentSummary'}, figures(7))
    expect(await only('C03', [first, summary])).toEqual([])
    const few = (file: string, name: string) => report(file, {name}, {'applications.received.total': 5})
    expect(await only('C03', [few('a.html', '昆山市财政局'), few('b.html', '昆山市审计局')])).toEqual([])
    const ones = Object.fromEntries(Object.keys(figures(1)).map(key => [key, 1]))
    const alike = (file: string, name: string) => report(file, {name}, ones)
    expect(await only('C03', [alike('a.html', '昆山市财政局'), alike('b.html', '昆山市审计局')])).toEqual([])
  })
})

describe('X08 机构更名合并', () => {
  const before = report(
    '2022.html',
    {name: '昆山市卫生和计划生育局', year: 2022},
    {'applications.carriedOut.total': 3},
  )
  const now = report('2023.html', {name: '昆山市卫生健康局'}, {'applications.carriedIn.total': 1})
  test('the successor takes up what its predecessor carried over', async () => {
    const roster = [
      entry('1', '昆山市卫生和计划生育局', {to: 2022, successor: '2'}),
      entry('2', '昆山市卫生健康局', {from: 2023}),
    ]
    const findings = await said([before, now], roster)
    expect(findings.filter(({rule}) => ['X01', 'X08'].includes(rule))).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "applications.carriedIn.total",
          ],
          "message": "2023年“上年结转”总计填 1，2022年报告“结转下年度继续办理”总计为 3，相差 2。两数应当相等，请核对这两年的报告。",
          "rule": "X01",
          "severity": "error",
        },
        {
          "file": "2023.html",
          "keys": [],
          "message": "按名册，昆山市卫生健康局承接昆山市卫生和计划生育局，2023年“上年结转”与昆山市卫生和计划生育局2022年的报告核对。",
          "rule": "X08",
          "severity": "info",
        },
      ]
    `)
    expect(await only('X01', [before, now])).toEqual([])
  })
  const carried = async (reports: Report[], roster: RosterEntry[]) =>
    (await said(reports, roster))
      .filter(({rule}) => ['X01', 'X02', 'X08'].includes(rule))
      .map(({rule, severity, message}) => `${rule} ${severity} ${message}`)
  const old = report('2022b.html', {name: '昆山市老龄局', year: 2022}, {'applications.carriedOut.total': 2})
  const roster = [
    entry('1', '昆山市卫生和计划生育局', {to: 2022, successor: '2'}),
    entry('3', '昆山市老龄局', {to: 2022, successor: '2'}),
    entry('2', '昆山市卫生健康局', {from: 2023}),
  ]
  test('of several the sum is taken up, if all of them are there', async () => {
    const five = report('2023.html', {name: '昆山市卫生健康局'}, {'applications.carriedIn.total': 5})
    expect(await carried([before, old, five], roster)).toEqual([
      'X08 info 按名册，昆山市卫生健康局由昆山市卫生和计划生育局、昆山市老龄局合并而成，2023年“上年结转”总计 5 等于这些单位2022年“结转下年度继续办理”总计之和。',
    ])
    expect(await carried([before, old, now], roster)).toEqual([
      'X08 warning 按名册，昆山市卫生健康局由昆山市卫生和计划生育局、昆山市老龄局合并而成，2023年“上年结转”总计填 1，而这些单位2022年“结转下年度继续办理”总计之和为 5。请核对结转数，或核对名册中的承接关系。',
    ])
    expect(await carried([before, now], roster)).toEqual([
      'X08 info 按名册，昆山市卫生健康局由昆山市卫生和计划生育局、昆山市老龄局合并而成，这些单位2022年的报告不全，2023年“上年结转”无法核对。请人工核对结转数。',
    ])
  })
  test('a body that took another in is set against the sum of both', async () => {
    const absorbed = [
      entry('1', '昆山市卫生和计划生育局'),
      entry('3', '昆山市老龄局', {to: 2022, successor: '1'}),
    ]
    const later = (value: number) =>
      report('2023.html', {name: '昆山市卫生和计划生育局'}, {'applications.carriedIn.total': value})
    expect(await carried([before, old, later(5)], absorbed)).toEqual([
      'X08 info 按名册，昆山市卫生和计划生育局由昆山市卫生和计划生育局、昆山市老龄局合并而成，2023年“上年结转”总计 5 等于这些单位2022年“结转下年度继续办理”总计之和。',
    ])
    expect((await carried([before, old, later(3)], absorbed)).map(one => one.slice(0, 11))).toEqual([
      'X08 warning',
    ])
  })
})

describe('C01 跨机构雷同, C02 残留他单位名称', () => {
  const text = Array.from(
    {length: 40},
    (_, i) =>
      `第${i}项，${'规范公开目录持续完善制度健全平台管理强化监督培训'.slice(i % 20)}并由专人负责第${i}号事项的办理与反馈${'甲乙丙丁戊己庚辛'[i % 8]}。`,
  ).join('')
  test('C01 the same text, other figures', async () => {
    const [first, second] = [
      report('a.html', {name: '昆山市财政局', text}),
      report('b.html', {name: '常熟市财政局', code: '320581', text: text.replaceAll('3', '7')}),
    ]
    expect(await only('C01', [first, second])).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [],
          "message": "“总体情况”和“存在的主要问题及改进情况”的文字与常熟市财政局2023年的报告（b.html）几乎相同（去掉数字后相似度约 100%）。请确认内容为本单位的情况。",
          "rule": "C01",
          "severity": "info",
        },
        {
          "file": "b.html",
          "keys": [],
          "message": "“总体情况”和“存在的主要问题及改进情况”的文字与昆山市财政局2023年的报告（a.html）几乎相同（去掉数字后相似度约 100%）。请确认内容为本单位的情况。",
          "rule": "C01",
          "severity": "info",
        },
      ]
    `)
    expect(
      await only('C01', [
        first,
        report('b.html', {name: '常熟市财政局', code: '320581', text: [...text].reverse().join('')}),
      ]),
    ).toEqual([])
  })
  test('C02 the name of a body of another region', async () => {
    const other = report('a.html', {name: '常熟市财政局', code: '320581'})
    const copied = report('b.html', {name: '昆山市财政局', text: '2023年，常熟市财政局认真落实条例。'})
    expect(await only('C02', [other, copied])).toMatchInlineSnapshot(`
      [
        {
          "file": "b.html",
          "keys": [],
          "message": "正文出现另一单位的名称“常熟市财政局”：“2023年,常熟市财政局认真落实条例”。本报告的单位是昆山市财政局，可能套用了他人的文本而未改。请核实。",
          "rule": "C02",
          "severity": "warning",
        },
      ]
    `)
  })
  test('C02 is silent about a partner, a body of another level or kind, and the name of the report itself', async () => {
    const others = [
      report('a.html', {name: '昆山市教育局'}),
      report('c.html', {name: '苏州市财政局', code: '320500', level: 'prefecture'}),
      report('d.html', {name: '常熟市人民政府', code: '320581', type: 'governmentSummary'}),
    ]
    const text = '昆山市财政局会同昆山市教育局，按照苏州市财政局要求，学习常熟市人民政府经验。'
    expect(await only('C02', [...others, report('b.html', {name: '昆山市财政局', text})])).toEqual([])
  })
  test('C02 with a roster that gives codes and names alone', async () => {
    const other = report('a.html', {name: '常熟市财政局', code: '320581'})
    const copied = report('b.html', {name: '昆山市财政局', text: '2023年，常熟市财政局认真落实条例。'})
    const bare = {region: null, level: null, type: null}
    const names = [entry('1', '昆山市财政局', bare), entry('2', '常熟市财政局', bare)]
    expect((await only('C02', [other, copied], names)).map(({file}) => file)).toEqual(['b.html'])
  })
  test('C02 another body as the subject of a report that never names itself', async () => {
    const other = report('a.html', {name: '昆山市教育局'})
    const copied = report('b.html', {name: '昆山市财政局', text: '2023年，昆山市教育局认真落实条例。'})
    expect((await only('C02', [other, copied])).map(({file}) => file)).toEqual(['b.html'])
  })
})

describe('K 名册', () => {
  const finance = report('b.html', {name: '昆山市财政局'})
  const roster = [entry('1', '昆山市财政局'), entry('2', '昆山市教育局')]
  test('K01 应报未报', async () => {
    expect(await only('K01', [finance], roster)).toMatchInlineSnapshot(`
      [
        {
          "file": "名册.csv",
          "keys": [],
          "message": "昆山市教育局（2）应当报送2023年的年度报告，未收到。",
          "rule": "K01",
          "severity": "warning",
        },
      ]
    `)
    expect(
      await only(
        'K01',
        [finance],
        [entry('1', '昆山市财政局'), entry('2', '昆山市教育局', {mustFile: false})],
      ),
    ).toEqual([])
    expect(
      await only('K01', [finance], [entry('1', '昆山市财政局'), entry('2', '昆山市教育局', {to: 2022})]),
    ).toEqual([])
    expect(await only('K01', [finance])).toEqual([])
  })
  test('K01 once for a year of which hardly anything came in', async () => {
    const many = Array.from({length: 9}, (_, i) => entry(`${i + 10}`, `昆山市第${i}局`))
    expect(
      (await only('K01', [finance], [...roster, ...many])).map(({message}) => message),
    ).toMatchInlineSnapshot(`
      [
        "2023年名册应报 11 个单位，只收到 1 个，未逐一列出。",
      ]
    `)
  })
  test('X07 in place of K01 between years filed', async () => {
    const years = [2021, 2023].map(year => report(`${year}.html`, {name: '昆山市财政局', year}))
    const other = [2021, 2022, 2023].map(year => report(`o${year}.html`, {name: '昆山市教育局', year}))
    const findings = await said([...years, ...other], roster)
    expect(findings.filter(({rule}) => ['K01', 'X07'].includes(rule))).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [],
          "message": "昆山市财政局应当报送2022年的年度报告，但未收到；已收到此前和此后年度的报告。请补充。",
          "rule": "X07",
          "severity": "warning",
        },
      ]
    `)
  })
  test('K02 名册外单位', async () => {
    const stranger = report('a.html', {name: '昆山市体育局'})
    expect(await only('K02', [finance, stranger], roster)).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [],
          "message": "名册中没有“昆山市体育局”。如系名册单位的别名，请补入名册；否则请核实该单位是否应当报送。",
          "rule": "K02",
          "severity": "warning",
        },
      ]
    `)
    const alias = [...roster, entry('3', '昆山市文体广电和旅游局', {aliases: ['昆山市体育局']})]
    expect(await only('K02', [finance, stranger], alias)).toEqual([])
    expect(await only('K02', [report('a.html', {name: '江苏省苏州市昆山市财政局'})], roster)).toEqual([])
    expect(await only('K02', [stranger])).toEqual([])
  })
  test('K03 已撤销单位', async () => {
    expect(
      await only('K03', [finance], [entry('1', '昆山市财政局', {from: 2010, to: 2022})]),
    ).toMatchInlineSnapshot(`
      [
        {
          "file": "b.html",
          "keys": [],
          "message": "2023年不在名册所列昆山市财政局的有效期（2010至2022）内。请核对报告年度或名册。",
          "rule": "K03",
          "severity": "warning",
        },
      ]
    `)
    expect(await only('K03', [finance], roster)).toEqual([])
  })
  test('K04 行政区划代码不符', async () => {
    const numbered = (indexNumber: string) => report('a.html', {name: '昆山市财政局', indexNumber})
    expect(await only('K04', [numbered('11320581014140123X/2024-00012')], roster)).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [],
          "message": "索引号中的行政区划代码为 320581，名册所列为 320583。如系旧网站沿用的代码，无需修改；否则请核对。",
          "rule": "K04",
          "severity": "info",
        },
      ]
    `)
    expect(await only('K04', [numbered('11320583014140123X/2024-00012')], roster)).toEqual([])
    expect(await only('K04', [numbered('K00012')], roster)).toEqual([])
    expect(await only('K04', [numbered('11320581014140123X/2024-00012')])).toEqual([])
  })
})
