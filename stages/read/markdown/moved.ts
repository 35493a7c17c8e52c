import type {Block} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'

/** A block of a piece where the file has it: lines from the first of the piece on, tables numbered behind those of HTML. */
export function moved(block: Block, lines: number, table: number): Block {
  const placed = <T extends {place?: Place}>(node: T): T => {
    const {place} = node
    if (!place) return node
    const line = place.line === undefined ? {} : {line: place.line + lines}
    return {...node, place: {...place, ...line, ...(place.table === undefined ? {} : {table})}}
  }
  return block.type === 'table' ? {...placed(block), children: block.children.map(placed)} : placed(block)
}
