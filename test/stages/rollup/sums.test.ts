import {describe, expect, test} from 'vitest'
import type {Observation} from '../../../pipeline/model/report.ts'
import {rollup} from '../../../stages/rollup/index.ts'
import {body, fees, M, received, summary} from './bodies.ts'
import {config, rateOf, reportOf, rolled, sumOf} from './build.ts'

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

  test('a system has as many reports as have any table in its sums', async () => {
    const wrong = (table: string) => ({rule: 'A02', keys: [`${table}`]})
    const one = (name: string, ...keys: string[]) =>
      reportOf(body(name), 2023, {}, {findings: keys.map(wrong)})
    const made = await rolled([
      one('石狮市财政局', received),
      one('晋江市财政局', fees, 'disputes.reconsideration.total'),
      one('惠安县财政局', received, fees, 'disputes.reconsideration.total'),
    ])
    expect(made.systems.map(({system, reports}) => [system, reports])).toEqual([['finance', 2]])
  })

  test('changes over a year are those of the bodies that gave the figure in both, for any figure', async () => {
    const key = 'disclosure.licensing.decisions'
    const made = await rolled([
      reportOf(body('甲局'), 2022, {[key]: 4}),
      reportOf(body('甲局'), 2023, {[key]: 6}),
      reportOf(body('乙局'), 2023, {[key]: 100}),
    ])
    expect(made.panels.find(one => one.region === '350581' && one.key === key)).toMatchObject({
      year: 2023,
      now: 6,
      before: 4,
      bodies: 1,
    })
  })

  test('a report delivered twice is one report', async () => {
    const reports = [1, 2].map(() => reportOf(body('甲局'), 2023, {[received]: 5}))
    const made = await rolled(reports, null, async (_, warehouse) => {
      await warehouse.run('update reports set merged_into = 0 where ordinal = 1')
      return await rollup(warehouse, config)
    })
    expect([made.about.reports, M(made, received)?.value]).toEqual([1, 5])
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

  test('a rate leaves out a report of which an operand is words, or no figure', async () => {
    const total = 'applications.outcomes.total.total'
    const [granted, partially] = ['granted', 'partiallyGranted'].map(
      row => `applications.outcomes.${row}.total`,
    )
    const words: Observation = {value: null, state: 'text', raw: '若干', place: {}}
    const made = await rolled([
      reportOf(body('甲局'), 2023, {[granted!]: 1, [total]: 4}),
      reportOf(body('乙局'), 2023, {[granted!]: 5, [total]: 9}, {observations: {[partially!]: words}}),
      reportOf(
        body('丙局'),
        2023,
        {[granted!]: 3, [partially!]: 4, [total]: 9},
        {findings: [{rule: 'V05', keys: [partially!]}]},
      ),
      // A blank beside a figure is no operand.
      reportOf(body('丁局'), 2023, {[granted!]: 2, [partially!]: null, [total]: 6}),
    ])
    expect(rateOf(made, '350581', 2023, 'M', 'disclosureRate')).toEqual([3, 10])
  })

  test('a subtotal is whole where every part of it was given', async () => {
    const part = (name: string) => `applications.outcomes.denied.${name}.naturalPerson`
    const sum = 'applications.outcomes.denied.sum.naturalPerson'
    const words: Observation = {value: null, state: 'text', raw: '若干', place: {}}
    const one = (name: string, more: Parameters<typeof reportOf>[3] = {}, blank: string[] = []) =>
      reportOf(
        body(name),
        2023,
        {[part('stateSecret')]: 2, ...Object.fromEntries(blank.map(key => [key, null]))},
        more,
      )
    expect(M(await rolled([one('甲局')]), sum)).toMatchObject({value: 2, state: 'complete', reported: 1})
    const open = {value: 4, state: 'partial', reported: 2}
    expect(M(await rolled([one('甲局'), one('乙局', {}, [part('prohibitedByLaw')])]), sum)).toMatchObject(
      open,
    )
    const unread = {observations: {[part('prohibitedByLaw')]: words}}
    expect(M(await rolled([one('甲局'), one('乙局', unread)]), sum)).toMatchObject(open)
  })

  test('a total that was computed is not whole where a part of it is words, or no figure', async () => {
    const outcomes = 'applications.outcomes'
    const total = `${outcomes}.total.total`
    const words: Observation = {value: null, state: 'text', raw: '若干', place: {}}
    const figures = {
      [received]: null,
      'applications.received.naturalPerson': 3,
      [total]: null,
      [`${outcomes}.granted.total`]: 3,
    }
    const first = await rolled([reportOf(body('甲局'), 2023, figures)])
    expect(M(first, received)).toEqual({value: 3, state: 'complete', reported: 1, derived: 1})
    const columns = {'applications.received.commercialEnterprise': words}
    const row = await rolled([reportOf(body('甲局'), 2023, figures, {observations: columns})])
    expect(M(row, received)).toEqual({value: 3, state: 'partial', reported: 1, derived: 1})
    expect(row.medians.filter(one => one.key === received)).toEqual([])
    // A subtotal of the form that is not whole makes the total above it no more whole.
    const below = Object.fromEntries(
      [
        'naturalPerson',
        'commercialEnterprise',
        'researchInstitution',
        'publicWelfareOrganization',
        'legalServiceInstitution',
        'otherOrganization',
      ].map(column => [`${outcomes}.total.${column}`, null]),
    )
    const unread = {observations: {[`${outcomes}.denied.stateSecret.total`]: words}}
    const deep = await rolled([reportOf(body('甲局'), 2023, {...figures, ...below}, unread)])
    expect(M(deep, total)).toMatchObject({state: 'partial'})
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
