import type {Box} from '../../../pipeline/model/place.ts'

/** [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f (GB/T 33190-2016, 8.1.2). */
export type Matrix = readonly [number, number, number, number, number, number]

export const translation = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y]

/** First `inner`, then `outer`. */
export function multiply(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner
  const [A, B, C, D, E, F] = outer
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}

export function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

/** The upright box around a transformed one. */
export function applyToBox(m: Matrix, [x0, y0, x1, y1]: Box): Box {
  const corners = [apply(m, x0, y0), apply(m, x1, y0), apply(m, x0, y1), apply(m, x1, y1)]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
