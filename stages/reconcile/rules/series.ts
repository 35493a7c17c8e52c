import {
  type Assess,
  type Context,
  cellNamer,
  type Draft,
  inList,
  listOf,
  numberOf,
  textOf,
} from '../context.ts'

/** X03 年际突变: a large figure that is a multiple or a fraction of last year's. An amount in another unit is P16's. */
export const outliers: Assess = async context => {
  const rows = await context.warehouse.all<Jump>(`
    select this, pairs.previous, reports.year, reports.format, now.key::varchar as key, now.value as now,
      before.value as before
    from pairs
      join reports on reports.ordinal = this
      join observations now on now.report = this
      join observations before on before.report = pairs.previous and before.key = now.key
      join cells on cells.format = reports.format and cells.key = now.key
    where now.key::varchar in (${inList(listOf(context, 'X03', 'keys'))})
      and now.unit is distinct from 'unknown' and before.unit is distinct from 'unknown'
      and greatest(now.value, before.value) >= ${numberOf(context, 'X03', 'least')}
      and greatest(now.value, before.value) > ${numberOf(context, 'X03', 'ratio')} * least(now.value, before.value)
      and now.value >= 0 and before.value >= 0
      and not (cells.measure = 'money' and ${inAnotherUnit(context)})
    order by this, cells.position`)
  return rows.map(jumped(context, 'X03'))
}

/** P16 金额单位跨年不符: an amount ten thousand times last year's, or a ten thousandth: 元 in a column of 万元. */
export const moneyJumps: Assess = async context => {
  const rows = await context.warehouse.all<Jump>(`
    select this, pairs.previous, reports.year, reports.format, now.key::varchar as key, now.value as now,
      before.value as before
    from pairs
      join reports on reports.ordinal = this
      join cells on cells.format = reports.format and cells.measure = 'money'
      join observations now on now.report = this and now.key = cells.key
      join observations before on before.report = pairs.previous and before.key = now.key
    where now.unit is distinct from 'unknown' and before.unit is distinct from 'unknown'
      and now.value > 0 and before.value > 0 and ${inAnotherUnit(context)}
    order by this, cells.position`)
  return rows.map(jumped(context, 'P16'))
}

/** A figure of two years. */
interface Jump {
  this: number
  previous: number
  year: number
  format: string
  key: string
  now: number
  before: number
}

/** Condition of SQL: the larger amount is about as many times the smaller as the units differ. */
function inAnotherUnit(context: Context): string {
  const [unit, within] = [numberOf(context, 'P16', 'unit'), numberOf(context, 'P16', 'within')]
  return `greatest(now.value, before.value) between ${unit * (1 - within)} * least(now.value, before.value)
    and ${unit * (1 + within)} * least(now.value, before.value)`
}

function jumped({formats}: Context, rule: string): (row: Jump) => Draft {
  const label = cellNamer(formats)
  return ({this: report, previous, year, format, key, now, before}) => ({
    rule,
    report,
    related: [{report: previous, keys: [key]}],
    details: {
      keys: [key],
      actual: now,
      values: {cell: label(key, format), year, previous: year - 1, now, before},
    },
  })
}
/**
 * X04 表格与上年完全相同: all figures of a table are those of the year before, and they say enough to be no chance: an office
 * that grants one request a year prints 1 six times each year.
 */
export const copiedTables: Assess = async context => {
  const {warehouse, formats} = context
  const rows = await warehouse.all<{
    this: number
    previous: number
    year: number
    format: string
    form_table: string
    nonzero: number
  }>(`
    select this, pairs.previous, reports.year, reports.format, now.form_table, now.nonzero
    from pairs
      join reports on reports.ordinal = this
      join prints now on now.report = this
      join prints before on before.report = pairs.previous and before.form_table = now.form_table
        and before.first = now.first and before.second = now.second and before.figures = now.figures
      join reports former on former.ordinal = pairs.previous and former.format = reports.format
    where now.nonzero >= ${numberOf(context, 'X04', 'least')}
      and now.different >= ${numberOf(context, 'X04', 'different')}
    order by this, now.form_table`)
  return rows.map(({this: report, previous, year, format, form_table, nonzero}) => ({
    rule: 'X04',
    report,
    related: [{report: previous, keys: []}],
    details: {
      keys: [],
      values: {
        table: formats[format]?.tables.find(({key}) => key === form_table)?.title ?? form_table,
        previous: year - 1,
        count: nonzero,
      },
    },
  }))
}

