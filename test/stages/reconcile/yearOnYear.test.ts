import {describe, expect, test} from 'vitest'
import type {Report} from '../../../pipeline/model/report.ts'
import {found, office} from './office.ts'
import {said, withValues} from './support.ts'

describe('X03 年际突变', () => {
  const key = 'applications.received.total'
  test('more than five times, both ways, and from nothing', async () => {
    expect(
      (await found('X03', 2022, {[key]: 101}, {[key]: 20})).filter(({keys}) => keys[0] === key),
    ).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "applications.received.total",
          ],
          "message": "「一、本年新收政府信息公开申请数量 × 申请人情况／总计」2022年为 20，2023年为 101，变化很大。请确认不是漏填、多填或口径变化。",
          "rule": "X03",
          "severity": "info",
        },
      ]
    `)
    expect(
      (await found('X03', 2022, {[key]: 3}, {[key]: 20})).filter(({keys}) => keys[0] === key),
    ).toHaveLength(1)
    expect(
      (await found('X03', 2022, {[key]: 20}, {[key]: 0})).filter(({keys}) => keys[0] === key),
    ).toHaveLength(1)
  })
  test.each([
    [2022, 'disputes.litigationAfterReconsideration.total'],
    [2019, 'disclosure.otherExternalServices.decisions'],
  ])('ten times in %i: %s', async (year, key) => {
    const of = (now: number) => found('X03', year, {[key]: now}, {[key]: 30})
    expect((await of(300)).filter(({keys}) => keys[0] === key)).toHaveLength(1)
    expect((await of(60)).filter(({keys}) => keys[0] === key)).toEqual([])
  })
  test('not five times, not small figures, not blanks', async () => {
    for (const [now, before] of [
      [100, 20],
      [19, 1],
      [200, null],
      [null, 200],
    ] as const)
      expect(
        (await found('X03', 2022, {[key]: now}, {[key]: before})).filter(({keys}) => keys[0] === key),
      ).toEqual([])
  })
})

describe('P16 金额单位跨年不符', () => {
  const fees = 'disclosure.fees.amount'
  test('ten thousand times an amount, or a ten thousandth, is its unit', async () => {
    expect(await found('P16', 2022, {[fees]: 251000}, {[fees]: 25.5})).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "disclosure.fees.amount",
          ],
          "message": "「行政事业性收费 × 本年收费金额（单位：万元）」2022年为 25.5 万元，2023年为 251000 万元，相差约一万倍，可能有一年以元为单位填报。请核实金额单位。",
          "rule": "P16",
          "severity": "warning",
        },
      ]
    `)
    expect((await found('P16', 2022, {[fees]: 3.5}, {[fees]: 35000})).map(({keys}) => keys)).toEqual([[fees]])
    const jumps = await found('X03', 2022, {[fees]: 251000}, {[fees]: 25.5})
    expect(jumps.filter(({keys}) => keys[0] === fees)).toEqual([])
  })
  test('not a thousand times, not beyond a tenth, not from nothing, not a figure of unknown unit', async () => {
    const unknown = {value: 35000, state: 'value' as const, raw: '35000', unit: 'unknown', place: {}}
    for (const [now, before] of [
      [3500, 3.5],
      [40000, 3.5],
      [30000, 3.5],
      [35000, 0],
      [35000, null],
    ] as const)
      expect(await found('P16', 2022, {[fees]: now}, {[fees]: before})).toEqual([])
    const [first, second] = office(2022, 2023)
    const observations = {...second!.observations, [fees]: unknown}
    const findings = await said([withValues(first!, {[fees]: 3.5}), {...second!, observations}])
    expect(findings.filter(({rule}) => rule === 'P16')).toEqual([])
  })
})

