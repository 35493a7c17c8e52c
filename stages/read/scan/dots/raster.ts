/** A grey picture of a page: one byte a dot, 255 is white, row by row from the upper left. */
export interface Raster {
  width: number
  height: number
  data: Uint8Array
  /** Dots an inch, of the paper where it is known, else supposed from the shape of the picture. */
  dpi: number
}

/** A colour picture, row by row, with so many bytes a dot. */
export interface Colours {
  data: Uint8Array
  channels: number
  width: number
  height: number
  /** Dots an inch of the paper, about. */
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

/** Turned clockwise by quarters. */
export function turned(raster: Raster, quarters: number): Raster {
  if (quarters === 0) return raster
  if (quarters === 2) return {...raster, data: raster.data.slice().reverse()}
  const side = transposed(raster)
  // Rows for columns, then each row backwards (clockwise) or the rows themselves.
  const {width, height, data} = side
  const result = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width)
    if (quarters === 1) result.set(row.slice().reverse(), y * width)
    else result.set(row, (height - 1 - y) * width)
  }
  return {...side, data: result}
}

/** Left for right. */
export function mirrored(raster: Raster): Raster {
  const {width, height, data} = raster
  const result = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) result.set(data.slice(y * width, (y + 1) * width).reverse(), y * width)
  return {...raster, data: result}
}

/** A part of a picture. */
export function cropped({width, data, dpi}: Raster, [left, top, right, bottom]: Region): Raster {
  const part = new Uint8Array((right - left) * (bottom - top))
  for (let y = top; y < bottom; y++) {
    part.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left))
  }
  return {width: right - left, height: bottom - top, data: part, dpi}
}
