import type {Box} from '../../../pipeline/model/place.ts'
import {apply, type Matrix} from '../layout/matrix.ts'

/** A straight stroke in page space. */
export type Segment = readonly [x0: number, y0: number, x1: number, y1: number]

/** A path as stretches, and the rectangles it encloses. */
export interface Outline {
  segments: Segment[]
  /** The box around each closed figure of four upright sides; others enclose no rectangle. */
  rectangles: Box[]
  /** Where its stretches begin and end. */
  points: [number, number][]
  curved: boolean
}

/** How many numbers follow each operator of abbreviated data (9.1), the end point last. */
const OPERANDS: Record<string, number> = {S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0}

/** Most segments of one path: beyond it, it is a picture. */
const MAX_SEGMENTS = 20_000

/** Straight segments of a path in abbreviated data (GB/T 33190-2016, 9.1); curves only move the point on. */
export function outlineOf(data: string, matrix: Matrix): Outline {
  const tokens = data.trim().split(/[\s,]+/)
  const outline: Outline = {segments: [], rectangles: [], points: [], curved: false}
  let figure: [number, number][] = []
  let straight = true

  const line = (from: [number, number], to: [number, number]) => outline.segments.push([...from, ...to])

  function finish(): void {
    const box = straight ? rectangleOf(figure) : null
    if (box) outline.rectangles.push(box)
  }

  for (let i = 0; i < tokens.length && outline.segments.length < MAX_SEGMENTS; i++) {
    const operator = tokens[i]!
    const count = OPERANDS[operator]
    if (count === undefined) continue
    const operands = tokens.slice(i + 1, i + 1 + count).map(Number)
    if (!operands.every(Number.isFinite) || operands.length < count) break
    i += count
    if (operator === 'C') {
      if (figure.length > 1) line(figure.at(-1)!, figure[0]!)
      finish()
      figure = figure.slice(0, 1)
      continue
    }
    const point = apply(matrix, operands.at(-2)!, operands.at(-1)!)
    if (outline.points.length < MAX_SEGMENTS) outline.points.push(point)
    if (operator === 'S' || operator === 'M') {
      finish()
      figure = [point]
      straight = true
    } else {
      if (operator === 'L' && figure.length > 0) line(figure.at(-1)!, point)
      if (operator !== 'L') {
        straight = false
        outline.curved = true
      }
      figure.push(point)
    }
  }
  finish()
  return outline
}

const SAME = 0.05

function rectangleOf(figure: readonly [number, number][]): Box | null {
  const points = figure.filter(([x, y], i) => {
    const next = figure[(i + 1) % figure.length]!
    return Math.abs(next[0] - x) > SAME || Math.abs(next[1] - y) > SAME
  })
  if (points.length !== 4) return null
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  const atCorner = ([x, y]: [number, number]) =>
    (Math.abs(x - box[0]) <= SAME || Math.abs(x - box[2]) <= SAME) &&
    (Math.abs(y - box[1]) <= SAME || Math.abs(y - box[3]) <= SAME)
  return points.every(atCorner) ? box : null
}
