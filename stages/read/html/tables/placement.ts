import {type GridProblem, MAX_SPAN, type Placement, placeCells} from '../../../../pipeline/model/grid.ts'
import type {CellContent, Group, Row} from './rows.ts'

/** Most columns a single cell of a real form spans; a larger span means "the whole width". */
const WIDE = 100

interface GroupPlacement {
  placed: Placement<CellContent>
  /** Whether row spans that cross row groups were followed. */
  crossing: boolean
  /** Rows left out because the grid would be too large. */
  left: number
}

/**
 * The grid of a table's row groups in the order shown. A row span ends with its row group (WHATWG, "ending a row
 * group"), and browsers cut one that goes on. Where the cut tears the table and the span as written makes it whole (a
 * two-line heading of which an editor put the first line into a thead of its own), the span as written is followed.
 */
export function placeGroups(groups: Group[], maxCells: number): GroupPlacement {
  const ordered = inOrder(groups)
  const problems: GridProblem[] = []
  const all = cutAtGroups(ordered, problems)
  const rows = all.slice(0, rowsWithin(all, maxCells))
  const placed = placeCells(trimWide(rows, problems))
  const left = all.length - rows.length
  if (left === 0 && ordered.length > 1 && problems.length > 0 && placed.problems.length > 0) {
    const written = ordered.flatMap(group => group.rows)
    if (rowsWithin(written, maxCells) === written.length) {
      const whole = placeCells(written)
      if (whole.problems.length === 0) return {placed: whole, crossing: true, left}
    }
  }
  return {placed: {...placed, problems: problems.concat(placed.problems)}, crossing: false, left}
}

/** Rows as shown: the first thead above all others, the first tfoot below, wherever they were written. */
function inOrder(groups: Group[]): Group[] {
  const head = groups.find(group => group.kind === 'head')
  const foot = groups.find(group => group.kind === 'foot')
  const others = groups.filter(group => group !== head && group !== foot)
  return [...(head ? [head] : []), ...others, ...(foot ? [foot] : [])]
}

/** Rows with row spans cut at the end of their group; 0 means just that. */
function cutAtGroups(groups: Group[], problems: GridProblem[]): Row[] {
  let before = 0
  return groups.flatMap(({rows}) => {
    const cut = rows.map((row, r) =>
      row.map((cell, c) => {
        const rest = rows.length - r
        if (cell.rowSpan === 0) return {...cell, rowSpan: rest}
        if (!(cell.rowSpan > rest)) return cell
        problems.push({kind: cell.rowSpan > MAX_SPAN ? 'span' : 'outside', row: before + r, column: c})
        return {...cell, rowSpan: rest}
      }),
    )
    before += rows.length
    return cut
  })
}

/** How many rows keep the grid within the limit of cells; a grid can be large with few cells in it. */
function rowsWithin(rows: Row[], maxCells: number): number {
  const ending = new Float64Array(rows.length + 1)
  let open = 0
  let widest = 0
  for (let r = 0; r < rows.length; r++) {
    for (const cell of rows[r]!) {
      const width = cell.columnSpan > WIDE || !(cell.columnSpan >= 1) ? 1 : Math.floor(cell.columnSpan)
      open += width
      ending[Math.min(rows.length, r + (cell.rowSpan >= 1 ? Math.floor(cell.rowSpan) : 1))]! += width
    }
    widest = Math.max(widest, open)
    if (widest * (r + 1) > maxCells) return r
    open -= ending[r + 1]!
  }
  return rows.length
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
