import type {DocRow} from '../rows/rows.ts'
import {type Assignment, assignCells, type SequenceHabit, trimBlanks} from './assign.ts'
import type {ColumnMap} from './headings.ts'

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
  const keepsBlanks = loose.some(showsBlank) || areFull(loose)
  const assignments = rows.map(({row, at, map}) => {
    const habit: SequenceHabit = {keepsBlanks, offset: offsetOf(loose, row, at, map)}
    return assignCells(row, at, map, widthOf(map), habit)
  })
  const wider = widerTables(rows, assignments)
  return assignments.map((assignment, i) => {
    const {row, map} = rows[i]!
    if (assignment.doubt !== null || !map.supposed || !wider.has(row.table)) return assignment
    return {
      cells: assignment.cells.map(() => null),
      doubtful: assignment.cells.map((_, column) => column),
      doubt: 'lost',
    }
  })
}

/** Fewest rows with more figures than columns, and their share, that show a column of the office's own. */
const FEWEST_LONG = 2
const LONG_SHARE = 0.3

/**
 * Tables of a text in which no heading was found and many rows show more figures than the form has columns, as beside a
 * column of the office's own (代码): what a row with one figure shows may be that column's, its own figure being blank.
 */
function widerTables(rows: OpenRow[], assignments: Assignment[]): Set<DocRow['table']> {
  const counts = new Map<DocRow['table'], {all: number; long: number}>()
  rows.forEach(({row, map}, i) => {
    if (row.grid || !map.supposed) return
    const count = counts.get(row.table) ?? {all: 0, long: 0}
    count.all++
    if (assignments[i]!.doubt === 'long') count.long++
    counts.set(row.table, count)
  })
  const wide = [...counts].filter(([, {all, long}]) => long >= FEWEST_LONG && long >= all * LONG_SHARE)
  return new Set(wide.map(([table]) => table))
}

/** A blank between figures in a row as long as its heading. */
function showsBlank({row, at, map}: OpenRow): boolean {
  const core = trimBlanks(row.cells.slice(at + 1))
  return core.length === map.columns.length && core.some(({kind}) => kind === 'blank')
}

/** Fewest rows that show that all are full. */
const FEWEST_FULL = 3

/**
 * Whether every row of several columns has just as many cells as headings, and some begin with a blank: where blanks had been dropped,
 * rows would be of other lengths, and where they had been moved to the end, none would stand in front.
 */
function areFull(rows: OpenRow[]): boolean {
  const wide = rows.filter(({map}) => map.columns.length > 1 && !map.supposed)
  const fields = wide.map(({row, at}) => row.cells.slice(at + 1))
  return (
    wide.length >= FEWEST_FULL &&
    wide.every(({map}, i) => fields[i]!.length === map.columns.length) &&
    fields.some(cells => cells[0]?.kind === 'blank' && cells.some(({kind}) => kind === 'value'))
  )
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
