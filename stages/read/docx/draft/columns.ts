import {MAX_SPAN} from '../../../../pipeline/model/grid.ts'

/** A row as the source wrote it: spans in grid columns, widths in twips (or fiftieths of a percent throughout). */
export interface RowShape {
  before: number
  after: number
  widthBefore?: number
  cells: {span: number; width?: number; widthType?: string}[]
}

/** Where the cells of a row begin and end, in columns; `right` is exclusive. */
export interface Extent {
  left: number
  right: number
}

export interface Columns {
  rows: Extent[][]
  columns: number
  /** Complete Chinese clauses. */
  problems: string[]
}

/**
 * Columns narrower than this (twips, 3.5 mm) have no room for a figure and its margins: where no cell fills one alone
 * they are traces of dragged borders.
 */
const SLIVER = 200
/** Two borders nearer than this (twips) are one. */
const SAME_BORDER = 40

/**
 * Finds the columns of every cell. Grid spans decide (17.4.17). Where they give rows of different width, the widths of
 * the cells decide, if all are given and make all rows equally wide; else rows begin at the left and the rest is open.
 */
export function layColumns(given: RowShape[], grid: number[]): Columns {
  const problems: string[] = []
  const shapes = given.map((shape, r) => withinReason(shape, r, problems))
  let rows = bySpans(shapes, grid, problems)
  let columns = widest(rows, shapes)
  const totals = rows.map((row, r) => (row.at(-1)?.right ?? shapes[r]!.before) + shapes[r]!.after)
  if (totals.some(total => total !== columns)) {
    const byWidth = byWidths(shapes)
    if (byWidth) {
      problems.push('各行按跨列数得出的列数不一致，已按单元格宽度对齐')
      return {...byWidth, problems}
    }
    rows = fitRows(rows, shapes, totals, grid, problems)
    columns = widest(rows, shapes)
  }
  if (grid.length === columns) {
    const map = withoutSlivers(rows, grid)
    if (map) {
      rows = mapped(rows, map)
      columns = map[columns]!
    }
  }
  if (columns > MAX_SPAN) {
    const lines = [...new Set(rows.flat().flatMap(({left, right}) => [left, right]))].sort((a, b) => a - b)
    const index = new Map(lines.map((line, i) => [line, i]))
    rows = rows.map(row => row.map(({left, right}) => ({left: index.get(left)!, right: index.get(right)!})))
    problems.push(`表格宽达 ${columns} 列，已只保留有单元格边界的列`)
    columns = lines.length - 1
  }
  return {rows, columns, problems}
}

/** Columns left open before or after a row (w:gridBefore, w:gridAfter) that no table has are none: converters write 65535 for -1. */
function withinReason(shape: RowShape, r: number, problems: string[]): RowShape {
  const ends = [
    ['before', '行首'],
    ['after', '行末'],
  ] as const
  const checked = {...shape}
  for (const [end, where] of ends) {
    const count = shape[end]
    if (count >= 0 && count <= MAX_SPAN) continue
    problems.push(`第 ${r + 1} 行${where}留空 ${count} 列，已按不留空处理`)
    checked[end] = 0
  }
  return checked
}

function widest(rows: Extent[][], shapes: RowShape[]): number {
  return rows.reduce((most, row, r) => Math.max(most, (row.at(-1)?.right ?? 0) + shapes[r]!.after), 0)
}

function bySpans(shapes: RowShape[], grid: number[], problems: string[]): Extent[][] {
  return shapes.map((shape, r) => {
    let left = shape.before
    return shape.cells.map(({span}, i) => {
      let width = span
      if (!Number.isInteger(span) || span < 1 || span > MAX_SPAN) {
        const rest = grid.length - left - (shape.cells.length - 1 - i)
        width = span > MAX_SPAN ? Math.max(1, Math.min(rest, MAX_SPAN)) : 1
        problems.push(`第 ${r + 1} 行有单元格跨列数为 ${span}，已按 ${width} 列处理`)
      }
      const extent = {left, right: left + width}
      left = extent.right
      return extent
    })
  })
}

