import type {Table} from '../../../../pipeline/model/ast.ts'
import {cells, readBody, tbl} from './helpers.ts'

export const span = (n: number | string) => `<w:gridSpan w:val="${n}"/>`
export const width = (n: number) => `<w:tcW w:w="${n}" w:type="dxa"/>`
export const restart = '<w:vMerge w:val="restart"/>'
export const goOn = '<w:vMerge/>'
const GRID = [1000, 1000, 1000, 1000]

export async function read(rows: string[], grid: number[] = GRID) {
  const {root, findings, told} = await readBody(tbl(rows, grid))
  const table = root.children[0] as Table
  return {table, cells: cells(table), size: `${table.rows}×${table.columns}`, findings, told}
}
