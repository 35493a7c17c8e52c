import type {Edge} from '../types.ts'
import {disjointSets} from './frames.ts'

export interface GridCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  /** Set when the cell was cut out of a shape that is no rectangle. */
  irregular?: boolean | undefined
}

/** Lines of a grid with the drawn pieces along each. */
export interface Tracks {
  at: number[]
  drawn: Edge[][]
}

/** How much of a border must be drawn for it to part two cells. */
const COVERED = 0.5
/** The same when the ordinary measure gives a shape that is no rectangle: broken and faint borders count. */
const COVERED_FAINTLY = 0.15
/** Part of a stretch that is drawn, 0 to 1, by pieces in order that may overlap. */
function coverage(drawn: readonly Edge[], from: number, to: number): number {
  let covered = 0
  let reached = from
  for (const edge of drawn) {
    if (edge.from >= to) break
    const start = Math.max(edge.from, reached)
    const end = Math.min(edge.to, to)
    if (end > start) covered += end - start
    reached = Math.max(reached, end)
  }
  return covered / (to - from)
}

/** Joins places without a border between them and makes every joined shape one or more rectangles. */
export function cellsOf(rows: Tracks, columns: Tracks): GridCell[] {
  const height = rows.at.length - 1
  const width = columns.at.length - 1
  for (const drawn of [...rows.drawn, ...columns.drawn]) drawn.sort((a, b) => a.from - b.from)
  // Below each place, and right of it: how much of the border is drawn.
  const below = new Float32Array(height * width).fill(1)
  const right = new Float32Array(height * width).fill(1)
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      if (r + 1 < height)
        below[r * width + c] = coverage(rows.drawn[r + 1]!, columns.at[c]!, columns.at[c + 1]!)
      if (c + 1 < width) right[r * width + c] = coverage(columns.drawn[c + 1]!, rows.at[r]!, rows.at[r + 1]!)
    }
  }
  const all = Array.from({length: height * width}, (_, i) => i)
  return shapesOf(all, width, below, right, COVERED)
    .flatMap(shape => {
      if (isRectangle(shape, width)) return [cellOf(shape, width)]
      const finer = shapesOf(shape, width, below, right, COVERED_FAINTLY)
      return finer.flatMap(part =>
        isRectangle(part, width) ? [cellOf(part, width)] : rectanglesOf(part, width),
      )
    })
    .sort((a, b) => a.row - b.row || a.column - b.column)
}

function shapesOf(
  places: number[],
  width: number,
  below: Float32Array,
  right: Float32Array,
  covered: number,
): number[][] {
  // Index of each place among those given, from 1; 0 for the others.
  const index = new Int32Array(below.length)
  for (let i = 0; i < places.length; i++) index[places[i]!] = i + 1
  const sets = disjointSets(places.length)
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!
    const down = place + width < index.length ? index[place + width]! : 0
    if (down > 0 && below[place]! < covered) sets.join(i, down - 1)
    const next = (place + 1) % width === 0 ? 0 : index[place + 1]!
    if (next > 0 && right[place]! < covered) sets.join(i, next - 1)
  }
  const shapes = new Map<number, number[]>()
  places.forEach((place, i) => {
    const root = sets.find(i)
    const shape = shapes.get(root)
    if (shape) shape.push(place)
    else shapes.set(root, [place])
  })
  return [...shapes.values()]
}

function extentOf(shape: number[], width: number) {
  let [top, bottom, left, right] = [Infinity, -1, Infinity, -1]
  for (const place of shape) {
    const r = Math.floor(place / width)
    const c = place % width
    top = Math.min(top, r)
    bottom = Math.max(bottom, r)
    left = Math.min(left, c)
    right = Math.max(right, c)
  }
  return {row: top, column: left, rowSpan: bottom - top + 1, columnSpan: right - left + 1}
}

function isRectangle(shape: number[], width: number): boolean {
  const {rowSpan, columnSpan} = extentOf(shape, width)
  return rowSpan * columnSpan === shape.length
}

function cellOf(shape: number[], width: number): GridCell {
  return extentOf(shape, width)
}

/** Cuts a shape into rectangles: runs of places row by row, runs of the same extent in neighbouring rows as one. */
function rectanglesOf(shape: number[], width: number): GridCell[] {
  const places = [...shape].sort((a, b) => a - b)
  const runs: GridCell[] = []
  for (const place of places) {
    const row = Math.floor(place / width)
    const column = place % width
    const last = runs.at(-1)
    if (last && last.row === row && last.column + last.columnSpan === column) last.columnSpan++
    else runs.push({row, column, rowSpan: 1, columnSpan: 1, irregular: true})
  }
  const cells: GridCell[] = []
  for (const run of runs) {
    const above = cells.find(
      c => c.column === run.column && c.columnSpan === run.columnSpan && c.row + c.rowSpan === run.row,
    )
    if (above) above.rowSpan++
    else cells.push(run)
  }
  return cells
}