/** Columns from cell widths, or null where a width is missing, of another type, or the rows do not end together. */
function byWidths(shapes: RowShape[]): {rows: Extent[][]; columns: number} | null {
  const types = new Set(shapes.flatMap(shape => shape.cells.map(cell => cell.widthType ?? 'dxa')))
  if (types.size !== 1 || !(types.has('dxa') || types.has('pct'))) return null
  const borders: {at: number; row: number; index: number}[] = []
  const ends: number[] = []
  for (const [row, shape] of shapes.entries()) {
    let at = shape.widthBefore ?? 0
    if (shape.cells.length === 0) continue
    borders.push({at, row, index: 0})
    for (const [i, cell] of shape.cells.entries()) {
      if (!cell.width || cell.width <= 2 * SAME_BORDER) return null
      at += cell.width
      borders.push({at, row, index: i + 1})
    }
    ends.push(at)
  }
  if (Math.max(...ends) - Math.min(...ends) > SAME_BORDER * 3) return null
  borders.sort((a, b) => a.at - b.at)
  const lines = shapes.map(shape => new Array<number>(shape.cells.length + 1))
  const last = Math.max(...ends)
  let column = 0
  let from = borders[0]!.at
  for (const {at, row, index} of borders) {
    const isEnd = index === shapes[row]!.cells.length && last - at <= SAME_BORDER * 3
    const near = at - from <= SAME_BORDER || (isEnd && last - from <= SAME_BORDER * 3)
    if (!near) {
      column++
      from = at
    }
    lines[row]![index] = column
  }
  return {
    rows: lines.map(row => row.slice(1).map((right, i) => ({left: row[i]!, right}))),
    columns: column,
  }
}

/** Rows of different width and no widths to go by: a last cell that reaches too far is cut, open places are told. */
function fitRows(
  rows: Extent[][],
  shapes: RowShape[],
  totals: number[],
  grid: number[],
  problems: string[],
): Extent[][] {
  const expected = usual(totals, grid.length)
  return rows.map((row, r) => {
    const total = totals[r]!
    const last = row.at(-1)
    if (!last || total === expected) return row
    if (total > expected && shapes[r]!.after === 0 && last.left < expected) {
      problems.push(`第 ${r + 1} 行宽 ${total} 列，超出表格的 ${expected} 列，已截去超出部分`)
      return [...row.slice(0, -1), {left: last.left, right: expected}]
    }
    if (total > expected) {
      problems.push(`第 ${r + 1} 行宽 ${total} 列，多于其他行的 ${expected} 列`)
      return row
    }
    const shift = shiftByWidth(shapes[r]!, grid, expected - total)
    const side = shift > 0 ? '已按行首留白宽度对齐' : '行末留空'
    problems.push(`第 ${r + 1} 行只有 ${total} 列，少于其他行的 ${expected} 列，${side}`)
    return row.map(({left, right}) => ({left: left + shift, right: right + shift}))
  })
}

/** The width most rows have; the grid's own where rows are evenly divided. */
function usual(totals: number[], grid: number): number {
  const counts = new Map<number, number>()
  for (const total of totals) counts.set(total, (counts.get(total) ?? 0) + 1)
  const most = Math.max(...counts.values())
  const candidates = [...counts].filter(([, count]) => count === most).map(([total]) => total)
  return candidates.includes(grid) ? grid : Math.max(...candidates)
}

/** Columns left free before a row that gives only the width of the space (w:wBefore), at most `room`. */
function shiftByWidth(shape: RowShape, grid: number[], room: number): number {
  if (shape.before > 0 || !shape.widthBefore) return 0
  let at = 0
  for (let column = 0; column < Math.min(room, grid.length); column++) {
    at += grid[column]!
    if (Math.abs(at - shape.widthBefore) <= SAME_BORDER) return column + 1
  }
  return 0
}

/**
 * New index of every grid line where slivers are taken out, or null where there are none or the widths cannot be
 * believed. A sliver that a cell fills alone stays.
 */
function withoutSlivers(rows: Extent[][], grid: number[]): number[] | null {
  const total = grid.reduce((sum, width) => sum + width, 0)
  const narrow = grid.filter(width => width < SLIVER)
  if (narrow.length === 0 || grid.some(width => width < 0) || total < SLIVER * 5) return null
  // Where narrow columns make up much of the table the widths are not those that are printed.
  if (narrow.reduce((sum, width) => sum + width, 0) > total / 5) return null
  const nearest = new Array<number>(grid.length + 1).fill(Number.POSITIVE_INFINITY)
  for (const {left, right} of rows.flat()) nearest[left] = Math.min(nearest[left]!, right)
  const map = [0]
  let first = 0
  let wide = 0
  for (let line = 1; line <= grid.length; line++) {
    wide += grid[line - 1]!
    let filled = wide > SLIVER
    for (let at = first; at < line && !filled; at++) filled = nearest[at]! <= line
    map.push(map[line - 1]! + (filled ? 1 : 0))
    if (filled) {
      first = line
      wide = 0
    }
  }
  return map
}

function mapped(rows: Extent[][], map: number[]): Extent[][] {
  return rows.map(row => row.map(({left, right}) => ({left: map[left]!, right: map[right]!})))
}
