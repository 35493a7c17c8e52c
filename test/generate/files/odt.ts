import {strToU8, zipSync} from 'fflate'
import type {Block, Paragraph, Root, Table, TableCell} from '../../../pipeline/model/ast.ts'
import {escaped} from './html.ts'

/** How an OpenDocument text is written; what is seen is the same whatever is chosen. */
export interface OdtOptions {
  /** In one XML file (.fodt). */
  flat?: boolean
  /** Blank cells and covered places side by side as one element that repeats. */
  repeated?: boolean
}

const BASE = 'urn:oasis:names:tc:opendocument:xmlns:'
const TYPE = 'application/vnd.oasis.opendocument.text'
const NAMES = [
  ...['office', 'style', 'text', 'table', 'meta'].map(name => [name, `${BASE}${name}:1.0`]),
  ['draw', `${BASE}drawing:1.0`],
  ['fo', `${BASE}xsl-fo-compatible:1.0`],
  ['svg', `${BASE}svg-compatible:1.0`],
  ['xlink', 'http://www.w3.org/1999/xlink'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')

/** Writes a tree as an OpenDocument text, deterministic to the byte. */
export function writeOdt(root: Root, options: OdtOptions = {}): Uint8Array {
  const body = odtBody(blocks(root.children, options), options.flat ?? false)
  return options.flat ? strToU8(body) : odtPackage({'content.xml': body})
}

/** A whole document, or its content part, around text written by hand. */
export function odtBody(text: string, flat = false, styles = ''): string {
  const root = flat ? 'document' : 'document-content'
  const type = flat ? ` office:mimetype="${TYPE}"` : ''
  const content = `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<office:${root} ${NAMES} office:version="1.3"${type}>${content}</office:${root}>`
}

/** Parts as a package: its type first and not packed, as the format wants it. */
export function odtPackage(parts: Record<string, string | Uint8Array>): Uint8Array {
  const manifest = Object.keys(parts).map(
    name => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`,
  )
  const all = {
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${BASE}manifest:1.0">${manifest.join('')}</manifest:manifest>`,
    ...parts,
  }
  const files = Object.entries(all).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ])
  return zipSync(
    {mimetype: [strToU8(TYPE), {level: 0}], ...Object.fromEntries(files)},
    {mtime: new Date(1980, 0, 1), level: 6},
  )
}

function blocks(list: readonly Block[], options: OdtOptions): string {
  return list.map(block => blockXml(block, options)).join('\n')
}

function blockXml(block: Block, options: OdtOptions): string {
  switch (block.type) {
    case 'paragraph':
      return paragraph(block)
    case 'table':
      return table(block, options)
    case 'image':
      return `<text:p><draw:frame><draw:image xlink:href="${escaped(block.url ?? 'Pictures/1.png')}"/></draw:frame></text:p>`
    case 'attachment':
      return `<text:p><text:a xlink:href="${escaped(block.url)}">${escaped(block.value)}</text:a></text:p>`
  }
}

function paragraph({value, data}: Paragraph): string {
  const text = escaped(value)
    .replace(/\n/g, '<text:line-break/>')
    .replace(/ {2,}/g, blanks => ` <text:s text:c="${blanks.length - 1}"/>`)
  return data?.depth
    ? `<text:h text:outline-level="${data.depth}">${text}</text:h>`
    : `<text:p>${text}</text:p>`
}

function table({rows, columns, children}: Table, options: OdtOptions): string {
  const at = new Map(children.map(cell => [`${cell.row} ${cell.column}`, cell]))
  const taken = new Set<string>()
  for (const cell of children) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        if (row !== cell.row || column !== cell.column) taken.add(`${row} ${column}`)
  }
  const written = Array.from({length: rows}, (_, row) => {
    const cells = Array.from({length: columns}, (_, column) => {
      const place = `${row} ${column}`
      const cell = at.get(place)
      if (cell) return cellXml(cell, options)
      return taken.has(place) ? '<table:covered-table-cell/>' : '<table:table-cell/>'
    })
    return `<table:table-row>${(options.repeated ? folded(cells) : cells).join('')}</table:table-row>`
  })
  return `<table:table><table:table-column table:number-columns-repeated="${columns}"/>${written.join('\n')}</table:table>`
}

/** Equal empty elements side by side as one. */
function folded(cells: readonly string[]): string[] {
  const out: string[] = []
  for (let i = 0; i < cells.length; ) {
    let end = i + 1
    while (cells[i]!.endsWith('/>') && cells[end] === cells[i]) end++
    const many = end - i
    out.push(many > 1 ? cells[i]!.replace('/>', ` table:number-columns-repeated="${many}"/>`) : cells[i]!)
    i = end
  }
  return out
}

function cellXml({rowSpan, columnSpan, children}: TableCell, options: OdtOptions): string {
  const spans =
    (columnSpan > 1 ? ` table:number-columns-spanned="${columnSpan}"` : '') +
    (rowSpan > 1 ? ` table:number-rows-spanned="${rowSpan}"` : '')
  if (children.length === 0) return `<table:table-cell${spans}/>`
  return `<table:table-cell${spans}>${blocks(children, options)}</table:table-cell>`
}
