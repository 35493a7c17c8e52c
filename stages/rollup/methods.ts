import type {Method, MethodChoice} from '../../pipeline/model/rollup.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'
import {type Cover, coverOf, enough, type OwnBodies} from './cover.ts'
import type {Regions} from './regions.ts'
import {insertRows} from './statements.ts'

interface Place {
  region: string
  year: number
  table: string
}

interface Present extends Place {
  kind: 'summary' | 'own'
}

/** Covers of method S by table and year, then by region. */
type Covers = Map<string, Map<string, Cover>>

/** Lays out what method S adds up: rows of rollup_part. */
export async function layOutSummaries(
  warehouse: Warehouse,
  regions: Regions,
  least: number,
): Promise<Covers> {
  const present = await warehouse.all<Present>(
    'select region, kind, year, form_table as "table" from rollup_members order by year, form_table, region, kind',
  )
  const [roster] = await warehouse.all<{given: boolean}>('select count(*) > 0 as given from roster')
  const rostered = roster!.given
  const own = new Map<string, Map<string, OwnBodies>>()
  for (const {region, year, table, ...bodies} of await warehouse.all<OwnBodies & Place>(OWN_BODIES)) {
    const name = `${year} ${table}`
    own.set(name, (own.get(name) ?? new Map()).set(region, bodies))
  }
  const covers: Covers = new Map()
  const groups = new Map<string, Present[]>()
  for (const one of present) {
    const name = `${one.year} ${one.table}`
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  for (const group of groups.values()) {
    const of = (kind: Present['kind']) =>
      new Set(group.filter(one => one.kind === kind).map(one => one.region))
    const {year, table} = group[0]!
    const bodies = own.get(`${year} ${table}`) ?? new Map<string, OwnBodies>()
    const cover = coverOf(
      regions,
      {summaries: of('summary'), bodies: of('own'), own: bodies, rostered},
      least,
    )
    const found = new Map<string, Cover>()
    for (const {id} of regions.regions) {
      const one = cover(id)
      if (one) found.set(id, one)
    }
    covers.set(`${year} ${table}`, found)
    const rows = [...found].flatMap(([id, {parts}]) =>
      parts.map(part => [id, year, table, 'S', part.region, part.kind]),
    )
    await insertRows(warehouse, 'rollup_part', rows)
  }
  return covers
}

interface Bodies extends Place {
  bodies: number
  listed: number
  expected: number | null
}

/** Chooses the method for each region, year and table and writes rollup_method. */
export async function chooseMethods(
  warehouse: Warehouse,
  covers: Covers,
  {children}: Regions,
  least: number,
): Promise<MethodChoice[]> {
  const bodies = await warehouse.all<Bodies>(BODIES)
  const due = new Set(bodies.flatMap(one => ((one.expected ?? 0) > 0 ? [`${one.region} ${one.year}`] : [])))
  // A roster of one county says nothing of the province.
  const rosterPartial = (region: string, year: number): boolean => {
    const below = children.get(region) ?? []
    return below.filter(one => due.has(`${one} ${year}`)).length < least * below.length
  }
  const choices = bodies.map(({region, year, table, bodies: own, listed, expected}): MethodChoice => {
    const cover = covers.get(`${year} ${table}`)?.get(region)
    const summary = cover?.state ?? null
    const share = expected === null ? null : expected > 0 && listed >= least * expected
    const usable: Method[] = []
    if (cover && enough(cover, least)) usable.push('S')
    if (own > 0 && share !== false) usable.push('M')
    const [first = null] = usable
    const partial = expected !== null && rosterPartial(region, year)
    const chosen = first === 'M' && (share === null || partial) ? 'received' : first
    return {
      region,
      year,
      table,
      chosen,
      summary,
      summaryCovered: cover?.covered ?? 0,
      summaryExpected: cover?.expected ?? 0,
      ownBodies: cover?.own.received ?? 0,
      ownListed: cover?.own.listed ?? 0,
      ownExpected: cover?.own.expected ?? null,
      bodies: own,
      bodiesListed: listed,
      bodiesExpected: expected,
      rosterPartial: partial,
      reason: chosen ? null : own > 0 || cover ? 'coverageLow' : 'nothing',
      usable,
    }
  })
  await insertRows(
    warehouse,
    'rollup_method',
    choices.map(one => [
      one.region,
      one.year,
      one.table,
      one.chosen,
      one.summary,
      one.summaryCovered,
      one.summaryExpected,
      one.bodies,
      one.bodiesListed,
      one.bodiesExpected,
      one.reason,
      one.ownBodies,
      one.ownListed,
      one.ownExpected,
      one.usable.join(''),
    ]),
  )
  return choices
}

/** Of each region, the bodies of its own level alone: with a table that may be added up, due by the roster of these, all due. */
const OWN_BODIES = `
  with came as (
    select u.region, u.year, t.form_table, count(*) as received, count(d.report) as listed
    from rollup_table t join rollup_unit u using (report) left join rollup_due d using (report)
    where t.reason is null and t.kind = 'own'
    group by all
  ),
  due as (
    select e.region, e.year, t.form_table, count(*) as expected
    from rollup_expected e cross join (select distinct form_table from rollup_key) t
    where e.kind = 'own' and e.in_summary and e.region is not null
    group by all
  )
  select region, year, form_table as "table", coalesce(received, 0) as received, coalesce(listed, 0) as listed,
    case when (select count(*) from roster) > 0 then coalesce(expected, 0) end as expected
  from came full join due using (region, year, form_table)
  order by all`

/** Bodies that enter M, those of them that the roster expects, and those that should report. */
const BODIES = `
  with tables as (select distinct form_table from rollup_key),
  years as (select distinct year from rollup_unit where year is not null),
  own as (
    select c.region, u.year, t.form_table, count(*) as bodies, count(d.report) as listed
    from rollup_table t join rollup_unit u using (report) left join rollup_due d using (report) join rollup_closure c on c.below = u.region
    where t.reason is null and t.kind = 'own'
    group by all
  ),
  due as (
    select c.region, e.year, count(*) as expected
    from rollup_expected e join rollup_closure c on c.below = e.region
    where e.kind = 'own' and e.in_summary
    group by all
  )
  select g.id as region, y.year, t.form_table as "table",
    coalesce(o.bodies, 0) as bodies, coalesce(o.listed, 0) as listed,
    case when (select count(*) from roster) > 0 then coalesce(d.expected, 0) end as expected
  from rollup_region g cross join years y cross join tables t
  left join own o on o.region = g.id and o.year = y.year and o.form_table = t.form_table
  left join due d on d.region = g.id and d.year = y.year
  where exists (
    select 1 from rollup_unit u join rollup_closure c on c.below = u.region where c.region = g.id and u.year = y.year
  ) or d.expected is not null
  order by g.position, y.year, t.form_table`
