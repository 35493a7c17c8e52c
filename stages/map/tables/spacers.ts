import type {Table} from '../../../pipeline/model/ast.ts'
import type {MapConfig} from '../settings.ts'
import {printedCell} from '../texts/printed.ts'

/** Fewest empty columns that hold the others apart. */
const FEWEST = 2

/**
 * A grid without the empty columns that hold its figures apart: programs that keep a sheet as a page leave one behind each column.
 * They are left out where each column of figures has words of its own above it and each empty one, of which as many lie among these,
 * has none, so that none is a column of the form left blank. Other tables are returned as they are.
 */
export function withoutSpacers(table: Table, config: MapConfig): Table {
  if (table.addressing !== 'grid') return table
  const [single, filled, headed, figures] = [0, 0, 0, 0].map(() => new Set<number>()) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ]
  for (const cell of table.children) {
    const {kind} = printedCell(cell, config)
    // A picture in a cell may be a figure.
    const nothing = kind === 'blank' && cell.children.every(({type}) => type === 'paragraph')
    if (cell.columnSpan === 1) {
      single.add(cell.column)
      if (!nothing) filled.add(cell.column)
      if (kind === 'value') figures.add(cell.column)
    }
    // A heading lies over its own column, and the empty one behind it.
    if (cell.columnSpan <= 2 && kind === 'words') headed.add(cell.column)
  }
  const first = Math.min(...figures)
  const beside = [...filled].filter(column => column >= first)
  const spacers = new Set([...single].filter(column => !filled.has(column) && !headed.has(column)))
  const among = [...spacers].filter(column => column > first && !spacers.has(column - 1))
  if (among.length < Math.max(FEWEST, beside.length - 1) || !beside.every(column => headed.has(column)))
    return table
  const covers = table.children.some(cell => {
    const end = cell.column + cell.columnSpan
    for (let column = cell.column; column < end; column++) if (!spacers.has(column)) return false
    return printedCell(cell, config).kind !== 'blank'
  })
  return covers ? table : without(table, spacers)
}

function without(table: Table, dropped: ReadonlySet<number>): Table {
  const at: number[] = []
  let next = 0
  for (let i = 0; i <= table.columns; i++) {
    at.push(next)
    if (!dropped.has(i)) next++
  }
  const children = table.children.flatMap(cell => {
    const column = at[cell.column]!
    const columnSpan = at[cell.column + cell.columnSpan]! - column
    return columnSpan > 0 ? [{...cell, column, columnSpan}] : []
  })
  return {...table, columns: at[table.columns]!, children}
}
