import type {Block, Paragraph, Root, Table, TableCell} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import {visible} from '../../../pipeline/model/text.ts'
import {type HeadingMarks, partedAtHeadings} from './glued.ts'
import {partedAtRows} from './gluedRows.ts'
import {tablesFromLines} from './loose.ts'
import {tablesFromPairs} from './pairs.ts'
import {tablesFromPipes} from './piped.ts'

/** Longest text a cell of the form holds, with room to spare; a longer one is prose that a layout table carries. */
const LONGEST_LABEL = 120

/** A document without nesting: blocks of the body in reading order, and what repeats outside the body. */
export interface Flat {
  blocks: Block[]
  /** Page headers, footers, navigation. */
  aside: Paragraph[]
}

/** What flattening must know of the form. */
export interface Marks extends HeadingMarks {
  /** Whether a text is a label of the form: a caption, a row, a column. */
  isLabel(text: string): boolean
}

/**
 * Takes nested tables out of their cells, dissolves tables that only lay out text, parts paragraphs at line breaks, and
 * numbers the tables. A table is parted where a section heading stands in a row of it.
 */
export function flatten(root: Root, marks: Marks): Flat {
  const aside: Paragraph[] = []
  const blocks: Block[] = []
  const piped = tablesFromPipes(flattenAll(root.children, marks), marks)
  for (const block of tablesFromLines(tablesFromPairs(piped, marks), marks)) {
    const role = block.type === 'paragraph' ? block.data?.role : undefined
    if (role && role !== 'footnote') aside.push(block as Paragraph)
    else blocks.push(block)
  }
  let tables = 0
  return {aside, blocks: blocks.map(block => (block.type === 'table' ? numbered(block, ++tables) : block))}
}

function flattenAll(blocks: Block[], marks: Marks): Block[] {
  return blocks.flatMap(block => {
    if (block.type === 'paragraph') return lines(block, marks)
    if (block.type === 'table') return flattenTable(block, marks)
    return [block]
  })
}

/** Blanks in front of a line that a conversion could not show. */
const LOST_SPACES = /^\s*[?？]{2,}(?=[^?？\s])/u

/** One paragraph a line, parted before section headings; white space collapsed, empty lines left out. */
function lines(paragraph: Paragraph, marks: Marks): Paragraph[] {
  return visible(paragraph.value)
    .split('\n')
    .map(line => line.replace(LOST_SPACES, '').replace(/ {2,}/g, ' ').trim())
    .filter(line => line !== '')
    .flatMap(line => partedAtHeadings(line, marks))
    .flatMap(line => partedAtRows(line, marks.isLabel))
    .map((value, i) => lineOf(paragraph, value, i === 0))
}

/** A line of a paragraph; the numbering stands before the first. */
function lineOf(paragraph: Paragraph, value: string, first: boolean): Paragraph {
  if (!paragraph.data) return {...paragraph, value}
  const {numbering, ...data} = paragraph.data
  return {...paragraph, value, data: first && numbering !== undefined ? {...data, numbering} : data}
}

type RowKind = 'data' | 'prose' | 'heading'

/** A table whose cells hold their text in tables of one cell each, as editors nest them, with the texts alone. */
function unboxed(table: Table): Table {
  if (!table.children.some(cell => boxed(cell))) return table
  return {...table, children: table.children.map(cell => ({...cell, children: boxed(cell) ?? cell.children}))}
}

/** What a cell holds in a table of one cell; null where it holds anything else. */
function boxed({children: [only, ...others]}: TableCell): Paragraph[] | null {
  if (only?.type !== 'table' || others.length > 0 || only.children.length !== 1) return null
  const [cell] = only.children
  const inner = boxed(cell!) ?? cell!.children
  return inner.every(block => block.type === 'paragraph') ? inner : null
}

function flattenTable(boxes: Table, marks: Marks): Block[] {
  const table = unboxed(boxes)
  const caption = table.data?.caption
  const lead: Block[] = caption && marks.isHeading(caption) ? [paragraphAt(caption, table.place)] : []
  const kinds = rowKinds(table, marks)
  if (kinds.every(kind => kind === 'data')) return [...lead, table]
  const out: Block[] = lead
  for (let row = 0; row < table.rows; ) {
    const kind = kinds[row]!
    let end = row + 1
    while (end < table.rows && kinds[end] === kind) end++
    out.push(...(kind === 'data' ? [part(table, row, end)] : proseOf(table, row, end, marks)))
    row = end
  }
  return out
}

/**
 * What each row is. A row holds prose where it covers a nested table of more than figures or a long text; where no row has two filled cells
 * the whole table is a frame around text. Rows joined by a row span stay together.
 */