describe('X04 表格与上年完全相同', () => {
  const figures = {
    'disputes.reconsideration.upheld': 4,
    'disputes.reconsideration.corrected': 2,
    'disputes.reconsideration.total': 6,
    'disputes.litigationDirect.upheld': 1,
    'disputes.litigationDirect.total': 1,
  }
  const none = Object.fromEntries(
    ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'].flatMap(group =>
      ['upheld', 'corrected', 'other', 'pending', 'total'].map(result => [`disputes.${group}.${result}`, 0]),
    ),
  )
  test('five figures, three of them different', async () => {
    expect(await found('X04', 2022, {...none, ...figures}, {...none, ...figures})).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [],
          "message": "《政府信息公开行政复议、行政诉讼情况》一表的数字与2022年报告完全相同（非零数字 5 个），可能误用了上年的表。请核实。",
          "rule": "X04",
          "severity": "warning",
        },
      ]
    `)
  })
  test('not where one differs, not where they are few or all alike', async () => {
    const other = {...figures, 'disputes.reconsideration.upheld': 5}
    const alike = {...none, ...Object.fromEntries(Object.keys(figures).map(key => [key, 1]))}
    expect(await found('X04', 2022, {...none, ...figures}, {...none, ...other})).toEqual([])
    expect(await found('X04', 2022, alike, alike)).toEqual([])
    expect(await found('X04', 2022, none, none)).toEqual([])
  })
})

describe('X05 叙述与上年雷同', () => {
  const [first, second] = office(2022, 2023)
  const text = (year: number, words: string) =>
    `${year}年，我局${words}，全年公开信息${year - 2000}条。` +
    Array.from(
      {length: 60},
      (_, i) =>
        `第${i}项工作是${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[i % 20]}${i}号${words}安排的公开事项。`,
    ).join('')
  const telling = (report: Report, words: string): Report => ({
    ...report,
    sections: report.sections.map(section => ({
      ...section,
      paragraphs: section.key === 'overview' ? [{text: text(report.year!, words), place: {}}] : [],
    })),
  })
  const about = async (reports: Report[]) => (await said(reports)).filter(({rule}) => rule === 'X05')
  test('the same words with other figures', async () => {
    expect(await about([telling(first!, '依法'), telling(second!, '依法')])).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [],
          "message": "“总体情况”和“存在的主要问题及改进情况”的文字与2022年报告几乎相同（去掉数字后相似度约 100%）。请确认内容反映了2023年的实际情况。",
          "rule": "X05",
          "severity": "info",
        },
      ]
    `)
  })
  test('not other words, not a few words', async () => {
    expect(await about([telling(first!, '依法'), telling(second!, '扎实推进政务')])).toEqual([])
    const short = (report: Report): Report => ({...report, sections: []})
    expect(await about([short(first!), short(second!)])).toEqual([])
  })
})

test('X06 口径中断', async () => {
  expect(await found('X06', 2020)).toMatchInlineSnapshot(`
    [
      {
        "file": "2021.html",
        "keys": [],
        "message": "2020年报告用2019年格式（试行），2021年报告用2021年格式，两年表格不同，只有两种格式共有的项目可以比较。",
        "rule": "X06",
        "severity": "info",
      },
    ]
  `)
  expect(await found('X06', 2022)).toEqual([])
})

test('X07 年份缺口: a year that others filed for, or a single one', async () => {
  const [first, , third] = office(2021, 2023)
  const [other] = office(2022, 2022, 4)
  const about = async (reports: Report[]) => (await said(reports)).filter(({rule}) => rule === 'X07')
  expect(
    await about([first!, third!, {...other!, source: {...other!.source, file: 'other.html'}, id: 'other'}]),
  ).toMatchInlineSnapshot(`
    [
      {
        "file": "2023.html",
        "keys": [],
        "message": "天水市文化和旅游局有2021年和2023年的报告，没有2022年的报告，跨年核对在此中断。如该年度确有报告，请补充。",
        "rule": "X07",
        "severity": "info",
      },
    ]
  `)
  expect((await about([first!, third!])).map(({message}) => message)).toEqual([
    '天水市文化和旅游局有2021年和2023年的报告，没有2022年的报告，跨年核对在此中断。如该年度确有报告，请补充。',
  ])
  const [, , , fourth] = office(2021, 2024)
  expect(await about([first!, fourth!])).toEqual([])
  expect(await about(office(2021, 2023))).toEqual([])
})
