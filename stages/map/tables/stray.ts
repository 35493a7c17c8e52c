import type {Table} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'
import {bodyText} from '../texts/printed.ts'

/**
 * A table whose title says another year (2020年度情况表 in the report of 2021) or that it is a sample: every figure read from
 * it is doubtful. Others are returned as they are.
 */
export function doubtStray(table: Table, title: string, year: number | null, config: MapConfig): Table {
  const said = [title, bannerOf(table)].find(
    text => saysAnother(titleYears(text, config), year) || isOther(closed(text), config),
  )
  if (said === undefined) return table
  const doubt = `表格上方写有“${said.trim()}”，可能不是本年度的数字`
  const children = table.children.map(cell => ({
    ...cell,
    data: {...cell.data, doubt: cell.data?.doubt ?? doubt},
  }))
  return {...table, children}
}

/** The only text of a table's first row, where it holds no more than one: a title set inside the table. */
export function bannerOf(table: Table): string {
  const [only, ...others] = table.children
    .filter(({row, rowSpan}) => row === 0 && rowSpan === 1)
    .map(bodyText)
    .filter(text => text.trim() !== '')
  return only !== undefined && others.length === 0 ? only : ''
}

/** The years a line names that ends as titles do: a sentence may name any. */
export function titleYears(line: string, {titleEnds}: MapConfig): number[] {
  const text = closed(line)
  const title = text.replace(/\)?:?$/u, '')
  if (!titleEnds.some(word => title.endsWith(word))) return []
  return [...text.matchAll(/(20\d\d)年(?!\d+月)/gu)].map(([, digits]) => Number(digits))
}

/** Whether years are others than the report's. */
export function saysAnother(years: number[], year: number | null): boolean {
  return year !== null && years.length > 0 && !years.includes(year)
}

function closed(text: string): string {
  return fold(text).replace(/\s+/g, '')
}

/** 上年度情况表, 示例: the title begins with such a word. */
function isOther(text: string, config: MapConfig): boolean {
  const title = text.replace(/^[(附件表\d:]+/u, '')
  return config.otherTables.some(word => title.startsWith(word))
}
