import type {Raster} from './raster.ts'

/** Where a place on the page as it is read lies on the picture it came from, dots. */
export type Origin = (x: number, y: number) => readonly [x: number, y: number]

/** The places of a picture before it was turned clockwise by quarters, by its size after that. */
export function originOfTurned({width, height}: Raster, quarters: number): Origin {
  if (quarters === 1) return (x, y) => [y, width - x]
  if (quarters === 2) return (x, y) => [width - x, height - y]
  if (quarters === 3) return (x, y) => [height - y, x]
  return (x, y) => [x, y]
}

/** The places of a page before left became right. */
export function originOfMirrored({width}: Raster): Origin {
  return (x, y) => [width - x, y]
}

/** The places of a page before its lines of this slope became level. */
export function originOfLevelled({width, height}: Raster, slope: number): Origin {
  const angle = Math.atan(slope)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [cx, cy] = [width / 2, height / 2]
  return (x, y) => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos]
}
