import {describe, expect, test} from 'vitest'
import {entry, only, report} from './city.ts'

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
  // A blank of one and a zero of the other are no other cases.
  const blank = {...cases, 'disputes.reconsideration.pending': null}
  expect(await only('D06', [office, report('b.html', {name: '昆山市财政局'}, blank)])).toHaveLength(1)
  // As many cases, but others.
  const others = {'disputes.reconsideration.corrected': 2, 'disputes.reconsideration.total': 2}
  expect(await only('D06', [office, report('b.html', {name: '昆山市财政局'}, others)])).toEqual([])
  expect(await only('D06', [office, report('b.html', {name: '昆山市财政局', year: 2022}, cases)])).toEqual([])
  const summary = report('a.html', {name: '昆山市人民政府', type: 'governmentSummary'}, cases)
  expect(await only('D06', [summary, report('b.html', {name: '昆山市财政局'}, cases)])).toEqual([])
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
  test('C02 the name of a body whose report puts province and city in front of it', async () => {
    const other = report('a.html', {name: '江苏省苏州市常熟市财政局', code: '320581'})
    const copied = report('b.html', {
      name: '江苏省苏州市昆山市财政局',
      text: '2023年，常熟市财政局认真落实条例。',
    })
    expect((await only('C02', [other, copied])).map(({message}) => message)).toEqual([
      '正文出现另一单位的名称“常熟市财政局”：“2023年,常熟市财政局认真落实条例”。本报告的单位是江苏省苏州市昆山市财政局，可能套用了他人的文本而未改。请核实。',
    ])
    const itself = report('c.html', {
      name: '江苏省苏州市昆山市财政局',
      text: '2023年，昆山市财政局认真落实条例。',
    })
    expect(await only('C02', [other, itself])).toEqual([])
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
  test.each([
    '2023年，赴常熟市财政局考察学习。',
    '学习借鉴太仓市财政局、常熟市财政局经验，完善目录。',
    '常熟市财政局来我局考察交流。',
    '推广常熟市财政局的先进做法。',
    '会同常熟市财政局开展互查。',
  ])('C02 is silent about a body of another region that is a guest or an example: %s', async text => {
    const other = report('a.html', {name: '常熟市财政局', code: '320581'})
    expect(await only('C02', [other, report('b.html', {name: '昆山市财政局', text})])).toEqual([])
  })
  test.each([
    '公民可以向常熟市财政局申请公开。',
    '本项工作由常熟市财政局办公室负责。',
    '一年来,常熟市财政局开展培训。',
  ])('C02 speaks of one that acts or is to be asked: %s', async text => {
    const other = report('a.html', {name: '常熟市财政局', code: '320581'})
    expect(await only('C02', [other, report('b.html', {name: '昆山市财政局', text})])).toHaveLength(1)
  })
  test('C02 is silent about a body of its own region whose name only another region is known to have', async () => {
    const other = report('a.html', {name: '昆山市教育局', code: '320581'})
    const text = '配合做好公开工作，昆山市教育局负责汇总。'
    expect(await only('C02', [other, report('b.html', {name: '昆山市财政局', text})])).toEqual([])
  })
  test('C02 with a roster that gives codes and names alone', async () => {
    const other = report('a.html', {name: '常熟市财政局', code: '320581'})
    const copied = report('b.html', {name: '昆山市财政局', text: '2023年，常熟市财政局认真落实条例。'})
    const bare = {region: null, level: null, type: null}
    const names = [entry('1', '昆山市财政局', bare), entry('2', '常熟市财政局', bare)]
    expect((await only('C02', [other, copied], names)).map(({file}) => file)).toEqual(['b.html'])
  })
  describe('C02 towns of one county, which take their texts from each other', () => {
    const town = (file: string, township: string, name: string, text?: string) =>
      report(file, {name, township, level: 'township', type: 'townshipGovernment', text})
    const other = town('a.html', '周市镇', '昆山市周市镇人民政府')
    const own = (text: string) => only('C02', [other, town('b.html', '张浦镇', '昆山市张浦镇人民政府', text)])
    test.each([
      '2023年，昆山市周市镇人民政府认真落实条例。张浦镇人民政府依托网站公开。',
      '张浦镇人民政府依托网站公开。2023年，周市镇人民政府认真落实条例。',
      '周市镇人民政府主动公开信息12条。',
      '张浦镇人民政府依托网站公开。一年来，周市镇人民政府开展培训。',
    ])('as the subject of a sentence: %s', async text => {
      expect((await own(text)).map(({file}) => file)).toEqual(['b.html'])
    })
    test.each([
      '2023年，张浦镇人民政府认真落实条例。',
      '2023年，张浦镇人民政府会同周市镇人民政府开展互查。',
      '赴周市镇人民政府考察学习。',
      '周市镇人民政府来我镇考察交流。',
      '按照统一安排，周市镇人民政府牵头。',
    ])('not as a guest, a partner, or itself: %s', async text => {
      expect(await own(text)).toEqual([])
    })
    test('not the town of the same name in another county', async () => {
      const far = report('a.html', {
        name: '常熟市周市镇人民政府',
        code: '320581',
        township: '周市镇',
        level: 'township',
        type: 'townshipGovernment',
      })
      const text = '2023年，周市镇人民政府认真落实条例。'
      expect(await only('C02', [far, town('b.html', '张浦镇', '昆山市张浦镇人民政府', text)])).toEqual([])
      const itself = town('b.html', '周市镇', '昆山市周市镇人民政府', text)
      expect(await only('C02', [far, itself])).toEqual([])
    })
    test('by the names of a roster', async () => {
      const roster = [
        entry('1', '昆山市周市镇人民政府', {level: 'township', type: 'townshipGovernment'}),
        entry('2', '昆山市张浦镇人民政府', {level: 'township', type: 'townshipGovernment'}),
      ]
      const text = '张浦镇人民政府依托网站公开。2023年，周市镇人民政府认真落实条例。'
      const both = [other, town('b.html', '张浦镇', '昆山市张浦镇人民政府', text)]
      expect((await only('C02', both, roster)).map(({file}) => file)).toEqual(['b.html'])
    })
  })
  test('C02 another body as the subject of a report that never names itself', async () => {
    const other = report('a.html', {name: '昆山市教育局'})
    const copied = report('b.html', {name: '昆山市财政局', text: '2023年，昆山市教育局认真落实条例。'})
    expect((await only('C02', [other, copied])).map(({file}) => file)).toEqual(['b.html'])
  })
})
