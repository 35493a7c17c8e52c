import type {Drift} from './drift.ts'

/**
 * How far lines lie off where they would be on an even page: a polynomial of the place, nothing along the middle of the page.
 * Places are counted from the middle in halves of the page's size.
 */
export type Field = (x: number, y: number) => number

/** Powers of the place along lines and across them: a page curved like an open book needs the former. */
const ALONG = 5
const ACROSS = 2
/** How much more is made of places where the ink is much alike. */
const TRUST = 4
/** How often places that fit badly are given less weight, and from where on, rise over run. */
const ROUNDS = 6
const WELL = 0.004
/** Keeps the polynomial small where nothing is known. */
const STIFFNESS = 1e-3

/**
 * The field whose lines run as they were seen to: with y + f(x, y) the same all along a line,
 * f_x + slope * (1 + f_y) = 0 everywhere. Least squares, less and less of what fits badly.
 */
export function fieldOf(drifts: readonly Drift[], width: number, height: number): Field {
  const terms = Array.from({length: ALONG * (ACROSS + 1)}, (_, n) => ({
    i: 1 + Math.floor(n / (ACROSS + 1)),
    j: n % (ACROSS + 1),
  }))
  const [halfWidth, halfHeight] = [width / 2, height / 2]
  const rows = drifts.map(({x, y, slope, alike}) => {
    const [u, v] = [x / halfWidth - 1, y / halfHeight - 1]
    const left = terms.map(
      ({i, j}) =>
        (i * u ** (i - 1) * v ** j) / halfWidth +
        (j > 0 ? (slope * u ** i * j * v ** (j - 1)) / halfHeight : 0),
    )
    return {left, right: -slope, weight: alike ** TRUST}
  })
  let factors = terms.map(() => 0)
  for (let round = 0; round < ROUNDS; round++) {
    const weighted = rows.map(row => {
      const off = row.left.reduce((sum, value, k) => sum + value * factors[k]!, 0) - row.right
      return {...row, weight: round === 0 ? row.weight : row.weight / (1 + (off / WELL) ** 2)}
    })
    factors = solved(weighted, terms.length, STIFFNESS / (halfWidth * halfWidth))
  }
  return (x, y) => {
    const [u, v] = [x / halfWidth - 1, y / halfHeight - 1]
    return terms.reduce((sum, {i, j}, k) => sum + factors[k]! * u ** i * v ** j, 0)
  }
}

interface Row {
  left: number[]
  right: number
  weight: number
}

/** Weighted least squares by the normal equations (Cholesky); a small multiple of the identity keeps them regular. */
function solved(rows: readonly Row[], size: number, stiffness: number): number[] {
  const matrix = Array.from({length: size}, () => new Float64Array(size))
  const right = new Float64Array(size)
  let sum = 0
  for (const {left, right: value, weight} of rows) {
    sum += weight
    for (let a = 0; a < size; a++) {
      right[a]! += weight * left[a]! * value
      for (let b = 0; b <= a; b++) matrix[a]![b]! += weight * left[a]! * left[b]!
    }
  }
  for (let a = 0; a < size; a++) matrix[a]![a]! += stiffness * (sum + 1)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let value = matrix[a]![b]!
      for (let k = 0; k < b; k++) value -= matrix[a]![k]! * matrix[b]![k]!
      matrix[a]![b] = a === b ? Math.sqrt(Math.max(value, Number.MIN_VALUE)) : value / matrix[b]![b]!
    }
  }
  for (let a = 0; a < size; a++) {
    for (let k = 0; k < a; k++) right[a]! -= matrix[a]![k]! * right[k]!
    right[a]! /= matrix[a]![a]!
  }
  for (let a = size - 1; a >= 0; a--) {
    for (let k = a + 1; k < size; k++) right[a]! -= matrix[k]![a]! * right[k]!
    right[a]! /= matrix[a]![a]!
  }
  return [...right]
}