function rowKinds(table: Table, marks: Marks): RowKind[] {
  const cells: TableCell[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children) if (cell.children.length) cells[cell.row]?.push(cell)
  if (cells.every(row => row.length <= 1) && !isBlankForm(cells.flat(), marks))
    return cells.map(() => 'prose')
  const hanging = hangingRows(table)
  const kinds = cells.map((row): RowKind => {
    const nested = row.filter(cell => cell.children.some(child => child.type === 'table'))
    if (nested.length > 0) return nested.length < row.length && nested.every(isFigures) ? 'data' : 'prose'
    if (row.length === 1 && marks.isHeading(textOf(row[0]!)) && !isLabelOfRow(row[0]!, hanging, marks))
      return 'heading'
    const long = row.some(cell => textOf(cell).length > LONGEST_LABEL)
    return long && !row.some(isFigures) ? 'prose' : 'data'
  })
  if (kinds.filter(kind => kind === 'heading').length >= 2) {
    // The whole document in one grid, as spreadsheets hold it: a lone cell is text unless the form knows it.
    cells.forEach((row, i) => {
      const lone = row.length === 1 && !hanging.has(i)
      if (kinds[i] === 'data' && lone && !isLabelCell(row[0]!, marks)) kinds[i] = 'prose'
    })
  }
  for (const cell of table.children) {
    const end = Math.min(cell.row + cell.rowSpan, table.rows)
    if (
      cell.rowSpan > 1 &&
      kinds[cell.row] === 'prose' &&
      cell.children.some(child => child.type === 'table')
    ) {
      kinds.fill('prose', cell.row, end)
    }
  }
  return kinds
}

/** Whether nothing but labels of the form stands in some cells, one beside the other's column: 本年处理决定数量 over the blank beside 行政许可. */
function isBlankForm(filled: TableCell[], marks: Marks): boolean {
  const columns = new Set(filled.map(({column}) => column))
  return columns.size > 1 && filled.every(cell => isLabelCell(cell, marks))
}

/** Whether a cell holds figures and nothing else, perhaps in a table of their own. */
function isFigures(cell: TableCell): boolean {
  return /^[\s+\-\d.,]+$/.test(textOf(cell).trim())
}

/** Rows that a cell with text reaches down into. */
function hangingRows(table: Table): Set<number> {
  const rows = new Set<number>()
  for (const {row, rowSpan, children} of table.children) {
    if (children.length === 0) continue
    for (let i = row + 1; i < Math.min(row + rowSpan, table.rows); i++) rows.add(i)
  }
  return rows
}

/**
 * 3.其他 in a row without figures, beside or below （六）其他处理, is a label and not the heading 六、其他…; and so is 三、依申请
 * 公开情况 over the rows of that group.
 */
function isLabelOfRow(cell: TableCell, hanging: Set<number>, marks: Marks): boolean {
  return hanging.has(cell.row) || isLabelCell(cell, marks)
}

/** Whether a cell is a label of the form, perhaps with a colon behind it. */
function isLabelCell(cell: TableCell, marks: Marks): boolean {
  const text = textOf(cell)
  return marks.isLabel(text) || marks.isLabel(text.replace(/[:：]\s*$/, ''))
}

/** The text of rows from `from` up to `to`, cell by cell, row by row. */
function proseOf(table: Table, from: number, to: number, marks: Marks): Block[] {
  return table.children
    .filter(cell => cell.row >= from && cell.row < to)
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .flatMap(cell =>
      flattenAll(cell.children, marks).map(block =>
        block.place || !(cell.place ?? table.place) ? block : {...block, place: cell.place ?? table.place},
      ),
    )
}

/** Rows from `from` up to `to` as a table of their own; spans that cross the border are cut. */
function part(table: Table, from: number, to: number): Table {
  const children = table.children.flatMap(cell => {
    const top = Math.max(cell.row, from)
    const bottom = Math.min(cell.row + cell.rowSpan, to)
    if (top >= bottom) return []
    return [{...cell, row: top - from, rowSpan: bottom - top, children: cell.row < from ? [] : cell.children}]
  })
  return {...table, rows: to - from, children}
}

function numbered(table: Table, number: number): Table {
  const children = table.children.map(cell =>
    // A member added behind a spread would give every place a hidden class of its own (docs/benchmarks.md).
    cell.place ? {...cell, place: Object.assign({}, cell.place, {table: number})} : cell,
  )
  return {...table, children, place: {...table.place, table: number}}
}

function paragraphAt(value: string, place: Place | undefined): Paragraph {
  return place ? {type: 'paragraph', value, place} : {type: 'paragraph', value}
}
