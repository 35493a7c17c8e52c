import {describe, expect, test} from 'vitest'
import type {Observation} from '../../../pipeline/model/report.ts'
import type {Roster, RosterEntry} from '../../../pipeline/model/roster.ts'
import {type Body, configWith, rateOf, reportOf, rolled, sumOf} from './build.ts'

const county = {province: '福建省', prefecture: '泉州市', county: '石狮市', code: '350581'}
const body = (name: string, more: Partial<Body> = {}): Body => ({...county, name, level: 'county', ...more})
const summary = body('石狮市人民政府', {type: 'governmentSummary'})
const received = 'applications.received.total'
const fees = 'disclosure.fees.amount'
const M = (made: Parameters<typeof sumOf>[0], key: string) => sumOf(made, '350581', 2023, 'M', key)

describe('what is added up', () => {
  test('zero, blank and words stay apart in sums', async () => {
    const words: Observation = {value: null, state: 'text', raw: '详见附件', place: {}}
    const key = 'disputes.reconsideration.upheld'
    const other = 'disputes.reconsideration.corrected'
    const last = 'disputes.reconsideration.other'
    const made = await rolled([
      reportOf(body('甲局'), 2023, {[key]: 3, [other]: null, [last]: null}),
      reportOf(body('乙局'), 2023, {[key]: null, [other]: null}, {observations: {[last]: words}}),
      reportOf(body('丙局'), 2023, {[other]: null, [last]: null}),
    ])
    expect(M(made, key)).toEqual({value: 3, state: 'partial', reported: 2, derived: 0})
    expect(M(made, other)).toEqual({value: null, state: 'notReported', reported: 0, derived: 0})
    expect(M(made, last)).toEqual({value: null, state: 'unassessable', reported: 0, derived: 0})
    expect(M(made, 'disputes.litigationDirect.upheld')).toEqual({
      value: 0,
      state: 'complete',
      reported: 3,
      derived: 0,
    })
  })

  test('money is added exactly; an amount of unknown unit is left out and listed', async () => {
    const made = await rolled([
      reportOf(body('甲局'), 2023, {[fees]: 0.1}),
      reportOf(body('乙局'), 2023, {[fees]: 0.2}),
      reportOf(
        body('丙局'),
        2023,
        {},
        {observations: {[fees]: {value: 7, state: 'value', raw: '7', unit: 'unknown', place: {}}}},
      ),
    ])
    expect(M(made, fees)).toEqual({value: 0.3, state: 'partial', reported: 2, derived: 0})
    expect(made.excluded.map(({name, table, reason, cells}) => [name, table, reason, cells])).toEqual([
      ['丙局', 'disclosure', 'unitUnknown', 1],
    ])
  })

  test('tables with errors, unknown scope and other reasons are left out and listed', async () => {
    const made = await rolled([
      reportOf(body('甲局'), 2023, {[received]: 1}),
      reportOf(body('乙局'), 2023, {[received]: 10}, {findings: [{rule: 'A03', keys: [received]}]}),
      reportOf(
        body('丙局'),
        2023,
        {[received]: 100},
        {findings: [{rule: 'A03', severity: 'warning', keys: [received]}]},
      ),
      reportOf(body('丁局'), 2023, {[received]: 1000}, {scope: 'unknown'}),
      reportOf(body('税务局', {type: 'verticalAgency'}), 2023, {[received]: 1e4}),
      reportOf(body('戊局'), null, {[received]: 1e5}),
      reportOf(
        body('己局', {province: null as never, prefecture: undefined, county: undefined, code: null}),
        2023,
        {[received]: 1e6},
      ),
      reportOf(body('庚局'), 2023, {[received]: 1e7}, {findings: [{rule: 'M04'}]}),
      reportOf(
        body('辛局'),
        2023,
        {[received]: 2},
        {findings: [{rule: 'V04', keys: ['disputes.reconsideration.other']}]},
      ),
    ])
    expect(M(made, received)).toEqual({value: 103, state: 'complete', reported: 3, derived: 0})
    expect(M(made, 'disputes.reconsideration.other')?.reported).toBe(3)
    expect(made.excluded.map(({name, table, reason, rules}) => [name, table, reason, ...rules])).toEqual([
      ['乙局', 'applications', 'gate', 'A03'],
      ['丁局', null, 'scopeUnknown'],
      ['税务局', null, 'outside'],
      ['戊局', null, 'yearUnknown'],
      ['己局', null, 'regionUnknown'],
      ['庚局', 'applications', 'gate', 'M04'],
      ['庚局', 'disclosure', 'gate', 'M04'],
      ['庚局', 'disputes', 'gate', 'M04'],
      ['辛局', 'disputes', 'doubtful', 'V04'],
    ])
  })

  test('of two reports of one body the same tables count once, different ones not at all', async () => {
    const made = await rolled([
      reportOf(body('甲局'), 2023, {[received]: 5, [fees]: 1}),
      reportOf(body('甲局'), 2023, {[received]: 6, [fees]: 1}),
    ])
    expect(M(made, received)).toBeUndefined()
    expect(M(made, fees)?.value).toBe(1)
    expect(made.excluded.map(({table, reason}) => [table, reason])).toEqual([
      ['applications', 'conflict'],
      ['applications', 'conflict'],
      ['disclosure', 'double'],
      ['disputes', 'double'],
    ])
  })

  test('a summary is never added to its members; the office of the government is a member', async () => {
    const made = await rolled([
      reportOf(summary, 2023, {[received]: 50}, {scope: 'jurisdiction'}),
      reportOf(body('石狮市人民政府办公室', {type: 'governmentOffice'}), 2023, {[received]: 20}),
      reportOf(body('甲局'), 2023, {[received]: 30}),
      reportOf(body('泉州市乙局', {county: undefined, code: '350500', level: 'prefecture'}), 2023, {}),
    ])
    expect(sumOf(made, '350581', 2023, 'S', received)?.value).toBe(50)
    expect(M(made, received)?.value).toBe(50)
    expect(rateOf(made, '350581', 2023, 'S', 'withoutApplications')).toBeUndefined()
    expect(rateOf(made, '350500', 2023, 'S', 'withoutApplications')).toBeUndefined()
    const choice = made.methods.find(one => one.region === '350581' && one.table === 'applications')
    expect(choice).toMatchObject({chosen: 'S', summary: 'summary', bodies: 2, bodiesExpected: null})
    expect(made.methods.find(one => one.region === '350500' && one.table === 'applications')).toMatchObject({
      chosen: 'received',
      summary: 'composed',
      summaryCovered: 1,
    })
  })

  test('a rate has numerator and denominator from the same reports', async () => {
    const total = 'applications.outcomes.total.total'
    const granted = 'applications.outcomes.granted.total'
    const words: Observation = {value: null, state: 'text', raw: '见上', place: {}}
    const made = await rolled([
      reportOf(body('甲局'), 2023, {[granted]: 1, [total]: 4}),
      reportOf(body('乙局'), 2023, {[granted]: 5}, {observations: {[total]: words}}),
      reportOf(body('丙局'), 2023, {[granted]: 2, [total]: 6, [received]: 8}),
    ])
    expect(rateOf(made, '350581', 2023, 'M', 'disclosureRate')).toEqual([3, 10])
    expect(rateOf(made, '350581', 2023, 'M', 'withoutApplications')).toEqual([2, 3])
  })
})

