import type {Box} from '../../../../pipeline/model/place.ts'
import {type Edge, unionOf} from '../types.ts'
import type {TableAbove} from './completion.ts'
import type {Frame} from './frames.ts'
import {
  AGREE,
  cellAreas,
  endingTogether,
  filled,
  groundOf,
  groupsOf,
  isTable,
  reachingDown,
  SPACING,
} from './grounds.ts'

/** Fewest areas that part the head of a ruled table, filling its box but for this share. */
const MIN_HEADINGS = 3
const WHOLE = 0.97
/** Share of the uprights between areas that have no rule where a head is parted by its ground alone. */
const MISSING = 0.8
/** A side counts as drawn when a rule runs along this share of it. */
const COVERED = 0.9

/**
 * Cells that are seen by their ground alone: filled boxes with space between are a table of their own; filled boxes side by
 * side over the whole width of a ruled table part its head where no rules are. Adds to `frames`.
 * @param tables what is known of the tables that end the page before and begin the next
 */
export function addShading(
  frames: Frame[],
  areas: readonly Box[],
  tolerance: number,
  tables: readonly TableAbove[],
): void {
  const cells = cellAreas(areas, tolerance)
  if (cells.length < 2) return
  for (const group of groupsOf(cells, tolerance)) {
    if (group.length < 2) continue
    const box = unionOf(group)
    const ruled = frames.filter(
      f => f.horizontal.length + f.vertical.length > 2 && meets(f.box, box, tolerance),
    )
    const [table] = ruled
    const ground = table ? null : groundOf(group, areas, tolerance, tables)
    if (!table && isTable(group, ground, tolerance, tables)) {
      const frame: Frame = {horizontal: [], vertical: [], box, ground: true}
      const whole = reachingDown(endingTogether(group, box, tolerance), tolerance)
      for (const edge of sidesOf(whole, tolerance)) frame[edge.direction].push(edge)
      if (ground) addSides(frame, ground, tolerance)
      frames.push(frame)
    } else if (
      table &&
      ruled.length === 1 &&
      group.length >= MIN_HEADINGS &&
      filled(group, box) >= WHOLE &&
      isAsWide(table.box, box, tolerance)
    ) {
      addHead(table, sidesOf(group, tolerance), tolerance)
    }
  }
}

function meets(a: Box, b: Box, tolerance: number): boolean {
  const x = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const y = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  return x > 0 && y >= -tolerance
}

interface Side extends Edge {
  direction: 'horizontal' | 'vertical'
}

function isAsWide(table: Box, group: Box, tolerance: number): boolean {
  const near = (i: 0 | 2) => Math.abs(table[i] - group[i]) <= AGREE * tolerance
  return near(0) && near(2)
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

/** Adds the sides of a ground beyond all cells: what is left of a label over many rows may have ended above. Changes the frame. */
function addSides(frame: Frame, ground: Box, tolerance: number): void {
  const [left, top, right, bottom] = frame.box
  const [from, , to] = ground
  const isBeyond = (a: number, b: number) => a - b > SPACING * tolerance
  for (const at of [...(isBeyond(left, from) ? [from] : []), ...(isBeyond(to, right) ? [to] : [])]) {
    const across = {from: Math.min(left, at), to: Math.max(right, at)}
    frame.vertical.push({at, from: top, to: bottom})
    frame.horizontal.push({at: top, ...across}, {at: bottom, ...across})
    frame.box = [across.from, top, across.to, bottom]
  }
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
