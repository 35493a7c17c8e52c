import type {Box} from '../../../../pipeline/model/place.ts'
import type {LaidCell, LaidTable} from '../laid.ts'
import {type Line, unionOf} from '../types.ts'

/** Pieces of text side by side. */
export interface AlignedRow {
  box: Box
  pieces: Line[]
}

/** Left and right end of a column's text. */
type Extent = [number, number]

/** Columns from rows of figures: stretches of the width in which pieces overlap; null where a row has two in one. */
export function columnsOf(rows: readonly AlignedRow[]): Extent[] | null {
  const extents = rows
    .flatMap(row => row.pieces.map((piece): Extent => [piece.box[0], piece.box[2]]))
    .sort((a, b) => a[0] - b[0])
  const columns: Extent[] = []
  for (const extent of extents) {
    const last = columns.at(-1)
    if (last && extent[0] < last[1]) last[1] = Math.max(last[1], extent[1])
    else columns.push([...extent])
  }
  const clear = rows.every(row => {
    const own = row.pieces.map(piece => columns.findIndex(c => piece.box[0] < c[1] && piece.box[2] > c[0]))
    return new Set(own).size === own.length
  })
  return clear && columns.length > 1 ? columns : null
}

/** The rows as a table with these columns; null where a piece fits no column or two pieces claim one place. */
export function tableOfRows(
  rows: readonly AlignedRow[],
  columns: readonly Extent[],
  page: number,
): LaidTable | null {
  const box = unionOf(rows.map(row => row.box))
  const between = (a: number, b: number) => (a + b) / 2
  const inner = columns.slice(1).map((column, i) => between(columns[i]![1], column[0]))
  const xs = [Math.min(box[0], columns[0]![0]), ...inner, Math.max(box[2], columns.at(-1)![1])]
  const ys = [box[1], ...rows.slice(1).map((row, i) => between(rows[i]!.box[3], row.box[1])), box[3]]
  const cells: LaidCell[] = []
  for (const [row, {pieces}] of rows.entries()) {
    const taken = new Array<boolean>(columns.length).fill(false)
    const add = (column: number, columnSpan: number, piece: Line | null) => {
      const at: Box = [xs[column]!, ys[row]!, xs[column + columnSpan]!, ys[row + 1]!]
      const part = {page, box: at, glyphs: piece?.glyphs ?? [], inner: []}
      cells.push({row, column, rowSpan: 1, columnSpan, parts: [part]})
      taken.fill(true, column, column + columnSpan)
    }
    for (const piece of pieces) {
      // A heading may stand over several columns; it covers those whose text it overlaps.
      const own = columns.flatMap((c, i) => (piece.box[0] < c[1] && piece.box[2] > c[0] ? [i] : []))
      const first = own[0]
      if (first === undefined || own.some(i => taken[i])) return null
      add(first, own.length, piece)
    }
    // A label alone on its line goes on with the row above or below: nothing tells with which.
    if (pieces.length === 1 && taken[0] && !taken[1] && row > 0) return null
    for (let column = 0; column < columns.length; column++) if (!taken[column]) add(column, 1, null)
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return {kind: 'table', page, box, xs, ys, cells, open: {top: false, bottom: false}, ruled: false}
}
