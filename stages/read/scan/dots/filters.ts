import type {Raster} from './raster.ts'

/** Each dot as the mean of itself and the eight around it, the nearer the more: noise is hardly more than a third of what it was. */
export function softened({width, height, data, dpi}: Raster): Raster {
  const sums = new Uint16Array(width)
  const soft = new Uint8Array(data.length)
  const rowAt = (y: number) => Math.min(Math.max(y, 0), height - 1) * width
  for (let y = 0; y < height; y++) {
    const [above, own, below] = [rowAt(y - 1), rowAt(y), rowAt(y + 1)]
    for (let x = 0; x < width; x++) sums[x] = data[above + x]! + 2 * data[own + x]! + data[below + x]!
    for (let x = 0; x < width; x++) {
      const [before, after] = [sums[Math.max(0, x - 1)]!, sums[Math.min(width - 1, x + 1)]!]
      soft[own + x] = (before + 2 * sums[x]! + after) / 16
    }
  }
  return {width, height, data: soft, dpi}
}

/** A page, or a part of it, without strokes thinner than discs of this radius in dots: they become what lies around them. */
export function withoutThin(page: Raster, radius: number): Raster {
  const lighter = spread(page, radius, Math.max)
  return spread(lighter, radius, Math.min)
}

/** Where dots, 255 on 0, are or are as near. */
export function grown(mask: Raster, radius: number): Raster {
  return spread(mask, radius, Math.max)
}

/** Each dot as the lightest or the darkest within a radius: squares and crosses in turn make an octagon. */
function spread(page: Raster, radius: number, pick: (a: number, b: number) => number): Raster {
  let {data} = page
  for (let step = 0; step < radius; step++)
    data = (step % 2 === 0 ? ofSquares : ofCrosses)(data, page.width, page.height, pick)
  return {...page, data}
}

type Pick = (a: number, b: number) => number

function ofSquares(data: Uint8Array, width: number, height: number, pick: Pick): Uint8Array {
  const across = new Uint8Array(data.length)
  eachRow(width, height, (row, last) => {
    for (let at = row; at <= last; at++)
      across[at] = pick(data[at]!, pick(data[Math.max(row, at - 1)]!, data[Math.min(last, at + 1)]!))
  })
  return withRowsBeside(across, across, width, height, pick)
}

function ofCrosses(data: Uint8Array, width: number, height: number, pick: Pick): Uint8Array {
  const across = new Uint8Array(data.length)
  eachRow(width, height, (row, last) => {
    for (let at = row; at <= last; at++)
      across[at] = pick(data[at]!, pick(data[Math.max(row, at - 1)]!, data[Math.min(last, at + 1)]!))
  })
  return withRowsBeside(across, data, width, height, pick)
}

function eachRow(width: number, height: number, work: (first: number, last: number) => void): void {
  for (let y = 0; y < height; y++) work(y * width, (y + 1) * width - 1)
}

function withRowsBeside(
  own: Uint8Array,
  beside: Uint8Array,
  width: number,
  height: number,
  pick: Pick,
): Uint8Array {
  const result = new Uint8Array(own.length)
  const end = (height - 1) * width
  for (let at = 0; at < own.length; at++) {
    const above = beside[at < width ? at : at - width]!
    const below = beside[at >= end ? at : at + width]!
    result[at] = pick(own[at]!, pick(above, below))
  }
  return result
}

/** Units of a depth: a step to the side, and one across a corner. */
export const DEPTH = 3
const CORNER = 4

/**
 * How deep each dot lies in ink: its distance from the next dot that is lighter, in thirds of a dot, at most 255 of them
 * (chamfer distance 3–4; Borgefors 1986). Nothing is deep at the edges of the page.
 */
export function depthsOf({width, height, data}: Raster, lightest: number): Uint8Array {
  const depth = new Uint8Array(data.length)
  const least = (at: number, near: number, corner: number, other: number) =>
    Math.min(depth[at]!, depth[at + near]! + DEPTH, depth[at + corner]! + CORNER, depth[at + other]! + CORNER)
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      if (data[at]! > lightest) continue
      const above = Math.min(depth[at - width]!, depth[at - 1]!) + DEPTH
      const corner = Math.min(depth[at - width - 1]!, depth[at - width + 1]!) + CORNER
      depth[at] = Math.min(255, above, corner)
    }
  }
  for (let y = height - 2; y > 0; y--) {
    for (let at = (y + 1) * width - 2; at > y * width; at--) {
      if (depth[at] === 0) continue
      depth[at] = Math.min(least(at, width, width - 1, width + 1), depth[at + 1]! + DEPTH)
    }
  }
  return depth
}
