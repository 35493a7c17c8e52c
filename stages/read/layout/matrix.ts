/** [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f (ISO 32000-1, 8.3.3; GB/T 33190-2016, 8.1.2). */
export type Matrix = [number, number, number, number, number, number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

export const translation = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y]

/** First `inner`, then `outer`. */
export function multiply(inner: Matrix, outer: Matrix): Matrix {
  if (outer === IDENTITY) return inner
  const {0: a, 1: b, 2: c, 3: d, 4: e, 5: f} = inner
  const {0: p, 1: q, 2: r, 3: s, 4: t, 5: u} = outer
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}

/** A point after the matrix [a b c d e f]: ISO 32000-1, 8.3.3. */
export function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

/** Left, smaller y, right, larger y of a rectangle after the matrix. */
export function applyToBox(m: Matrix, box: readonly number[]): [number, number, number, number] {
  const ax = m[0] * box[0]! + m[2] * box[1]! + m[4]
  const ay = m[1] * box[0]! + m[3] * box[1]! + m[5]
  const bx = m[0] * box[2]! + m[2] * box[3]! + m[4]
  const by = m[1] * box[2]! + m[3] * box[3]! + m[5]
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
}

/**
 * From user space to the page as it is looked at: origin at the upper left corner of `box` (left, bottom, right, top),
 * y downwards, turned clockwise by `quarters` × 90°.
 */
export function viewMatrix(box: readonly number[], quarters: number): Matrix {
  const [left, bottom, right, top] = box as [number, number, number, number]
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return [0, 1, 1, 0, -bottom, -left]
    case 2:
      return [-1, 0, 0, 1, right, -bottom]
    case 3:
      return [0, -1, -1, 0, top, right]
    default:
      return [1, 0, 0, -1, -left, top]
  }
}
