import {strToU8, zipSync} from 'fflate'
import type {Block, Root, Table} from '../../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../../pipeline/model/finding.ts'
import {docx} from '../../../../stages/read/docx/index.ts'
import type {ReadContext, ReadLimits} from '../../../../stages/read/reader.ts'

export const LIMITS: ReadLimits = {
  maxBytes: 200 << 20,
  maxUnpackedBytes: 200 << 20,
  maxRatio: 200,
  maxCells: 200_000,
  maxNodes: 500_000,
  maxPages: 500,
  maxDepth: 200,
}

interface Told extends FindingDetails {
  rule: string
}

export interface Reading {
  root: Root
  told: Told[]
  /** Rule and clause of every finding. */
  findings: string[]
}

/** Reads bytes and collects what is reported. */
export async function readDocx(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<Reading> {
  const told: Told[] = []
  const context: ReadContext = {
    limits: {...LIMITS, ...limits},
    report: (rule, details) => told.push({rule, ...details}),
  }
  const root = await docx.read(bytes, context)
  return {root, told, findings: told.map(({rule, values}) => `${rule} ${values?.what}`)}
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const NAMESPACES = Object.entries({
  w: W,
  r: R,
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
  zz: 'urn:example:unknown',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')

/** A package of a hand-written body and further parts (contents of styles, numbering ... without their root). */
export function packDocx(body: string, parts: Record<string, string> = {}): Uint8Array {
  const roots: Record<string, string> = {
    styles: 'styles',
    numbering: 'numbering',
    footnotes: 'footnotes',
    endnotes: 'endnotes',
    comments: 'comments',
    header: 'hdr',
    footer: 'ftr',
  }
  const files: Record<string, string> = {}
  const links: string[] = []
  for (const [name, content] of Object.entries(parts)) {
    const root = roots[name]!
    files[`word/${name}.xml`] = `<w:${root} ${NAMESPACES}>${content}</w:${root}>`
    links.push(`<Relationship Id="${name}" Type="${R}/${name}" Target="${name}.xml"/>`)
  }
  links.push(`<Relationship Id="picture" Type="${R}/image" Target="media/image1.png"/>`)
  return packParts({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': relationships(
      `<Relationship Id="a" Type="${R}/officeDocument" Target="word/document.xml"/>`,
    ),
    'word/_rels/document.xml.rels': relationships(links.join('')),
    'word/document.xml': `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
    ...files,
  })
}

export function relationships(content: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
}

export function packParts(parts: Record<string, string | Uint8Array>): Uint8Array {
  const files: Record<string, Uint8Array> = {}
  for (const [name, content] of Object.entries(parts)) {
    files[name] = typeof content === 'string' ? strToU8(content) : content
  }
  return zipSync(files, {mtime: new Date(1980, 0, 1)})
}

/** Reads a hand-written body. */
export function readBody(body: string, parts?: Record<string, string>, limits?: Partial<ReadLimits>) {
  return readDocx(packDocx(body, parts), limits)
}

/** A paragraph with one run; `properties` of the run. */
export function p(text: string, properties = '', paragraphProperties = ''): string {
  const run = `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
  return `<w:p>${paragraphProperties && `<w:pPr>${paragraphProperties}</w:pPr>`}${text === '' ? '' : run}</w:p>`
}

/** A cell with one paragraph. */
export function tc(text: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${text.startsWith('<') ? text : p(text)}</w:tc>`
}

/** A row of cells. */
export function tr(cells: string[], properties = ''): string {
  return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`
}

/** A table; `grid` in twips. */
export function tbl(rows: string[], grid: number[] = []): string {
  return `<w:tbl><w:tblPr/><w:tblGrid>${grid.map(w => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`
}

/** Values of the paragraphs, other blocks by their type. */
export function values(blocks: Block[]): string[] {
  return blocks.map(block => (block.type === 'paragraph' ? block.value : `[${block.type}]`))
}

/** Cells as "row,column rowSpan×columnSpan text". */
export function cells(block: Block | undefined): string[] {
  return (block as Table).children.map(
    cell =>
      `${cell.row},${cell.column} ${cell.rowSpan}×${cell.columnSpan} ${values(cell.children).join('¶')}`,
  )
}
