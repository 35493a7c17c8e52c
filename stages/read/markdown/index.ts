import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {decode} from '../decode.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {markupBlocks} from './markup.ts'
import {moved} from './moved.ts'
import {type Piece, piecesOf} from './pieces.ts'

/** How data of a program begin, in a call of a script or without. */
const DATA = /^[^\n]{0,99}?[[{]\s*["'{[]/

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
    version: '5',
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
  const first = text.search(/<table[\s>]/i)
  const before = text.slice(0, Math.max(first, 0)).replace(/<html>\s*<body>\s*$/i, '')
  return first >= 0 && !/<(?:\?xml|!doctype|html|head|body|meta)[\s/>]/i.test(before)
}

/** The blocks of a text with tables of HTML in it; null where it is none. */
export function readMarkdown(text: string, context: ReadContext, contents: MarkdownContents): Block[] | null {
  const pieces = piecesOf(text)
  return pieces && readPieces(pieces, context, contents)
}

function readPieces(pieces: Piece[], context: ReadContext, {readHtml, readText}: MarkdownContents): Block[] {
  const runs = markupBlocks(
    pieces.filter(({kind}) => kind === 'markup'),
    context,
    readHtml,
  )
  let tables = runs.flat().filter(({type}) => type === 'table').length
  const children: Block[] = []
  let markup = 0
  for (const piece of pieces) {
    if (piece.kind === 'markup') children.push(...runs[markup++]!)
    else if (piece.content.trim() !== '') {
      for (const block of textBlocks(piece, readText, context)) {
        if (block.type === 'table') tables++
        children.push(moved(block, piece.line, tables))
      }
    }
  }
  return children
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
