import type {Box} from '../../../../pipeline/model/place.ts'
import {isValue} from '../text/text.ts'
import {type Edge, type Glyph, median} from '../types.ts'
import type {GridCell, Tracks} from './cells.ts'

/** Share of the cells below the first row that have a border of their own where cells are boxes apart. */
const MIN_BOXED = 0.6
/** Two lines of one border are at least this far apart, in tolerances: nearer ones are one line drawn twice. */
const APART = 0.25
/** Share of a cell's width that a line runs along for it to be the cell's. */
const COVERED = 0.5
/** A strip lower than this many letters holds none. */
const STRIP = 0.6

interface Boxed extends GridCell {
  box: Box
  glyphs: readonly Glyph[]
  inner: readonly unknown[]
}

/**
 * Where cells are boxes with space between (cellspacing), every border is two lines: the end of one cell and the begin of
 * the next. An empty place with one line above is none of the boxes: browsers end a cell over many rows too early when it
 * goes on over a page end. Such places go to the cells above; rows that begin with nothing else go with them.
 * @returns the cells left and the row edges they stand on
 */
export function withoutGaps<T extends Boxed>(
  cells: readonly T[],
  rows: Tracks,
  tolerance: number,
): {cells: T[]; ys: number[]} {
  const double = rows.drawn.map(edges => spreadOf(edges) > APART * tolerance)
  if (!double.includes(true)) return withoutStrips(cells, rows.at)
  const lower = cells.filter(cell => cell.row > 0)
  const boxed = new Set(
    lower.filter(cell => double[cell.row] && linesAbove(cell, rows, APART * tolerance) > 1),
  )
  const printed = lower.filter(cell => cell.glyphs.length > 0)
  const spaced = printed.length > 0 && printed.filter(c => boxed.has(c)).length >= MIN_BOXED * printed.length
  const {cells: left, ys} = withoutStrips(cells, rows.at)
  if (!spaced) return {cells: left, ys}
  for (const gap of lower.filter(cell => left.includes(cell))) {
    if (boxed.has(gap) || gap.glyphs.length > 0 || gap.inner.length > 0) continue
    const above = left.filter(
      cell =>
        cell.row + cell.rowSpan === gap.row &&
        cell.column >= gap.column &&
        cell.column + cell.columnSpan <= gap.column + gap.columnSpan,
    )
    const width = above.reduce((sum, {columnSpan}) => sum + columnSpan, 0)
    if (width < gap.columnSpan || !above.every(cell => leads(cell, gap, left))) continue
    for (const cell of above) {
      cell.rowSpan += gap.rowSpan
      cell.box = [cell.box[0], cell.box[1], cell.box[2], gap.box[3]]
    }
    left.splice(left.indexOf(gap), 1)
  }
  return withoutEmptyRows(left, ys)
}

/** Whether a cell is a label over rows that have labels of their own, those of the empty place below it among them. */
function leads<T extends Boxed>(above: T, gap: T, cells: readonly T[]): boolean {
  const text = (cell: T) => cell.glyphs.map(glyph => glyph.text).join('')
  const isBesideLabel = ({row, rowSpan, column, columnSpan}: T) =>
    cells.some(
      cell =>
        cell.column >= column + columnSpan &&
        cell.row < row + rowSpan &&
        cell.row + cell.rowSpan > row &&
        !isValue(text(cell)),
    )
  // At the top of a page the rest of a cell has no text left.
  const isRest = above.rowSpan > 1 || (above.row === 0 && isBesideLabel(above))
  const label = above.glyphs.length > 0 ? !isValue(text(above)) : isRest
  return label && isBesideLabel(gap)
}

/** How far the pieces drawn along one line lie apart. */
function spreadOf(edges: readonly Edge[]): number {
  let [first, last] = [Infinity, -Infinity]
  for (const {at} of edges) {
    if (at < first) first = at
    if (at > last) last = at
  }
  return last - first
}

/** Lines of the border above a cell that run along most of it. */
function linesAbove({row, box}: Boxed, rows: Tracks, apart: number): number {
  const [left, , right] = box
  const lengths: {at: number; length: number}[] = []
  for (const edge of [...rows.drawn[row]!].sort((a, b) => a.at - b.at)) {
    const length = Math.min(edge.to, right) - Math.max(edge.from, left)
    if (length <= 0) continue
    const last = lengths.at(-1)
    if (last && edge.at - last.at <= apart) last.length += length
    else lengths.push({at: edge.at, length})
  }
  return lengths.filter(({length}) => length > COVERED * (right - left)).length
}

/** Takes out rows within the table that are empty and too low for a letter: the spaces of boxes that end at several heights. */
function withoutStrips<T extends Boxed>(
  cells: readonly T[],
  ys: readonly number[],
): {cells: T[]; ys: number[]} {
  const kept = [...ys]
  let left = [...cells]
  let largest = 0
  for (const {glyphs} of cells) for (const {size} of glyphs) largest = Math.max(largest, size)
  // Most tables have no row so low, whatever the usual size is.
  if (!ys.some((y, i) => i > 0 && y - ys[i - 1]! < STRIP * largest)) return {cells: left, ys: kept}
  const size = median(cells.flatMap(cell => cell.glyphs.map(glyph => glyph.size)))
  for (let row = kept.length - 3; row > 0; row--) {
    if (kept[row + 1]! - kept[row]! >= STRIP * size) continue
    const own = left.filter(cell => cell.row === row && cell.rowSpan === 1)
    if (own.length === 0 || own.some(cell => cell.glyphs.length > 0 || cell.inner.length > 0)) continue
    left = left.filter(cell => !own.includes(cell))
    for (const cell of left) {
      if (cell.row <= row && cell.row + cell.rowSpan > row) cell.rowSpan--
      else if (cell.row > row) cell.row--
    }
    kept.splice(row, 1)
  }
  return {cells: left, ys: kept}
}

/** Takes out the row edges at which no cell begins. */
function withoutEmptyRows<T extends GridCell>(cells: T[], ys: readonly number[]): {cells: T[]; ys: number[]} {
  const begun = new Set(cells.map(cell => cell.row))
  const kept = ys.flatMap((_, i) => (begun.has(i) || i === ys.length - 1 ? [i] : []))
  const index = new Map(kept.map((old, i) => [old, i]))
  for (const cell of cells) {
    const end = kept.findIndex(old => old >= cell.row + cell.rowSpan)
    cell.row = index.get(cell.row)!
    cell.rowSpan = end - cell.row
  }
  return {cells, ys: kept.map(i => ys[i]!)}
}
