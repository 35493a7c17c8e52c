import type {FormCell} from '../../../pipeline/model/format.ts'

/** Cells that stand beside or below each other in a form: the pairs whose figures are exchanged by a slip of the eye. */
export function neighboursOf(cells: FormCell[]): [string, string][] {
  const pairs: [string, string][] = []
  const above = new Map<string, string>()
  let left: FormCell | undefined
  for (const cell of cells) {
    const block = `${cell.table}/${cell.block}`
    if (left && `${left.table}/${left.block}` === block && left.row.key === cell.row.key)
      pairs.push([left.key, cell.key])
    const column = `${block}/${cell.column.key}`
    const upper = above.get(column)
    if (upper !== undefined) pairs.push([upper, cell.key])
    above.set(column, cell.key)
    left = cell
  }
  return pairs
}
