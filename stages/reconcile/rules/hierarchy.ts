import {type Assess, type Context, cellNamer, type Draft, enumerate, inList, listOf} from '../context.ts'

/**
 * Which reports a summary has to cover. `summaries`: a government's report over its jurisdiction, one a region and year,
 * with the digits of its code that its region's codes begin with. `members`: reports a summary covers: those of bodies
 * that are not under vertical management and that the roster does not leave out; of versions that differ the first.
 * `additive`: what a summary cannot have less of than a member; `lenient` where many governments print their own alone.
 * `sure`: figures of both that may be set against each other. A figure that an error names is not known, nor money without
 * a unit, nor one in which versions of a report differ.
 */
const tables = (context: Context) => `
  create or replace table bodies as
    select ordinal,
      min(ordinal) over (partition by coalesce(agency, 'report ' || ordinal), type = 'governmentOffice', year) as body
    from reports
    where merged_into is null and year is not null;
  create or replace table summaries as
    select ordinal, code, year, name, rtrim(rtrim(code, '0'), '0') as bare,
      left(code, case when code like '%0000' then 2 when code like '%00' then 4 else 6 end) as prefix,
      coalesce(county, prefecture, province, name) as region
    from reports
    where merged_into is null and type = 'governmentSummary' and scope = 'jurisdiction'
      and code is not null and year is not null
    qualify count(*) over (partition by code, year) = 1;
  create or replace table members as
    select reports.ordinal, reports.code, reports.year, reports.name, reports.file, reports.scope, reports.agency
    from reports join bodies on body = reports.ordinal and bodies.ordinal = body
      left join roster on rostered and roster.code = agency
    where reports.code is not null
      and reports.type <> 'verticalAgency' and coalesce(in_summary, true)
      and (scope = 'own' or (scope = 'jurisdiction' and reports.type = 'governmentSummary'));
  create or replace table covered as
    select summaries.ordinal as summary, members.*
    from (select members.*, left(code, digits) as prefix from members, unnest([2, 4, 6]) as _(digits)) members
      join summaries using (prefix, year)
    where members.ordinal <> summaries.ordinal
      and not (members.scope = 'jurisdiction' and members.code = summaries.code);
  create or replace table additive as
    select distinct key, not (${anyOf(context, 'keys')}) as lenient from cells
    where (${anyOf(context, 'keys')} or ${anyOf(context, 'lenient')}) and not (${anyOf(context, 'except')});
  create or replace table sure as
    with wanted as (
      select key from additive union select key from cells
      where key in (${inList([...listOf(context, 'H02', 'keys'), ...listOf(context, 'H03', 'keys')])})
    ),
    doubted as (
      select distinct report, key from findings join finding_keys on finding = findings.ordinal
      where report is not null and severity = 'error' and not accepted
        and rule in (${inList(listOf(context, 'H01', 'doubted'))})
    )
    select body as report, observations.key, min(value) as value
    from observations
      join wanted using (key)
      join bodies on bodies.ordinal = observations.report
      left join doubted on doubted.report = observations.report and doubted.key = observations.key::varchar
    where value is not null and doubted.report is null and unit is distinct from 'unknown'
    group by body, observations.key
    having min(value) = max(value)`

/** Whether a key is like one of the patterns of H01, as SQL. */
function anyOf(context: Context, name: string): string {
  return ['false', ...listOf(context, 'H01', name).map(pattern => `key::varchar like '${pattern}'`)].join(
    ' or ',
  )
}

/** H01 汇总不小于下级, H02 汇总等于下级之和, H03 汇总口径判定. */
export const hierarchy: Assess = async context => {
  await context.warehouse.run(tables(context))
  const smaller = await smallerThanMember(context)
  const unequal = await notTheSum(context)
  return [...smaller, ...unequal, ...(await lessThanSum(context, unequal))]
}

/**
 * H01: of each figure the largest member is named, one finding for all that are largest in the same member; a warning for
 * those that many governments print for their own office alone.
 */
async function smallerThanMember(context: Context): Promise<Draft[]> {
  const label = cellNamer(context.formats)
  const rows = await context.warehouse.all<{
    summary: number
    member: number
    region: string
    year: number
    name: string
    file: string
    format: string
    lenient: boolean
    keys: string[]
    own: number[]
    theirs: number[]
  }>(`
    with figures as (select sure.*, lenient from sure join additive using (key)),
    larger as (
      select summary, covered.ordinal as member, own.key, own.lenient, own.value as own, theirs.value as theirs
      from covered
        join (select * from figures where value > 0) theirs on theirs.report = covered.ordinal
        join figures own on own.report = summary and own.key = theirs.key
      where own.value < theirs.value
      qualify row_number() over (partition by summary, own.key order by theirs.value desc, covered.ordinal) = 1
    )
    select summary, member, region, summaries.year, reports.name, reports.file, own.format, lenient,
      list(larger.key::varchar order by larger.key) as keys,
      list(larger.own order by larger.key) as own, list(larger.theirs order by larger.key) as theirs
    from larger
      join summaries on summaries.ordinal = summary
      join reports on reports.ordinal = member
      join reports own on own.ordinal = summary
    group by all order by summary, member, lenient`)
  return rows.map(({summary, member, region, year, name, file, format, lenient, keys, own, theirs}) => ({
    rule: 'H01',
    report: summary,
    related: [{report: member, keys}],
    details: {
      ...(lenient ? {severity: 'warning' as const} : {}),
      keys,
      expected: keys.length === 1 ? `≥ ${theirs[0]}` : null,
      actual: keys.length === 1 ? own[0]! : null,
      values: {
        region,
        year,
        name,
        file,
        cells: enumerate(
          keys.map((key, i) => `「${label(key, format)}」汇总 ${own[i]}、该单位 ${theirs[i]}`),
        ),
      },
    },
  }))
}

