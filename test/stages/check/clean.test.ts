import {expect, test} from 'vitest'
import {cellsOf} from '../../../pipeline/model/format.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {checkReport} from '../../../stages/check/index.ts'
import {type Random, randomOf} from '../../generate/random.ts'
import {cleanReport} from '../../generate/report/model.ts'
import {aReport, formatOf, settingsOf} from './builder.ts'
import {overviewOf, reportOf, totalsOf} from './narrative/reports.ts'

/** Errors and warnings about a report. */
function complaints(report: Report): string[] {
  return checkReport(report, settingsOf(report.format)).flatMap(({rule, severity, message}) =>
    severity === 'info' ? [] : [`${rule} ${message}`],
  )
}

/** Figures of the 2014 form in which every identity holds. */
function statistics(random: Random): Record<string, number> {
  const most = random.pick([0, 0, 5, 60, 2000])
  const values = Object.fromEntries(
    cellsOf(formatOf('2014')).map(({key}) => [key, random.chance(0.4) ? 0 : random.int(0, most)]),
  )
  const sum = (...keys: string[]) => keys.reduce((total, key) => total + values[key]!, 0)
  const under = (prefix: string) =>
    Object.keys(values).filter(key => key.startsWith(prefix) && key !== `${prefix}total`)
  values['requests.received'] = sum(...under('requests.channels.'))
  values['requests.completed.total'] = sum('requests.completed.onTime', 'requests.completed.extended')
  values['requests.answered.denied.total'] = sum(...under('requests.answered.denied.'))
  const answers = under('requests.answered.').filter(key => !/denied\.(?!total)/.test(key))
  values['requests.answered.total'] = sum(...answers)
  values['organization.staff'] = sum('organization.fullTime', 'organization.partTime')
  for (const group of ['reconsideration.', 'litigation.']) values[`${group}total`] = sum(...under(group))
  return values
}

test('no error and no warning about 600 clean reports of the forms of 2019 and 2021, in many wordings', () => {
  const said = new Set<string>()
  for (let seed = 1; seed <= 600; seed++) {
    const model = cleanReport(randomOf(seed))
    // Every third report keeps the narrative it was generated with.
    const overview = seed % 3 === 0 ? undefined : overviewOf(totalsOf(model), randomOf(seed + 5_000_000))
    const report = reportOf(model, overview)
    for (const text of overview ?? []) said.add(text.replace(/\d+|[一二三四五六七八九十百千]+件/g, ''))
    expect([seed, complaints(report)]).toEqual([seed, []])
  }
  expect(said.size).toBeGreaterThan(150)
})

test('no error and no warning about 150 clean reports of the form of 2014', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const random = randomOf(seed)
    const report = aReport({format: '2014', year: random.int(2014, 2018), values: statistics(random)})
    expect([seed, complaints(report)]).toEqual([seed, []])
  }
})
