import type {MethodChoice} from '../../pipeline/model/rollup.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'
import {type Cover, coverOf, enough} from './cover.ts'
import type {Regions} from './regions.ts'
import {insertRows} from './statements.ts'

interface Present {
  region: string
  kind: 'summary' | 'own'
  year: number
  table: string
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
  const covers: Covers = new Map()
  const groups = new Map<string, Present[]>()
  for (const one of present) {
    const name = `${one.year} ${one.table}`
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  for (const group of groups.values()) {
    const of = (kind: Present['kind']) =>
      new Set(group.filter(one => one.kind === kind).map(one => one.region))
    const cover = coverOf(regions, {summaries: of('summary'), bodies: of('own')}, least)
    const {year, table} = group[0]!
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

interface Bodies {
  region: string
  year: number
  table: string
  bodies: number
  listed: number
  expected: number | null
}

/** Chooses the method for each region, year and table (rollup.md §4.2) and writes rollup_method. */
export async function chooseMethods(
  warehouse: Warehouse,
  covers: Covers,
  least: number,
): Promise<MethodChoice[]> {
  const bodies = await warehouse.all<Bodies>(BODIES)
  const choices = bodies.map(({region, year, table, bodies: own, listed, expected}): MethodChoice => {
    const cover = covers.get(`${year} ${table}`)?.get(region)
    const summary = cover?.state ?? null
    const share = expected === null ? null : expected > 0 && listed >= least * expected
    let chosen: MethodChoice['chosen'] = null
    if (cover && enough(cover, least)) chosen = 'S'
    else if (own > 0 && share === null) chosen = 'received'
    else if (own > 0 && share) chosen = 'M'
    return {
      region,
      year,
      table,
      chosen,
      summary,
      summaryCovered: cover?.covered ?? 0,
      summaryExpected: cover?.expected ?? 0,
      bodies: own,
      bodiesListed: listed,
      bodiesExpected: expected,
      reason: chosen ? null : own > 0 || cover ? 'coverageLow' : 'nothing',
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
    ]),
  )
  return choices
}

/** Bodies that enter M, those of them on the roster, and those that should report. */
const BODIES = `
  with tables as (select distinct form_table from rollup_key),
  years as (select distinct year from rollup_unit where year is not null),
  own as (
    select c.region, u.year, t.form_table, count(*) as bodies, count(*) filter (u.rostered) as listed
    from rollup_table t join rollup_unit u using (report) join rollup_closure c on c.below = u.region
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
