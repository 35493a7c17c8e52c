import type {Block, Root, Table, TableCell} from '../../pipeline/model/ast.ts'

/** Escapes text for element content and quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** A document as plain, valid HTML. */
export function renderHtml(root: Root): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>${escaped(root.data.title ?? '')}</title></head><body>`,
    ...root.children.map(htmlOf),
    '</body></html>',
    '',
  ].join('\n')
}

/** One block as HTML. */
export function htmlOf(block: Block): string {
  switch (block.type) {
    case 'paragraph': {
      const tag = block.data?.depth ? `h${Math.min(block.data.depth, 6)}` : 'p'
      return `<${tag}>${escaped(block.value).replace(/\n/g, '<br>')}</${tag}>`
    }
    case 'image':
      return `<p><img src="${escaped(block.url ?? '')}" alt="${escaped(block.alt ?? '')}"></p>`
    case 'attachment':
      return `<p><a href="${escaped(block.url)}">${escaped(block.value)}</a></p>`
    case 'table':
      return tableHtml(block)
  }
}

/** Cells of a table row by row, in the order HTML wants them. */
export function rowsOf(table: Table): TableCell[][] {
  const rows: TableCell[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children) rows[cell.row]!.push(cell)
  return rows.map(row => row.sort((a, b) => a.column - b.column))
}

function tableHtml(table: Table): string {
  const rows = rowsOf(table).map(row => {
    const cells = row.map(cell => {
      const spans =
        (cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '') +
        (cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : '')
      const [only, ...more] = cell.children
      const inside =
        only?.type === 'paragraph' && more.length === 0
          ? escaped(only.value).replace(/\n/g, '<br>')
          : cell.children.map(htmlOf).join('')
      return `<td${spans}>${inside}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table border="1">\n${rows.join('\n')}\n</table>`
}
