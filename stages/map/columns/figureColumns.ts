import {type Table, type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {printedCell} from '../texts/printed.ts'
import {isCorner} from '../texts/senses.ts'

/** Rows from which a list of figures is told by the labels of its rows alone. */
const LONG = 8

/** A column of figures in a list: its headings, outer ones first, and the grid columns it covers. */
export interface FigureColumn {
  heads: TableCell[]
  /** Its headings in one, folded. */
  text: string
  from: number
  to: number
}

/** The columns of a list that may hold its figures, and the first row below their headings. */
export interface FigureColumns {
  columns: FigureColumn[]
  below: number
}

/** Whether a block is one long list with a single column of figures, as the statistics table of 2014 is. */
export function isLongList({columns, rows}: Form): boolean {
  return columns.length === 1 && rows.length >= LONG
}

/** What stands right of the corner, but for 单位, 备注 and their kin; null where the table is no such list. */
export function figureColumns(table: Table, form: Form, config: MapConfig): FigureColumns | null {
  const [corner, again] = table.children.filter(cell => isCorner(form, printedCell(cell, config)))
  // Two lists side by side have a corner each.
  if (!corner || (again && again.row === corner.row)) return null
  const below = corner.row + corner.rowSpan
  const heads = table.children.filter(
    ({row, column}) => row >= corner.row && row < below && column >= corner.column + corner.columnSpan,
  )
  const columns: FigureColumn[] = []
  for (let at = corner.column + corner.columnSpan; at < table.columns; at++) {
    const stack = heads
      .filter(({column, columnSpan}) => column <= at && at < column + columnSpan)
      .sort((a, b) => a.row - b.row)
    const bottom = stack.at(-1)
    const last = columns.at(-1)
    if (!bottom) continue
    if (last && last.heads.at(-1) === bottom) last.to = at
    else columns.push({heads: stack, text: stack.map(cell => fold(textOf(cell))).join(''), from: at, to: at})
  }
  const isOther = ({heads: stack}: FigureColumn) =>
    config.otherColumns.includes(printedCell(stack.at(-1)!, config).letters)
  const left = columns.filter(column => !isOther(column))
  const hasFigures = ({from, to}: FigureColumn) =>
    table.children.some(
      cell =>
        cell.row >= below &&
        cell.column >= from &&
        cell.column <= to &&
        /\p{Nd}/u.test(textOf(cell)) &&
        printedCell(cell, config).kind === 'value',
    )
  const figures = left.filter(hasFigures)
  return {columns: figures.length > 0 ? figures : left, below}
}
