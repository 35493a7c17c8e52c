import {describe, expect, test} from 'vitest'
import {found, IN, OUT, office} from './office.ts'
import {said, withValues} from './support.ts'

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
  test('one broken link is one finding: that of the total names the columns', async () => {
    const [first, second] = office(2022, 2023)
    const column = (row: string) => `applications.${row}.naturalPerson`
    const findings = await said([
      withValues(first!, {[OUT]: 3, [column('carriedOut')]: 2}),
      withValues(second!, {[IN]: 5, [column('carriedIn')]: 4}),
    ])
    expect(findings.filter(({rule}) => ['X01', 'X02'].includes(rule))).toMatchInlineSnapshot(`
      [
        {
          "file": "2023.html",
          "keys": [
            "applications.carriedIn.total",
            "applications.carriedIn.naturalPerson",
          ],
          "message": "2023年“上年结转”总计填 5，2022年报告“结转下年度继续办理”总计为 3，相差 2；分列不符的有：“自然人”本年填 4、上年为 2。两数应当相等，请核对这两年的报告。",
          "rule": "X01",
          "severity": "error",
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
