import type {Box} from '../../../../pipeline/model/place.ts'
import {contains, heightOf, least, most, unionOf, widthOf} from '../types.ts'
import {isAsWide, type TableAbove} from './completion.ts'
import {disjointSets} from './frames.ts'

/** Cells that are told apart by the ground between them stand at most this many tolerances apart. */
export const SPACING = 4
/** Sides agree within this many tolerances. */
export const AGREE = 2
/** Least width and height of a cell, in tolerances: what is smaller is part of a rule or an ornament. */
const LEAST = 3
/** Fewest areas that are taken for cells where nothing else tells, and the share of their box that they fill at least. */
const MIN_CELLS = 6
const FILLED = 0.75
/** Fewer areas on a ground of their own are cells only where they are no higher than this together, in tolerances. */
const MAX_HEIGHT = 60
/** Areas looked at on one page; the forms at hand have some hundreds. */
const MAX_AREAS = 4000
/** Less of a table's width than this is no last row, but cells that run on. */
const RUN_ON = 0.5

/** Areas as large as cells, each once, without those that other areas lie upon. */
export function cellAreas(areas: readonly Box[], tolerance: number): Box[] {
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
export function groupsOf(cells: readonly Box[], tolerance: number): Box[][] {
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

/** Share of a box that areas fill. */
export function filled(group: readonly Box[], box: Box): number {
  const sum = group.reduce((all, b) => all + widthOf(b) * heightOf(b), 0)
  return sum / (widthOf(box) * heightOf(box))
}

/**
 * Whether areas are the cells of a table: they have rows and columns, or lie on a ground of their own, or have the columns of a
 * table that goes on over the end of the page.
 */
export function isTable(
  group: readonly Box[],
  ground: Box | null,
  tolerance: number,
  tables: readonly TableAbove[],
): boolean {
  const box = unionOf(group)
  if (ground && (group.length >= MIN_CELLS || heightOf(box) <= MAX_HEIGHT * tolerance)) return true
  if (filled(group, box) < FILLED) return false
  const isWhole = group.length >= MIN_CELLS && hasRowsAndColumns(group, box)
  return isWhole || tables.some(table => fits(group, table, tolerance))
}

/**
 * The ground that shows between areas: a larger one that lies under all of them and reaches beyond by no more than the space
 * between cells, or is as wide as a table that goes on over the end of the page. Null where there is none.
 */
export function groundOf(
  group: readonly Box[],
  areas: readonly Box[],
  tolerance: number,
  tables: readonly TableAbove[],
): Box | null {
  const box = unionOf(group)
  const near = (a: number, b: number) => Math.abs(a - b) <= SPACING * tolerance
  const isGround = (area: Box) =>
    contains(area, box) &&
    near(area[1], box[1]) &&
    ((near(area[0], box[0]) && near(area[2], box[2])) ||
      tables.some(table => isAsWide(table, area[0], area[2], tolerance))) &&
    !group.some(cell => contains(cell, area, tolerance))
  return areas.find(isGround) ?? null
}

/** Whether no area is as wide or as high as all of them but some, and there are several of both. */
function hasRowsAndColumns(group: readonly Box[], box: Box): boolean {
  const narrow = group.filter(b => widthOf(b) < 0.6 * widthOf(box)).length
  const low = group.filter(b => heightOf(b) < 0.6 * heightOf(box)).length
  return narrow >= MIN_CELLS - 2 && low >= MIN_CELLS - 2
}

/** Whether the sides of all areas are column edges of a table, which may stand shifted. */
function fits(group: readonly Box[], {xs}: TableAbove, tolerance: number): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= SPACING * tolerance
  const shift = least(group.map(box => box[0])) - xs[0]!
  const right = most(group.map(box => box[2]))
  const isEdge = (at: number) => xs.some(x => near(x + shift, at))
  return near(xs.at(-1)! + shift, right) && group.every(box => isEdge(box[0]) && isEdge(box[2]))
}

/**
 * Areas that end where the last row does: on a page that cuts the table, cells over many rows run on below the last row that
 * fitted.
 */
export function endingTogether(group: readonly Box[], box: Box, tolerance: number): readonly Box[] {
  const last = group.filter(b => b[3] > box[3] - tolerance)
  if (last.reduce((sum, b) => sum + widthOf(b), 0) >= RUN_ON * widthOf(box)) return group
  const end = most(group.flatMap(b => (last.includes(b) ? [] : [b[3]])))
  return group.map(b => (b[3] > end && b[1] < end ? [b[0], b[1], b[2], end] : b))
}

/**
 * Areas with those that end too early made as long as they should be: where nothing but ground is left below one, beside
 * cells of rows, browsers have ended a cell over many rows too early because it goes on over a page end.
 */
export function reachingDown(group: readonly Box[], tolerance: number): Box[] {
  const bottom = most(group.map(box => box[3]))
  return group.map(area => {
    const [left, top, right, end] = area
    const isBelow = (box: Box) => box[1] >= end - tolerance && box !== area
    const over = group.filter(box => Math.min(box[2], right) - Math.max(box[0], left) > tolerance)
    const next = Math.min(bottom, least(over.filter(isBelow).map(box => box[1])))
    if (next - end <= (SPACING * tolerance) / 2) return area
    const isBeside = (box: Box) =>
      box[0] >= right - tolerance && Math.min(box[3], next) - Math.max(box[1], end) > tolerance
    return group.some(isBeside) ? [left, top, right, next] : area
  })
}
