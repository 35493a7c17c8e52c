import {describe, expect, test} from 'vitest'
import type {Report} from '../../../pipeline/model/report.ts'
import {cleanCorpus, reportOf} from '../../generate/corpus.ts'
import {said, withValues} from './support.ts'

/** One office's reports of consecutive years, in the format prescribed for each. */
function office(from: number, to: number, seed = 3): Report[] {
  return [...cleanCorpus(seed, {bodies: 1, from, to})].map(model => reportOf(model, `${model.year}.html`))
}

/** What is said of two years when the second (or the first) prints other figures; notes on chance likeness left out. */
async function found(rule: string, from: number, now: Values = {}, before: Values = {}) {
  const [first, second] = office(from, from + 1)
  const findings = await said([withValues(first!, before), withValues(second!, now)])
  return findings.filter(finding => finding.rule === rule)
}
type Values = Parameters<typeof withValues>[1]

const IN = 'applications.carriedIn.total'
const OUT = 'applications.carriedOut.total'

describe('X01 结转衔接, X02 分列结转衔接', () => {
  test('a carry-over that is not taken up, in the total and in the column', async () => {
    expect(await found('X01', 2022, {[IN]: 5}, {[OUT]: 3})).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "applications.carriedIn.total",
          ],
          "message": "2023年“上年结转”总计填 5，2022年报告“结转下年度继续办理”总计为 3，相差 2。两数应当相等，请核对这两年的报告。",
          "rule": "X01",
          "severity": "error",
        },
      ]
    `)
    expect(
      await found(
        'X02',
        2022,
        {'applications.carriedIn.naturalPerson': 2},
        {'applications.carriedOut.naturalPerson': 1},
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "applications.carriedIn.naturalPerson",
          ],
          "message": "2023年「二、上年结转政府信息公开申请数量 × 申请人情况／自然人」填 2，2022年报告「四、结转下年度继续办理 × 申请人情况／自然人」为 1，相差 1。两数应当相等；如申请人类别经重新归类，请说明。",
          "rule": "X02",
          "severity": "warning",
        },
      ]
    `)
  })
  test('reaches over the change of format', async () => {
    expect((await found('X01', 2020, {[IN]: 5}, {[OUT]: 3})).map(({keys}) => keys)).toEqual([[IN]])
  })
  test('is not assessed where a figure is blank or was not found, or the year before is missing', async () => {
    expect(await found('X01', 2022, {[IN]: null}, {[OUT]: 3})).toEqual([])
    expect(await found('X01', 2022, {[IN]: 5}, {[OUT]: null})).toEqual([])
    expect(await found('X01', 2022, {[IN]: 5}, {[OUT]: undefined})).toEqual([])
    const [, second] = office(2022, 2023)
    expect((await said([withValues(second!, {[IN]: 5})])).filter(({rule}) => rule === 'X01')).toEqual([])
  })
})

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

test('X07 年份缺口: only a year that others filed for', async () => {
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
  expect(await about([first!, third!])).toEqual([])
  expect(await about(office(2021, 2023))).toEqual([])
})

