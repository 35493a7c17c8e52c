import {expect, it} from 'vitest'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {isoDate} from '../../../stages/check/dates.ts'
import {check, checkReport} from '../../../stages/check/index.ts'
import {rosterEntry} from '../../generate/report/roster.ts'
import {aReport, config, settingsOf} from './builder.ts'

const settings = settingsOf('2021')
const local = (region: string, from: number, department: string) => ({
  region,
  from,
  department,
  government: '03-31',
  basis: '',
})

/** The deadline a department of 410703 is held to when it publishes on 30 January. */
function deadlineWith(...more: ReturnType<typeof local>[]): string | null {
  const report = aReport({set: {publishedOn: '2024-01-30'}})
  const findings = checkReport(report, {...settings, deadlines: [...settings.deadlines, ...more]})
  return findings.find(finding => finding.rule === 'T01')?.expected ?? null
}

it('holds a body to the national deadline where no local one is set', () => {
  expect(deadlineWith()).toBe(null)
  expect(deadlineWith(local('43', 2019, '01-26'))).toBe(null)
})

it('prefers the deadline of the smallest region, and of these the latest that had begun', () => {
  expect(deadlineWith(local('41', 2019, '01-28'), local('4107', 2019, '01-26'))).toBe('≤ 2024-01-26')
  expect(
    deadlineWith(local('41', 2019, '01-20'), local('41', 2022, '01-29'), local('41', 2025, '01-10')),
  ).toBe('≤ 2024-01-29')
})

const entry = rosterEntry('410703', '1', '卫滨区城市管理局', {level: null, type: null, deadline: '01-10'})

it('prefers the deadline the roster sets for the body', () => {
  const roster = [entry, {...entry, code: '2', name: '卫滨区财政局', deadline: '01-29'}]
  expect(check.settings({...config, roster: {file: '名册.csv', entries: roster}}, '2021').roster).toBe(roster)
  const late = (entries: RosterEntry[], more = settings.deadlines) =>
    checkReport(aReport({set: {publishedOn: '2024-01-20'}}), {
      ...settings,
      deadlines: more,
      roster: entries,
    }).flatMap(({rule, expected}) => (rule.startsWith('T0') ? [[rule, expected]] : []))
  expect(late(roster)).toEqual([['T01', '≤ 2024-01-10']])
  expect(late([{...entry, type: 'governmentSummary'}])).toEqual([['T02', '≤ 2024-01-10']])
  expect(late([{...entry, deadline: '01-25'}], [local('41', 2019, '01-02'), ...settings.deadlines])).toEqual(
    [],
  )
  expect(late([{...entry, name: '卫滨区财政局'}])).toEqual([])
})

it('a roster without deadlines is nothing to the check', () => {
  const entries = [{...entry, deadline: null}]
  expect(check.settings({...config, roster: {file: '名册.csv', entries}}, '2021')).toEqual(settings)
})

it.each([
  ['2024-01-11 09:51:00', '2024-01-11'],
  ['2024年1月9日', '2024-01-09'],
  ['2024.2.30', null],
  ['发布于2024-01-11', null],
  ['', null],
])('reads the date %j', (printed, date) => {
  expect(isoDate(printed)).toBe(date)
})
