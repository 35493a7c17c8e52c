import type {Table} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'

/**
 * A table whose title says another year (2020年度情况表 in the report of 2021) or that it is a sample: every figure read from
 * it is doubtful. Others are returned as they are.
 */
export function doubtStray(table: Table, title: string, year: number | null, config: MapConfig): Table {
  const text = fold(title).replace(/\s+/g, '')
  if (!saysAnotherYear(text, year, config) && !isOther(text, config)) return table
  const doubt = `表格上方写有“${title.trim()}”，可能不是本年度的数字`
  const children = table.children.map(cell => ({
    ...cell,
    data: {...cell.data, doubt: cell.data?.doubt ?? doubt},
  }))
  return {...table, children}
}

/** Only a line that ends as titles do: a sentence may name any year. */
function saysAnotherYear(text: string, year: number | null, {titleEnds}: MapConfig): boolean {
  const title = text.replace(/\)?:?$/u, '')
  const years = [...text.matchAll(/(20\d\d)年(?!\d+月)/gu)].map(([, digits]) => Number(digits))
  return (
    year !== null && years.length > 0 && !years.includes(year) && titleEnds.some(word => title.endsWith(word))
  )
}

/** 上年度情况表, 示例: the title begins with such a word. */
function isOther(text: string, config: MapConfig): boolean {
  const title = text.replace(/^[(附件表\d:]+/u, '')
  return config.otherTables.some(word => title.startsWith(word))
}
