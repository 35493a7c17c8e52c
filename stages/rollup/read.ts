import type {
  CorrectedRow,
  CoverageRow,
  ExcludedRow,
  FigureRow,
  IndicatorRow,
  MedianRow,
  MethodChoice,
  MissingRow,
  PanelRow,
  Rollup,
  RollupRegion,
  SeriesRow,
  Sum,
  SystemRow,
} from '../../pipeline/model/rollup.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'
import type {SummedKey} from './keys.ts'

/** A sum as it is read: region and key by their positions. There are many. */
interface Row extends Sum {
  region: number
  year: number
  method: FigureRow['method']
  members: number
  key: number
}

/**
 * Reads what the statements made, in the order in which people read it: regions, years, tables, official order.
 * @param bySystem the keys whose sums by system are wanted
 */
export async function readRollup(
  warehouse: Warehouse,
  regions: RollupRegion[],
  keys: SummedKey[],
  methods: MethodChoice[],
  bySystem: readonly string[] | undefined,
): Promise<Omit<Rollup, 'about'>> {
  const years = await warehouse.all<{year: number}>(
    'select distinct year from rollup_unit where year is not null order by year',
  )
  return {
    regions,
    years: years.map(({year}) => year),
    keys: keys.map(({agencies: _, ...key}) => key),
    methods,
    figures: await readFigures(warehouse, regions, keys),
    indicators: await warehouse.all<IndicatorRow>(INDICATORS),
    systems: await readSystems(warehouse, keys, bySystem),
    coverage: await warehouse.all<CoverageRow>(COVERAGE),
    panels: await warehouse.all<PanelRow>(PANELS),
    series: await warehouse.all<SeriesRow>(SERIES),
    missing: await warehouse.all<MissingRow>(MISSING),
    excluded: await warehouse.all<ExcludedRow>(EXCLUDED),
    medians: await warehouse.all<MedianRow>(MEDIANS),
    corrections: await warehouse.all<CorrectedRow>(CORRECTIONS),
  }
}

async function readFigures(
  warehouse: Warehouse,
  regions: RollupRegion[],
  keys: SummedKey[],
): Promise<FigureRow[]> {
  const rows: FigureRow[] = []
  let last: FigureRow | undefined
  for await (const {region: at, key: k, year, method, members, ...sum} of warehouse.each<Row>(FIGURES)) {
    const [region, {key, table}] = [regions[at]!.id, keys[k]!]
    if (
      !last ||
      last.region !== region ||
      last.year !== year ||
      last.table !== table ||
      last.method !== method
    ) {
      last = {region, year, table, method, members, sums: {}}
      rows.push(last)
    }
    last.sums[key] = sum
  }
  return rows
}

/** There are as many sums as systems, levels, provinces, years and keys together; a sheet shows few of the keys. */
async function readSystems(
  warehouse: Warehouse,
  keys: SummedKey[],
  wanted: readonly string[] | undefined,
): Promise<SystemRow[]> {
  const rows = await warehouse.all<Omit<SystemRow, 'sums'>>(SYSTEMS)
  const systems = rows.map((row): SystemRow => ({...row, sums: {}}))
  const positions = [...keys.keys()].filter(k => !wanted || wanted.includes(keys[k]!.key))
  if (positions.length === 0) return systems
  for await (const {n, key: k, ...sum} of warehouse.each<Sum & {n: number; key: number}>(sumsOf(positions))) {
    systems[n]!.sums[keys[k]!.key] = sum
  }
  return systems
}

/** What a sum says of itself: read as a number of few, it takes a tenth of the time of a text. */
const STATE = "enum('complete', 'partial', 'notReported', 'unassessable')"

const FIGURES = `
  select g.position as region, s.year, s.method::enum('S', 'M') as method, s.members::integer as members, k.position as key,
    s.value, s.state::${STATE} as state, s.reported::integer as reported, s.derived::integer as derived
  from rollup_sum s join rollup_region g on g.id = s.region join rollup_key k using (key)
  order by g.position, s.year, s.form_table, s.method desc, k.position`

const SYSTEM_GROUPS = `
  select s.region, s.level, s.system, s.year, any_value(s.reports)::integer as reports,
    row_number() over (order by any_value(g.position), s.system, s.level nulls first, s.year)::integer - 1 as n
  from rollup_system s join rollup_region g on g.id = s.region
  group by s.region, s.level, s.system, s.year`

const SYSTEMS = `select region, level, system, year, reports from (${SYSTEM_GROUPS}) order by n`

function sumsOf(positions: number[]): string {
  return `
  select g.n, k.position as key, s.value, s.reported::integer as reported, s.derived::integer as derived,
    (case when s.reported = s.members and s.part = 0 then 'complete' when s.reported > 0 then 'partial'
      when s.unassessable > 0 then 'unassessable' else 'notReported' end)::${STATE} as state
  from rollup_system s
  join rollup_key k on k.key = s.key and k.position in (${positions.join(', ')})
  join (${SYSTEM_GROUPS}) g on g.region = s.region and g.system = s.system
    and g.level is not distinct from s.level and g.year is not distinct from s.year
  order by g.n, k.position`
}

const INDICATORS = `
  select i.region, i.year, i.method, i.indicator, i.answered, i.numerator, i.denominator, i.reports
  from rollup_indicators i join rollup_region g on g.id = i.region
  order by g.position, i.year, i.method desc, i.indicator, i.answered nulls first`

const COVERAGE = `
  select c.region, c.year, c.kind, c.type, c.expected, c.received, c.received_due as "receivedDue",
    c.counted, c.counted_due as "countedDue", c.late, c.unknown, c.invalid, c.on_time_due as "onTimeDue"
  from rollup_coverage c join rollup_region g on g.id = c.region
  order by g.position, c.year, c.kind desc, c.type`

const PANELS = `
  select p.region, p.year, p.key, p.now, p.before, p.bodies
  from rollup_panel p join rollup_region g on g.id = p.region join rollup_key k using (key)
  order by g.position, p.year, k.position`

const SERIES = `
  select s.region, s.method, s.key, s.first_year as "from", s.last_year as "to", s.years, s.value
  from rollup_series s join rollup_region g on g.id = s.region join rollup_key k using (key)
  order by g.position, s.method desc, k.position, s.first_year`

const MISSING = `
  select m.region, m.year, m.agency, m.name, m.basis
  from rollup_missing m join rollup_region g on g.id = m.region
  order by g.position, m.year, m.name, m.agency`

const EXCLUDED = `
  select u.id as report, u.file, u.name, u.region, u.year, e.form_table as "table", e.reason, e.rules, e.cells
  from rollup_excluded e join rollup_unit u using (report)
  order by u.report, e.form_table nulls first, e.reason`

const MEDIANS = `
  select m.region, m.year, m.key, m.bodies, m.least, m.median, m.most, m.value
  from rollup_median m join rollup_region g on g.id = m.region join rollup_key k using (key)
  order by m.year desc, g.position, k.position`

const CORRECTIONS = `
  select u.id as report, u.file, u.name, u.region, u.year, k.key, c.raw, o.value as corrected, c.basis,
    c.by_whom as "by", c.corrected_on as "on"
  from corrections c
  join rollup_unit u using (report)
  join observations o using (report, key)
  join rollup_key k on k.key = c.key::varchar
  where u.reason is distinct from 'merged'
  order by u.report, k.position`
