import type {Box} from '../../../../pipeline/model/place.ts'
import type {CellPart, LaidCell, LaidTable} from '../laid.ts'
import type {GridCell} from '../rules/cells.ts'
import type {Frame} from '../rules/frames.ts'
import {withoutGaps} from '../rules/gaps.ts'
import {boxOfCell, type Grid, gridOf} from '../rules/grid.ts'
import type {Ink} from '../rules/slivers.ts'
import {touchingTables} from '../rules/touching.ts'
import {
  centreOf,
  contains,
  type Glyph,
  heightOf,
  type LayoutOptions,
  type LayoutProblem,
  median,
  type PageContent,
  type Picture,
} from '../types.ts'
import {joinedFigures, partJoined} from './joined.ts'
import {crossings, drawnTexts, straddlings} from './marks.ts'
import {partedTables, sharesCells} from './parted.ts'
import {closeSpread} from './spread.ts'
import {straddlingRuns, withOverhang} from './straddling.ts'

/** A cell while its page is read: it has one part. */
interface OpenCell extends GridCell, CellPart {}

/** A letter this many times larger than the table's own, and higher than its cell, is printed over the table. */
const OVERLAY = 1.8

type Page = Pick<PageContent, 'page' | 'height' | 'glyphs' | 'pictures' | 'outlines' | 'horizontal'>

export interface TableSearch {
  tables: LaidTable[]
  /** Glyphs that belong to no table. */
  rest: Glyph[]
  /** Pictures that stand in no table. */
  pictures: Picture[]
  problems: LayoutProblem[]
}

/**
 * Tables among frames of rules, with the glyphs and pictures in their cells; inner tables stand in the cells of outer
 * ones. A frame around a single place is no table but a border around text, unless `continues` says that a table with
 * these outer edges ran to the end of the page before.
 */
export function tablesOf(
  frames: readonly Frame[],
  page: Page,
  options: LayoutOptions,
  continues: (left: number, right: number) => boolean,
): TableSearch {
  const problems: LayoutProblem[] = []
  const search: TableSearch = {tables: [], rest: [...page.glyphs], pictures: [...page.pictures], problems}
  const bySize = [...frames].sort((a, b) => areaOf(a.box) - areaOf(b.box))
  for (const frame of bySize) {
    if (frame.horizontal.length + frame.vertical.length < 3) continue
    const within = search.rest.filter(g => inBox(frame.box, g.box, options.tolerance))
    const whole = withOverhang(within, search.rest, frame.box)
    const parts = touchingTables(frame, whole, options.tolerance)
    for (const part of parts) {
      const inside =
        parts.length === 1 ? whole : search.rest.filter(g => inBox(part.box, g.box, options.tolerance))
      const grid = gridOf(part, options, inkOf(inside))
      if (grid === 'large') problems.push({kind: 'large', page: page.page, box: part.box})
      if (!grid || grid === 'large') continue
      if (grid.cells.length === 1 && !continues(grid.xs[0]!, grid.xs.at(-1)!)) continue
      const tables = fill(grid, inside, search, page, options)
      search.tables.push(...tables)
    }
  }
  return search
}

function areaOf(box: Box): number {
  return (box[2] - box[0]) * (box[3] - box[1])
}

function inBox(outer: Box, box: Box, tolerance: number): boolean {
  const x = (box[0] + box[2]) / 2
  const y = (box[1] + box[3]) / 2
  const across = x >= outer[0] - tolerance && x <= outer[2] + tolerance
  return across && y >= outer[1] - tolerance && y <= outer[3] + tolerance
}

function inkOf(glyphs: readonly Glyph[]): Ink {
  // Asked for narrow tracks alone, which most tables have none of.
  const sorted: {x?: number[]; y?: number[]} = {}
  const centresOf = (axis: 'x' | 'y') => {
    const k = axis === 'x' ? 0 : 1
    sorted[axis] ??= glyphs.map(({box}) => (box[k] + box[k + 2]!) / 2).sort((a, b) => a - b)
    return sorted[axis]
  }
  return {
    between(axis, from, to) {
      const values = centresOf(axis)
      const i = indexAfter(values, from)
      return i < values.length && values[i]! < to
    },
    in: (left, top, right, bottom) =>
      glyphs.some(({box}) => {
        const [x, y] = centreOf(box)
        return x > left && x < right && y > top && y < bottom
      }),
  }
}

