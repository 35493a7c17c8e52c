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

type Summed = Sum & {key: string}

/** A sum as it is read: region and key by their positions. There are many. */
interface Row extends Sum {
  region: number
  year: number
  method: FigureRow['method']
  members: number
  key: number
}

/** Reads what the statements made, in the order in which people read it: regions, years, tables, official order. */
export async function readRollup(
  warehouse: Warehouse,
  regions: RollupRegion[],
  keys: SummedKey[],
  methods: MethodChoice[],
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
    systems: await readSystems(warehouse),
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

async function readSystems(warehouse: Warehouse): Promise<SystemRow[]> {
  const rows: SystemRow[] = []
  let last: SystemRow | undefined
  for await (const row of warehouse.each<Omit<SystemRow, 'sums'> & Summed>(SYSTEMS)) {
    const {region, level, system, year, reports, key, ...sum} = row
    if (
      !last ||
      last.region !== region ||
      last.level !== level ||
      last.system !== system ||
      last.year !== year
    ) {
      last = {region, level, system, year, reports, sums: {}}
      rows.push(last)
    }
    last.reports = Math.max(last.reports, reports)
    last.sums[key] = sum
  }
  return rows
}

const FIGURES = `
  select g.position as region, s.year, s.method, s.members, k.position as key, s.value, s.state, s.reported, s.derived
  from rollup_sum s join rollup_region g on g.id = s.region join rollup_key k using (key)
  order by g.position, s.year, s.form_table, s.method desc, k.position`

const SYSTEMS = `
  select s.region, s.level, s.system, s.year, s.members as reports, s.key, s.value, s.reported, s.derived,
    case when s.reported = s.members then 'complete' when s.reported > 0 then 'partial'
      when s.unassessable > 0 then 'unassessable' else 'notReported' end as state
  from rollup_system s join rollup_region g on g.id = s.region join rollup_key k using (key)
  order by g.position, s.system, s.level nulls first, s.year, k.position`

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
