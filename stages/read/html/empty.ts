import {type Block, textOf} from '../../../pipeline/model/ast.ts'

/** Longest text of a page that only says it leads elsewhere. */
const REDIRECT_TEXT = 60

/** Whether there is nothing a person could read or open. */
export function isVoid(blocks: Block[]): boolean {
  return blocks.every(block =>
    block.type === 'table'
      ? block.children.every(cell => isVoid(cell.children))
      : block.type === 'paragraph' && block.value === '',
  )
}

/** Whether the text of a page is too short to be more than “正在跳转”. */
export function isRedirect(blocks: Block[]): boolean {
  let length = 0
  for (const block of blocks) {
    if (block.type !== 'paragraph') return false
    length += textOf(block).length
  }
  return length < REDIRECT_TEXT
}
