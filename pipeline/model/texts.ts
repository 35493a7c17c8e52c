import type {Block, Root, RootData, TableCell} from './ast.ts'

type Change = (text: string) => string

/**
 * The document with every text of it changed: paragraphs, attachments, captions, what pictures say, title and metadata.
 * What holds nothing to change is handed on as it is, not copied: that is most of most documents.
 */
export function withTexts(root: Root, change: Change): Root {
  const children = blocksWith(root.children, change)
  const data = dataWith(root.data, change)
  return children === root.children && data === root.data ? root : {...root, children, data}
}

function dataWith(data: RootData, change: Change): RootData {
  const title = data.title === undefined ? {} : {title: change(data.title)}
  const metadata = mapped(data.metadata, entry => {
    const [name, value] = [change(entry.name), change(entry.value)]
    return name === entry.name && value === entry.value ? entry : {name, value}
  })
  return title.title === data.title && metadata === data.metadata ? data : {...data, ...title, metadata}
}

function blocksWith(blocks: Block[], change: Change): Block[] {
  return mapped(blocks, block => {
    if (block.type === 'table') {
      const caption = block.data?.caption
      const other = caption === undefined ? undefined : change(caption)
      const children = mapped(block.children, cell => cellWith(cell, change))
      if (other === caption && children === block.children) return block
      return {...block, children, ...(other === undefined ? {} : {data: {...block.data, caption: other}})}
    }
    if (block.type === 'image') {
      const alt = block.alt === undefined ? undefined : change(block.alt)
      return alt === block.alt ? block : {...block, alt}
    }
    const value = change(block.value)
    return value === block.value ? block : {...block, value}
  })
}

function cellWith(cell: TableCell, change: Change): TableCell {
  const children = blocksWith(cell.children, change)
  return children === cell.children ? cell : {...cell, children}
}

/** The list with its items changed; the list itself where none was. */
function mapped<T>(list: T[], change: (item: T) => T): T[] {
  let result: T[] | null = null
  for (let i = 0; i < list.length; i++) {
    const item = list[i]!
    const other = change(item)
    if (other === item) continue
    result ??= list.slice()
    result[i] = other
  }
  return result ?? list
}
