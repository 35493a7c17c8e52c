import type {Origin} from './origin.ts'
import type {Raster} from './raster.ts'

/** Places between which a picture is mapped evenly, dots. */
const MESH = 16

/** A page whose dots come from elsewhere; what comes from outside is white. */
export function remapped({width, height, data, dpi}: Raster, origin: Origin): Raster {
  const across = Math.ceil(width / MESH) + 1
  const mesh = new Float32Array(across * (Math.ceil(height / MESH) + 1) * 2)
  for (let i = 0; i < mesh.length; i += 2) {
    const [x, y] = origin(((i / 2) % across) * MESH, Math.floor(i / 2 / across) * MESH)
    mesh[i] = x
    mesh[i + 1] = y
  }
  const result = new Uint8Array(data.length).fill(255)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / MESH) * across
    const fy = (y % MESH) / MESH
    for (let x = 0; x < width; x++) {
      const at = (row + Math.floor(x / MESH)) * 2
      const below = at + across * 2
      const fx = (x % MESH) / MESH
      const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
      const sx = a * mesh[at]! + b * mesh[at + 2]! + c * mesh[below]! + d * mesh[below + 2]!
      const sy = a * mesh[at + 1]! + b * mesh[at + 3]! + c * mesh[below + 1]! + d * mesh[below + 3]!
      const left = Math.floor(sx)
      const top = Math.floor(sy)
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue
      const from = top * width + left
      const [px, py] = [sx - left, sy - top]
      const above = data[from]! * (1 - px) + data[from + 1]! * px
      const under = data[from + width]! * (1 - px) + data[from + width + 1]! * px
      result[y * width + x] = above * (1 - py) + under * py
    }
  }
  return {width, height, data: result, dpi}
}
