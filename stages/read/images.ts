import type {Block, Image} from '../../pipeline/model/ast.ts'

/** All pictures of a tree in reading order, those in cells too. */
export function imagesIn(blocks: readonly Block[]): Image[] {
  return blocks.flatMap(block => {
    if (block.type === 'image') return [block]
    return block.type === 'table' ? block.children.flatMap(cell => imagesIn(cell.children)) : []
  })
}
