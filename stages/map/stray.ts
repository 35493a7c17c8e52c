import type {Table} from '../../pipeline/model/ast.ts'
import {fold} from '../../pipeline/model/text.ts'
import type {MapConfig} from './settings.ts'

/** How a line ends that is a table's title and not a sentence. */
const TITLE_END = /(?:表|情况|统计|数据|年|年度)\)?:?$/u

/**
 * A table whose title says another year (2020年度情况表 in the report of 2021) or that it is a sample: every figure read from
 * it is doubtful. Others are returned as they are.
 */
export function doubtStray(table: Table, title: string, year: number | null, config: MapConfig): Table {
  const text = fold(title).replace(/\s+/g, '')
  if (!saysAnotherYear(text, year) && !isOther(text, config)) return table
  const doubt = `表格上方写有“${title.trim()}”，可能不是本年度的数字`
  const children = table.children.map(cell => ({
    ...cell,
    data: {...cell.data, doubt: cell.data?.doubt ?? doubt},
  }))
  return {...table, children}
}

function saysAnotherYear(text: string, year: number | null): boolean {
  const years = [...text.matchAll(/(20\d\d)年(?!\d+月)/gu)].map(([, digits]) => Number(digits))
  return year !== null && years.length > 0 && !years.includes(year) && TITLE_END.test(text)
}

/** 上年度情况表, 示例: the title begins with such a word. */
function isOther(text: string, config: MapConfig): boolean {
  const title = text.replace(/^[(附件表\d:]+/u, '')
  return config.otherTables.some(word => title.startsWith(word))
}
