import {type Table, type TableCell, textOf} from '../../pipeline/model/ast.ts'
import {gridOf} from '../../pipeline/model/grid.ts'
import type {Place} from '../../pipeline/model/place.ts'
import {fold} from '../../pipeline/model/text.ts'
import {type Printed, printedOf} from './labels.ts'
import type {MapConfig} from './settings.ts'
import {isValueText} from './value.ts'

/** A cell as one row sees it. */
export interface DocCell extends Printed {
  /** `blank` nothing, `value` a figure or a mark for "nothing applies", `words` anything else. */
  kind: 'blank' | 'value' | 'words'
  column: number
  columnSpan: number
  /** First row the cell covers; above this row where it hangs down from there. */
  row: number
  rowSpan: number
  place: Place
}

/** A row of a document's table: the cells that cover it from left to right. */
export interface DocRow {
  table: Table
  index: number
  /** Columns are addresses (`grid`), or only the order of cells is known. */
  grid: boolean
  cells: DocCell[]
}

/** The rows of a table, top down. In a grid a cell that spans rows is seen by each of them. */
export function rowsOf(table: Table, config: MapConfig): DocRow[] {
  const seen = new Map<TableCell, DocCell>()
  const see = (cell: TableCell): DocCell => {
    const known = seen.get(cell)
    if (known) return known
    const made = docCell(cell, config)
    seen.set(cell, made)
    return made
  }
  const rows: DocRow[] = Array.from({length: table.rows}, (_, index) => ({
    table,
    index,
    grid: table.addressing === 'grid',
    cells: [],
  }))
  if (table.addressing === 'sequence') {
    for (const cell of table.children) rows[cell.row]?.cells.push(see(cell))
    return rows
  }
  const grid = gridOf(table)
  for (const row of rows) {
    let last: TableCell | null = null
    for (let c = 0; c < table.columns; c++) {
      const cell = grid.at(row.index, c)
      if (cell && cell !== last) row.cells.push(see(cell))
      last = cell
    }
  }
  return rows
}

/**
 * The text of a cell as it was typed: without note marks that readers set apart (12 with a raised ① is 12) and without
 * automatic numbering, which is shown but is no part of a label or a figure.
 */
function bodyText(cell: TableCell): string {
  const body = cell.children.filter(block => block.type !== 'paragraph' || block.data?.role !== 'footnote')
  return body
    .map(block => {
      const numbering = block.type === 'paragraph' ? (block.data?.numbering ?? '') : ''
      const text = textOf(block)
      return numbering !== '' && text.startsWith(numbering) ? text.slice(numbering.length) : text
    })
    .join('\n')
    .trim()
}

/** Most cells hold nothing but a short figure, of which nothing needs to be worked out. */
const PLAIN_FIGURE = /^\d{1,9}$/

function docCell(cell: TableCell, config: MapConfig): DocCell {
  const text = bodyText(cell)
  if (PLAIN_FIGURE.test(text)) {
    const {column, columnSpan, row, rowSpan} = cell
    return {text, letters: text, kind: 'value', column, columnSpan, row, rowSpan, place: cell.place ?? {}}
  }
  const kind = fold(text) === '' ? 'blank' : isValueText(text, config) ? 'value' : 'words'
  const {column, columnSpan, row, rowSpan} = cell
  return {...printedOf(text), kind, column, columnSpan, row, rowSpan, place: cell.place ?? {}}
}
