import type {AnyStage} from '../../../pipeline/documents/chain.ts'
import type {Block, Root, TableCell} from '../../../pipeline/model/ast.ts'
import {stages} from '../../../stages/index.ts'
import type {Random} from '../../generate/random.ts'

/** Mistakes a reader could make: what was read of one cell or two is not what the file holds. */
export const MISREADINGS = ['digit', 'cut', 'zeroed', 'doubled', 'dropped', 'exchanged'] as const
export type Misreading = (typeof MISREADINGS)[number]

/** The document chain with a reader that errs once in each file, where the file offers a place for it. */
export function misreadingChain(kind: Misreading, random: Random): AnyStage[] {
  const [read, ...others] = stages.chain
  const run: AnyStage['run'] = async (input, context) => {
    const result = await read!.run(input, context)
    for (const {value} of result.outputs) misread(value as Root, kind, random)
    return result
  }
  return [{...read!, run}, ...others]
}

function misread(root: Root, kind: Misreading, random: Random): void {
  const cells = figureCells(root.children).filter(cell => kind === 'dropped' || Number(textIn(cell)) > 0)
  if (cells.length === 0) return
  const cell = random.pick(cells)
  if (kind === 'dropped') cell.children = []
  else if (kind === 'exchanged') exchange(cell, cells, random)
  else put(cell, mistaken(textIn(cell), kind, random))
}

function mistaken(text: string, kind: Misreading, random: Random): string {
  if (kind === 'cut') return text.length > 1 ? text.slice(0, -1) : '0'
  if (kind === 'doubled') return text + text.at(-1)
  if (kind === 'zeroed') return '0'
  const at = random.int(0, text.length - 1)
  const other = (Number(text[at]) + random.int(1, 9)) % 10
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}

/** With a cell that stands in the same column of a table. */
function exchange(cell: TableCell, cells: TableCell[], random: Random): void {
  const text = textIn(cell)
  const others = cells.filter(other => other.column === cell.column && textIn(other) !== text)
  if (others.length === 0) return
  const other = random.pick(others)
  put(cell, textIn(other))
  put(other, text)
}

function figureCells(blocks: Block[]): TableCell[] {
  return blocks.flatMap(block =>
    block.type === 'table'
      ? block.children.flatMap(cell => (/^\d+$/.test(textIn(cell)) ? [cell] : figureCells(cell.children)))
      : [],
  )
}

function textIn({children}: TableCell): string {
  return children.length === 1 && children[0]!.type === 'paragraph' ? children[0]!.value : ''
}

function put(cell: TableCell, value: string): void {
  cell.children = [{type: 'paragraph', value}]
}
