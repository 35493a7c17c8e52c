import type {Printer} from '../../../generate/files/pdf.ts'
import {type FormTable, formOf} from './form.ts'

/** A way of setting the form on pages. */
export interface PageStyle {
  name: string
  /** Rules of the style sheet. */
  css: string
  /** `<table>` attributes; office suites take borders from here. */
  attributes: string
  repeatHeader: boolean
  /** Style of every cell, for programs that do not look at rules of the style sheet; that of heading cells where it differs. */
  cell?: string
  heading?: string
  /** The program that can print it; all of them where left out. */
  printer?: Printer
}

const COLLAPSED = 'table{border-collapse:collapse;width:100%} td,th{border:1px solid #000}'

/** Tables of which rules are left out: columns, rows or both come from alignment. */
const UNRULED =
  'table{border-collapse:collapse;width:100%} td,th{border:none;padding:3px 4px;text-align:center;font-weight:normal}'

/** Page styles after what offices send in; `pt` is the letter size. */
export const STYLES: PageStyle[] = [
  {
    name: 'plain',
    css: `@page{size:A4;margin:2.5cm} ${COLLAPSED} td,th{padding:2px 4px;text-align:center;font-weight:normal}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'repeated',
    css: `@page{size:A4;margin:2cm 1.5cm} ${COLLAPSED} td,th{border:0.5pt solid #333;padding:1px;text-align:center}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: true,
  },
  {
    name: 'landscape',
    css: `@page{size:A4 landscape;margin:2cm} ${COLLAPSED} td,th{padding:6px 3px;vertical-align:top;text-align:left}`,
    attributes: 'border=1 cellspacing=0 cellpadding=4',
    repeatHeader: true,
  },
  {
    name: 'shaded',
    css: `@page{size:A4;margin:2.2cm 2cm} ${COLLAPSED} td,th{padding:3px;text-align:center} tr:nth-child(even) td{background:#eef} th{background:#ccc}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'double',
    css: `@page{size:A4;margin:2cm} table{border-collapse:collapse;width:100%;border:3px double #000} td,th{border:1px solid #000;padding:2px;text-align:center}`,
    attributes: 'border=2 cellspacing=0',
    repeatHeader: true,
  },
  {
    name: 'dotted',
    css: `@page{size:A4;margin:2cm} ${COLLAPSED} td,th{border:1px dotted #000;padding:2px;text-align:right}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'dashed',
    css: `@page{size:A4;margin:2cm} ${COLLAPSED} td,th{border:1px dashed #000;padding:2px;text-align:center}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'spaced',
    css: '@page{size:A4;margin:2cm} table{border-collapse:separate;border-spacing:2px;width:100%;border:1px solid #000} td,th{border:1px solid #000;padding:1px;text-align:center}',
    attributes: 'border=1 cellspacing=2',
    repeatHeader: false,
  },
  {
    name: 'open',
    css: `@page{size:A4;margin:2cm} ${COLLAPSED} td,th{padding:2px;text-align:center} tr>*:first-child{border-left:none} td.last{border-right:none}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'thick',
    css: `@page{size:A4;margin:1.5cm} table{border-collapse:collapse;width:100%;table-layout:fixed} td,th{border:2.25pt solid #000;padding:5.4pt;text-align:center;overflow-wrap:anywhere}`,
    attributes: 'border=3 cellspacing=0',
    repeatHeader: true,
  },
  {
    name: 'hairline',
    css: `@page{size:A4;margin:2cm} ${COLLAPSED} td,th{border:0.1pt solid #000;padding:2px;text-align:center}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'wide',
    css: `@page{size:A4;margin:2cm} ${COLLAPSED} td,th{padding:2px;text-align:center;letter-spacing:2px}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'ground',
    css: '@page{size:A4;margin:2cm} table{border-collapse:separate;border-spacing:1px;width:100%;background:#666} td,th{background:#fff;padding:2px;text-align:center}',
    attributes: 'border=0 cellspacing=1',
    repeatHeader: false,
    printer: 'chromium',
  },
  {
    name: 'inverted',
    css: '@page{size:A4;margin:2cm} table{border-collapse:collapse;width:100%} td,th{border:1px solid #fff;background:#ddd;padding:2px;text-align:center}',
    attributes: 'border=0 cellspacing=0',
    repeatHeader: false,
    printer: 'chromium',
  },
  {
    name: 'shadow',
    css: `@page{size:A4;margin:2cm} ${COLLAPSED} td,th{padding:2px;text-align:center;text-shadow:1px 1px 0 #fff} table{box-shadow:2px 2px 4px #888}`,
    attributes: 'border=1 cellspacing=0',
    repeatHeader: false,
    printer: 'chromium',
  },
  {
    name: 'threeline',
    css: `@page{size:A4;margin:2cm} ${UNRULED} table{border-top:1.5pt solid #000;border-bottom:1.5pt solid #000} th{border-bottom:0.75pt solid #000}`,
    cell: 'border:none',
    heading: 'border:none;border-bottom:0.75pt solid #000',
    attributes: 'border=0 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'levels',
    css: `@page{size:A4;margin:2cm} ${UNRULED} td,th{border-top:0.75pt solid #000;border-bottom:0.75pt solid #000}`,
    cell: 'border:none;border-top:0.75pt solid #000;border-bottom:0.75pt solid #000',
    attributes: 'border=0 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'framed',
    css: `@page{size:A4;margin:2cm} ${UNRULED} table{border:1pt solid #000} td,th{border-top:0.5pt solid #999;border-bottom:0.5pt solid #999}`,
    cell: 'border:none;border-top:0.5pt solid #999;border-bottom:0.5pt solid #999',
    attributes: 'border=0 cellspacing=0',
    repeatHeader: true,
  },
  {
    name: 'uprights',
    css: `@page{size:A4;margin:2cm} ${UNRULED} table{border:1pt solid #000} td,th{border-left:0.5pt solid #000;border-right:0.5pt solid #000}`,
    cell: 'border:none;border-left:0.5pt solid #000;border-right:0.5pt solid #000',
    attributes: 'border=0 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'zebra',
    css: `@page{size:A4;margin:2cm} ${UNRULED} tr:nth-child(even) td{background:#e8eef8} th{background:#9bc}`,
    cell: 'border:none',
    attributes: 'border=0 cellspacing=0',
    repeatHeader: false,
  },
  {
    name: 'bare',
    css: `@page{size:A4;margin:2cm} ${UNRULED}`,
    cell: 'border:none',
    attributes: 'border=0 cellspacing=0',
    repeatHeader: false,
  },
]

/** The styles a program can print, or the one of a name. */
export function stylesOf(printer: string, only = ''): PageStyle[] {
  return STYLES.filter(
    style => (style.printer ?? printer) === printer && (only === '' || style.name === only),
  )
}

/** One printing: a style, a letter size, and how far down the first page the form begins. */
export interface Printing {
  style: PageStyle
  pt: number
  /** Height of a blank block before the form, points: moves every page end. */
  shift: number
  format: 2019 | 2021
  seed: number
}

const HEADINGS = [
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
]

/** Several forms as one HTML document, each on pages of its own after a line 【n】. */
export function htmlOf(printings: readonly Printing[]): string {
  const {style, pt} = printings[0]!
  const parts = printings.map((printing, i) => {
    const tables = formOf(printing.format, printing.seed)
      .map((table, k) => `<p>${HEADINGS[k]}</p>${tableHtml(table, style)}`)
      .join('\n')
    const breaking = i > 0 ? 'page-break-before:always' : ''
    return `<p style="${breaking}">【${i + 1}】</p><div style="height:${printing.shift}pt"></div>${tables}`
  })
  const css = `${style.css} body{font-family:"Noto Serif CJK SC";font-size:${pt}pt;margin:0} table{font-size:${pt}pt}`
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>年度报告</title><style>${css}</style></head><body>${parts.join('\n')}</body></html>`
}

function tableHtml(table: FormTable, style: PageStyle): string {
  const row = (r: number) =>
    `<tr>${table.cells
      .filter(cell => cell.row === r)
      .map(cell => {
        const last = cell.column + cell.columnSpan === table.columns ? ' class="last"' : ''
        const tag = cell.header ? 'th' : 'td'
        return `<${tag}${last} rowspan=${cell.rowSpan} colspan=${cell.columnSpan}>${cell.text}</${tag}>`
      })
      .join('')}</tr>`
  const rows = Array.from({length: table.rows}, (_, r) => row(r))
  const headerRows = style.repeatHeader ? table.headerRows : 0
  const top = headerRows > 0 ? `<thead>${rows.slice(0, headerRows).join('')}</thead>` : ''
  return `<table ${style.attributes}>${top}<tbody>${rows.slice(headerRows).join('')}</tbody></table>`
}
