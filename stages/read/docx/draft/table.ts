import {type Block, type Table, type TableCell, textOf} from '../../../../pipeline/model/ast.ts'
import {isFigureAlone} from '../../word/boxes.ts'
import {type Ground, RAISED_ALONE, sizesDoubt} from '../../word/ink.ts'
import {markStale} from '../../word/stale.ts'
import {type Extent, layColumns, type RowShape} from './columns.ts'

/** A table cell as it is being read (w:tc). */
export interface CellDraft {
  span: number
  width?: number
  widthType?: string
  vertical?: 'restart' | 'continue'
  horizontal?: 'restart' | 'continue'
  /** Deleted under tracked changes. */
  deleted: boolean
  /** Its shading. */
  ground?: Ground | null
  /** Why what is read of it may not be what it shows: a Chinese clause. */
  doubt?: string
  /** Heights of its digits, half-points. */
  sizes?: Set<number>
  /** Whether some of its digits are superscripts or subscripts. */
  hasRaised?: boolean
  children: Block[]
  /** Instructions of formula fields that stand in it. */
  formulas?: string[]
  /** The cell of the tree that holds this one's place, once the table is complete. */
  cell?: TableCell
}

/** A table row as it is being read (w:tr). */
export interface RowDraft {
  before: number
  after: number
  widthBefore?: number
  header: boolean
  /** Deleted under tracked changes, or hidden. */
  removed?: 'deleted' | 'hidden'
  cells: CellDraft[]
}

export interface TableDraft {
  grid: number[]
  rows: RowDraft[]
  /** Cells met so far. */
  cells: number
}

export interface FinishedTable {
  table: Table
  problems: string[]
  /** Cells whose content a merge covers: it is in the file, but not to be seen. */
  covered: CellDraft[]
}

interface Placed extends Extent {
  draft: CellDraft
  header: boolean
  /** Cells joined to this one from the right. */
  joined: CellDraft[]
}

/** Instructions of formula fields, by the cell they are seen in. */
function formulasOf(rows: readonly RowDraft[]): Map<TableCell, string[]> {
  const all = new Map<TableCell, string[]>()
  for (const {cell, formulas, children} of rows.flatMap(row => row.cells))
    if (cell && formulas && cell.children === children) all.set(cell, formulas)
  return all
}

/** Puts the cells of a table at their grid addresses and joins merged ones. */
export function finishTable(draft: TableDraft): FinishedTable {
  const rows = draft.rows.filter(row => !row.removed)
  const {rows: extents, columns, problems} = layColumns(rows.map(shapeOf), draft.grid)
  const covered: CellDraft[] = []
  const cells: TableCell[] = []
  /** Merges open downwards, by left column. */
  let open = new Map<number, {cell: TableCell; right: number}>()
  for (const [r, row] of rows.entries()) {
    const next = new Map<number, {cell: TableCell; right: number}>()
    for (const placed of joinRow(row, extents[r]!, r, covered, problems)) {
      const above = open.get(placed.left)
      if (placed.draft.vertical === 'continue' && above?.right === placed.right) {
        above.cell.rowSpan++
        setCell(placed, above.cell)
        covered.push(placed.draft)
        next.set(placed.left, above)
        continue
      }
      const cell = makeCell(placed, r)
      setCell(placed, cell)
      cells.push(cell)
      if (placed.draft.vertical) next.set(placed.left, {cell, right: placed.right})
      // In the first row Word leaves the mark where a table was split in two; there is nothing above to be merged with.
      if (placed.draft.vertical === 'continue' && r > 0) {
        problems.push(
          `第 ${r + 1} 行第 ${placed.left + 1} 列标为向上合并，但上方没有等宽的合并单元格，已按独立单元格处理`,
        )
      }
    }
    open = next
  }
  const table: Table = {type: 'table', rows: rows.length, columns, addressing: 'grid', children: cells}
  markStale(table, formulasOf(rows))
  return {table, problems, covered}
}

/** A row's cells with horizontally merged ones (w:hMerge, 17.4.22) joined. */
function joinRow(
  row: RowDraft,
  extents: Extent[],
  r: number,
  covered: CellDraft[],
  problems: string[],
): Placed[] {
  const joined: Placed[] = []
  let chain: Placed | null = null
  for (const [i, draft] of row.cells.entries()) {
    if (draft.horizontal === 'continue' && chain) {
      chain.right = extents[i]!.right
      chain.joined.push(draft)
      covered.push(draft)
      continue
    }
    const {left, right} = extents[i]!
    const placed: Placed = {left, right, draft, header: row.header, joined: []}
    if (draft.horizontal === 'continue') {
      problems.push(
        `第 ${r + 1} 行第 ${placed.left + 1} 列标为向左合并，但左方没有合并起点，已按独立单元格处理`,
      )
    }
    joined.push(placed)
    chain = draft.horizontal ? placed : null
  }
  return joined
}

function setCell({draft, joined}: Placed, cell: TableCell): void {
  draft.cell = cell
  for (const one of joined) one.cell = cell
}

function makeCell({left, right, draft, header}: Placed, row: number): TableCell {
  const cell: TableCell = {
    type: 'tableCell',
    row,
    column: left,
    rowSpan: 1,
    columnSpan: right - left,
    children: draft.children,
  }
  if (header) cell.data = {header: true}
  const {sizes = new Set(), hasRaised = false} = draft
  const doubt =
    draft.doubt ??
    sizesDoubt(sizes) ??
    (hasRaised && sizes.size === 0 && isFigureAlone(draft.children.map(textOf).join(''))
      ? RAISED_ALONE
      : null)
  if (doubt !== null) cell.data = {...cell.data, doubt}
  return cell
}

function shapeOf({before, after, widthBefore, cells}: RowDraft): RowShape {
  return {before, after, widthBefore, cells}
}
