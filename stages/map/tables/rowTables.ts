import type {Block, Table} from '../../../pipeline/model/ast.ts'

/**
 * Tables of one row each that follow one another without a word between and are equally wide are one table: converters and
 * tools that build pages row by row write every row as a table of its own. Other blocks are returned as they are.
 */
export function withRowTablesJoined(blocks: Block[]): Block[] {
  const joined: Block[] = []
  for (let from = 0; from < blocks.length; ) {
    let to = from + 1
    while (isRow(blocks[from]!) && to < blocks.length && follows(blocks[from] as Table, blocks[to]!)) to++
    joined.push(to - from === 1 ? blocks[from]! : stacked(blocks.slice(from, to) as Table[]))
    from = to
  }
  return joined
}

function isRow(block: Block): block is Table {
  return block.type === 'table' && block.rows === 1 && block.addressing === 'grid'
}

function follows(first: Table, next: Block): boolean {
  return isRow(next) && next.columns === first.columns && next.data?.caption === undefined
}

function stacked(tables: Table[]): Table {
  const children = tables.flatMap((table, row) => table.children.map(cell => ({...cell, row})))
  return {...tables[0]!, rows: tables.length, children}
}
