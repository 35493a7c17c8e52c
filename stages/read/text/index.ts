import {type Block, type Root, textCell} from '../../../pipeline/model/ast.ts'
import {withoutInvisible} from '../../../pipeline/model/text.ts'
import {decode} from '../decode.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {joinedBegunRows} from './begunPipes.ts'
import {joinedClosedCells} from './closedCells.ts'
import {withoutEndlessRows} from './endless.ts'
import {withoutMarkdown} from './markdown.ts'
import {withoutTableMarkup} from './markup.ts'
import {joinedNumbers} from './numbers.ts'
import type {TextRow} from './pieces.ts'
import {withoutBreaksInCells, withoutTabMarks} from './quoted.ts'
import {findPieces} from './regions.ts'
import {withMarksAsPipes} from './separators.ts'
import {withoutSerials} from './serials.ts'
import {joinedTabbedCells} from './tabbedCells.ts'

/** Share of control characters above which bytes are no text. */
const MOST_CONTROLS = 0.01

/** Share of zero bytes, with which some programs end or fill lines, above which they are none. */
const MOST_ZEROS = 0.1

/** JSON and XML are written for programs: whatever they say of reports, they are none. `{{ title }}` is a page's template. */
const DATA = /^\s*(?:\[\s*(?:["[{]|$)|\{\s*(?:"|$)|<\?xml\s)/

/** A ZIP file; where nothing in it is packed (EPUB) its bytes look like text. */
const PACKAGE = 'PK\x03\x04'

/** Blanks in front of words that a conversion could not show. */
const LOST_SPACES = /^\s*[?？]{2,}(?=[\p{Script=Han}（(])/u

/**
 * Plain text: what is left of a report after copying, OCR or conversion by others. Tables are rows of cells whose
 * columns are not known (`addressing: sequence`); every other line is a paragraph.
 */
export const text: Reader = {
  id: 'text',
  version: '32',
  extensions: ['txt', 'text', 'md', 'csv', 'tsv', 'log'],
  sniff(head) {
    if (head.length === 0) return false
    const {text} = decode(head)
    if (DATA.test(text) || text.startsWith(PACKAGE)) return false
    const controls = [...text].filter(c => (c < ' ' && !'\0\t\n\r\f\v'.includes(c)) || c === '\ufffd').length
    const zeros = text.replace(/\0+$/, '').split('\0').length - 1
    return controls <= text.length * MOST_CONTROLS && zeros <= text.length * MOST_ZEROS
  },
  read: readText,
}

/** The tree of a text. @throws UnreadableError where nothing can be seen, or too much. */
export function readText(bytes: Uint8Array, context: ReadContext): Root {
  const decoded = decode(bytes)
  for (const what of decoded.doubts) context.report('R02', {values: {what}})
  const lines = withoutInvisible(
    decoded.text.replaceAll('\0', '').replace(/\r\n?|[\f\v\u2028\u2029\u0085]/g, '\n'),
  )
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line, i) => ({text: withoutTabMarks(line.replace(LOST_SPACES, '')), number: i + 1}))
  const children: Block[] = []
  let tables = 0
  for (const piece of withoutSerials(
    findPieces(
      withoutEndlessRows(
        joinedNumbers(
          joinedBegunRows(
            joinedClosedCells(
              withMarksAsPipes(
                withoutMarkdown(withoutBreaksInCells(withoutTableMarkup(joinedTabbedCells(lines)))),
              ),
            ),
          ),
        ),
      ),
    ),
  )) {
    if (piece.kind === 'table') children.push(tableOf(piece.rows, ++tables, piece.bare))
    else children.push({type: 'paragraph', value: piece.line.text.trim(), place: {line: piece.line.number}})
  }
  const cells = children.reduce((sum, block) => sum + (block.type === 'table' ? block.children.length : 0), 0)
  if (cells > context.limits.maxCells || children.length > context.limits.maxNodes) {
    throw new UnreadableError(
      'tooLarge',
      `文本有 ${cells} 个单元格、${children.length} 段，超过上限，未读取。`,
    )
  }
  if (children.length === 0) throw new UnreadableError('empty', '文本里没有可见的字。')
  const root: Root = {
    type: 'root',
    children,
    data: {reader: 'text', metadata: [], encoding: decoded.encoding},
  }
  return root
}

function tableOf(rows: TextRow[], table: number, bare: boolean): Block {
  const children = rows.flatMap((row, r) =>
    row.cells.map((cell, c) =>
      textCell(r, c, cell.text, {place: {line: cell.line, table, row: r, column: c}}),
    ),
  )
  const columns = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  const line = rows[0]?.cells[0]?.line
  const place = {table, line}
  const data = bare ? {data: {bare}} : {}
  return {type: 'table', rows: rows.length, columns, addressing: 'sequence', children, ...data, place}
}
