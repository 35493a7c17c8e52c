import {type Assess, numberOf} from '../context.ts'

/**
 * C03 跨机构数字相同: tables with the very figures of another body's report of the year. One body's report under two names
 * would be counted twice, and a file sent by mistake counts for a body whose report it is not. They must say enough to be
 * no chance; of more than two bodies each is told of one other. A summary may well have the figures of the only body below
 * it that received requests.
 */
export const sharedTables: Assess = async context => {
  const rows = await context.warehouse.all<{
    report: number
    other: number
    name: string
    file: string
    year: number
    format: string
    tables: string[]
    nonzero: number
  }>(`
    with told as (
      select prints.*, reports.year, reports.format, reports.agency, type = 'governmentSummary' as summary
      from prints join reports on reports.ordinal = prints.report
      where merged_into is null and reports.agency is not null and reports.year is not null
        and nonzero >= ${numberOf(context, 'C03', 'least')}
        and different >= ${numberOf(context, 'C03', 'different')}
      qualify row_number() over (partition by format, reports.year, form_table, first, second, figures, reports.agency, summary
        order by report) = 1
    ),
    beside as (
      select *, coalesce(lag(report) over same, lead(report) over same) as other
      from told window same as (partition by format, year, form_table, first, second, figures, summary order by report)
    )
    select report, other, other_report.name, other_report.file, beside.year, beside.format,
      list(form_table order by form_table) as tables, sum(nonzero)::integer as nonzero
    from beside join reports other_report on other_report.ordinal = other
    group by all order by report, other`)
  return rows.map(({report, other, name, file, year, format, tables, nonzero}) => ({
    rule: 'C03',
    report,
    related: [{report: other, keys: []}],
    details: {
      keys: [],
      values: {
        tables: tables.map(table => `《${titleOf(context, format, table)}》`).join('、'),
        name,
        year,
        file,
        count: nonzero,
      },
    },
  }))
}

function titleOf({formats}: Parameters<Assess>[0], format: string, table: string): string {
  return formats[format]?.tables.find(({key}) => key === table)?.title ?? table
}
