/**
 * A table on the way to the page. It knows what each cell means, so that a layout can move cells about without losing
 * the figures; readers of the page see only the texts.
 */
export interface Draft {
  type: 'table'
  /** Key of the form's table. */
  table: string
  rows: number
  columns: number
  cells: DraftCell[]
}

export interface DraftCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  text: string
  role: 'caption' | 'corner' | 'columnHead' | 'rowHead' | 'figure' | 'filler'
  /** Observation key of a figure. */
  key?: string
  /** Other official or usual wordings of a heading. */
  aliases?: string[]
  /** A heading that has headings of its own below or beside it. */
  group?: boolean
}

export type Axis = 'row' | 'column'

const SPAN = {row: 'rowSpan', column: 'columnSpan'} as const
const EXTENT = {row: 'rows', column: 'columns'} as const

/** A draft with other cells; its extent is taken from them. */
export function draftOf(table: string, cells: DraftCell[]): Draft {
  const end = (axis: Axis) => Math.max(0, ...cells.map(cell => cell[axis] + cell[SPAN[axis]]))
  return {type: 'table', table, rows: end('row'), columns: end('column'), cells: inOrder(cells)}
}

/** Reading order: by row, then by column. */
function inOrder(cells: DraftCell[]): DraftCell[] {
  return [...cells].sort((a, b) => a.row - b.row || a.column - b.column)
}

/** The cell that covers a place. */
export function cellAt(draft: Draft, row: number, column: number): DraftCell | undefined {
  return draft.cells.find(
    cell =>
      cell.row <= row &&
      row < cell.row + cell.rowSpan &&
      cell.column <= column &&
      column < cell.column + cell.columnSpan,
  )
}

/** Opens a free line before line `at`; cells that reach across it grow. The caller fills the line. */
export function insertLine(draft: Draft, axis: Axis, at: number): Draft {
  const cells = draft.cells.map(cell => {
    if (cell[axis] >= at) return {...cell, [axis]: cell[axis] + 1}
    if (cell[axis] + cell[SPAN[axis]] > at) return {...cell, [SPAN[axis]]: cell[SPAN[axis]] + 1}
    return cell
  })
  return {...draft, [EXTENT[axis]]: draft[EXTENT[axis]] + 1, cells}
}

/** Takes a line out with all cells that stand in it alone; cells that reach across it shrink. */
export function removeLine(draft: Draft, axis: Axis, at: number): Draft {
  const cells = draft.cells.flatMap(cell => {
    const end = cell[axis] + cell[SPAN[axis]]
    if (cell[axis] > at) return [{...cell, [axis]: cell[axis] - 1}]
    if (end <= at) return [cell]
    return cell[SPAN[axis]] === 1 ? [] : [{...cell, [SPAN[axis]]: cell[SPAN[axis]] - 1}]
  })
  return {...draft, [EXTENT[axis]]: draft[EXTENT[axis]] - 1, cells}
}

/** Fills every place no cell covers with an empty cell. */
export function fillHoles(draft: Draft): Draft {
  const taken = new Set<string>()
  for (const cell of draft.cells) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      for (let c = cell.column; c < cell.column + cell.columnSpan; c++) taken.add(`${r},${c}`)
    }
  }
  const cells = [...draft.cells]
  for (let row = 0; row < draft.rows; row++) {
    for (let column = 0; column < draft.columns; column++) {
      if (!taken.has(`${row},${column}`)) cells.push(filler(row, column))
    }
  }
  return {...draft, cells: inOrder(cells)}
}

/** An empty cell, or one with text that belongs to nothing on the form. */
export function filler(row: number, column: number, text = ''): DraftCell {
  return {row, column, rowSpan: 1, columnSpan: 1, text, role: 'filler'}
}

/** Every place of a merged cell as a cell of its own: the first keeps the text, the others get what `rest` says. */
export function unmerge(cell: DraftCell, rest: string): DraftCell[] {
  const out: DraftCell[] = []
  for (let r = 0; r < cell.rowSpan; r++) {
    for (let c = 0; c < cell.columnSpan; c++) {
      const at = {row: cell.row + r, column: cell.column + c, rowSpan: 1, columnSpan: 1}
      out.push(r === 0 && c === 0 ? {...cell, ...at} : {...filler(at.row, at.column, rest)})
    }
  }
  return out
}

/** The first row that holds a figure, and the first column: what stands before them is heading. */
export function headOf(draft: Draft): {row: number; column: number} {
  const figures = draft.cells.filter(cell => cell.role === 'figure')
  return {
    row: Math.min(draft.rows, ...figures.map(cell => cell.row)),
    column: Math.min(draft.columns, ...figures.map(cell => cell.column)),
  }
}

/** Cells with another text, where `change` gives one. */
export function reword(draft: Draft, change: (cell: DraftCell) => string | undefined): Draft {
  return {...draft, cells: draft.cells.map(cell => ({...cell, text: change(cell) ?? cell.text}))}
}
