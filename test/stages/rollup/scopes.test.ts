import {describe, expect, test} from 'vitest'
import {body, M, received, summary} from './bodies.ts'
import {type Body, configWith, rateOf, reportOf, rolled, sumOf} from './build.ts'

describe('scopes that people decided', () => {
  const opened = 'disclosure.licensing.decisions'
  const rolledWith = (scopes: unknown[], reports: Parameters<typeof rolled>[0]) =>
    rolled(reports, null, made => made, configWith('rollups/methods', {scopes}))

  test('a table of the jurisdiction and one of the office alone go different ways', async () => {
    const mixed = reportOf(summary, 2023, {[received]: 70, [opened]: 5}, {scope: 'mixed'})
    const {id} = mixed.report
    const reports = [mixed, reportOf(body('甲局'), 2023, {[received]: 8, [opened]: 2})]
    const before = await rolledWith([], reports)
    expect([sumOf(before, '350581', 2023, 'S', received), M(before, received)?.value]).toEqual([undefined, 8])
    expect(before.excluded.map(({table, reason}) => [table, reason])).toEqual([[null, 'scopeMixed']])

    const decided = [
      {report: id, table: 'applications', scope: 'jurisdiction'},
      {report: id, table: 'disclosure', scope: 'own'},
    ]
    const after = await rolledWith(decided, reports)
    expect(sumOf(after, '350581', 2023, 'S', received)?.value).toBe(70)
    expect(M(after, received)?.value).toBe(8)
    expect(sumOf(after, '350581', 2023, 'S', opened)).toBe(undefined)
    expect(M(after, opened)?.value).toBe(7)
    expect(after.excluded.map(({table, reason}) => [table, reason])).toEqual([['disputes', 'scopeMixed']])
  })

  test('a government that seems to speak for itself beside its office is in no sum until somebody decides', async () => {
    const own = reportOf(summary, 2023, {[received]: 70}, {scope: 'own'})
    const office = reportOf(body('石狮市人民政府办公室', {type: 'governmentOffice'}), 2023, {[received]: 30})
    const alone = await rolledWith([], [own])
    expect(M(alone, received)?.value).toBe(70)
    const both = await rolledWith([], [own, office])
    expect(M(both, received)?.value).toBe(30)
    expect(both.excluded.map(({name, table, reason}) => [name, table, reason])).toEqual([
      ['石狮市人民政府', null, 'scopeRival'],
    ])
    const taken = reportOf({...summary, type: 'governmentOffice'}, 2023, {[received]: 70}, {scope: 'own'})
    const asOffice = await rolledWith([], [taken, office])
    expect(M(asOffice, received)?.value).toBe(30)
    expect(asOffice.excluded.map(({name, reason}) => [name, reason])).toEqual([
      ['石狮市人民政府', 'scopeRival'],
    ])
    const decided = await rolledWith([{report: own.report.id, scope: 'jurisdiction'}], [own, office])
    expect(sumOf(decided, '350581', 2023, 'S', received)?.value).toBe(70)
    expect(M(decided, received)?.value).toBe(30)
  })

  test('all tables of a report', async () => {
    const unknown = reportOf(summary, 2023, {[received]: 70}, {scope: 'unknown'})
    const made = await rolledWith([{report: unknown.report.id, scope: 'jurisdiction'}], [unknown])
    expect(sumOf(made, '350581', 2023, 'S', received)?.value).toBe(70)
    expect(made.excluded).toEqual([])
  })
})

test('medians are those of the bodies that gave the figure, in the region and those below it', async () => {
  const city = (name: string): Body => ({
    province: '福建省',
    prefecture: '泉州市',
    code: '350500',
    name,
    level: 'prefecture',
  })
  const made = await rolled([
    reportOf(body('甲局'), 2023, {[received]: 1}),
    reportOf(body('乙局'), 2023, {[received]: 4}),
    reportOf(body('丙局'), 2023, {[received]: null, 'applications.received.naturalPerson': null}),
    reportOf(city('丁局'), 2023, {[received]: 100}),
    reportOf(summary, 2023, {[received]: 1000}, {scope: 'jurisdiction'}),
  ])
  const told = made.medians
    .filter(({key}) => key === received)
    .map(({region, bodies, least, median, most, value}) => [region, bodies, least, median, most, value])
  expect(told).toEqual([
    ['350000', 4, 0, 2.5, 100, 105],
    ['350500', 4, 0, 2.5, 100, 105],
    ['350581', 3, 0, 1, 4, 5],
  ])
})

describe('figures a head', () => {
  const reports = () => [
    reportOf(body('甲局'), 2023, {[received]: 3}),
    reportOf(body('甲局'), 2022, {[received]: 5}),
  ]

  test('are not there without residents', async () => {
    const made = await rolled(reports())
    expect(made.about.residents).toBe(false)
    expect(made.indicators.filter(({indicator}) => indicator === 'applicationsPerHead')).toEqual([])
  })

  test('take the residents of the region and year; where these are not known nothing is computed', async () => {
    const residents = [{region: '350581', year: 2023, residents: 688_700}]
    const made = await rolled(reports(), null, one => one, configWith('rollups/population', {residents}))
    expect(rateOf(made, '350581', 2023, 'M', 'applicationsPerHead')).toEqual([3, 68.87])
    expect(rateOf(made, '350581', 2022, 'M', 'applicationsPerHead')).toEqual([5, null])
    expect(rateOf(made, '350000', 2023, 'M', 'applicationsPerHead')).toEqual([3, null])
  })
})