const entry = (code: string, name: string, more: Partial<RosterEntry> = {}): RosterEntry => ({
  code,
  name,
  aliases: [],
  region: '350581',
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
})

describe('with a roster', () => {
  const roster: Roster = [
    ...Array.from({length: 10}, (_, i) => entry(`b${i}`, `石狮市${i}号局`)),
    entry('tax', '石狮市税务局', {type: 'verticalAgency', inSummary: false}),
    entry('old', '石狮市旧局', {to: 2020}),
  ]
  const present = (count: number) =>
    Array.from({length: count}, (_, i) => reportOf(body(`石狮市${i}号局`), 2023, {[received]: 1}))
  const choice = (made: Parameters<typeof sumOf>[0]) =>
    made.methods.find(one => one.region === '350581' && one.table === 'applications')

  test('method M speaks from nine tenths on', async () => {
    expect(choice(await rolled(present(9), roster))).toMatchObject({
      chosen: 'M',
      bodiesListed: 9,
      bodiesExpected: 10,
    })
    const few = await rolled(present(8), roster)
    expect(choice(few)).toMatchObject({chosen: null, reason: 'coverageLow', bodiesListed: 8})
    expect(few.missing.filter(one => one.region === '350581').map(one => one.name)).toEqual([
      '石狮市8号局',
      '石狮市9号局',
      '石狮市税务局',
    ])
  })

  test('bodies outside the summary are in no sum, and no fault of the coverage', async () => {
    const tax = reportOf(body('石狮市税务局', {type: 'verticalAgency'}), 2023, {[received]: 99})
    const made = await rolled([...present(9), tax], roster)
    expect(M(made, received)?.value).toBe(9)
    expect(choice(made)).toMatchObject({chosen: 'M', bodiesListed: 9, bodiesExpected: 10})
    expect(
      made.coverage
        .filter(one => one.region === '350581')
        .map(({type, expected, received: came, counted}) => [type, expected, came, counted]),
    ).toEqual([
      ['department', 10, 9, 9],
      ['verticalAgency', 1, 1, 0],
    ])
  })
})

