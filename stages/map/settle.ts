import {type Assignment, assignCells, type SequenceHabit, trimBlanks} from './assign.ts'
import type {ColumnMap} from './headings.ts'
import type {DocRow} from './rows.ts'

/** A row of figures whose cells still have to be given to columns. */
export interface OpenRow {
  row: DocRow
  /** Position of the label; figures stand after it. */
  at: number
  map: ColumnMap
}

/**
 * Gives the cells of all rows to columns, now that all rows are known: what some rows of a text show about its blanks
 * decides how the others are read. Whether blanks were kept holds for the whole document, since one hand or one program
 * made it; where the figures begin behind a label holds for a table.
 */
export function settle(rows: OpenRow[]): Assignment[] {
  const loose = rows.filter(({row}) => !row.grid)
  const keepsBlanks = loose.some(showsBlank)
  return rows.map(({row, at, map}) => {
    const habit: SequenceHabit = {keepsBlanks, offset: offsetOf(loose, row, at, map)}
    return assignCells(row, at, map, widthOf(map), habit)
  })
}

/** A blank between figures in a row as long as its heading. */
function showsBlank({row, at, map}: OpenRow): boolean {
  const core = trimBlanks(row.cells.slice(at + 1))
  return core.length === map.columns.length && core.some(({kind}) => kind === 'blank')
}

/** Blank cells between label and first figure in a full row of the same table with its label at the same position. */
function offsetOf(rows: OpenRow[], row: DocRow, at: number, map: ColumnMap): number | null {
  for (const other of rows) {
    if (other.row.table !== row.table || other.at !== at || other.map.columns.length !== map.columns.length)
      continue
    const fields = other.row.cells.slice(at + 1)
    const core = trimBlanks(fields)
    if (core.length === map.columns.length) return fields.indexOf(core[0]!)
  }
  return null
}

function widthOf(map: ColumnMap): number {
  return Math.max(
    ...map.columns.map(({column}) => (column ?? -1) + 1),
    ...map.missing.map(column => column + 1),
  )
}
