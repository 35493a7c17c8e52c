/** A grey picture of a page: one byte a dot, 255 is white, row by row from the upper left. */
export interface Raster {
  width: number
  height: number
  data: Uint8Array
  /** Dots an inch, of the paper where it is known, else supposed from the shape of the picture. */
  dpi: number
}

/** A rectangle of whole dots: left, top, right, bottom; right and bottom are not part of it. */
export type Region = [left: number, top: number, right: number, bottom: number]

/** Rows for columns. */
export function transposed({width, height, data, dpi}: Raster): Raster {
  const turned = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + y] = data[y * width + x]!
  }
  return {width: height, height: width, data: turned, dpi}
}
