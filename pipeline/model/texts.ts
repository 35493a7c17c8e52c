import type {Block, Root} from './ast.ts'

/** The document with every text of it changed: paragraphs, attachments, captions, what pictures say, title and metadata. */
export function withTexts(root: Root, change: (text: string) => string): Root {
  const {title, metadata} = root.data
  return {
    ...root,
    children: withTextsIn(root.children, change),
    data: {
      ...root.data,
      ...(title === undefined ? {} : {title: change(title)}),
      metadata: metadata.map(({name, value}) => ({name: change(name), value: change(value)})),
    },
  }
}

function withTextsIn(blocks: Block[], change: (text: string) => string): Block[] {
  return blocks.map(block => {
    if (block.type === 'image') return block.alt === undefined ? block : {...block, alt: change(block.alt)}
    if (block.type !== 'table') return {...block, value: change(block.value)}
    const {caption} = block.data ?? {}
    const data = caption === undefined ? {} : {data: {...block.data, caption: change(caption)}}
    const children = block.children.map(cell => ({...cell, children: withTextsIn(cell.children, change)}))
    return {...block, children, ...data}
  })
}
