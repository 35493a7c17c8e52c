import type {Block, Table} from '../../../../pipeline/model/ast.ts'

/** Numbers tables in reading order, nested ones after the one that holds them, and gives every cell its address. */
export function numberTables(blocks: Block[]): void {
  let count = 0
  const visit = (block: Block): void => {
    if (block.type !== 'table') return
    const table = ++count
    const part = block.place?.part
    block.place = {part, table}
    for (const cell of block.children) {
      cell.place = {part, table, row: cell.row, column: cell.column}
      for (const child of cell.children) visit(child)
    }
  }
  for (const block of blocks) visit(block)
}

/** Every table in reading order. */
export function tablesOf(blocks: Block[]): Table[] {
  return blocks.flatMap(block =>
    block.type === 'table' ? [block, ...block.children.flatMap(cell => tablesOf(cell.children))] : [],
  )
}

/** Says of a block, and of all that is in it, in which part of the file it stands. */
export function setPart(block: Block, part: string): void {
  block.place = {...block.place, part}
  if (block.type !== 'table') return
  for (const cell of block.children) for (const child of cell.children) setPart(child, part)
}