describe('coverage', () => {
  const roster: Roster = [
    entry('1', '石狮市甲局'),
    entry('2', '石狮市乙局'),
    entry('9', '石狮市丙局', {to: 2022}),
  ]
  const counted = (made: Parameters<typeof sumOf>[0]) =>
    made.coverage
      .filter(one => one.region === '350581')
      .map(({expected, received: came, receivedDue, countedDue, late, onTimeDue}) => [
        expected,
        came,
        receivedDue,
        countedDue,
        late,
        onTimeDue,
      ])
  const late = {findings: [{rule: 'T01', severity: 'warning'} as const]}

  test('a body counts once, however many versions came; the first in time is in time', async () => {
    const made = await rolled(
      [
        reportOf(body('石狮市甲局'), 2023, {[received]: 1}),
        reportOf(body('石狮市甲局'), 2023, {[received]: 2}, late),
        reportOf(body('石狮市乙局'), 2023, {}, late),
      ],
      roster,
    )
    expect(counted(made)).toEqual([[2, 2, 2, 2, 1, 1]])
  })

  test('bodies that the roster does not expect make nothing complete', async () => {
    const made = await rolled(
      ['石狮市甲局', '石狮市丙局', '石狮市丁局'].map(name => reportOf(body(name), 2023, {})),
      roster,
    )
    expect(counted(made)).toEqual([[2, 3, 1, 1, 0, 1]])
    const [choice] = made.methods.filter(one => one.region === '350581' && one.table === 'applications')
    expect(choice).toMatchObject({chosen: null, bodies: 3, bodiesListed: 1, bodiesExpected: 2})
  })

  test('without a roster nothing is due', async () => {
    expect(counted(await rolled([reportOf(body('甲局'), 2023, {})]))).toEqual([
      [null, 1, null, null, 0, null],
    ])
  })

  test('a roster without codes of regions is understood by the body above, and by names', async () => {
    const nowhere = {region: null, level: null, type: null}
    const made = await rolled(
      [reportOf(body('石狮市甲局'), 2023, {}), reportOf(body('石狮市乙局'), 2023, {})],
      [
        entry('0', '石狮市人民政府', {...nowhere, type: 'governmentSummary', region: '350581'}),
        ...['甲', '乙'].map(name => entry(name, `石狮市${name}局`, nowhere)),
        entry('x', '福建省泉州市石狮市丙局', nowhere),
        entry('y', '某丁局', {...nowhere, parent: '0'}),
      ],
    )
    expect(made.missing.filter(one => one.region === '350581').map(({name}) => name)).toEqual([
      '某丁局',
      '石狮市人民政府',
      '福建省泉州市石狮市丙局',
    ])
    const [choice] = made.methods.filter(one => one.region === '350581' && one.table === 'applications')
    expect(choice).toMatchObject({chosen: null, reason: 'coverageLow', bodiesListed: 2, bodiesExpected: 4})
  })
})

test('summaries of all counties speak for a prefecture only with its own departments', async () => {
  const city = {province: '福建省', prefecture: '平潭市', level: 'prefecture' as const, code: '359900'}
  const county = {...city, county: '平潭县', code: '359921', level: 'county' as const}
  const roster = [
    ...['甲', '乙', '丙'].map(name =>
      entry(name, `平潭市${name}局`, {region: '359900', level: 'prefecture'}),
    ),
    entry('s', '平潭县人民政府', {region: '359921', type: 'governmentSummary'}),
  ]
  const top = reportOf(
    {...county, name: '平潭县人民政府', type: 'governmentSummary'},
    2023,
    {[received]: 50},
    {scope: 'jurisdiction'},
  )
  const department = (name: string) => reportOf({...city, name: `平潭市${name}局`}, 2023, {[received]: 1})
  const choice = async (names: string[], by: Roster | null) => {
    const made = await rolled([top, ...names.map(department)], by)
    return made.methods.find(one => one.region === '359900' && one.table === 'applications')
  }
  expect(await choice(['甲'], roster)).toMatchObject({chosen: null, ownListed: 1, ownExpected: 3, usable: []})
  expect(await choice(['甲', '乙', '丙'], roster)).toMatchObject({
    chosen: 'S',
    ownListed: 3,
    usable: ['S', 'M'],
  })
  expect(await choice(['甲'], null)).toMatchObject({chosen: 'S', ownBodies: 1, ownExpected: null})
})

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
