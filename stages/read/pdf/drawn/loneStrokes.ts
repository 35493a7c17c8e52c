import type {Edge, Glyph} from '../../layout/index.ts'
import {median} from '../../layout/types.ts'

type Box = [number, number, number, number]
type Level = 0 | 1

/** A stroke no longer than this may be a minus, a point or a 1, in letter sizes. */
const LONGEST = 1.6
/** A piece this close to a rule is part of it, points. */
const TOUCH = 1.5
/** Dashes of one line stand no further apart than this: points, and lengths of the dash. */
const APART = 4
const GAP_TO_DASH = 2
/** A line this close above, below or through letters belongs to them, in letter sizes, where they take this share of it. */
const BESIDE = 0.6
const COVERED = 0.3
/** Width of the squares by which pieces are looked up, points; most entries of that index. */
const SQUARE = 16
const MAX_ENTRIES = 300_000

interface Entry {
  box: Box
  /** Null for a letter. */
  level: Level | null
  edge: Edge | null
}

/**
 * Short straight strokes that are part of no rule, no dashed line and no line along letters: drawn by themselves they may be
 * a minus, a point or a 1 that no letter tells of. None where a page has more lines than a form.
 */
export function loneStrokes(
  horizontal: readonly Edge[],
  vertical: readonly Edge[],
  glyphs: readonly Glyph[],
): Box[] {
  const size = median(glyphs.map(glyph => glyph.size))
  const isShort = ({from, to}: Edge) => to - from <= LONGEST * size
  const pieces = [
    ...horizontal.map((edge): Entry => ({box: [edge.from, edge.at, edge.to, edge.at], level: 1, edge})),
    ...vertical.map((edge): Entry => ({box: [edge.at, edge.from, edge.at, edge.to], level: 0, edge})),
  ]
  const short = pieces.filter(({edge}) => isShort(edge!))
  if (short.length === 0) return []
  const letters = glyphs.map(({box}): Entry => ({box, level: null, edge: null}))
  const near = indexed([...pieces, ...letters])
  if (!near) return []
  return short.flatMap(({box, level, edge}): Box[] => {
    const length = edge!.to - edge!.from
    const reach = Math.max(APART, GAP_TO_DASH * length)
    const isPart = (other: Entry) => {
      if (other.edge === edge) return false
      if (other.level === null) return level === 1 && runsAlong(box, other.box, size)
      if (!isShort(other.edge!)) return isWithin(box, other.box, TOUCH, TOUCH)
      return (
        other.level === level &&
        (level === 1 ? isWithin(box, other.box, reach, TOUCH) : isWithin(box, other.box, TOUCH, reach))
      )
    }
    return near(box, Math.max(reach, BESIDE * size), isPart) ? [] : [box]
  })
}

/** Whether a level line runs along letters or through them. */
function runsAlong([from, y, to]: Box, letter: Box, size: number): boolean {
  const shared = Math.min(to, letter[2]) - Math.max(from, letter[0])
  return shared > COVERED * (to - from) && y > letter[1] - BESIDE * size && y < letter[3] + BESIDE * size
}

function isWithin(a: Box, b: Box, x: number, y: number): boolean {
  return b[0] <= a[2] + x && b[2] >= a[0] - x && b[1] <= a[3] + y && b[3] >= a[1] - y
}

/** Looks whether anything within reach of a box is as asked; null where there is too much on the page. */
function indexed(
  entries: readonly Entry[],
): ((box: Box, reach: number, is: (entry: Entry) => boolean) => boolean) | null {
  const squares = new Map<number, Entry[]>()
  const squaresOf = (box: Box, reach: number) => {
    const [left, top, right, bottom] = [box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach].map(
      value => Math.floor(value / SQUARE),
    ) as Box
    return {left, top, right, bottom, count: (right - left + 1) * (bottom - top + 1)}
  }
  let count = 0
  for (const entry of entries) {
    const {left, top, right, bottom, count: own} = squaresOf(entry.box, 0)
    count += own
    if (!(count <= MAX_ENTRIES)) return null
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) {
        const key = x * 65_536 + y
        const list = squares.get(key)
        if (list) list.push(entry)
        else squares.set(key, [entry])
      }
    }
  }
  let work = 0
  return (box, reach, is) => {
    const {left, top, right, bottom} = squaresOf(box, reach)
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) {
        const list = squares.get(x * 65_536 + y)
        if (!list) continue
        work += list.length
        if (work > 20 * MAX_ENTRIES || list.some(is)) return true
      }
    }
    return false
  }
}