/** First index whose value is not below the given one. */
function indexAfter(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function fill(
  grid: Grid,
  inside: Glyph[],
  search: TableSearch,
  {page, height, outlines = [], horizontal}: Page,
  options: LayoutOptions,
): LaidTable[] {
  const {xs} = grid
  const box: Box = [xs[0]!, grid.ys[0]!, xs.at(-1)!, grid.ys.at(-1)!]
  // Written out: spreading each of some hundred cells takes longer than finding them.
  const cells = grid.cells.map((cell): OpenCell => {
    const {row, column, rowSpan, columnSpan, irregular} = cell
    return {
      row,
      column,
      rowSpan,
      columnSpan,
      irregular,
      page,
      box: boxOfCell(grid, cell),
      glyphs: [],
      inner: [],
    }
  })
  const cellAt = finder(grid, cells)
  const nested = search.tables.filter(t => contains(box, t.box, options.tolerance))
  const pictures = search.pictures.filter(p => contains(box, p.box, 2 * options.tolerance))
  if (inside.length === 0 && nested.length === 0 && pictures.length === 0) return []

  const size = median(inside.map(g => g.size))
  const isOverlay = (glyph: Glyph) =>
    glyph.size > OVERLAY * size && heightOf(glyph.box) > heightOf(cellAt(...centreOf(glyph.box)).box)
  const overlays = new Set(inside.filter(isOverlay))
  for (const {box: at, text} of overlays) search.problems.push({kind: 'overlay', page, box: at, text})
  const own = overlays.size === 0 ? inside : inside.filter(glyph => !overlays.has(glyph))
  const moved = straddlingRuns(own, cellAt)
  for (const glyph of own) {
    const cell = moved.cellOf.get(glyph) ?? cellAt(...centreOf(glyph.box))
    if (cell.glyphs.length === 0) cell.glyphs = [glyph]
    else cell.glyphs.push(glyph)
  }
  const spread = closeSpread(cells)
  const joined = options.typeset ? joinedFigures(cells, grid, spread) : null
  const apart = joined ? cells.flatMap(cell => joined.pieces.get(cell) ?? [cell]) : cells
  if (nested.length === 0 && sharesCells(apart, spread)) {
    const tables = partedTables(inside, {page, height, horizontal})
    if (tables.length > 0) {
      const used = new Set(tables.flatMap(table => table.cells.flatMap(cell => cell.parts[0]!.glyphs)))
      search.rest = search.rest.filter(glyph => !used.has(glyph))
      for (const table of tables) search.problems.push({kind: 'unruled', page, box: table.box})
      return tables
    }
  }
  search.problems.push(...straddlings(moved.runs, cells))
  for (const cell of cells) {
    if (cell.irregular && cell.glyphs.length > 0)
      search.problems.push({kind: 'irregular', page, box: cell.box})
  }
  search.problems.push(...crossings(cells, cellAt), ...drawnTexts(cells, outlines, box, cellAt))
  for (const table of nested) cellAt(...centreOf(table.box)).inner.push(table)
  for (const picture of pictures)
    cellAt(...centreOf(picture.box)).inner.push({kind: 'picture', page, picture})

  const used = new Set(inside)
  search.rest = search.rest.filter(g => !used.has(g))
  search.tables = search.tables.filter(t => !nested.includes(t))
  search.pictures = search.pictures.filter(p => !pictures.includes(p))
  const single = joined ? partJoined(cells, joined, problem => search.problems.push(problem)) : cells
  const closed = withoutGaps(single, grid.rows, options.tolerance)
  const table = withoutRemnants({
    kind: 'table',
    page,
    box,
    xs,
    ys: closed.ys,
    cells: closed.cells.map(
      ({row, column, rowSpan, columnSpan, irregular, box: at, glyphs, inner, doubts, made}) => ({
        row,
        column,
        rowSpan,
        columnSpan,
        irregular,
        parts: [{page, box: at, glyphs, inner, doubts, ...(made ? {made} : {})}],
      }),
    ),
    open: {top: grid.open.top, bottom: grid.open.bottom},
    ruled: true,
  })
  return [table]
}

/**
 * A table without the empty strip between its outer borders where they run on to the end of the page, beyond the last row
 * that fitted, or begin before the first.
 */
function withoutRemnants(table: LaidTable): LaidTable {
  const width = table.xs.length - 1
  const isRemnant = (row: number) => {
    const own = table.cells.filter(cell => cell.row <= row && cell.row + cell.rowSpan > row)
    const [only] = own
    return own.length === 1 && only!.columnSpan === width && only!.rowSpan === 1 && isBare(only!)
  }
  let {ys, cells, open} = table
  if (open.bottom && ys.length > 2 && isRemnant(ys.length - 2)) {
    const last = ys.length - 2
    cells = cells.filter(cell => cell.row !== last)
    ys = ys.slice(0, -1)
    open = {...open, bottom: false}
  }
  if (open.top && ys.length > 2 && isRemnant(0)) {
    cells = cells.filter(cell => cell.row !== 0).map(cell => ({...cell, row: cell.row - 1}))
    ys = ys.slice(1)
    open = {...open, top: false}
  }
  return {...table, ys, cells, open}
}

function isBare(cell: LaidCell): boolean {
  return cell.parts.every(part => part.glyphs.length === 0 && part.inner.length === 0)
}

/** The cell over a point; points outside count for the nearest cell. */
function finder(grid: Grid, cells: OpenCell[]): (x: number, y: number) => OpenCell {
  const width = grid.xs.length - 1
  const height = grid.ys.length - 1
  const places: OpenCell[] = new Array(width * height)
  for (const cell of cells) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      for (let c = cell.column; c < cell.column + cell.columnSpan; c++) places[r * width + c] = cell
    }
  }
  const track = (lines: number[], value: number) =>
    Math.min(Math.max(indexAfter(lines, value) - 1, 0), lines.length - 2)
  return (x, y) => places[track(grid.ys, y) * width + track(grid.xs, x)]!
}
