import {type FormCell, type Leaf, namesOf} from '../../pipeline/model/format.ts'

/** What a person calls a cell, its row and its column, by their official labels. */
export interface CellLabels {
  /** With its groups: 三、本年度办理结果／（一）予以公开. Empty for a table with one row. */
  row: string
  /** With as many groups above it as tell it from the other columns of its block: 行政复议／总计. */
  column: string
  /** 「规章」一行“本年制发件数”一栏 */
  cell: string
}

/** The labels of all cells of a format by key. */
export function labelsOf(cells: FormCell[]): Map<string, CellLabels> {
  const blocks = new Map<string, FormCell[]>()
  for (const cell of cells) {
    const id = `${cell.table}/${cell.block}`
    const block = blocks.get(id)
    if (block) block.push(cell)
    else blocks.set(id, [cell])
  }
  const labels = new Map<string, CellLabels>()
  for (const block of blocks.values()) {
    const columns = columnLabels(block.map(cell => cell.column))
    for (const cell of block) {
      const row = namesOf(cell.row).join('／')
      const column = columns.get(cell.column.key) ?? ''
      labels.set(cell.key, {
        row,
        column,
        cell: row === '' ? `“${column}”一栏` : `「${row}」一行“${column}”一栏`,
      })
    }
  }
  return labels
}

/** Labels as one enumeration, cut after some: A、B、C等 12 处. */
export function enumerate(labels: string[], most = 6): string {
  if (labels.length <= most) return labels.join('、')
  return `${labels.slice(0, most).join('、')}等 ${labels.length} 处`
}

function columnLabels(leaves: Leaf[]): Map<string, string> {
  const columns = new Map(leaves.map(leaf => [leaf.key, namesOf(leaf)]))
  const short = new Map<string, string>()
  for (const [key, path] of columns) {
    const others = [...columns].filter(([other]) => other !== key).map(([, names]) => names)
    let from = path.length - 1
    while (from > 0 && others.some(other => endsWith(other, path.slice(from)))) from--
    short.set(key, path.slice(Math.max(from, 0)).join('／'))
  }
  return short
}

function endsWith(path: string[], end: string[]): boolean {
  return end.every((name, i) => path[path.length - end.length + i] === name)
}
