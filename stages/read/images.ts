import type {Block, Image} from '../../pipeline/model/ast.ts'

/** All pictures of a tree in reading order, those in cells too. */
export function imagesIn(blocks: readonly Block[]): Image[] {
  return blocks.flatMap(block => {
    if (block.type === 'image') return [block]
    return block.type === 'table' ? block.children.flatMap(cell => imagesIn(cell.children)) : []
  })
}

/** Pictures that follow each other with nothing between them. */
export function runsIn(blocks: readonly Block[]): Image[][] {
  const runs: Image[][] = []
  let run: Image[] = []
  for (const block of blocks) {
    if (block.type === 'image') {
      if (run.length === 0) runs.push(run)
      run.push(block)
      continue
    }
    run = []
    if (block.type === 'table') runs.push(...block.children.flatMap(cell => runsIn(cell.children)))
  }
  return runs
}
