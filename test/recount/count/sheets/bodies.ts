import {nameOf} from '../given.ts'
import {label} from '../places.ts'
import {type Count, isIn} from '../sums.ts'
import {type Unit, wholeOf} from '../units.ts'
import {computed, type Row, TYPES, tableOf} from './layout.ts'

const MEDIANS = [
  'disclosure.normativeDocuments.issued',
  'disclosure.licensing.decisions',
  'disclosure.penalties.decisions',
  'disclosure.compulsion.decisions',
  'applications.received.total',
  'applications.outcomes.total.total',
]

export function medians(count: Count): Row[] {
  return [...count.years].reverse().flatMap(year =>
    count.regions.flatMap(region =>
      MEDIANS.flatMap(key => {
        const values = count
          .tables(year, tableOf(key), 'own', isIn(region))
          .flatMap(({table}) => wholeOf(table.cells.get(key)) ?? [])
          .sort((a, b) => a - b)
        if (values.length === 0) return []
        const value = values.reduce((sum, one) => sum + one, 0)
        const half =
          (values[Math.floor((values.length - 1) / 2)]! + values[Math.ceil((values.length - 1) / 2)]!) / 2
        const row: Row = {year, region: label(region), item: nameOf(key), bodies: values.length, value}
        return [computed('medians', {...row, median: half, least: values[0]!, most: values.at(-1)!})]
      }),
    ),
  )
}

const COUNTS = [
  'expected',
  'received',
  'receivedDue',
  'counted',
  'countedDue',
  'late',
  'unknown',
  'invalid',
  'onTimeDue',
]

/** 覆盖与时效: bodies, each once, by what they are; the governments' summaries stand for themselves. */
export function coverage(count: Count): Row[] {
  const rows: Row[] = []
  const rostered = count.given.roster !== null
  for (const {region, year} of count.regionYears) {
    for (const kind of ['summary', 'own'] as const) {
      const due = count.expected(year, kind, isIn(region))
      const bodies = new Map<string, Unit[]>()
      for (const unit of count.units) {
        const isGovernment =
          ['scopeUnknown', 'scopeMixed'].includes(unit.reason ?? '') &&
          unit.type === 'governmentSummary' &&
          unit.level !== 'township'
        const is = isGovernment ? 'summary' : unit.kind
        if (unit.year !== year || is !== kind || !isIn(region)(unit.region)) continue
        bodies.set(unit.body, [...(bodies.get(unit.body) ?? []), unit])
      }
      const types = [
        ...new Set([...due.map(one => one.type), ...[...bodies.values()].map(units => units[0]!.type)]),
      ].sort()
      const made = types.map(type => {
        const own = [...bodies.values()].filter(units => units[0]!.type === type)
        const isDue = (units: Unit[]) => units.some(unit => count.isDue(unit))
        const isCounted = (units: Unit[]) =>
          units.some(unit => [...unit.tables.values()].some(one => one.reason === null))
        const judged = (units: Unit[]) => Math.min(...units.map(unit => timeliness(count, unit)))
        const number = (test: (units: Unit[]) => boolean) => own.filter(test).length
        const orNone = (value: number) => (rostered ? value : null)
        return {
          type: TYPES[type],
          expected: orNone(due.filter(one => one.type === type).length),
          received: own.length,
          receivedDue: orNone(number(isDue)),
          counted: number(isCounted),
          countedDue: orNone(number(units => isCounted(units) && isDue(units))),
          late: number(units => judged(units) === 1),
          unknown: number(units => judged(units) === 2),
          invalid: number(units => judged(units) === 3),
          onTimeDue: orNone(number(units => judged(units) === 0 && isDue(units))),
        }
      })
      const facts = {year, region: label(region), kind: kind === 'summary' ? '汇总报告' : '本机关报告'}
      rows.push(...made.map(row => computed('coverage', {...facts, ...row})))
      if (kind === 'summary' || made.length === 0) continue
      const total: Row = {...facts, type: '合计'}
      for (const key of COUNTS) {
        const known = made.map(row => row[key as keyof typeof row]).filter(value => typeof value === 'number')
        total[key] = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
      }
      rows.push(computed('coverage', total))
    }
  }
  return rows
}

/** 0 in time, 1 late, 2 not known, 3 a date that cannot be. */
function timeliness({given}: Count, {id}: Unit): number {
  const rules = given.findings.filter(one => one.report === id).map(({rule}) => rule)
  if (rules.includes('M07')) return 3
  if (rules.includes('T03')) return 2
  return rules.some(rule => rule === 'T01' || rule === 'T02') ? 1 : 0
}

/** 未见报告: bodies of the roster without a report; without a roster those that reported in other years. */
export function missing(count: Count): Row[] {
  const has = (body: string, year: number) =>
    count.units.some(unit => unit.body === body && unit.year === year)
  const all = count.years.flatMap(year => {
    if (count.given.roster !== null) {
      return (['own', 'summary'] as const)
        .flatMap(kind => count.expected(year, kind, () => true))
        .filter(({entry}) => !has(entry.code, year))
        .map(({entry, region}) => ({year, region, name: entry.name, basis: '名册应报', agency: entry.code}))
    }
    const bodies = new Map(
      count.units.filter(unit => unit.kind === 'own' && unit.region !== '').map(unit => [unit.body, unit]),
    )
    return [...bodies]
      .filter(([body]) => !has(body, year))
      .map(([agency, {name, region}]) => ({year, region, name, basis: '其他年度曾报', agency}))
  })
  return all
    .sort(
      (a, b) =>
        count.regions.indexOf(a.region) - count.regions.indexOf(b.region) ||
        a.year - b.year ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({region, ...row}) => ({...row, region: label(region)}))
}
