import type {SheetCell} from './cells.ts'

/** Columns without any cell that part two tables side by side; one alone may be a gap inside a table. */
const SIDE_GAP = 2

/** Rows within columns within rows: no sheet made for reading goes deeper. */
const DEEPEST = 6

/**
 * Parts a sheet into what stands apart on it: by rows in which there is nothing, not even a formatted blank cell, then
 * by wider gaps between columns, then again by rows. Parts without text are dropped. In reading order.
 */
export function regionsOf(cells: SheetCell[], depth = 0): SheetCell[][] {
  const byRows = cut(cells, 1, cell => [cell.row, cell.row + cell.rowSpan])
  return byRows.flatMap(part => {
    const byColumns =
      depth === DEEPEST ? [part] : cut(part, SIDE_GAP, cell => [cell.column, cell.column + cell.columnSpan])
    if (byColumns.length > 1) return byColumns.flatMap(side => regionsOf(side, depth + 1))
    return part.some(({text}) => text !== '') ? [part] : []
  })
}

/** Groups of cells between which at least `gap` lines are free. */
function cut(cells: SheetCell[], gap: number, range: (cell: SheetCell) => [number, number]): SheetCell[][] {
  const sorted = [...cells].sort((a, b) => range(a)[0] - range(b)[0])
  const groups: SheetCell[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const cell of sorted) {
    const [from, to] = range(cell)
    if (from >= end + gap) groups.push([])
    groups.at(-1)!.push(cell)
    end = Math.max(end, to)
  }
  return groups
}