/** X06 口径中断: the report is in another format than that of the year before. */
export const seriesBreak: Assess = async ({warehouse, formats}) => {
  const rows = await warehouse.all<{
    this: number
    previous: number
    year: number
    now: string
    before: string
  }>(`
    select this, pairs.previous, reports.year, reports.format as now, former.format as before
    from pairs join reports on reports.ordinal = this join reports former on former.ordinal = pairs.previous
    where reports.format <> former.format order by this`)
  const nameOf = (id: string) => formats[id]?.name ?? id
  return rows.map(({this: report, previous, year, now, before}) => ({
    rule: 'X06',
    report,
    related: [{report: previous, keys: []}],
    details: {values: {year, previous: year - 1, now: nameOf(now), before: nameOf(before)}},
  }))
}

/**
 * X07 年份缺口: a body filed before and after, and not in between. Only years other bodies filed for: nobody may have collected the
 * others, and K01 says so of those of a roster. Without one it is only a note, also of a single year between two that no
 * other body filed for.
 */
export const gaps: Assess = async context => {
  const rows = await context.warehouse.all<{
    ordinal: number
    name: string
    agency: string
    before: number
    year: number
    rostered: boolean
    missing: number[]
  }>(`
    with filed as (
      select agency, year, min(ordinal) as ordinal from units join reports using (ordinal, agency, year)
      where merged_into is null group by agency, year
    ),
    gaps as (
      select *, lag(year) over (partition by agency order by year) as before from filed
      qualify year - before > 1
    )
    select gaps.ordinal, reports.name, gaps.agency, before, gaps.year, rostered,
      list(missing.year order by missing.year) as missing
    from gaps
      join reports using (ordinal)
      join (
        select distinct year, true as collected from filed
        union select year - 1, false from gaps where year - before = 2 and year - 1 not in (select year from filed)
      ) missing on missing.year > before and missing.year < gaps.year
      left join roster on rostered and roster.code = gaps.agency
    where (collected or gaps.year - before = 2) and not rostered or (collected and must_file
      and coalesce(valid_from <= missing.year, true) and coalesce(missing.year <= valid_to, true))
    group by all order by gaps.ordinal`)
  return rows.map(({ordinal, name, before, year, rostered, missing}) => ({
    rule: 'X07',
    report: ordinal,
    details: {
      ...(rostered ? {} : {variant: 'unlisted', severity: 'info' as const}),
      values: {name, before, year, years: missing.join('、')},
    },
  }))
}

/**
 * X08 机构更名合并: this year's report is set against that of the body it succeeds. Where it came of several, what it took
 * over is set against the sum of what they left, if all of them say.
 */
export const successors: Assess = async (context: Context) => {
  const {warehouse} = context
  const renamed = await warehouse.all<{
    ordinal: number
    previous: number
    year: number
    name: string
    before: string
  }>(`
    select this as ordinal, previous, year, reports.name, former.name as before
    from pairs join roster former on former.code = via join reports on reports.ordinal = this order by this`)
  const [left, taken] = ['left', 'taken'].map(name => textOf(context, 'X08', name))
  const several = await warehouse.all<{
    ordinal: number
    year: number
    name: string
    before: string
    reports: number[]
    own: number | null
    sum: number | null
  }>(`
    select merged.ordinal, reports.year, reports.name,
      string_agg(roster.name, '、' order by roster.code) as before,
      list(previous order by previous) filter (previous is not null) as reports,
      any_value(own.value) as own, if(count(theirs.value) = count(*), sum(theirs.value), null) as sum
    from merged
      join reports using (ordinal)
      join roster on roster.code = former
      left join observations own on own.report = merged.ordinal and own.key = '${taken}'
      left join observations theirs on theirs.report = previous and theirs.key = '${left}'
    group by merged.ordinal, reports.year, reports.name order by merged.ordinal`)
  return [
    ...renamed.map(
      ({ordinal, previous, ...values}): Draft => ({
        rule: 'X08',
        report: ordinal,
        related: [{report: previous, keys: []}],
        details: {values: {...values, previous: values.year - 1}},
      }),
    ),
    ...several.map(({ordinal, reports, own, sum, ...told}): Draft => {
      const values = {...told, previous: told.year - 1}
      const related = (reports ?? []).map(report => ({report, keys: [left!]}))
      if (own === null || sum === null)
        return {rule: 'X08', report: ordinal, related, details: {variant: 'several', values}}
      const differs = own !== sum
      return {
        rule: 'X08',
        report: ordinal,
        related,
        details: {
          variant: differs ? 'differs' : 'agrees',
          ...(differs ? {severity: 'warning' as const} : {}),
          keys: [taken!],
          expected: sum,
          actual: own,
          values: {...values, own, sum},
        },
      }
    }),
  ]
}
