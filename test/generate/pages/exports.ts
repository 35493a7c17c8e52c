import type {Block, Root, TableCell} from '../../../pipeline/model/ast.ts'
import {encode} from '../files/encode.ts'
import {blocksHtml, escaped, plain, renderHtml, type Writing} from '../files/html.ts'
import type {ReportModel} from '../report/model.ts'
import {type Page, page} from './page.ts'

const plainPage = page('plain', root => encode(renderHtml(root), 'utf-8'))

function around(model: ReportModel, body: string): Uint8Array {
  return encode(
    `<html><head><title>${escaped(model.title)}</title></head><body>${body}</body></html>`,
    'utf-8',
  )
}

/** Word's "save as web page": unquoted attributes, conditional comments, empty o:p, digits in spans of their own. */
const office: Writing = {
  ...plain,
  text: value => {
    const pieces = value.split(/([0-9A-Za-z.]+|\n)/)
    const written = pieces.map((piece, i) => {
      if (piece === '\n') return '<br>'
      return i % 2 ? `<span lang=EN-US style='font-family:宋体'>${piece}</span>` : escaped(piece)
    })
    return `${written.join('')}<o:p></o:p>`
  },
  paragraph: inside =>
    `<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'>${inside}</p>\r\n`,
  cell: (inside, spans) =>
    `<td width=62${spans.replace(/"/g, '')} style='width:46.45pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt'>\r\n` +
    `<p class=MsoNormal align=center style='text-align:center'>${inside === '<o:p></o:p>' ? '<o:p>&nbsp;</o:p>' : inside}</p>\r\n</td>`,
  row: (cells, row) => `<tr style='mso-yfti-irow:${row};height:19.8pt'>${cells.join('\r\n')}</tr>`,
  table: rows =>
    `<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>${rows.join(
      '\r\n',
    )}<![if !supportMisalignedColumns]><tr height=0><td width=62 style='border:none'></td></tr><![endif]></table>`,
}

const word = page(
  'exported by Word',
  (root, model) =>
    encode(
      [
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">',
        '<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15">',
        `<title>${escaped(model.title)}</title>`,
        '<!--[if gte mso 9]><xml><o:DocumentProperties><o:Pages>4</o:Pages></o:DocumentProperties></xml><![endif]-->',
        '<style><!-- p.MsoNormal {mso-style-parent:"";} @page {size:595.3pt 841.9pt;} --></style></head>',
        `<body lang=ZH-CN><div class=WordSection1>${blocksHtml(root.children, office)}</div></body></html>`,
      ].join('\r\n'),
      'gbk',
    ),
  {may: ['R03']},
)

/** No closing tags, capitals: a page of the nineties that is still copied today. */
const ancient: Writing = {
  ...plain,
  paragraph: inside => `<P><FONT size=3>${inside}</FONT>`,
  cell: (inside, spans) => `<TD align=middle${spans}>${inside}`,
  row: cells => `<TR>${cells.join('\n')}`,
  table: rows => `<TABLE border=1>\n${rows.join('\n')}\n</TABLE>`,
}

/** Text in pieces: every few characters in a span of its own. */
const soup: Writing = {
  ...plain,
  text: value =>
    value
      .split('\n')
      .map(line =>
        (line.match(/.{1,7}/gu) ?? []).map(piece => `<span><font>${escaped(piece)}</font></span>`).join(''),
      )
      .join('<br/>'),
  paragraph: inside => `<div><div class="p">${inside}</div></div>`,
  cell: (inside, spans) => `<td${spans}><div><div>${inside}</div></div></td>`,
}

/** Every character that is not ASCII as a reference. */
const references: Writing = {
  ...plain,
  text: value =>
    escaped(value)
      .replace(/\n/g, '<br>')
      .replace(/[^\x20-\x7e]/gu, c => `&#x${c.codePointAt(0)!.toString(16)};`),
}

/** Paragraphs parted by line breaks alone. */
const breaks: Writing = {...plain, paragraph: inside => `　　${inside}<br><br>`}

/** Tables drawn with div elements and style sheets. */
const divGrid: Writing = {
  ...plain,
  cell: (inside, spans) =>
    `<div style="display:table-cell;border:1px solid"${spans.replace(/(\w+)=/g, 'data-$1=')}>${inside}</div>`,
  row: cells => `<div style="display:table-row">${cells.join('')}</div>`,
  table: rows => `<div style="display:table">${rows.join('')}</div>`,
}

/** Tables replaced by what `instead` gives. */
function withoutTables(root: Root, instead: (index: number) => Block): Root {
  let index = 0
  return {...root, children: root.children.map(block => (block.type === 'table' ? instead(++index) : block))}
}

const pictures = page(
  'tables as pictures',
  (root, model) => {
    const shown = withoutTables(root, index => ({
      type: 'image',
      url: `./W0202401${index}.png`,
      alt: '',
      width: 830,
      height: 1100,
    }))
    return around(model, blocksHtml(shown.children, plain))
  },
  {figures: false, must: ['S05'], may: ['S04', 'S06', 'S13']},
)

const enclosures = page(
  'tables as attachments',
  (root, model) => {
    const name = `${model.agency.name}${model.year}年政府信息公开统计表`
    const shown = withoutTables(root, index => ({
      type: 'attachment',
      url: `./P0202401${index}.xls`,
      value: `附件${index}：${name}.xls`,
    }))
    return around(model, blocksHtml(shown.children, plain))
  },
  {figures: false, must: ['S05'], may: ['S04', 'S06', 'S13']},
)

/** A label cell one row too high: the cell below it is pushed to the right, and its figures with it. */
const overlapping: Writing = {
  ...plain,
  cell: (inside, spans, cell: TableCell) =>
    inside.startsWith('三、')
      ? `<td rowspan="${cell.rowSpan + 1}">${inside}</td>`
      : `<td${spans}>${inside}</td>`,
}

function written(name: string, writing: Writing, more: Partial<Page> = {}): Page {
  return page(name, (root, model) => around(model, blocksHtml(root.children, writing)), more)
}

export const exports: readonly Page[] = [
  plainPage,
  word,
  written('unclosed tags', ancient),
  written('text in pieces', soup),
  written('character references', references),
  written('line breaks for paragraphs', breaks),
  written('tables of div elements', divGrid, {may: ['R03', 'S13', 'R09']}),
  written('a row span one too high', overlapping, {may: ['R03', 'S13', 'S12', 'S07']}),
  pictures,
  enclosures,
]
