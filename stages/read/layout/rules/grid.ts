import type {Box} from '../../../../pipeline/model/place.ts'
import {type Edge, type LayoutOptions, least, most} from '../types.ts'
import {cellsOf, type GridCell, type Tracks} from './cells.ts'
import {clusterPositions} from './edges.ts'
import type {Frame} from './frames.ts'
import {collapseSlivers, type Ink} from './slivers.ts'

/** A table's skeleton: positions of its lines and the cells between them. */
export interface Grid {
  /** Column edges, left to right; one more than columns. */
  xs: number[]
  /** Row edges, top to bottom. */
  ys: number[]
  cells: GridCell[]
  /** The lines along the row edges. */
  rows: Tracks
  /** Sides without a rule: the frame ends where the crossing rules end. */
  open: {top: boolean; bottom: boolean; left: boolean; right: boolean}
}

/** A side is open when at least two rules run beyond the last crossing rule by this many tolerances. */
const OPEN = 3
/** Largest grid looked at on one page, places: no form has a hundredth of them. */
const MAX_PLACES = 40_000

/**
 * The cells of a frame: places between the lines, joined where no border is drawn between them. Null where the frame
 * encloses nothing; 'large' where it is larger than any form or has more places than `maxCells`.
 * @param ink where glyphs stand inside the frame
 */
export function gridOf(
  frame: Frame,
  {tolerance, maxCells}: Pick<LayoutOptions, 'tolerance' | 'maxCells'>,
  ink: Ink,
): Grid | 'large' | null {
  const sides = openSides(frame, tolerance)
  const rows = tracksOf([...frame.horizontal, ...sides.horizontal], tolerance)
  const columns = tracksOf([...frame.vertical, ...sides.vertical], tolerance)
  if (rows.at.length < 2 || columns.at.length < 2) return null
  const places = (rows.at.length - 1) * (columns.at.length - 1)
  if (places > Math.min(MAX_PLACES, maxCells)) return 'large'
  collapseSlivers(rows, columns, tolerance, ink)
  const cells = cellsOf(rows, columns)
  const open = frame.ground ? {...sides.open, top: true, bottom: true} : sides.open
  return {xs: columns.at, ys: rows.at, cells, rows, open}
}

/** The box of a cell, from the lines of its grid, in points. */
export function boxOfCell(grid: Pick<Grid, 'xs' | 'ys'>, cell: GridCell): Box {
  return [
    grid.xs[cell.column]!,
    grid.ys[cell.row]!,
    grid.xs[cell.column + cell.columnSpan]!,
    grid.ys[cell.row + cell.rowSpan]!,
  ]
}

/** Lines that stand in for a missing outer side, where several rules run out beyond the last crossing one. */
function openSides(frame: Frame, tolerance: number) {
  const margin = OPEN * tolerance
  const [left, right] = overhang(frame.horizontal, frame.vertical, margin)
  const [top, bottom] = overhang(frame.vertical, frame.horizontal, margin)
  const side = (edge: Edge | null): Edge[] => (edge ? [edge] : [])
  return {
    vertical: [...side(left), ...side(right)],
    horizontal: [...side(top), ...side(bottom)],
    open: {top: top !== null, bottom: bottom !== null, left: left !== null, right: right !== null},
  }
}

function overhang(along: Edge[], across: Edge[], margin: number): [Edge | null, Edge | null] {
  const first = least(across.map(e => e.at))
  const last = most(across.map(e => e.at))
  const before = along.filter(e => e.from < first - margin)
  const after = along.filter(e => e.to > last + margin)
  const edge = (edges: Edge[], at: (e: Edge) => number): Edge | null => {
    if (edges.length < 2) return null
    const sorted = edges.map(at).sort((a, b) => a - b)
    return {
      at: sorted[sorted.length >> 1]!,
      from: least(edges.map(e => e.at)),
      to: most(edges.map(e => e.at)),
    }
  }
  return [edge(before, e => e.from), edge(after, e => e.to)]
}

function tracksOf(edges: readonly Edge[], tolerance: number): Tracks {
  const at = clusterPositions(
    edges.map(e => e.at),
    tolerance,
  )
  const drawn: Edge[][] = at.map(() => [])
  for (const edge of edges) drawn[nearest(at, edge.at)]!.push(edge)
  return {at, drawn}
}

/** Index of the nearest of some values. At least one must be there. */
export function nearest(sorted: readonly number[], value: number): number {
  let best = 0
  for (let i = 1; i < sorted.length; i++) {
    if (Math.abs(sorted[i]! - value) < Math.abs(sorted[best]! - value)) best = i
  }
  return best
}
