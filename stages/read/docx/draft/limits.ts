import type {ReadContext} from '../../reader.ts'
import type {TableDraft} from './table.ts'

/** Nodes made so far in a document, and the limits they are held against. */
interface NodeCount {
  nodes: number
  context: ReadContext
}

/** Counts one node; false beyond the limit, which is told once. */
export function countNode(state: NodeCount, part: string): boolean {
  const {maxNodes} = state.context.limits
  state.nodes++
  if (state.nodes === maxNodes + 1) {
    const what = `文档内容超过 ${maxNodes} 个节点，其后的内容未读`
    state.context.report('R08', {values: {what}, place: {part}})
  }
  return state.nodes <= maxNodes
}

/** Counts one cell of a table; false beyond the limit, which is told once. */
export function countCell(table: TableDraft, state: NodeCount, part: string): boolean {
  const {maxCells} = state.context.limits
  table.cells++
  if (table.cells === maxCells + 1) {
    const what = `表格超过 ${maxCells} 个单元格，其后的单元格未读`
    state.context.report('R08', {values: {what}, place: {part}})
  }
  return table.cells <= maxCells
}
