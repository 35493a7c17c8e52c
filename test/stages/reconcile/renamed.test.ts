import {describe, expect, test} from 'vitest'
import type {Report} from '../../../pipeline/model/report.ts'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {entry, only, report} from './city.ts'
import {said} from './support.ts'

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
