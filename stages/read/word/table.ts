import {type Block, type Table, type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {type CellNotes, setDoubt} from './cellNotes.ts'
import {alignEdges} from './edges.ts'
import {type Span, spansOf, type WordRow} from './row.ts'
import {markStale} from './stale.ts'

/** Instructions of formula fields, by the cell they stand in. */
type Formulas = Map<TableCell, CellNotes['formulas']>

type Report = (rule: string, details: FindingDetails) => void

/**
 * A table of Word's rows (edges in twips, merge marks) as addressed cells. Rows may begin and end at different places:
 * the grid is the set of all their edges, aligned. Where no row has a definition the order of cells is all that is known
 * and the table is addressed by sequence.
 * @param number the table's number in reading order, from 1
 */
export function tableOf(read: WordRow[], number: number, report: Report): Table {
  const rows = read.map(withoutSurplus)
  if (rows.some(row => !row.shape)) return sequenceTable(rows, number, report)
  checkCounts(rows, number, report)
  const spans = rows.map(row => spansOf(row.cells, row.shape!))
  const {lineOf, lines} = alignEdges(spans.map(row => row.flatMap(edgesOf)))
  const cells: TableCell[] = []
  const formulas: Formulas = new Map()
  let above = new Map<number, TableCell>()
  spans.forEach((row, r) => {
    const current = new Map<number, TableCell>()
    for (const span of row) {
      const column = lineOf.get(span.left)!
      const columnSpan = lineOf.get(span.right)! - column
      const place = {table: number, row: r, column}
      reportCovered(span.covered, place, report)
      const owner = span.vertical === 'continued' ? above.get(column) : undefined
      if (owner && owner.columnSpan === columnSpan) {
        owner.rowSpan++
        reportCovered(span.content, place, report)
        current.set(column, owner)
        continue
      }
      if (owner) {
        report('R03', {values: {what: '纵向合并的上下单元格宽度不一致，已按未合并读取'}, place})
      }
      const cell: TableCell = {
        type: 'tableCell',
        row: r,
        column,
        rowSpan: 1,
        columnSpan,
        children: span.content,
        place: {offset: rows[r]!.offset, ...place},
      }
      if (span.header) cell.data = {header: true}
      setDoubt(cell, span.notes, span.ground)
      if (span.notes.formulas.length > 0) formulas.set(cell, span.notes.formulas)
      cells.push(cell)
      if (span.vertical !== 'none') current.set(column, cell)
    }
    above = current
  })
  const table: Table = {
    type: 'table',
    rows: rows.length,
    columns: Math.max(0, lines - 1),
    addressing: 'grid',
    children: cells,
    place: {offset: rows[0]?.offset ?? 0, table: number},
  }
  markStale(table, formulas)
  return table
}

/** Some writers end a row with more cell marks than it has cells; surplus cells without content are none. */
function withoutSurplus(row: WordRow): WordRow {
  if (!row.shape || row.cells.length <= row.shape.cells.length) return row
  const used = row.cells.findLastIndex(({content}) => content.length > 0) + 1
  return {...row, cells: row.cells.slice(0, Math.max(used, row.shape.cells.length))}
}

function edgesOf(span: Span, index: number): number[] {
  return index === 0 ? [span.left, span.right] : [span.right]
}

/** Word shows only the first cell of a merged range; what the others hold is named, not read. */
function reportCovered(blocks: Block[], place: FindingDetails['place'], report: Report) {
  const text = blocks.map(textOf).join('').trim()
  if (text !== '') {
    report('R07', {values: {what: `被合并单元格遮住的文字“${text.slice(0, 40)}”不显示，未读入`}, place})
  }
}

function checkCounts(rows: WordRow[], number: number, report: Report) {
  rows.forEach((row, r) => {
    const defined = row.shape!.cells.length
    if (defined === row.cells.length) return
    const what = `第${r + 1}行定义了${defined}个单元格，实有${row.cells.length}个`
    report('R03', {values: {what}, place: {table: number, row: r}})
  })
}

function sequenceTable(rows: WordRow[], number: number, report: Report): Table {
  const without = rows.findIndex(row => !row.shape)
  report('R03', {
    values: {what: `第${without + 1}行没有列定义，本表只能按单元格先后次序读取`},
    place: {table: number, row: without},
  })
  const children: TableCell[] = rows.flatMap((row, r) =>
    row.cells.map(({content, notes}, column) => {
      const place = {offset: row.offset, table: number, row: r, column}
      const cell: TableCell = {
        type: 'tableCell',
        row: r,
        column,
        rowSpan: 1,
        columnSpan: 1,
        children: content,
        place,
      }
      setDoubt(cell, notes, null)
      return cell
    }),
  )
  return {
    type: 'table',
    rows: rows.length,
    columns: Math.max(0, ...rows.map(row => row.cells.length)),
    addressing: 'sequence',
    children,
    place: {offset: rows[0]?.offset ?? 0, table: number},
  }
}
