import {cellsOf, type GridCell, type Tracks} from './cells.ts'

/** Lines closer than this many tolerances are one line: double rules, thick borders drawn as outlines. */
const SAME = 2
/** Up to this many tolerances a track without any glyph is the space of a double rule or between boxes. */
const EMPTY = 3
/** Up to this many tolerances a track in which no cell lives alone comes from borders that do not quite line up. */
const STAGGERED = 5

/**
 * Takes out tracks too narrow to be rows or columns by making their two lines one. Changes `rows` and `columns`.
 * A form's narrowest column holds one letter; nothing of a form is lost with a track no letter fits in.
 */
export function collapseSlivers(
  rows: Tracks,
  columns: Tracks,
  tolerance: number,
  ink: (axis: 'x' | 'y', from: number, to: number) => boolean,
): void {
  for (const [tracks, axis] of [
    [rows, 'y'],
    [columns, 'x'],
  ] as const) {
    collapse(tracks, (from, to) => {
      const width = to - from
      return width <= SAME * tolerance || (width <= EMPTY * tolerance && !ink(axis, from, to))
    })
  }
  const narrow = (tracks: Tracks) =>
    tracks.at.some((at, i) => i > 0 && at - tracks.at[i - 1]! <= STAGGERED * tolerance)
  if (!narrow(rows) && !narrow(columns)) return
  const cells = cellsOf(rows, columns)
  const lonely = (index: number, start: (c: GridCell) => number, span: (c: GridCell) => number) =>
    cells.some(c => start(c) === index && span(c) === 1)
  collapse(
    columns,
    (from, to, i) =>
      to - from <= STAGGERED * tolerance &&
      !lonely(
        i,
        c => c.column,
        c => c.columnSpan,
      ),
  )
  collapse(
    rows,
    (from, to, i) =>
      to - from <= STAGGERED * tolerance &&
      !lonely(
        i,
        c => c.row,
        c => c.rowSpan,
      ),
  )
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
