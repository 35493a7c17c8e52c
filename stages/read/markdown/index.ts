import type {Block, Root} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import {decode} from '../decode.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {type Piece, piecesOf} from './pieces.ts'

/** How data of a program begin, in a call of a script or without. */
const DATA = /^[^\n]{0,99}?[[{]\s*["'{[]/

/** Marks that separate runs of markup, so that their tables stay apart: a paragraph of its own before each. */
const MARK = '\u27e8表\u27e9'

/** Make the trees of the two kinds of text that such a file is made of. */
export interface MarkdownContents {
  readHtml(text: string, encoding: string, context: ReadContext): Root
  readText(bytes: Uint8Array, context: ReadContext): Root
}

/**
 * Text with tables of HTML in it, and no other markup that ends lines: Markdown (CommonMark 0.31, 4.6) as programs write it that
 * convert pages or recognise scans. Tables are read by the reader of HTML, all else by that of text.
 */
export function markdown(contents: MarkdownContents): Reader {
  return {
    id: 'markdown',
    version: '3',
    extensions: ['md', 'markdown', 'mdx', 'txt', 'text'],
    sniff: head => mayBe(head) && piecesOf(decode(head).text) !== null,
    read(bytes, context) {
      const {text, encoding, doubts} = decode(bytes)
      for (const what of doubts) context.report('R02', {values: {what}})
      const pieces = piecesOf(text) ?? [{kind: 'text' as const, content: text, line: 0}]
      return {
        type: 'root',
        children: readPieces(pieces, context, contents),
        data: {reader: 'markdown', metadata: [], encoding},
      }
    },
  }
}

/** Whether bytes hold a table and nothing by which a page or data of a program begin: the others need not be decoded. */
function mayBe(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  if (!bytes.includes('<table') && !bytes.includes('<TABLE')) return false
  const text = bytes.toString('latin1')
  if (DATA.test(text)) return false
  // Elements of other vocabularies begin like those of HTML: table:table of OpenDocument.
  return /<table[\s>]/i.test(text) && !/<(?:\?xml|!doctype|p|div|br|head|meta|span)[\s/>]/i.test(text)
}

/** The blocks of a text with tables of HTML in it; null where it is none. */
export function readMarkdown(text: string, context: ReadContext, contents: MarkdownContents): Block[] | null {
  const pieces = piecesOf(text)
  return pieces && readPieces(pieces, context, contents)
}

function readPieces(pieces: Piece[], context: ReadContext, {readHtml, readText}: MarkdownContents): Block[] {
  // One page of all tables, each on its own line of the file: the numbers and lines that findings name are those of the file.
  let page = ''
  let line = 0
  for (const piece of pieces) {
    if (piece.kind === 'text') continue
    page += `${'\n'.repeat(piece.line - line)}<p>${MARK}</p>${piece.content}`
    line = piece.line + newlinesIn(piece.content)
  }
  const runs = page === '' ? [] : runsOf(readHtml(page, 'utf-8', context).children)
  let tables = runs.flat().filter(({type}) => type === 'table').length
  const children: Block[] = []
  for (const piece of pieces) {
    if (piece.kind === 'markup') children.push(...(runs.shift() ?? []))
    else if (piece.content.trim() !== '') {
      for (const block of textBlocks(piece, readText, context)) {
        if (block.type === 'table') tables++
        children.push(moved(block, piece.line, tables))
      }
    }
  }
  return children
}

/** The blocks behind each mark. */
function runsOf(blocks: Block[]): Block[][] {
  const runs: Block[][] = []
  for (const block of blocks) {
    if (block.type === 'paragraph' && block.value === MARK) runs.push([])
    else runs.at(-1)?.push(block)
  }
  return runs
}

function textBlocks({content}: Piece, readText: MarkdownContents['readText'], context: ReadContext): Block[] {
  try {
    return readText(new TextEncoder().encode(content), context).children
  } catch (error) {
    // Nothing but marks that cannot be seen between two tables.
    if (error instanceof UnreadableError && error.reason === 'empty') return []
    throw error
  }
}

/** A block of a piece of text where the file has it: lines from the first of the piece on, tables numbered behind those of HTML. */
function moved(block: Block, lines: number, table: number): Block {
  const placed = <T extends {place?: Place}>(node: T): T => {
    const {place} = node
    if (!place) return node
    const line = place.line === undefined ? {} : {line: place.line + lines}
    return {...node, place: {...place, ...line, ...(place.table === undefined ? {} : {table})}}
  }
  return block.type === 'table' ? {...placed(block), children: block.children.map(placed)} : placed(block)
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1
}
