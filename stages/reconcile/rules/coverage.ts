import {type Assess, type Context, type Draft, numberOf} from '../context.ts'

/** K01 应报未报, K02 名册外单位, K03 已撤销单位: who filed against who should have. Without a roster nothing is known. */
export const coverage: Assess = async context =>
  context.roster === null
    ? []
    : [...(await missing(context)), ...(await unlisted(context)), ...(await outOfYears(context))]

/**
 * K01: for each year from the first collected to the last. A year of which hardly anything or nothing came in is said once, not
 * body by body; gaps between filed years are X07's.
 */
async function missing(context: Context): Promise<Draft[]> {
  const {warehouse} = context
  await warehouse.run(`
    create or replace temp table expected as
      select years.year, roster.code, roster.name, filed.agency is not null as received,
        exists (select 1 from units where agency = roster.code and units.year < years.year)
          and exists (select 1 from units where agency = roster.code and units.year > years.year) as gap
      from (
          select unnest(generate_series(first, last))::integer as year
          from (select min(year) as first, max(year) as last from units)
        ) years
        join roster on must_file and coalesce(valid_from <= year, true) and coalesce(year <= valid_to, true)
        left join (select distinct agency, year from units) filed
          on filed.agency = roster.code and filed.year = years.year`)
  const years = await warehouse.all<{year: number; expected: number; received: number}>(`
    select year, count(*) as expected, count(*) filter (received) as received from expected group by year order by year`)
  const least = numberOf(context, 'K01', 'share')
  const drafts: Draft[] = []
  for (const {year, expected, received} of years) {
    if (received < least * expected) {
      drafts.push({
        rule: 'K01',
        report: null,
        details: {variant: 'year', values: {year, expected, received}, expected, actual: received},
      })
      continue
    }
    const bodies = await warehouse.all<{code: string; name: string}>(
      `select code, name from expected where year = ${year} and not received and not gap order by code`,
    )
    for (const {code, name} of bodies)
      drafts.push({rule: 'K01', report: null, details: {values: {code, name, year}}})
  }
  return drafts
}

async function unlisted({warehouse}: Context): Promise<Draft[]> {
  const rows = await warehouse.all<{ordinal: number; name: string}>(
    'select ordinal, name from reports where not rostered and name is not null and merged_into is null order by ordinal',
  )
  return rows.map(({ordinal, name}) => ({
    rule: 'K02',
    report: ordinal,
    details: {actual: name, values: {name}},
  }))
}

async function outOfYears({warehouse}: Context): Promise<Draft[]> {
  const rows = await warehouse.all<{
    ordinal: number
    year: number
    name: string
    valid_from: number | null
    valid_to: number | null
  }>(`
    select ordinal, year, roster.name, valid_from, valid_to
    from reports join roster on rostered and roster.code = agency
    where merged_into is null and (year < valid_from or year > valid_to)
    order by ordinal`)
  return rows.map(({ordinal, year, name, valid_from, valid_to}) => ({
    rule: 'K03',
    report: ordinal,
    details: {
      actual: year,
      expected: `${valid_from ?? ''}—${valid_to ?? ''}`,
      ...(valid_from === null ? {variant: 'until'} : valid_to === null ? {variant: 'since'} : {}),
      values: {year, name, from: valid_from ?? '', to: valid_to ?? ''},
    },
  }))
}