describe('roll-forward of stocks', () => {
  const row = (column: string) => `disclosure.normativeDocuments.${column}`
  test('P02 现行有效滚动', async () => {
    const now = {[row('issued')]: 3, [row('repealed')]: 1, [row('inForce')]: 11}
    expect(await found('P02', 2022, now, {[row('inForce')]: 10})).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "disclosure.normativeDocuments.inForce",
            "disclosure.normativeDocuments.issued",
            "disclosure.normativeDocuments.repealed",
          ],
          "message": "「行政规范性文件 × 现行有效件数」填 11，按上年推算应为 12（上年「行政规范性文件 × 现行有效件数」10＋本年「行政规范性文件 × 本年制发件数」3－本年「行政规范性文件 × 本年废止件数」1），相差 1。如因集中清理、到期失效或机构改革，请说明；否则请核对。",
          "rule": "P02",
          "severity": "warning",
        },
      ]
    `)
    expect(await found('P02', 2022, {...now, [row('inForce')]: 12}, {[row('inForce')]: 10})).toEqual([])
    expect(await found('P02', 2022, {...now, [row('repealed')]: null}, {[row('inForce')]: 10})).toEqual([])
    expect(await found('P02', 2020, now, {[row('totalPublished')]: 10})).toEqual([])
  })
  test('P04 公开总数滚动', async () => {
    const now = {[row('newlyPublished')]: 1, [row('totalPublished')]: 1}
    expect(await found('P04', 2019, now, {[row('totalPublished')]: 1})).toMatchInlineSnapshot(`
      [
        {
          "file": "2020.html",
          "keys": [
            "disclosure.normativeDocuments.totalPublished",
            "disclosure.normativeDocuments.newlyPublished",
          ],
          "message": "「规范性文件 × 对外公开总数量」填 1，少于上年总数与本年新公开之和 2（上年「规范性文件 × 对外公开总数量」1＋本年「规范性文件 × 本年新公开数量」1）。如有文件废止，请说明；否则请核对。",
          "rule": "P04",
          "severity": "warning",
        },
      ]
    `)
    expect(
      await found('P04', 2019, {...now, [row('totalPublished')]: 9}, {[row('totalPublished')]: 1}),
    ).toEqual([])
    expect(await found('P04', 2019, now, {[row('totalPublished')]: null})).toEqual([])
  })
  test('P05 项目数滚动', async () => {
    const items = 'disclosure.licensing.itemsPreviousYear'
    const before = {[items]: 18, 'disclosure.licensing.itemsChange': -3}
    expect(await found('P05', 2019, {[items]: 18}, before)).toMatchInlineSnapshot(`
      [
        {
          "file": "2020.html",
          "keys": [
            "disclosure.licensing.itemsPreviousYear",
          ],
          "message": "「行政许可 × 上一年项目数量」填 18，按2019年报告推算应为 15（上年「行政许可 × 上一年项目数量」18＋上年「行政许可 × 本年增/减」-3），相差 3。如目录经重新梳理，请说明；否则请核对。",
          "rule": "P05",
          "severity": "warning",
        },
      ]
    `)
    expect(await found('P05', 2019, {[items]: 15}, before)).toEqual([])
    expect(
      await found('P05', 2019, {[items]: 18}, {...before, 'disclosure.licensing.itemsChange': null}),
    ).toEqual([])
  })
})

describe('disputes', () => {
  const total = (group: string) => `disputes.${group}.total`
  test('D02 复议后起诉超限', async () => {
    const now = {[total('litigationAfterReconsideration')]: 4, [total('reconsideration')]: 2}
    expect(await found('D02', 2022, now, {[total('reconsideration')]: 1})).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "disputes.litigationAfterReconsideration.total",
            "disputes.reconsideration.total",
          ],
          "message": "2023年复议后起诉 4 件，多于本年与上年行政复议之和 3 件（本年「行政复议／总计」2＋上年「行政复议／总计」1）。如案件由上级机关复议或为更早年度的案件，无需修改；否则请核对。",
          "rule": "D02",
          "severity": "info",
        },
      ]
    `)
    expect(await found('D02', 2022, now, {[total('reconsideration')]: 2})).toEqual([])
    expect(await found('D02', 2022, now, {[total('reconsideration')]: null})).toEqual([])
  })
  test('D03 未审结延续', async () => {
    const before = {'disputes.litigationDirect.pending': 3}
    expect(await found('D03', 2022, {[total('litigationDirect')]: 2}, before)).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "disputes.litigationDirect.total",
          ],
          "message": "2023年「行政诉讼／未经复议直接起诉／总计」填 2 件，少于2022年报告「行政诉讼／未经复议直接起诉／尚未审结」的 3 件。如本年只统计新收案件，无需修改；否则请核对。",
          "rule": "D03",
          "severity": "info",
        },
      ]
    `)
    expect(await found('D03', 2022, {[total('litigationDirect')]: 3}, before)).toEqual([])
    expect(await found('D03', 2022, {[total('litigationDirect')]: null}, before)).toEqual([])
  })
  test('D04 有救济无申请', async () => {
    const received = 'applications.received.total'
    const none = {[total('litigationDirect')]: 0, [total('litigationAfterReconsideration')]: 0}
    const now = {...none, [received]: 0, [total('reconsideration')]: 2}
    expect(await found('D04', 2022, now, {[received]: 0})).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "disputes.reconsideration.total",
            "applications.received.total",
          ],
          "message": "2023年有行政复议、行政诉讼 2 件，而2022年和2023年均未收到申请。如系复议机关填报或为更早的申请，无需修改；否则请核对。",
          "rule": "D04",
          "severity": "info",
        },
      ]
    `)
    expect(await found('D04', 2022, now, {[received]: 1})).toEqual([])
    expect(await found('D04', 2022, now, {[received]: null})).toEqual([])
    expect(await found('D04', 2022, {...now, [total('reconsideration')]: 0}, {[received]: 0})).toEqual([])
  })
})
