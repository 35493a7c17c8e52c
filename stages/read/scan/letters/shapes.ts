import {type Blot, blotsOf} from '../dots/ink.ts'
import type {Raster, Region} from '../dots/raster.ts'

/** Rows and columns of squares a digit's ink is counted in. */
const SIDE = 20
/** Squares a shape may lie off another. */
const SHIFT = 1

/** The ink of one digit in squares, as much above as below nothing: its height fills the rows, it stands in the middle column. */
export type Shape = Float32Array

/** Pieces of ink side by side, from the left; what lies above each other belongs together. */
export function piecesIn(page: Raster, line: Region, threshold: number): Region[] {
  const pieces: Region[] = []
  const {blots} = blotsOf(page, line, threshold)
  for (const {box} of blots.sort((a: Blot, b: Blot) => a.box[0] - b.box[0])) {
    const last = pieces.at(-1)
    if (!last || box[0] >= last[2]) pieces.push([...box])
    else {
      last[1] = Math.min(last[1], box[1])
      last[2] = Math.max(last[2], box[2])
      last[3] = Math.max(last[3], box[3])
    }
  }
  return pieces
}

/** The shape of a piece of ink. */
export function shapeOf({data, width, height}: Raster, [left, top, right, bottom]: Region): Shape {
  const shape = new Float32Array(SIDE * SIDE)
  const scale = (bottom - top) / SIDE
  const from = (left + right) / 2 - (SIDE / 2) * scale
  const dot = (x: number, y: number) => {
    // What stands beside the piece is another one.
    if (x < left - 1 || x > right || x < 0 || x >= width) return 0
    const row = Math.min(height - 1, Math.max(0, y))
    return 255 - data[row * width + x]!
  }
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [x, y] = [from + (column + 0.5) * scale - 0.5, top + (row + 0.5) * scale - 0.5]
      const [x0, y0] = [Math.floor(x), Math.floor(y)]
      const [fx, fy] = [x - x0, y - y0]
      const above = dot(x0, y0) * (1 - fx) + dot(x0 + 1, y0) * fx
      const below = dot(x0, y0 + 1) * (1 - fx) + dot(x0 + 1, y0 + 1) * fx
      shape[row * SIDE + column] = above * (1 - fy) + below * fy
    }
  }
  const mean = shape.reduce((sum, value) => sum + value, 0) / shape.length
  return shape.map(value => value - mean)
}

/** How much two shapes are alike: their correlation where it is best, at most 1. */
export function likeness(a: Shape, b: Shape): number {
  let best = -1
  const norm = Math.sqrt(squares(a) * squares(b)) || 1
  for (let down = -SHIFT; down <= SHIFT; down++) {
    for (let across = -SHIFT; across <= SHIFT; across++) {
      let sum = 0
      for (let row = Math.max(0, -down); row < Math.min(SIDE, SIDE - down); row++) {
        for (let column = Math.max(0, -across); column < Math.min(SIDE, SIDE - across); column++)
          sum += a[row * SIDE + column]! * b[(row + down) * SIDE + column + across]!
      }
      best = Math.max(best, sum / norm)
    }
  }
  return best
}

function squares(shape: Shape): number {
  return shape.reduce((sum, value) => sum + value * value, 0)
}
