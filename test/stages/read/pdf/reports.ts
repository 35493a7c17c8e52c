import type {Block, Root, Table} from '../../../../pipeline/model/ast.ts'
import {blocksHtml, escaped, plain, type Writing} from '../../../generate/files/html.ts'
import type {PageStyle} from './print.ts'

/** How a report is set on pages. `shift` is the height of a blank block before the title, points: it moves every page end. */
export interface Setting {
  style: PageStyle
  pt: number
  shift: number
  /** Further style of every cell. */
  cell?: string
}

/** A report as a page to print in a style. */
export function reportHtml(root: Root, {style, pt, shift, cell}: Setting): string {
  const css = [
    style.css,
    `body{font-family:"Noto Serif CJK SC";font-size:${pt}pt;margin:0;line-height:1.5}`,
    `table{font-size:${pt}pt} p{text-indent:2em;margin:0} h1,h2{font-size:1em;margin:.3em 0}`,
    'h1{text-align:center} .right{text-align:right} td p{text-indent:0}',
  ].join('\n')
  return [
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>${escaped(root.data.title ?? '')}</title><style>${css}</style></head><body>`,
    `<div style="height:${shift}pt"></div>`,
    blocksHtml(root.children, writingOf(style, cell, root.children)),
    '</body></html>',
  ].join('\n')
}

function writingOf(style: PageStyle, more: string | undefined, blocks: readonly Block[]): Writing {
  const heads = new Map<Table, number>()
  for (const block of blocks) if (block.type === 'table') heads.set(block, headRows(block))
  return {
    ...plain,
    paragraph: (inside, paragraph) =>
      paragraph.data?.align === 'right'
        ? `<p class="right">${inside}</p>`
        : plain.paragraph(inside, paragraph),
    cell: (inside, spans, cell) => {
      const tag = cell.data?.header ? 'th' : 'td'
      const own = [(cell.data?.header ? style.heading : null) ?? style.cell, more].filter(Boolean).join(';')
      return `<${tag}${spans}${own ? ` style="${own}"` : ''}>${inside}</${tag}>`
    },
    table: (rows, table) => {
      const head = style.repeatHeader ? heads.get(table)! : 0
      const top = head > 0 ? `<thead>${rows.slice(0, head).join('')}</thead>` : ''
      return `<table ${style.attributes}>${top}<tbody>${rows.slice(head).join('\n')}</tbody></table>`
    },
  }
}

/** Rows at the top that hold headings alone. */
function headRows(table: Table): number {
  let rows = 0
  for (let row = 0; row < table.rows; row++) {
    const own = table.children.filter(cell => cell.row <= row && cell.row + cell.rowSpan > row)
    if (!own.every(cell => cell.data?.header)) break
    rows = row + 1
  }
  return rows < table.rows ? rows : 0
}
