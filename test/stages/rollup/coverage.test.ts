import {describe, expect, test} from 'vitest'
import type {Roster} from '../../../pipeline/model/roster.ts'
import {body, entry, M, received, summary} from './bodies.ts'
import {reportOf, rolled, type sumOf} from './build.ts'

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

  test('a roster of one county is no roster of the city and the province', async () => {
    const made = await rolled(present(10), roster)
    const applications = made.methods.filter(one => one.table === 'applications')
    expect(
      applications.map(({region, chosen, bodiesListed, bodiesExpected, rosterPartial}) => [
        region,
        chosen,
        bodiesListed,
        bodiesExpected,
        rosterPartial,
      ]),
    ).toEqual([
      ['350000', 'received', 10, 10, true],
      ['350500', 'received', 10, 10, true],
      ['350581', 'M', 10, 10, false],
    ])
  })

  test('a composed summary says that the roster lists no body of its own level', async () => {
    const summaries = [
      summary,
      body('晋江市人民政府', {...summary, name: '晋江市人民政府', county: '晋江市', code: '350582'}),
    ]
    const made = await rolled(
      summaries.map(one => reportOf(one, 2023, {}, {scope: 'jurisdiction'})),
      roster,
    )
    const city = made.methods.find(one => one.region === '350500' && one.table === 'applications')
    expect(city).toMatchObject({summary: 'composed', summaryCovered: 2, ownBodies: 0, ownExpected: 0})
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

  test('a government whose scope nobody knows filed all the same', async () => {
    const made = await rolled(
      [reportOf(summary, 2023, {}, {scope: 'unknown'}), reportOf(body('石狮市甲局'), 2023, {})],
      [entry('0', '石狮市人民政府', {type: 'governmentSummary'}), entry('1', '石狮市甲局')],
    )
    const rows = made.coverage.filter(one => one.region === '350581')
    expect(rows.map(one => [one.kind, one.type, one.expected, one.receivedDue, one.countedDue])).toEqual([
      ['summary', 'governmentSummary', 1, 1, 0],
      ['own', 'department', 1, 1, 1],
    ])
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
