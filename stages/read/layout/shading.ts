import type {Box} from '../../../pipeline/model/place.ts'
import {disjointSets, type Frame} from './frames.ts'
import {contains, type Edge, heightOf, most, unionOf, widthOf} from './types.ts'

/** Least width and height of a cell, in tolerances: what is smaller is part of a rule or an ornament. */
const LEAST = 3
/** Cells that are told apart by the ground between them stand at most this many tolerances apart. */
const SPACING = 4
/** Fewest areas that are taken for cells, and the share of their box that they fill at least. */
const MIN_CELLS = 6
const FILLED = 0.75
/** Fewest areas that part the head of a ruled table, filling its box but for this share. */
const MIN_HEADINGS = 3
const WHOLE = 0.97
/** Areas looked at on one page; the forms at hand have some hundreds. */
const MAX_AREAS = 4000
/** An area belongs to a table whose sides agree with those of its group within this many tolerances. */
const AGREE = 2
/** Less of a table's width than this is no last row, but cells that run on. */
const RUN_ON = 0.5
/** Share of the uprights between areas that have no rule where a head is parted by its ground alone. */
const MISSING = 0.8
/** A side counts as drawn when a rule runs along this share of it. */
const COVERED = 0.9

/**
 * Cells that are seen by their ground alone: filled boxes with space between are a table of their own; filled boxes side by
 * side over the whole width of a ruled table part its head where no rules are. Adds to `frames`.
 */
export function addShading(frames: Frame[], areas: readonly Box[], tolerance: number): void {
  const cells = cellAreas(areas, tolerance)
  if (cells.length < MIN_HEADINGS) return
  for (const group of groupsOf(cells, tolerance)) {
    if (group.length < MIN_HEADINGS) continue
    const box = unionOf(group)
    const share = group.reduce((sum, b) => sum + widthOf(b) * heightOf(b), 0) / (widthOf(box) * heightOf(box))
    const ruled = frames.filter(
      f => f.horizontal.length + f.vertical.length > 2 && meets(f.box, box, tolerance),
    )
    const [table] = ruled
    if (table && ruled.length === 1 && share >= WHOLE && isAsWide(table.box, box, tolerance)) {
      addHead(table, sidesOf(group, tolerance), tolerance)
    } else if (!table && group.length >= MIN_CELLS && share >= FILLED && hasRowsAndColumns(group, box)) {
      const frame: Frame = {horizontal: [], vertical: [], box, ground: true}
      for (const edge of sidesOf(endingTogether(group, box, tolerance), tolerance)) {
        frame[edge.direction].push(edge)
      }
      frames.push(frame)
    }
  }
}

/** Areas as large as cells, each once, without those that other areas lie upon. */
function cellAreas(areas: readonly Box[], tolerance: number): Box[] {
  const least = LEAST * tolerance
  const large = areas.slice(0, MAX_AREAS).filter(box => widthOf(box) >= least && heightOf(box) >= least)
  const sorted = large.sort((a, b) => a[1] - b[1] || a[0] - b[0])
  return sorted.filter((box, i) => {
    for (let k = i - 1; k >= 0 && sorted[k]![1] >= box[1] - tolerance; k--) {
      if (contains(sorted[k]!, box, tolerance) && contains(box, sorted[k]!, tolerance)) return false
    }
    let inside = 0
    for (let k = 0; k < sorted.length && inside < 2; k++) {
      if (sorted[k]![1] > box[3]) break
      if (k !== i && contains(box, sorted[k]!) && !contains(sorted[k]!, box, tolerance)) inside++
    }
    return inside < 2
  })
}

/** Areas that stand side by side or one below the other, sorted from top to bottom. */
function groupsOf(cells: readonly Box[], tolerance: number): Box[][] {
  const gap = SPACING * tolerance
  const sets = disjointSets(cells.length)
  cells.forEach((a, i) => {
    for (let k = i + 1; k < cells.length && cells[k]![1] <= a[3] + gap; k++) {
      const b = cells[k]!
      const x = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
      const y = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
      if ((x > 0 && y >= -gap) || (y > 0 && x >= -gap)) sets.join(i, k)
    }
  })
  const groups = new Map<number, Box[]>()
  cells.forEach((cell, i) => {
    const root = sets.find(i)
    const group = groups.get(root)
    if (group) group.push(cell)
    else groups.set(root, [cell])
  })
  return [...groups.values()]
}

function meets(a: Box, b: Box, tolerance: number): boolean {
  const x = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const y = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  return x > 0 && y >= -tolerance
}

