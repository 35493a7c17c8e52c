import {fold} from '../../pipeline/model/text.ts'
import type {Collector} from './findings.ts'
import {keyOf, labelsOf} from './form.ts'
import type {Hit} from './found.ts'

/** A year in a heading, and no date: 数值（2015年）, not 填表日期：2016年1月. */
const YEARS = /(20\d\d)年(?!\d)/g
/** Words for the year before, unless the form's own heading has them: 上一年项目数量. */
const LAST_YEAR = /上一?年|去年/
/** Longest heading of a column that is looked at, characters: longer ones are captions. */
const LONGEST = 24

/** Columns whose own heading says that their figures are of another year than the report's (S13). */
export function otherYearFindings({match, row, map}: Hit, year: number | null, add: Collector['add']): void {
  if (year === null) return
  for (const {column, heading} of map.columns) {
    const printed = fold(heading.path.at(-1)?.text ?? '')
    if (column === null || printed.length > LONGEST || !namesAnother(printed, year)) continue
    if (labelsOf(match.form.columns[column]!).some(label => LAST_YEAR.test(label))) continue
    add('S13', {
      variant: 'year',
      severity: 'warning',
      values: {table: match.form.table.title, printed},
      keys: [keyOf(match.form, match.row, column)],
      place: row.cells[match.at]?.place,
    })
  }
}

function namesAnother(printed: string, year: number): boolean {
  const years = [...printed.matchAll(YEARS)].map(([, digits]) => Number(digits))
  return !years.includes(year) && (years.length > 0 || LAST_YEAR.test(printed))
}
