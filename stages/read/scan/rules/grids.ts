import {joinEdges} from '../../layout/rules/edges.ts'
import {framesOf} from '../../layout/rules/frames.ts'
import {boxOfCell, gridOf} from '../../layout/rules/grid.ts'
import {blotsOf} from '../dots/ink.ts'
import type {Raster, Region} from '../dots/raster.ts'
import type {Rules} from './index.ts'

/** Positions closer than this are one, inches: 2 points. */
export const TOLERANCE = 2 / 72
/** Half the thickness of a rule, inches: what of a cell lies beside its rules begins here. */
const INSET = 0.014

/** A table: its box and its cells, each without its rules. */
interface GridRegions {
  box: Region
  cells: Region[]
}

/** The cells of all tables, those inside others first. */
export function gridsOf(rules: Rules, picture: Raster, threshold: number, maxCells: number): GridRegions[] {
  const tolerance = TOLERANCE * picture.dpi
  const horizontal = joinEdges(rules.horizontal, tolerance)
  const vertical = joinEdges(rules.vertical, tolerance)
  const frames = framesOf(horizontal, vertical, tolerance)
  const bySize = frames.sort((a, b) => areaOf(a.box) - areaOf(b.box))
  const inset = Math.max(1, Math.round(INSET * picture.dpi))
  return bySize.flatMap(frame => {
    const whole = regionOf(frame.box, 0, picture)
    const {blots} = blotsOf(picture, whole, threshold)
    const small = 0.3 * picture.dpi
    const middles = blots
      .filter(({box}) => box[2] - box[0] < small && box[3] - box[1] < small)
      .map(({box}) => ({x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2}))
    const ink = {
      between: (axis: 'x' | 'y', from: number, to: number) =>
        middles.some(middle => middle[axis] >= from && middle[axis] < to),
      in: (left: number, top: number, right: number, bottom: number) =>
        middles.some(({x, y}) => x >= left && x < right && y >= top && y < bottom),
    }
    const grid = gridOf(frame, {tolerance, maxCells}, ink)
    if (!grid || grid === 'large') return []
    const cells = grid.cells.map(cell => regionOf(boxOfCell(grid, cell), inset, picture))
    return [{box: regionOf(frame.box, -inset, picture), cells}]
  })
}

function areaOf(box: readonly number[]): number {
  return (box[2]! - box[0]!) * (box[3]! - box[1]!)
}

/** Whole dots inside a box, a distance away from its sides; empty where nothing is left. */
function regionOf(box: readonly number[], inset: number, {width, height}: Raster): Region {
  const left = Math.min(Math.max(0, Math.ceil(box[0]! + inset)), width)
  const top = Math.min(Math.max(0, Math.ceil(box[1]! + inset)), height)
  const right = Math.min(width, Math.floor(box[2]! - inset))
  const bottom = Math.min(height, Math.floor(box[3]! - inset))
  return [left, top, Math.max(left, right), Math.max(top, bottom)]
}
