import type {Raster} from '../../dots/raster.ts'

/** A map of the places that are as near to one of these dots: 0 there, else 255. @param reach in dots, to every side */
export function reachOf(page: Raster, dots: readonly number[], reach: number): Raster {
  const {width, height} = page
  const near = new Uint8Array(page.data.length).fill(255)
  for (const at of dots) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
    for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++)
      near.fill(0, ny * width + left, ny * width + right)
  }
  return {...page, data: near}
}