function isAsWide(table: Box, group: Box, tolerance: number): boolean {
  const near = (i: 0 | 2) => Math.abs(table[i] - group[i]) <= AGREE * tolerance
  return near(0) && near(2)
}

/** Whether no area is as wide or as high as all of them but some, and there are several of both. */
function hasRowsAndColumns(group: readonly Box[], box: Box): boolean {
  const narrow = group.filter(b => widthOf(b) < 0.6 * widthOf(box)).length
  const low = group.filter(b => heightOf(b) < 0.6 * heightOf(box)).length
  return narrow >= MIN_CELLS - 2 && low >= MIN_CELLS - 2
}

/**
 * Areas that end where the last row does: on a page that cuts the table, cells over many rows run on below the last row that
 * fitted.
 */
function endingTogether(group: readonly Box[], box: Box, tolerance: number): readonly Box[] {
  const last = group.filter(b => b[3] > box[3] - tolerance)
  if (last.reduce((sum, b) => sum + widthOf(b), 0) >= RUN_ON * widthOf(box)) return group
  const end = most(group.flatMap(b => (last.includes(b) ? [] : [b[3]])))
  return group.map(b => (b[3] > end && b[1] < end ? [b[0], b[1], b[2], end] : b))
}

interface Side extends Edge {
  direction: 'horizontal' | 'vertical'
}

/** The sides of all areas; where two areas face each other over a gap, both sides are the line in its middle. */
function sidesOf(group: readonly Box[], tolerance: number): Side[] {
  const x = middles(group, 0, SPACING * tolerance, tolerance)
  const y = middles(group, 1, SPACING * tolerance, tolerance)
  return group.flatMap((box): Side[] => {
    const [left, top, right, bottom] = [x(box[0]), y(box[1]), x(box[2]), y(box[3])]
    return [
      {direction: 'horizontal', at: top, from: left, to: right},
      {direction: 'horizontal', at: bottom, from: left, to: right},
      {direction: 'vertical', at: left, from: top, to: bottom},
      {direction: 'vertical', at: right, from: top, to: bottom},
    ]
  })
}

/** Ends of areas that are followed by begins within the gap, as one position. */
function middles(
  group: readonly Box[],
  axis: 0 | 1,
  gap: number,
  tolerance: number,
): (value: number) => number {
  const values = group
    .flatMap(box => [
      {at: box[axis], begins: true},
      {at: box[axis + 2]!, begins: false},
    ])
    .sort((a, b) => a.at - b.at || Number(a.begins) - Number(b.begins))
  const middle = new Map<number, number>()
  let run: typeof values = []
  const finish = () => {
    const [first, last] = [run[0], run.at(-1)]
    if (first && last) for (const {at} of run) middle.set(at, (first.at + last.at) / 2)
    run = []
  }
  for (const value of values) {
    const [first, last] = [run[0], run.at(-1)]
    const opens =
      first &&
      last &&
      (value.at - first.at > gap || (last.begins && !value.begins && value.at - last.at > tolerance))
    if (opens) finish()
    run.push(value)
  }
  finish()
  return value => middle.get(value) ?? value
}

/**
 * Adds the sides of areas side by side to a ruled table in whose head nearly no upright rule is drawn. Its upper and lower end
 * stay as they are: where the page cuts a table there is no rule, but cells have their ground.
 */
function addHead(table: Frame, sides: readonly Side[], tolerance: number): void {
  const [left, top, right, bottom] = table.box
  const isInner = (at: number, from: number, to: number) =>
    at > from + AGREE * tolerance && at < to - AGREE * tolerance
  const missing = sides.filter(
    side =>
      (side.direction === 'vertical' ? isInner(side.at, left, right) : isInner(side.at, top, bottom)) &&
      !isDrawn(table, side, tolerance),
  )
  const upright = (all: readonly Side[]) =>
    all.filter(({direction, at}) => direction === 'vertical' && isInner(at, left, right)).length
  if (upright(missing) < MISSING * upright(sides)) return
  for (const {direction, at, from, to} of missing) table[direction].push({at, from, to})
}

/** Whether rules of the frame run along a side. */
function isDrawn(frame: Frame, {direction, at, from, to}: Side, tolerance: number): boolean {
  let covered = 0
  for (const edge of frame[direction]) {
    if (Math.abs(edge.at - at) > tolerance) continue
    covered += Math.max(Math.min(edge.to, to) - Math.max(edge.from, from), 0)
  }
  return covered >= COVERED * (to - from)
}
