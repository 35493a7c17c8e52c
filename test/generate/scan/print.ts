import type {Root} from '../../../pipeline/model/ast.ts'
import {blocksHtml, escaped, plain} from '../files/html.ts'
import type {Random} from '../random.ts'

/** How a report is typed before it is printed and scanned. */
export interface Typing {
  font: string
  /** Letter sizes of text and tables, points. */
  text: number
  table: number
  /** Width, kind and grey of the rules. */
  rule: string
  padding: number
  /** Whether heading rows and label columns are grey. */
  shaded: boolean
}

const FONTS = [
  "'Noto Serif CJK SC'",
  "'Noto Sans CJK SC'",
  "'Liberation Serif', 'Noto Serif CJK SC'",
  "'Liberation Sans', 'Noto Sans CJK SC'",
  "'Droid Sans Fallback'",
  "'DejaVu Sans', 'Droid Sans Fallback'",
]
const RULES = [
  '0.75pt solid #000',
  '0.5pt solid #000',
  '1pt solid #000',
  '0.5pt solid #777',
  '0.75pt solid #999',
  '0.5pt dotted #000',
  '0.75pt dashed #333',
]

export function typingOf(random: Random): Typing {
  return {
    font: random.pick(FONTS),
    text: random.pick([12, 14, 15, 16]),
    table: random.pick([8, 9, 10, 10.5, 12]),
    rule: random.pick(RULES),
    padding: random.pick([1, 2, 4]),
    shaded: random.chance(0.25),
  }
}

/** A page to print on A4. */
export function pageOf(root: Root, {font, text, table, rule, padding, shaded}: Typing): string {
  const grey = shaded ? 'tr:first-child td {background: #ddd} td:first-child {background: #eee}' : ''
  const style = `@page {size: A4; margin: 22mm 20mm} body {font: ${text}pt/1.6 ${font}; margin: 0}
    p {text-indent: 2em; margin: 0.2em 0} h1 {text-align: center; font-size: 1.5em} h2, h3 {font-size: 1.1em}
    table {border-collapse: collapse; width: 100%; font-size: ${table}pt; line-height: 1.3}
    td {border: ${rule}; padding: ${padding}pt; text-align: center} tr {break-inside: avoid} ${grey}`
  const title = escaped(root.data.title ?? '')
  const head = `<meta charset="utf-8"><title>${title}</title><style>${style}</style>`
  return `<!DOCTYPE html><html lang="zh-CN"><head>${head}</head><body>${blocksHtml(root.children, plain)}</body></html>`
}
