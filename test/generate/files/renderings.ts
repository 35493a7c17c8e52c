import {strToU8, zipSync} from 'fflate'
import {utils, write} from 'xlsx'
import {type Root, type Table, textOf} from '../../../pipeline/model/ast.ts'
import {writeDoc} from './doc.ts'
import {type DocxOptions, writeDocx} from './docx.ts'
import {gbkBytes} from './encode.ts'
import {renderHtml} from './html.ts'
import {writeOdt} from './odt.ts'
import {writeOfd} from './ofd.ts'
import {writeRtf} from './rtf.ts'
import {flatOpc, word2003} from './wordXml.ts'

/** One way of keeping a document in a file. */
export interface Rendering {
  name: string
  extension: string
  /** Whether paragraphs and tables stay apart, tables in tables included. */
  keepsLayout: boolean
  render(root: Root): Uint8Array
}

const docx = (name: string, options: DocxOptions): Rendering => ({
  name: `docx ${name}`,
  extension: 'docx',
  keepsLayout: true,
  render: root => writeDocx(options.automaticNumbering ? numbered(root) : root, options),
})

/** The same report in every kind of file that keeps paragraphs and tables: what is read of it must not depend on the kind. */
export const renderings: readonly Rendering[] = [
  {
    name: 'html',
    extension: 'html',
    keepsLayout: true,
    render: root => new TextEncoder().encode(renderHtml(root)),
  },
  docx('plain', {}),
  docx('with old merges, in content controls', {merge: 'hMerge', controls: true}),
  docx('by WPS, one run a character', {wps: true, splitRuns: true}),
  docx('strict, numbered automatically', {strict: true, automaticNumbering: true, prefix: ''}),
  {
    name: 'flat OPC',
    extension: 'xml',
    keepsLayout: true,
    render: root => flatOpc(writeDocx(numbered(root), {automaticNumbering: true})),
  },
  {
    name: 'Word 2003 XML under .doc',
    extension: 'doc',
    keepsLayout: true,
    render: root => word2003(writeDocx(root)),
  },
  {
    name: 'docx that is a page inside',
    extension: 'docx',
    keepsLayout: true,
    render: root => aroundChunk(new TextEncoder().encode(renderHtml(root)), 'chunk.html'),
  },
  {
    name: 'docx that is a web archive inside',
    extension: 'docx',
    keepsLayout: true,
    render: root => aroundChunk(archived(renderHtml(root)), 'afchunk.mht'),
  },
  {name: 'odt', extension: 'odt', keepsLayout: true, render: root => writeOdt(root)},
  {
    name: 'flat odt, blanks repeated',
    extension: 'fodt',
    keepsLayout: true,
    render: root => writeOdt(root, {flat: true, repeated: true}),
  },
  {name: 'doc', extension: 'doc', keepsLayout: true, render: root => writeDoc(root)},
  {
    name: 'doc with dragged borders',
    extension: 'doc',
    keepsLayout: true,
    render: root => writeDoc(root, {stray}),
  },
  {name: 'rtf', extension: 'rtf', keepsLayout: true, render: root => writeRtf(root, {stray})},
  {
    name: 'rtf in GBK',
    extension: 'rtf',
    keepsLayout: true,
    render: root => writeRtf(root, {text: 'bytes', gbk: gbkBytes}),
  },
  {name: 'mht', extension: 'mht', keepsLayout: true, render: root => archived(renderHtml(root))},
  {name: 'ofd', extension: 'ofd', keepsLayout: false, render: root => writeOfd([root])},
  {
    name: 'xlsx, all on one sheet',
    extension: 'xlsx',
    keepsLayout: false,
    render: root => onOneSheet(root, 'xlsx'),
  },
  {
    name: 'xls, all on one sheet',
    extension: 'xls',
    keepsLayout: false,
    render: root => onOneSheet(root, 'biff8'),
  },
]

/** Some millimetres by which the edges of a row are off, as borders dragged by hand leave them. */
function stray(row: number): number {
  return ((row * 37) % 5) * 20 - 40
}

/** Headings whose numbers the word processor counts. */
function numbered(root: Root): Root {
  return {
    ...root,
    children: root.children.map(block => {
      const number =
        block.type === 'paragraph'
          ? /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/.exec(block.value)
          : null
      return number && block.type === 'paragraph'
        ? {...block, data: {...block.data, numbering: number[0]}}
        : block
    }),
  }
}

/** A page as a browser or Word keeps it in a single file (RFC 2557). */
function archived(html: string): Uint8Array {
  const body = Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n')
  const lines = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="----=_NextPart_01"',
    '',
    '------=_NextPart_01',
    'Content-Location: file:///C:/report.htm',
    'Content-Transfer-Encoding: base64',
    'Content-Type: text/html; charset="utf-8"',
    '',
    body,
    '------=_NextPart_01--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

/** A Word document that only refers to another file in it, as scripts on web pages make one. */
function aroundChunk(chunk: Uint8Array, name: string): Uint8Array {
  const office = 'http://schemas.openxmlformats.org'
  const relationship = (type: string, target: string) =>
    `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`
  return zipSync(
    {
      '[Content_Types].xml': strToU8(
        `<Types xmlns="${office}/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      ),
      '_rels/.rels': strToU8(relationship('officeDocument', '/word/document.xml')),
      'word/document.xml': strToU8(
        `<w:document xmlns:w="${office}/wordprocessingml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><w:body><w:altChunk r:id="r1"/><w:sectPr/></w:body></w:document>`,
      ),
      'word/_rels/document.xml.rels': strToU8(relationship('aFChunk', `/word/${name}`)),
      [`word/${name}`]: chunk,
    },
    {mtime: new Date(1980, 0, 1)},
  )
}

/** The whole report on one sheet: a paragraph a row, tables from the left. */
function onOneSheet(root: Root, kind: 'xlsx' | 'biff8'): Uint8Array {
  const rows: string[][] = []
  const merges: {s: {r: number; c: number}; e: {r: number; c: number}}[] = []
  const put = (table: Table, top: number) => {
    for (let row = 0; row < table.rows; row++) rows.push(new Array<string>(table.columns).fill(''))
    for (const cell of table.children) {
      const [r, c] = [cell.row + top, cell.column]
      rows[r]![c] = cell.children.map(textOf).join('\n')
      if (cell.rowSpan * cell.columnSpan > 1) {
        merges.push({s: {r, c}, e: {r: r + cell.rowSpan - 1, c: c + cell.columnSpan - 1}})
      }
    }
  }
  for (const block of root.children) {
    if (block.type === 'table') put(block, rows.length)
    else rows.push([textOf(block)])
  }
  const sheet = utils.aoa_to_sheet(rows)
  sheet['!merges'] = merges
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '年报')
  return new Uint8Array(write(book, {type: 'buffer', bookType: kind}))
}