interface Compared {
  summary: number
  format: string
  year: number
  key: string
  own: number
  total: number
  count: number
}

/** H02: the roster's bodies of the region have all filed, and their figures do not add up to the summary's. */
async function notTheSum(context: Context): Promise<Draft[]> {
  await context.warehouse.run(`
    create temp table rostered_sums as
    with expected as (
      select summaries.ordinal as summary, roster.code as agency
      from (
          select roster.* exclude (type), coalesce(roster.type, filed.type) as type, left(region, digits) as prefix
          from roster left join (
            select agency, arg_min(type, ordinal) as type from reports where rostered group by agency
          ) filed on filed.agency = roster.code, unnest([2, 4, 6]) as _(digits)
        ) roster
        join summaries using (prefix)
      where in_summary and type is distinct from 'governmentSummary' and type is distinct from 'verticalAgency'
        and coalesce(valid_from <= year, true) and coalesce(year <= valid_to, true)
    ),
    figures as (select * from sure where key in (${inList(listOf(context, 'H02', 'keys'))})),
    sums as (
      select expected.summary, own.key, own.value as own, count(*) as bodies, count(theirs.value) as filed, sum(theirs.value) as total
      from expected
        join figures own on own.report = expected.summary
        left join covered on covered.summary = expected.summary and covered.agency = expected.agency and covered.scope = 'own'
        left join figures theirs on theirs.report = covered.ordinal and theirs.key = own.key
      group by all
    )
    select * from sums where filed = bodies and bodies > 1`)
  const rows = await context.warehouse.all<Compared>(`
    select summary, format, year, sums.key::varchar as key, own, total, bodies as count
    from rostered_sums sums join reports on reports.ordinal = summary
    where own <> total
    order by summary, sums.key`)
  return drafts(context, 'H02', rows)
}

/**
 * H03: what was received below the summary is already more (and H02 has not said so). A county's summary stands for its bodies, so that nothing is
 * counted twice on the way up.
 */
async function lessThanSum(context: Context, unequal: Draft[]): Promise<Draft[]> {
  await context.warehouse.run(`
    create temp table regional_sums as
    with figures as (select * from sure where key in (${inList(listOf(context, 'H03', 'keys'))})),
    own as (
      select code, year, key, sum(value) as total, count(*) as bodies
      from members join figures on report = ordinal where scope = 'own' group by all
    ),
    summed as (
      select code, year, key, value as total, ordinal as summary from summaries join figures on report = ordinal
    ),
    counties as (
      select code, year, key, coalesce(summed.total, own.total) as total,
        if(summary is null, bodies, 1) as bodies
      from own full join summed using (code, year, key) where code not like '%00'
    ),
    below_prefecture as (
      select left(code, 4) || '00' as code, year, key, total, bodies from counties
      union all select code, year, key, total, bodies from own where code like '%00' and code not like '%0000'
    ),
    in_prefecture as (
      select code, year, key, sum(total) as total, sum(bodies) as bodies from below_prefecture group by all
    ),
    prefectures as (
      select code, year, key, coalesce(summed.total, in_prefecture.total) as total,
        if(summary is null, bodies, 1) as bodies
      from in_prefecture full join summed using (code, year, key) where code like '%00' and code not like '%0000'
    ),
    in_province as (
      select left(code, 2) || '0000' as code, year, key, sum(total) as total, sum(bodies) as bodies
      from (
        select * from prefectures
        union all select code, year, key, total, bodies from own where code like '%0000'
      ) group by all
    ),
    below as (
      select * from own where code not like '%00' union all select * from in_prefecture union all select * from in_province
    )
    select summary, key, summed.total as own, below.total as total, bodies
    from summed join below using (code, year, key)`)
  const rows = await context.warehouse.all<Compared>(`
    select summary, format, year, sums.key::varchar as key, own, total, bodies as count
    from regional_sums sums join reports on reports.ordinal = summary
    where own < total
    order by summary, key`)
  const summed = new Set(unequal.map(({report, details}) => `${report} ${details.keys?.[0]}`))
  return drafts(
    context,
    'H03',
    rows.filter(({summary, key}) => !summed.has(`${summary} ${key}`)),
  )
}

function drafts(context: Context, rule: string, rows: Compared[]): Draft[] {
  const label = cellNamer(context.formats)
  return rows.map(({summary, format, year, key, own, total, count}) => ({
    rule,
    report: summary,
    details: {
      keys: [key],
      expected: rule === 'H02' ? total : `≥ ${total}`,
      actual: own,
      values: {
        count,
        year,
        cell: label(key, format),
        sum: total,
        own,
        difference: Math.abs(Number((own - total).toFixed(8))),
      },
    },
  }))
}
