import {type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import type {DocCell, DocRow} from '../rows/rows.ts'
import type {ColumnMap, Heading} from './headings.ts'

/**
 * Which cell is which column's figure. `shifted`: found by counting, because the cells do not stand under their
 * headings. `merged`: one figure covers several cells of the form. `short`: cells are missing, so that any cell of
 * the row may have moved. `lost`: blanks seem to have been dropped from the text, so positions are not known.
 * `long`: more cells than columns. `hanging`: a cell of words reaches down from above and may have moved those
 * right of it. `worded`: words stand between the label and the figures, and may be no cell of theirs. `zero`: one 0
 * covers the whole row, its total included, so that every figure of it is 0.
 */
export type Doubt = 'shifted' | 'merged' | 'short' | 'lost' | 'long' | 'hanging' | 'worded' | 'zero'

export interface Assignment {
  /** One entry a column of the form: the cell, or null where none could be told. */
  cells: (DocCell | null)[]
  /** Columns of the form the doubt is about; the others are sure. */
  doubtful: number[]
  doubt: Doubt | null
}

/** All rows but one of so many have a cell where this one has none. */
const MOST = 4

/** Letters of the longest unit of a form: 万元, 人次. */
const LONGEST_UNIT = 2

/** What other rows of a text show about its blanks: needed where columns are not known. */
export interface SequenceHabit {
  /** Some row holds a blank between figures: blanks were kept, and position can be trusted. */
  keepsBlanks: boolean
  /** Blank cells between the label and the first figure; null where no full row shows it. */
  offset: number | null
}

/** Assigns the cells right of position `at` to the columns of the form. */
export function assignCells(
  row: DocRow,
  at: number,
  map: ColumnMap,
  width: number,
  habit: SequenceHabit,
): Assignment {
  return row.grid ? assignGrid(row, at, map, width) : assignSequence(row, at, map, width, habit)
}

/**
 * In a grid a figure stands under its heading, and it also has its turn in the row. Where both say the same, it is
 * certain. Where headings and figures are drawn over different columns (spans set wrongly), the turn decides if the
 * numbers of cells agree; otherwise the columns concerned stay open, and no other column of the row is sure.
 */
function assignGrid(row: DocRow, at: number, map: ColumnMap, width: number): Assignment {
  const label = row.cells[at]
  const right = row.cells.filter(({column}) => !label || column >= label.column + label.columnSpan)
  const values = asOne(right.slice(hangingLabels(row, right)), map)
  const inTurn = byTurn(values, map, width)
  if (map.supposed) {
    const found = inTurn ?? byTurn(withoutUnit(values, map), map, width)
    return found ? sure(found) : open(width, 'short')
  }
  const [only, ...others] = values
  if (only && others.length === 0 && map.columns.length > 1 && isWholeZero(row, only, map)) {
    const cells = new Array(width)
      .fill(null)
      .map((_, column) => (columnsOf(map).includes(column) ? only : null))
    return {cells, doubtful: columnsOf(map), doubt: 'zero'}
  }
  const placed = byPlace(values, map, width)
  if (values.some(cell => cell.kind === 'words' && cell.row < row.index))
    return {...checkHanging(row, placed), doubtful: columnsOf(map), doubt: 'hanging'}
  const spare = values.filter(isFigure).length > map.columns.length
  const beyond =
    placed.doubt === null && !inTurn && values.some(cell => isFigure(cell) && isBeyond(cell, map))
  if (spare || beyond || isOverfull(row, values, map) || standsBelowNothing(values, placed, map))
    return {...checkHanging(row, placed), doubtful: columnsOf(map), doubt: 'long'}
  if (isCutShort(row, values, map) || lacksOther(row, values, map))
    return {...checkHanging(row, placed), doubtful: columnsOf(map), doubt: 'short'}
  if (areSpread(values, map)) return {...checkHanging(row, placed), doubtful: columnsOf(map), doubt: 'merged'}
  if (placed.doubt === null && (inTurn === null || same(placed.cells, inTurn)))
    return checkHanging(row, placed)
  // Words among the figures may be a label of the office's own (2021年), which then takes a figure's turn.
  const told = inTurn?.some(cell => cell?.kind === 'words') ? 'merged' : 'shifted'
  if (inTurn) return checkHanging(row, {cells: inTurn, doubtful: columnsOf(map), doubt: told})
  const found = checkHanging(row, placed)
  return placed.doubt === null ? found : {...found, doubtful: columnsOf(map)}
}

/** One figure repeated in every cell under the only heading: a merged cell taken apart. */
function asOne(values: DocCell[], {columns}: ColumnMap): DocCell[] {
  const [first, ...others] = values
  const repeated = columns.length === 1 && first !== undefined && isFigure(first) && others.length > 0
  return repeated && others.every(({text}) => text === first.text) ? [first] : values
}

/** 件 before the only figure of a row, where its table goes on without headings: what stands in the column of units. */
export function withoutUnit(values: DocCell[], {columns, supposed}: ColumnMap): DocCell[] {
  const [unit, figure] = values
  if (!supposed || columns.length > 1 || values.length !== 2) return values
  const isUnit = unit!.kind === 'words' && unit!.letters.length <= LONGEST_UNIT
  return isUnit && isFigure(figure!) ? [figure!] : values
}

/** How many cells behind the label are labels of groups that hang down from above: the row's own label stands too far left. */
function hangingLabels(row: DocRow, cells: DocCell[]): number {
  const first = cells.findIndex(cell => cell.kind !== 'words' || cell.row === row.index)
  return Math.max(first, 0)
}

/** Cells in their turn, when there are just as many as headings; null otherwise. */
function byTurn(values: DocCell[], map: ColumnMap, width: number): (DocCell | null)[] | null {
  const {columns} = map
  const spare = values.slice(columns.length)
  if (values.length < columns.length) return null
  if (spare.length > 0 && (!map.supposed || spare.some(({kind}) => kind === 'value'))) return null
  const cells: (DocCell | null)[] = new Array(width).fill(null)
  columns.forEach(({column}, i) => {
    if (column !== null) cells[column] = values[i]!
  })
  return cells
}

/** Cells under their headings. */
function byPlace(values: DocCell[], map: ColumnMap, width: number): Assignment {
  const cells: (DocCell | null)[] = new Array(width).fill(null)
  const doubtful: number[] = []
  let doubt: Doubt | null = null
  const used = new Map<DocCell, number>()
  const last = map.columns.findLast(({column}) => column !== null)?.heading.from ?? 0
  for (const {heading, column, other: extra} of map.columns) {
    const under = cellsUnder(values, heading)
    if (column === null) {
      // A column of the office's own that ends before the table does: a cell left of it is missing.
      if (under.length === 0 && !extra && heading.path.length > 0 && heading.from > last) doubt = 'short'
      continue
    }
    const cell = under.length === 1 ? under[0] : onlyFilled(under)
    if (!cell) {
      doubtful.push(column)
      doubt = under.length ? (doubt ?? 'merged') : 'short'
      continue
    }
    const other = used.get(cell)
    if (other !== undefined && isFigure(cell)) {
      doubtful.push(column, ...(doubtful.includes(other) ? [] : [other]))
      cells[other] = null
      doubt ??= 'merged'
      continue
    }
    used.set(cell, column)
    cells[column] = cell
  }
  return {cells, doubtful, doubt}
}

function cellsUnder(cells: DocCell[], {from, to}: Heading): DocCell[] {
  return cells.filter(cell => cell.column <= to && from < cell.column + cell.columnSpan)
}

/** Of several cells the only one that is not blank, or the first where all are; undefined where more are filled. */
function onlyFilled(cells: DocCell[]): DocCell | undefined {
  const filled = cells.filter(({kind}) => kind !== 'blank')
  return filled.length === 0 ? cells[0] : filled.length === 1 ? filled[0] : undefined
}

/** A figure that reaches over several rows belongs to none of them surely. */
function checkHanging(row: DocRow, found: Assignment): Assignment {
  const hanging = found.cells.flatMap((cell, column) =>
    cell && isFigure(cell) && (cell.row !== row.index || cell.rowSpan > 1) ? [column] : [],
  )
  if (hanging.length === 0) return found
  const cells = found.cells.map((cell, column) => (hanging.includes(column) ? null : cell))
  return {cells, doubtful: [...new Set([...found.doubtful, ...hanging])], doubt: 'merged'}
}

/**
 * In plain text only the turn is known. A row with as many cells as columns is certain, whatever blanks stand around
 * it. A shorter one is certain only where the table keeps its blanks.
 */
function assignSequence(
  row: DocRow,
  at: number,
  map: ColumnMap,
  width: number,
  habit: SequenceHabit,
): Assignment {
  const fields = row.cells.slice(at + 1)
  const core = withoutUnit(asOne(trimBlanks(fields), map), map)
  const n = lengthFor(core, map)
  const spread = (values: DocCell[]): (DocCell | null)[] => {
    const cells: (DocCell | null)[] = new Array(width).fill(null)
    map.columns.forEach(({column}, i) => {
      if (column !== null) cells[column] = values[i] ?? fields[0] ?? null
    })
    return cells
  }
  const isWorded = core[0]?.kind === 'words' && n > 1 && map.columns[0]!.column !== null
  const worded = (): Assignment => ({cells: spread(core), doubtful: columnsOf(map), doubt: 'worded'})
  if (core.length === n) return isWorded ? worded() : sure(spread(core))
  if (isUnitAlone(core, map))
    return sure(new Array(width).fill(fields.find(({kind}) => kind === 'blank') ?? null))
  if (core.length === 0) return fields.length > 0 ? sure(spread(fields.slice(0, n))) : open(width, 'short')
  if (core.length > n) {
    if (core.slice(n).some(({kind}) => kind === 'value')) return open(width, 'long')
    return isWorded ? worded() : sure(spread(core.slice(0, n)))
  }
  const offset = habit.keepsBlanks ? offsetFor(fields, n, habit.offset) : null
  if (offset !== null) return sure(spread(fields.slice(offset, offset + n)))
  return {...open(width, 'lost'), cells: twice(core, map, width)}
}

/** Whether a row of one figure shows nothing but words of the columns beside it: 条 under 计量单位, the figure being blank. */
function isUnitAlone(core: DocCell[], {columns}: ColumnMap): boolean {
  const others = columns.filter(({other}) => other).length
  return (
    columns.length - others === 1 &&
    core.length > 0 &&
    core.length <= others &&
    core.every(({kind}) => kind === 'words')
  )
}

/**
 * Where the figures of a row with blanks begin: as in full rows of the table, else where only one beginning is possible.
 * Nothing may stand outside of them. Null: not known.
 */
function offsetFor(fields: DocCell[], n: number, shown: number | null): number | null {
  const possible: number[] = []
  for (let offset = 0; offset + n <= fields.length; offset++) {
    const outside = [...fields.slice(0, offset), ...fields.slice(offset + n)]
    if (outside.every(({kind}) => kind === 'blank')) possible.push(offset)
  }
  if (shown !== null) return possible.includes(shown) ? shown : null
  return possible.length === 1 ? possible[0]! : null
}

/** How many cells a full row has: all columns, or those without the empty remarks at the end. */
function lengthFor(core: DocCell[], map: ColumnMap): number {
  const own = map.columns.findLastIndex(({other}) => !other) + 1
  return core.length === own ? own : map.columns.length
}

/**
 * Two equal figures in a row whose blanks were dropped are the first column and the total: one applicant column repeated
 * as the sum. Any other short row stays open.
 */
function twice(core: DocCell[], map: ColumnMap, width: number): (DocCell | null)[] {
  const cells: (DocCell | null)[] = new Array(width).fill(null)
  const [first, second] = core
  if (core.length !== 2 || first!.text !== second!.text) return cells
  const known = map.columns.flatMap(({column}) => (column === null ? [] : [column]))
  const ends = [known[0], known.at(-1)]
  if (known.length < 3 || ends[0] === undefined || ends[1] === undefined) return cells
  cells[ends[0]] = first!
  cells[ends[1]] = second!
  return cells
}

/** The cells from the first to the last that is not blank. */
export function trimBlanks(cells: DocCell[]): DocCell[] {
  const first = cells.findIndex(({kind}) => kind !== 'blank')
  if (first < 0) return []
  const last = cells.findLastIndex(({kind}) => kind !== 'blank')
  return cells.slice(first, last + 1)
}

function isFigure(cell: DocCell): boolean {
  return cell.kind === 'value' && /\p{Nd}/u.test(cell.text)
}

/** Whether a cell stands left or right of all headings: it may be a figure of theirs, moved. */
function isBeyond({column, columnSpan}: DocCell, {columns}: ColumnMap): boolean {
  const [first, last] = [columns[0]?.heading.from ?? 0, columns.at(-1)?.heading.to ?? 0]
  return column > last || column + columnSpan <= first
}

/**
 * Whether a row has a blank cell more than most rows of its table, and other blanks among its figures: any of them may be
 * the one too many.
 */
function isOverfull(row: DocRow, values: DocCell[], map: ColumnMap): boolean {
  const last = values.at(-1)
  if (last?.kind !== 'blank' || !isBeyond(last, map) || !values.some(isFigure)) return false
  const others = values.some(cell => cell.kind === 'blank' && !isBeyond(cell, map))
  return others && 2 * rowsReaching(row.table, last.column) < row.table.rows
}

/**
 * Whether a row ends before its table does, while other rows end in a blank column, and its last figure is blank: that blank may be
 * the one at the end of the other rows, and any cell before it the one that is missing.
 */
function isCutShort(row: DocRow, values: DocCell[], map: ColumnMap): boolean {
  const last = values.at(-1)
  const end = last ? last.column + last.columnSpan : 0
  return (
    last?.kind === 'blank' &&
    !isBeyond(last, map) &&
    end < row.table.columns &&
    values.some(isFigure) &&
    2 * rowsReaching(row.table, end) >= row.table.rows
  )
}

/**
 * Whether nothing of a row stands below a column of the office's own at the end (行次) where most rows have a figure, or
 * nearly all have a cell: what belongs there
 * may have moved below the last heading of the form.
 */
function lacksOther({table}: DocRow, values: DocCell[], {columns}: ColumnMap): boolean {
  const last = columns.findLast(({column}) => column !== null)?.heading
  if (!last) return false
  const numbers = ({from, to}: Heading): number =>
    table.children.filter(cell => cell.column <= to && from < cell.column + cell.columnSpan && isNumber(cell))
      .length
  return columns.some(
    ({heading, other}) =>
      other &&
      heading.from > last.to &&
      cellsUnder(values, heading).length === 0 &&
      (2 * numbers(heading) > numbers(last) ||
        MOST * rowsReaching(table, heading.from) > (MOST - 1) * table.rows),
  )
}

function isNumber(cell: TableCell): boolean {
  return /^\p{Nd}+$/u.test(textOf(cell).trim())
}

/** Whether a figure stands below a heading left blank, and below no other: it may be one of the form's, and those beside it moved. */
function standsBelowNothing(values: DocCell[], {cells}: Assignment, {columns}: ColumnMap): boolean {
  return columns.some(
    ({column, heading}) =>
      column === null &&
      heading.path.length === 0 &&
      cellsUnder(values, heading).some(cell => isFigure(cell) && !cells.includes(cell)),
  )
}

/** In how many rows a cell covers a column. */
function rowsReaching({children}: DocRow['table'], at: number): number {
  return children
    .filter(({column, columnSpan}) => column <= at && at < column + columnSpan)
    .reduce((sum, {rowSpan}) => sum + rowSpan, 0)
}

/** Whether words lie over several columns of figures beside a figure: what they push aside nobody can tell. */
function areSpread(values: DocCell[], map: ColumnMap): boolean {
  const known = map.columns.filter(({column}) => column !== null)
  return (
    values.some(isFigure) &&
    values.some(
      cell =>
        cell.kind === 'words' &&
        known.filter(({heading}) => cellsUnder([cell], heading).length > 0).length > 1,
    )
  )
}

/** Whether one cell of this row alone stands under all headings and says 0. */
function isWholeZero(row: DocRow, cell: DocCell, {columns}: ColumnMap): boolean {
  const end = cell.column + cell.columnSpan - 1
  const covers = columns.every(({heading}) => cell.column <= heading.from && heading.to <= end)
  return covers && cell.row === row.index && cell.rowSpan === 1 && /^[0０]$/.test(cell.text.trim())
}

function columnsOf(map: ColumnMap): number[] {
  return map.columns.flatMap(({column}) => (column === null ? [] : [column]))
}

function same(a: (DocCell | null)[], b: (DocCell | null)[]): boolean {
  return a.every((cell, i) => cell === b[i])
}

function sure(cells: (DocCell | null)[]): Assignment {
  return {cells, doubtful: [], doubt: null}
}

function open(width: number, doubt: Doubt): Assignment {
  return {cells: new Array(width).fill(null), doubtful: Array.from({length: width}, (_, i) => i), doubt}
}
