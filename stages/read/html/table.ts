import type {Block, Table, TableCell} from '../../../pipeline/model/ast.ts'
import {type GridProblem, MAX_SPAN, placeCells, type SpannedCell} from '../../../pipeline/model/grid.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {ReadContext} from '../reader.ts'
import {spanProblems} from './spans.ts'

/** What a `<td>` or `<th>` holds before it has an address. */
export interface CellContent {
  blocks: Block[]
  header: boolean
  deleted: string[]
}

export type Row = SpannedCell<CellContent>[]

export interface Group {
  kind: 'head' | 'body' | 'foot'
  rows: Row[]
}

/** A table while its elements are walked. */
export interface TableBuilder {
  /** Tables counted in reading order, from 1. */
  number: number
  line: number | undefined
  groups: Group[]
  caption: Block[]
  /** Found by its regular blocks (div, ul), not by table elements. */
  aligned: boolean
  addressing: 'grid' | 'sequence'
}

/** Most columns a single cell of a real form spans; a larger span means "the whole width". */
const WIDE = 100

/** Gives the cells their addresses and reports what is wrong with the spans, once a table. */
export function finishTable(builder: TableBuilder, context: ReadContext): Table {
  const place: Place = {table: builder.number}
  if (builder.line !== undefined) place.line = builder.line
  const problems: GridProblem[] = []
  const rows = fitArea(cutAtGroups(inOrder(builder.groups), problems), place, context)
  const placed = placeCells(trimWide(rows, problems))
  const children = placed.cells.map(cell => {
    const node: TableCell = {
      type: 'tableCell',
      row: cell.row,
      column: cell.column,
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      children: cell.content.blocks,
      place: {table: builder.number, row: cell.row, column: cell.column},
    }
    if (cell.content.header) node.data = {header: true}
    for (const what of cell.content.deleted) reportDeleted(what, node.place!, context)
    return node
  })
  const table: Table = {
    type: 'table',
    rows: placed.rows,
    columns: placed.columns,
    addressing: builder.addressing,
    children,
    place,
  }
  const caption = builder.caption
    .map(block => (block.type === 'paragraph' ? block.value : ''))
    .join('\n')
    .trim()
  if (caption !== '' || builder.aligned) table.data = {}
  if (caption !== '') table.data!.caption = caption
  if (builder.aligned) table.data!.ruled = false
  if (builder.addressing === 'grid') {
    const trouble = spanProblems(table, problems.concat(placed.problems))
    if (trouble) context.report('R03', {...trouble, place})
  }
  return table
}

/** Rows as shown: the first thead above all others, the first tfoot below, wherever they were written. */
function inOrder(groups: Group[]): Group[] {
  const head = groups.find(group => group.kind === 'head')
  const foot = groups.find(group => group.kind === 'foot')
  const others = groups.filter(group => group !== head && group !== foot)
  return [...(head ? [head] : []), ...others, ...(foot ? [foot] : [])]
}

/** A row span ends with its row group (WHATWG, "ending a row group"); 0 means just that. */
function cutAtGroups(groups: Group[], problems: GridProblem[]): Row[] {
  const rows: Row[] = []
  for (const {rows: own} of groups) {
    own.forEach((row, r) => {
      row.forEach((cell, c) => {
        const left = own.length - r
        if (cell.rowSpan === 0) cell.rowSpan = left
        else if (cell.rowSpan > left) {
          problems.push({kind: cell.rowSpan > MAX_SPAN ? 'span' : 'outside', row: rows.length, column: c})
          cell.rowSpan = left
        }
      })
      rows.push(row)
    })
  }
  return rows
}

/** Keeps the rows whose grid stays within the limit of cells; a grid can be large with few cells in it. */
function fitArea(rows: Row[], place: Place, context: ReadContext): Row[] {
  const covered = new Float64Array(rows.length + 1)
  let open = 0
  let widest = 0
  for (let r = 0; r < rows.length; r++) {
    for (const cell of rows[r]!) {
      const width = cell.columnSpan > WIDE || !(cell.columnSpan >= 1) ? 1 : Math.floor(cell.columnSpan)
      open += width
      const end = Math.min(rows.length, r + (cell.rowSpan >= 1 ? Math.floor(cell.rowSpan) : 1))
      covered[end]! -= width
    }
    widest = Math.max(widest, open)
    if (widest * (r + 1) > context.limits.maxCells) {
      const what = `第 ${place.table} 个表格超过 ${context.limits.maxCells} 格，只读取了前 ${r} 行，其余 ${rows.length - r} 行未读`
      context.report('R08', {values: {what}, place})
      return rows.slice(0, r)
    }
    open += covered[r + 1]!
  }
  return rows
}

/** Spans wider than any form are cut to the columns the other cells make; only the last cell of a row can mean them. */
function trimWide(rows: Row[], problems: GridProblem[]): Row[] {
  if (!rows.some(row => row.some(cell => cell.columnSpan > WIDE))) return rows
  const narrow = rows.map(row =>
    row.map(cell => ({...cell, columnSpan: Math.min(cell.columnSpan, narrowed(cell.columnSpan))})),
  )
  const {columns, cells} = placeCells(narrow)
  let i = 0
  return rows.map(row =>
    row.map((cell, k) => {
      const at = cells[i++]!
      if (cell.columnSpan <= WIDE) return cell
      problems.push({kind: 'span', row: at.row, column: at.column})
      const lastOfRow = k === row.length - 1 && cell.rowSpan === 1
      return {...cell, columnSpan: lastOfRow ? Math.max(1, columns - at.column) : 1}
    }),
  )
}

function narrowed(columnSpan: number): number {
  return columnSpan > WIDE ? 1 : columnSpan
}

function reportDeleted(what: string, place: Place, context: ReadContext): void {
  const column = place.column! + 1
  context.report('R07', {
    values: {
      what: `第 ${place.table} 个表格第 ${place.row! + 1} 行第 ${column} 列有划去的文字“${what}”，没有读入`,
    },
    severity: 'warning',
    place,
  })
}
