import type {Block, Table} from '../../../../pipeline/model/ast.ts'

/** Fewest tables of one row, one below the other and of one width, that are the rows of one table. */
const FEWEST = 4

/** Puts tables together of which each is one row: some editors make a table for every row. */
export function withRowTablesJoined(blocks: Block[]): Block[] {
  const out: Block[] = []
  for (let i = 0; i < blocks.length; ) {
    const first = blocks[i]!
    let end = i
    while (isRow(first) && isRow(blocks[end]) && (blocks[end] as Table).columns === first.columns) end++
    if (isRow(first) && end - i >= FEWEST) {
      out.push(joined(first, blocks.slice(i, end) as Table[]))
      i = end
    } else {
      out.push(first)
      i++
    }
  }
  return out
}

function isRow(block: Block | undefined): block is Table {
  return (
    block?.type === 'table' &&
    block.rows === 1 &&
    block.columns > 1 &&
    block.data === undefined &&
    block.children.every(cell => cell.children.every(({type}) => type === 'paragraph'))
  )
}

function joined(first: Table, tables: Table[]): Table {
  return {
    ...first,
    rows: tables.length,
    children: tables.flatMap(({children}, row) => children.map(cell => ({...cell, row}))),
  }
}
