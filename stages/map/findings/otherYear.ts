import {fold} from '../../../pipeline/model/text.ts'
import type {Collector} from '../collector.ts'
import type {MapConfig} from '../settings.ts'
import {keyOf, labelsOf} from '../texts/form.ts'
import type {Hit} from '../walk/found.ts'

/** A year in a heading, and no date: 数值（2015年）, not 填表日期：2016年1月. */
const YEARS = /(20\d\d)年(?!\d)/g
/** Longest heading of a column that is looked at, characters: longer ones are captions. */
const LONGEST = 24

/** Columns whose own heading says that their figures are of another year than the report's (S13). */
export function otherYearFindings(
  {match, row, map}: Hit,
  year: number | null,
  {yearBefore, increase, decrease}: MapConfig,
  add: Collector['add'],
): void {
  if (year === null) return
  // 较上年增减 is of this year, set against the last.
  const isChange = (text: string) =>
    [...increase, ...decrease].some(word => /\p{L}/u.test(word) && text.includes(word))
  const saysBefore = (text: string) => yearBefore.some(word => text.includes(word)) && !isChange(text)
  for (const {column, heading} of map.columns) {
    const printed = fold(heading.path.at(-1)?.text ?? '')
    if (column === null || printed.length > LONGEST) continue
    const years = printed.includes('年')
      ? [...printed.matchAll(YEARS)].map(([, digits]) => Number(digits))
      : []
    if (years.includes(year) || (years.length === 0 && !saysBefore(printed))) continue
    // 上一年项目数量 is the form's own.
    if (labelsOf(match.form.columns[column]!).some(saysBefore)) continue
    add('S13', {
      variant: 'year',
      severity: 'warning',
      values: {table: match.form.table.title, printed},
      keys: [keyOf(match.form, match.row, column)],
      place: row.cells[match.at]?.place,
    })
  }
}
