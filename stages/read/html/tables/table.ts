import type {Block, Table, TableCell} from '../../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../../pipeline/model/finding.ts'
import type {Place} from '../../../../pipeline/model/place.ts'
import type {ReadContext} from '../../reader.ts'
import {spanProblems} from '../spans.ts'
import {placeGroups} from './placement.ts'
import type {Group} from './rows.ts'

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

/** Gives the cells their addresses and reports what is wrong with the spans, once a table. */
export function finishTable(builder: TableBuilder, context: ReadContext): Table {
  const place: Place = {table: builder.number}
  if (builder.line !== undefined) place.line = builder.line
  const {placed, crossing, left} = placeGroups(builder.groups, context.limits.maxCells)
  const which = `第 ${builder.number} 个表格`
  if (left > 0) {
    const what = `${which}超过 ${context.limits.maxCells} 格，只读取了前 ${placed.rows} 行，其余 ${left} 行未读`
    context.report('R08', {values: {what}, place})
  }
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
    if (cell.content.doubt !== null) node.data = {...node.data, doubt: cell.content.doubt}
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
    // Followed only where the spans as written make a table without a hole: what stands where is not in doubt.
    const trouble: FindingDetails | null = crossing
      ? {
          values: {what: `${which}有单元格的跨行越出了所在的表头或表体分组，已按写明的跨度还原`},
          severity: 'info',
        }
      : spanProblems(table, placed.problems)
    if (trouble) context.report('R03', {...trouble, place})
  }
  return table
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
