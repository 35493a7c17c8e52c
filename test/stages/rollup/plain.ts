import type {CheckedReport} from '../../../pipeline/model/corpus.ts'
import {keysOf} from './build.ts'

/** A region of the generated province and what lies in it, as the generator knows it. */
export interface Area {
  code: string
  areas: Area[]
  /** All children there are, of which `areas` have reports. */
  summaries: Map<number, CheckedReport>
  bodies: Map<number, CheckedReport[]>
}

export interface PlainSum {
  value: number | null
  reported: number
  members: number
}

const TABLES = ['disclosure', 'applications', 'disputes']
const GATES = new Set(['A01', 'A02', 'A03', 'D01', 'S06', 'H01'])
const COLUMNS = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganization',
  'legalServiceInstitution',
  'otherOrganization',
]
const GROUPS = ['denied', 'unableToProvide', 'notProcessed', 'other']

/** Sums of one region, year and table, added up report by report: no SQL, no shared code. */
export function plainSums(reports: CheckedReport[], table: string): Map<string, PlainSum> {
  const sums = new Map<string, PlainSum>()
  for (const checked of reports) {
    for (const [key, value] of valuesOf(checked, table)) {
      const sum = sums.get(key) ?? {value: null, reported: 0, members: reports.length}
      if (value !== null) {
        sum.value = (sum.value ?? 0) + value
        sum.reported++
      }
      sums.set(key, sum)
    }
  }
  return sums
}

/** The reports that the bodies of an area and all areas below it filed. */
export function membersOf(area: Area, year: number, table: string): CheckedReport[] {
  const own = (area.bodies.get(year) ?? []).filter(one => sound(one, table))
  return [...own, ...area.areas.flatMap(below => membersOf(below, year, table))]
}

/** The reports that stand for an area by summaries; null where none does. `share` of the areas below are in it. */
export function summariesOf(
  area: Area,
  year: number,
  table: string,
  least: number,
): {reports: CheckedReport[]; share: number} | null {
  const summary = area.summaries.get(year)
  if (summary && sound(summary, table)) return {reports: [summary], share: 1}
  const below = area.areas
    .map(one => summariesOf(one, year, table, least))
    .filter(one => one !== null && one.share >= least)
  if (below.length === 0) return null
  const own = (area.bodies.get(year) ?? []).filter(one => sound(one, table))
  return {
    reports: [...own, ...below.flatMap(one => one!.reports)],
    share: below.length / area.areas.length,
  }
}

export const tables = TABLES

function sound({findings}: CheckedReport, table: string): boolean {
  return !findings.some(
    ({rule, keys, severity}) =>
      severity === 'error' &&
      (rule === 'M04' ||
        (GATES.has(rule) && (keys.length === 0 || keys.some(key => key.startsWith(`${table}.`))))),
  )
}

function valuesOf({report}: CheckedReport, table: string): Map<string, number | null> {
  const {observations, format} = report
  const keys = keysOf(format).filter(key => key.startsWith(`${table}.`))
  const values = new Map(
    keys.map(key => {
      const {value, unit} = observations[key]!
      return [key, unit === 'unknown' ? null : value]
    }),
  )
  if (table === 'applications') deriveApplications(values, keys)
  if (table === 'disputes') deriveDisputes(values)
  return values
}

function added(values: (number | null | undefined)[]): number | null {
  const numbers = values.filter(value => value !== null && value !== undefined)
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0)
}

function deriveApplications(values: Map<string, number | null>, keys: string[]): void {
  const rows = [...new Set(keys.map(key => key.slice(0, key.lastIndexOf('.'))))]
  for (const row of rows) {
    const total = `${row}.total`
    if (values.get(total) === null)
      values.set(total, added(COLUMNS.map(column => values.get(`${row}.${column}`))))
  }
  const outcomes = 'applications.outcomes'
  for (const column of [...COLUMNS, 'total']) {
    for (const group of GROUPS) {
      const parts = rows.filter(row => row.startsWith(`${outcomes}.${group}.`))
      values.set(
        `${outcomes}.${group}.sum.${column}`,
        added(parts.map(row => values.get(`${row}.${column}`))),
      )
    }
    const total = `${outcomes}.total.${column}`
    const parts = ['granted', 'partiallyGranted', ...GROUPS.map(group => `${group}.sum`)]
    if (values.get(total) === null)
      values.set(total, added(parts.map(part => values.get(`${outcomes}.${part}.${column}`))))
  }
}

function deriveDisputes(values: Map<string, number | null>): void {
  for (const group of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']) {
    const total = `disputes.${group}.total`
    const parts = ['upheld', 'corrected', 'other', 'pending'].map(part =>
      values.get(`disputes.${group}.${part}`),
    )
    if (values.get(total) === null) values.set(total, added(parts))
  }
}
