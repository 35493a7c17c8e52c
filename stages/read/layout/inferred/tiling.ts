import {median} from '../types.ts'

/** Where text stands in the height of its cell. */
export type Setting = 'middle' | 'top' | 'bottom'

/** A row: the lines of its label, by their first and last, and its figures; none where all of its cells are blank. */
export interface TiledRow {
  from: number
  to: number
  figures: number | null
}

/** A line of a label. */
export interface LabelBase {
  base: number
  begins: boolean
}

/** Lines of one label are this evenly set, and figures this exactly beside them, in letter sizes. */
const EXACT = 0.2
const EVEN = 0.12
/** Lines of one label are no further apart, in letter sizes. */
const LEADING = 2.4
/** Most lines of a label whose figures are all blank, and most such rows together. */
const MAX_BLANK_LINES = 3
const MAX_BLANK_ROWS = 6
/** Most lines above the first row that may be those of its label. */
const MAX_LABEL = 12

/**
 * Shares lines of labels out to rows of figures: every line belongs to one label, each label stands beside its figures as
 * the setting says. Null where this cannot be done or can be done in several ways.
 * @param lines baselines of the lines of labels, top to bottom, and whether the line must begin a label (it is numbered); those
 * above the first row and below the last may be others
 * @param figures baselines of the rows of figures
 */
export function tiled(
  lines: readonly LabelBase[],
  figures: readonly number[],
  size: number,
  setting: Setting,
): TiledRow[] | null {
  const first = lines.findIndex(({base}) => base >= figures[0]! - EXACT * size)
  const from = first < 0 ? lines.length - 1 : first
  const found: TiledRow[][] = []
  for (let start = from; start >= Math.max(0, from - MAX_LABEL); start--) {
    const rows = tiledFrom(lines, figures, size, setting, start)
    if (rows) found.push(rows)
  }
  const [best, ...others] = found.sort((a, b) => a.length - b.length)
  return best && (others.length === 0 || others[0]!.length > best.length) ? best : null
}

function tiledFrom(
  lines: readonly LabelBase[],
  figures: readonly number[],
  size: number,
  setting: Setting,
  start: number,
): TiledRow[] | null {
  const rows: TiledRow[] = []
  let blank = 0
  let at = start
  for (let k = 0; k < figures.length; ) {
    const to = endOf(lines, at, figures[k]!, figures[k + 1] ?? null, size, setting)
    if (to !== null) {
      rows.push({from: at, to, figures: k++})
      at = to + 1
      continue
    }
    // A row of blank cells: its label ends before the lines of the next begin, further off than its own are apart.
    const end = k === 0 || blank++ >= MAX_BLANK_ROWS ? null : blankEnd(lines, at, figures[k]!, size)
    if (end === null) return null
    rows.push({from: at, to: end, figures: null})
    at = end + 1
  }
  return rows
}

/** The last line of the label that begins with line `at` and stands beside figures at `base`. */
function endOf(
  lines: readonly LabelBase[],
  at: number,
  base: number,
  next: number | null,
  size: number,
  setting: Setting,
): number | null {
  const first = lines[at]
  if (first === undefined) return null
  const isAt = (line: number, where: number) => Math.abs(lines[line]!.base - where) <= EXACT * size
  if (setting === 'top') {
    if (!isAt(at, base)) return null
    let to = at
    while (
      to + 1 < lines.length &&
      isLabel(lines, at, to + 1, size) &&
      !(next !== null && lines[to + 1]!.base > next - EXACT * size)
    )
      to++
    return to
  }
  const last = setting === 'middle' ? 2 * base - first.base : base
  for (let to = at; to < lines.length && lines[to]!.base <= last + EXACT * size; to++) {
    if (isAt(to, last) && isLabel(lines, at, to, size)) return to
  }
  return null
}

/** Whether lines are evenly set and near enough to be of one label. */
function isLabel(lines: readonly LabelBase[], from: number, to: number, size: number): boolean {
  const more = lines.slice(from + 1, to + 1)
  if (more.some(({begins}) => begins)) return false
  const gaps = more.map(({base}, i) => base - lines[from + i]!.base)
  const usual = median(gaps)
  return gaps.every(gap => Math.abs(gap - usual) <= EVEN * size && gap <= LEADING * size)
}

function blankEnd(lines: readonly LabelBase[], at: number, base: number, size: number): number | null {
  for (let to = at; to < Math.min(at + MAX_BLANK_LINES, lines.length - 1); to++) {
    if (lines[to]!.base >= base - EXACT * size) return null
    const gap = lines[to + 1]!.base - lines[to]!.base
    const own = to > at ? lines[to]!.base - lines[to - 1]!.base : least(lines)
    if (gap > own + EVEN * size || (to === at && gap > LEADING * size))
      return isLabel(lines, at, to, size) ? to : null
  }
  return null
}

function least(lines: readonly LabelBase[]): number {
  return Math.min(...lines.slice(1).map(({base}, i) => base - lines[i]!.base))
}

/** A place along the height or width: where it begins and ends. */
export interface Span {
  from: number
  to: number
}

/**
 * Shares tracks (rows, columns) out to texts that stand in the middle of those they cover: all tracks are covered, in order.
 * Null where a text stands in the middle of no such tracks.
 * @param tracks edges of the tracks, one more than tracks
 * @param centres middles of the texts, in order
 */
export function spansByCentre(tracks: readonly number[], centres: readonly number[]): Span[] | null {
  const spans: Span[] = []
  let from = 0
  for (const [i, centre] of centres.entries()) {
    const room = tracks.length - 1 - (centres.length - 1 - i)
    let best = -1
    let distance = Infinity
    for (let to = from + 1; to <= room; to++) {
      const off = Math.abs((tracks[from]! + tracks[to]!) / 2 - centre)
      if (off < distance) {
        best = to
        distance = off
      }
    }
    if (best < 0) return null
    // Half a track more or less moves the middle by a quarter of it.
    const step = Math.min(tracks[best]! - tracks[best - 1]!, (tracks[best + 1] ?? Infinity) - tracks[best]!)
    if (distance > 0.3 * step) return null
    spans.push({from, to: best - 1})
    from = best
  }
  return from === tracks.length - 1 ? spans : null
}
