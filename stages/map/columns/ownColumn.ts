import type {Identity} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'
import type {FigureColumn} from './figureColumns.ts'

/** Fewest letters of a body's name by which a heading is told: 民政局. */
const FEWEST_LETTERS = 3
const YEARS = /20\d\d(?=年|$|\D)/g

/** Whose figures a report gives, and of which year. */
export type Whose = Pick<Identity, 'agency' | 'scope' | 'year'>

/** Of several columns of figures the report's own, and by what it was told. */
export interface OwnColumn {
  column: FigureColumn
  by: 'year' | 'scope'
}

/**
 * The column that holds the report's own figures: of several years its own year's, of parts of a year their sum; of 本级 and
 * 汇总 the one that the report is about, of several bodies its own, of others the one with the form's own heading. Null where
 * the headings do not tell.
 */
export function ownColumn(
  columns: FigureColumn[],
  whose: Whose,
  isLabel: (column: FigureColumn) => boolean,
  config: MapConfig,
): OwnColumn | null {
  const inTime = columns.filter(column => isOfYear(column, columns, whose.year, config))
  const [only, ...others] = inTime
  if (only && others.length === 0 && columns.length > 1) return {column: only, by: 'year'}
  const {wholeColumns, ownColumns} = config
  const says = (words: string[]) => (column: FigureColumn) => words.some(word => column.text.includes(word))
  const whole = inTime.filter(column => says(wholeColumns)(column) && !says(ownColumns)(column))
  const own = inTime.filter(column => says(ownColumns)(column) && !says(wholeColumns)(column))
  const meant = whose.scope === 'jurisdiction' ? whole : whose.scope === 'own' ? own : []
  if (meant.length > 0) return meant.length === 1 ? {column: meant[0]!, by: 'scope'} : null
  const name = fold(whose.agency.name ?? '')
  const named = inTime.filter(({text}) => text.length >= FEWEST_LETTERS && name.endsWith(text))
  if (named.length > 0) return named.length === 1 ? {column: named[0]!, by: 'scope'} : null
  const labelled = inTime.filter(column => isLabel(column) && !says(wholeColumns)(column))
  return labelled.length === 1 ? {column: labelled[0]!, by: 'scope'} : null
}

/** Whether a column is not of another year than the report's, no part of a year and no change between years. */
function isOfYear(
  {text}: FigureColumn,
  all: FigureColumn[],
  year: number | null,
  config: MapConfig,
): boolean {
  const {yearBefore, thisYear, changes, parts} = config
  const holds = (words: string[]) => words.some(word => text.includes(word))
  if (holds(changes) || holds(yearBefore) || holds(parts)) return false
  const years = [...text.matchAll(YEARS)].map(([digits]) => Number(digits))
  if (years.length > 0) return year !== null && years.every(one => one === year)
  // 统计数 beside 2015年 is not said to be of any year.
  return holds(thisYear) || !all.some(other => /20\d\d/.test(other.text))
}
