import {describe, expect, test} from 'vitest'
import type {Rollup} from '../../../pipeline/model/rollup.ts'
import {rollup} from '../../../stages/rollup/index.ts'
import {config, rolled} from './build.ts'
import {type Area, membersOf, type PlainSum, plainSums, summariesOf, tables} from './plain.ts'
import {province} from './province.ts'

const LEAST = 0.9

type Sums = Map<string, [number | null, number, number]>

/** Every sum of every region, year, table and method, by a name that tells them apart. */
function plain(area: Area, years: number[], into: Sums = new Map()): Sums {
  for (const year of years) {
    for (const table of tables) {
      const keep = (method: string, sums: Map<string, PlainSum>) => {
        for (const [key, {value, reported, members}] of sums) {
          const exact = value === null ? null : Number(value.toFixed(6))
          into.set([area.code, year, method, key].join(' '), [exact, reported, members])
        }
      }
      keep('M', plainSums(membersOf(area, year, table), table))
      const summaries = summariesOf(area, year, table, LEAST)
      if (summaries) keep('S', plainSums(summaries.reports, table))
    }
  }
  for (const below of area.areas) plain(below, years, into)
  return into
}

function told({figures}: Rollup): Sums {
  const sums: Sums = new Map()
  for (const {region, year, method, members, sums: row} of figures) {
    for (const [key, {value, reported}] of Object.entries(row)) {
      sums.set([region, year, method, key].join(' '), [value, reported, members])
    }
  }
  return sums
}

const sorted = (sums: Sums) => [...sums].sort(([a], [b]) => (a < b ? -1 : 1))

describe('a generated province', () => {
  test('14 prefectures and 120 counties equal a computation in plain code', {timeout: 120_000}, async () => {
    const years = [2020, 2021, 2022]
    const {area, reports} = province({prefectures: 14, counties: 120, bodies: [2, 3, 6], years}, 7)
    const made = await rolled(reports)
    const expected = plain(area, years)
    expect(expected.size).toBeGreaterThan(100_000)
    expect(sorted(told(made))).toEqual(sorted(expected))
  })

  test.each([1, 2, 3, 4])('small provinces, by chance (%i)', async seed => {
    const years = [2020, 2021]
    const {area, reports} = province({prefectures: 3, counties: 7, bodies: [2, 1, 1], years}, seed)
    expect(sorted(told(await rolled(reports)))).toEqual(sorted(plain(area, years)))
  })

  test('the order in which reports come does not matter', async () => {
    const {reports} = province({prefectures: 2, counties: 4, bodies: [2, 1, 1], years: [2021, 2022]}, 11)
    const one = await rolled(reports)
    const other = await rolled([...reports].reverse())
    const {excluded: first, ...rest} = one
    const {excluded: second, ...again} = other
    expect(again).toEqual(rest)
    expect(second.length).toBe(first.length)
  })

  test('of the sums by system those asked for are returned, of the same systems', async () => {
    const {reports} = province({prefectures: 2, counties: 4, bodies: [2, 1, 1], years: [2021, 2022]}, 12)
    const shown = ['applications.received.total', 'disputes.reconsideration.total']
    const only = await rolled(reports, null, (_, warehouse) =>
      rollup(warehouse, config, [], {systems: shown, panels: []}),
    )
    const none = await rolled(reports, null, (_, warehouse) =>
      rollup(warehouse, config, [], {systems: [], panels: []}),
    )
    const {systems} = await rolled(reports)
    expect(systems.length).toBeGreaterThan(4)
    const restricted = systems.map(row => {
      const sums = Object.entries(row.sums).filter(([key]) => shown.includes(key))
      expect(sums.length).toBe(shown.length)
      return {...row, sums: Object.fromEntries(sums)}
    })
    expect(only.systems).toEqual(restricted)
    expect(none.systems).toEqual(systems.map(row => ({...row, sums: {}})))
  })
})
