import {type Assess, numberOf} from '../context.ts'

/** D04 有救济无申请: cases, and neither this year nor last a request they could come of. */
export const casesWithoutRequests: Assess = async ({warehouse}) => {
  const rows = await warehouse.all<{
    this: number
    previous: number
    year: number
    disputes: number
    keys: string[]
  }>(`
    with cases as (
      select report, sum(value) as disputes, list(key::varchar order by key) as keys
      from observations
      where key::varchar like 'disputes.%.total' and value > 0
      group by report
    ),
    requests as (
      select report, value from observations where key::varchar = 'applications.received.total'
    )
    select this, pairs.previous, year, disputes, keys
    from pairs
      join reports on reports.ordinal = this
      join cases on cases.report = this
      join requests now on now.report = this and now.value = 0
      join requests before on before.report = pairs.previous and before.value = 0
    order by this`)
  return rows.map(({this: report, previous, year, disputes, keys}) => ({
    rule: 'D04',
    report,
    related: [{report: previous, keys: ['applications.received.total']}],
    details: {
      keys: [...keys, 'applications.received.total'],
      actual: disputes,
      values: {year, previous: year - 1, disputes},
    },
  }))
}

/**
 * D06 跨组重复: a department's cases on reconsideration are, figure for figure, those of its government's own office. What one
 * left blank and the other printed as zero makes no difference.
 */
export const countedTwice: Assess = async context => {
  const rows = await context.warehouse.all<{
    ordinal: number
    other: number
    name: string
    file: string
    year: number
    total: number
    keys: string[]
  }>(`
    with vectors as (
      select report, list(value order by key) filter (value <> 0) as cases, list(key::varchar order by key) as keys,
        list(key::varchar order by key) filter (value <> 0) as told, max(value) filter (key::varchar = 'disputes.reconsideration.total') as total
      from observations
      where key::varchar like 'disputes.reconsideration.%' and value is not null
      group by report
    ),
    own as (
      select reports.*, cases, told, keys, total from reports join vectors on vectors.report = ordinal
      where merged_into is null and code is not null and scope = 'own' and year is not null
        and total >= ${numberOf(context, 'D06', 'least')}
    )
    select department.ordinal, min(office.ordinal) as other, first(office.name order by office.ordinal) as name,
      first(office.file order by office.ordinal) as file, any_value(department.year) as year,
      any_value(department.total) as total, any_value(department.keys) as keys
    from own department join own office using (code, year, level)
    where department.type = 'department' and office.type in ('governmentOffice', 'governmentSummary')
      and department.cases = office.cases and department.told = office.told
    group by department.ordinal order by department.ordinal`)
  return rows.map(({ordinal, other, name, file, year, total, keys}) => ({
    rule: 'D06',
    report: ordinal,
    related: [{report: other, keys}],
    details: {keys, values: {other: name, year, file, count: total}},
  }))
}
