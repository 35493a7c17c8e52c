import {type Block, type Image, textOf} from '../../../../pipeline/model/ast.ts'
import {odt} from '../../../../stages/read/docx/index.ts'
import type {EmbeddedPicture, ReadContext} from '../../../../stages/read/reader.ts'
import {odtBody, odtPackage} from '../../../generate/files/odt.ts'
import {LIMITS} from './helpers.ts'

export async function readBytes(bytes: Uint8Array, limits: Partial<typeof LIMITS> = {}) {
  const findings: string[] = []
  const pictures = new Map<Image, EmbeddedPicture>()
  const context: ReadContext = {
    limits: {...LIMITS, ...limits},
    report: (rule, details) => void findings.push(`${rule} ${details?.values?.what}`),
    picture: (node, picture) => void pictures.set(node, picture),
  }
  const root = await odt.read(bytes, context)
  return {root, findings, pictures, outline: outline(root.children)}
}

/** Reads the text of a document written by hand, with automatic styles and other parts. */
export const read = (text: string, styles = '', parts: Record<string, string | Uint8Array> = {}) =>
  readBytes(odtPackage({'content.xml': odtBody(text, false, styles), ...parts}))

/** Paragraphs, pictures, tables as rows of texts with their spans. */
export function outline(blocks: readonly Block[]): unknown[] {
  return blocks.map(block => {
    if (block.type === 'paragraph') return (block.data?.role ? `${block.data.role}: ` : '') + block.value
    if (block.type !== 'table') return block.type
    return Array.from({length: block.rows}, (_, row) =>
      block.children
        .filter(cell => cell.row === row)
        .map(({column, rowSpan, columnSpan, children}) => {
          const spans = rowSpan * columnSpan > 1 ? ` ${rowSpan}x${columnSpan}` : ''
          const nested = children.some(({type}) => type === 'table')
          return nested ? outline(children) : `${column}${spans} ${children.map(textOf).join('/')}`.trim()
        }),
    )
  })
}

export const p = (text: string, style = '') =>
  `<text:p${style ? ` text:style-name="${style}"` : ''}>${text}</text:p>`
export const cell = (text: string, attributes = '') =>
  `<table:table-cell ${attributes}>${p(text)}</table:table-cell>`
export const row = (cells: string, attributes = '') =>
  `<table:table-row ${attributes}>${cells}</table:table-row>`
export const table = (rows: string, columns = '<table:table-column/>') =>
  `<table:table>${columns}${rows}</table:table>`
export const covered = '<table:covered-table-cell/>'
export const textStyle = (name: string, properties: string, family = 'text') =>
  `<style:style style:name="${name}" style:family="${family}"><style:text-properties ${properties}/></style:style>`
