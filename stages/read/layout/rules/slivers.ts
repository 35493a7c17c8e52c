import {cellsOf, type GridCell, type Tracks} from './cells.ts'

/** Lines closer than this many tolerances are one line: double rules, thick borders drawn as outlines. */
const SAME = 2
/** Up to this many tolerances a track without any glyph is the space of a double rule or between boxes. */
const EMPTY = 3
/** Up to this many tolerances a track in which no cell lives alone comes from borders that do not quite line up. */
const STAGGERED = 5

/** Where the middles of glyphs lie. */
export interface Ink {
  /** Whether one lies between two positions of an axis. */
  between(axis: 'x' | 'y', from: number, to: number): boolean
  /** Whether one lies in a box. */
  in(left: number, top: number, right: number, bottom: number): boolean
}

/**
 * Takes out tracks too narrow to be rows or columns by making their two lines one. Changes `rows` and `columns`.
 * A form's narrowest column holds one letter; nothing of a form is lost with a track no letter fits in.
 */
export function collapseSlivers(rows: Tracks, columns: Tracks, tolerance: number, ink: Ink): void {
  for (const [tracks, axis] of [
    [rows, 'y'],
    [columns, 'x'],
  ] as const) {
    collapse(tracks, (from, to) => {
      const width = to - from
      return width <= SAME * tolerance || (width <= EMPTY * tolerance && !ink.between(axis, from, to))
    })
  }
  const narrow = (tracks: Tracks) =>
    tracks.at.some((at, i) => i > 0 && at - tracks.at[i - 1]! <= STAGGERED * tolerance)
  if (!narrow(rows) && !narrow(columns)) return
  const cells = cellsOf(rows, columns)
  /** A cell that lives in this track alone keeps it, unless it is the empty space between boxes. */
  const isKept = (cell: GridCell, width: number) =>
    width > EMPTY * tolerance ||
    ink.in(
      columns.at[cell.column]!,
      rows.at[cell.row]!,
      columns.at[cell.column + cell.columnSpan]!,
      rows.at[cell.row + cell.rowSpan]!,
    )
  const lonely = (
    index: number,
    width: number,
    start: (c: GridCell) => number,
    span: (c: GridCell) => number,
  ) => cells.some(c => start(c) === index && span(c) === 1 && isKept(c, width))
  const drops = (start: (c: GridCell) => number, span: (c: GridCell) => number) => {
    return (from: number, to: number, i: number) =>
      to - from <= STAGGERED * tolerance && !lonely(i, to - from, start, span)
  }
  const [dropColumn, dropRow] = [
    drops(
      c => c.column,
      c => c.columnSpan,
    ),
    drops(
      c => c.row,
      c => c.rowSpan,
    ),
  ]
  const found = [
    columns.at.map((to, i) => i > 0 && dropColumn(columns.at[i - 1]!, to, i - 1)),
    rows.at.map((to, i) => i > 0 && dropRow(rows.at[i - 1]!, to, i - 1)),
  ] as const
  collapse(columns, (_from, _to, i) => found[0][i + 1]!)
  collapse(rows, (_from, _to, i) => found[1][i + 1]!)
}

/** Joins the lines on both sides of every track for which `drop` holds; indices are those before any change. */
function collapse(tracks: Tracks, drop: (from: number, to: number, index: number) => boolean): void {
  const at: number[] = []
  const drawn: Tracks['drawn'] = []
  let joined = 0
  tracks.at.forEach((position, i) => {
    const before = i > 0 && drop(tracks.at[i - 1]!, position, i - 1)
    // Never more than two lines into one: a whole ladder of narrow tracks is a table after all.
    if (before && joined === 0 && at.length > 0) {
      at[at.length - 1] = (at[at.length - 1]! + position) / 2
      drawn[drawn.length - 1]!.push(...tracks.drawn[i]!)
      joined = 1
    } else {
      at.push(position)
      drawn.push([...tracks.drawn[i]!])
      joined = 0
    }
  })
  if (at.length < 2) return
  tracks.at = at
  tracks.drawn = drawn
}
