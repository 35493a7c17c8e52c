import type {Block, Paragraph, Root, Table, TableCell} from '../../../pipeline/model/ast.ts'

/** Escapes text for element content and quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** How a page writes the parts of a document; every part may be replaced by a page style. */
export interface Writing {
  /** Text of a paragraph or cell, already escaped. */
  text(value: string): string
  paragraph(inside: string, paragraph: Paragraph): string
  /** `inside` is the cell's content, `spans` its span attributes with a space before each. */
  cell(inside: string, spans: string, cell: TableCell): string
  row(cells: string[], row: number): string
  table(rows: string[], table: Table): string
}

/** What a careful author writes by hand. */
export const plain: Writing = {
  text: value => escaped(value).replace(/\n/g, '<br>'),
  paragraph: (inside, {data}) =>
    data?.depth ? `<h${data.depth}>${inside}</h${data.depth}>` : `<p>${inside}</p>`,
  cell: (inside, spans) => `<td${spans}>${inside}</td>`,
  row: cells => `<tr>${cells.join('')}</tr>`,
  table: rows => `<table border="1">\n${rows.join('\n')}\n</table>`,
}

/** A document as a valid page without ornament. */
export function renderHtml(root: Root): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>${escaped(root.data.title ?? '')}</title></head><body>`,
    blocksHtml(root.children, plain),
    '</body></html>',
    '',
  ].join('\n')
}

/** Blocks one after another. */
export function blocksHtml(blocks: Block[], writing: Writing): string {
  return blocks.map(block => blockHtml(block, writing)).join('\n')
}

function blockHtml(block: Block, writing: Writing): string {
  switch (block.type) {
    case 'paragraph':
      return writing.paragraph(writing.text(block.value), block)
    case 'image':
      return `<p><img src="${escaped(block.url ?? '')}" alt="${escaped(block.alt ?? '')}"></p>`
    case 'attachment':
      return `<p><a href="${escaped(block.url)}">${escaped(block.value)}</a></p>`
    case 'table':
      return tableHtml(block, writing)
  }
}

function tableHtml(table: Table, writing: Writing): string {
  const rows: TableCell[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children) rows[cell.row]!.push(cell)
  const written = rows.map((row, r) => {
    const inOrder = [...row].sort((a, b) => a.column - b.column)
    return writing.row(
      inOrder.map(cell => writing.cell(inside(cell, writing), spans(cell), cell)),
      r,
    )
  })
  return writing.table(written, table)
}

function inside(cell: TableCell, writing: Writing): string {
  const [only, ...more] = cell.children
  if (only?.type === 'paragraph' && more.length === 0) return writing.text(only.value)
  return blocksHtml(cell.children, writing)
}

function spans(cell: TableCell): string {
  const rows = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''
  const columns = cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''
  return rows + columns
}
