import {apply, type Matrix} from '../../layout/matrix.ts'
import type {Handle, Pdfium} from '../pdfium.ts'
import {isNear, MAX_LEAN, SEGMENT, type Stroke} from './rectangles.ts'

type Box = [number, number, number, number]
type Points = [number, number][]

/** Height of letters, and the least width and number of corners that no piece of a border has; points. */
const LETTER = {least: 4, most: 40, width: 1.2, corners: 6}

/** A subpath is open where its ends lie further apart than this share of its size. */
const OPEN = 0.2
/** A curve that is no longer than its ends are apart, over this share, runs from end to end. */
const STRAIGHT = 0.8

/** What the subpaths of a path are, in user space. */
interface Outlines {
  /** Straight sides that are level or upright, and those that lean. */
  sides: Stroke[]
  slants: Stroke[]
  /** Rectangles, and the boxes of all other subpaths. */
  boxes: Box[]
  shapes: Box[]
  /** Boxes of subpaths as large as letters, and of those among them that have curves. */
  outlines: Box[]
  handwriting: Box[]
  curved: boolean
}

/** Looks at the subpaths of a path one by one. An open curve counts as a chain of straight pieces that lean. */
export function outlineOf(pdfium: Pdfium, object: Handle, count: number, matrix: Matrix): Outlines {
  const {call, scratch} = pdfium
  const sides: Stroke[] = []
  const slants: Stroke[] = []
  const boxes: Box[] = []
  const outlines: Box[] = []
  const handwriting: Box[] = []
  const shapes: Box[] = []
  let curved = false
  /** All points of the subpath, and where the curves among them end. */
  let points: Points = []
  let bends: number[] = []
  const finish = () => {
    const box = bends.length > 0 ? null : rectangleOf(points)
    if (box) boxes.push(box)
    else if (points.length > 2) {
      const bounds = boundsOf(points)
      shapes.push(bounds)
      if (isLetter(points)) {
        outlines.push(bounds)
        if (bends.length > 0) handwriting.push(bounds)
      }
      if (bends.length > 0 && isOpen(points, bounds)) slants.push(...chainOf(points, bends))
    }
    points = []
    bends = []
  }
  for (let i = 0, controls = 0; i < count; i++) {
    const segment = call.FPDFPath_GetPathSegment(object, i)
    const type = call.FPDFPathSegment_GetType(segment)
    call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const point = apply(matrix, pdfium.float(0), pdfium.float(4))
    if (type === SEGMENT.move) finish()
    else if (type === SEGMENT.bezier) {
      curved = true
      // Two points that direct it, and its end.
      controls = (controls + 1) % 3
      if (controls === 0) bends.push(points.length)
    } else if (points.length > 0) addSide(sides, slants, points.at(-1)!, point)
    points.push(point)
    if (call.FPDFPathSegment_GetClose(segment)) {
      addSide(sides, slants, point, points[0]!)
      points.push(points[0]!)
    }
  }
  finish()
  return {sides, slants, boxes, outlines, handwriting, shapes, curved}
}

/** Whether a subpath does not come back to where it began. */
function isOpen(points: Points, [left, bottom, right, top]: Box): boolean {
  const [[x0, y0], [x1, y1]] = [points[0]!, points.at(-1)!]
  return Math.hypot(x1 - x0, y1 - y0) > OPEN * Math.hypot(right - left, top - bottom)
}

/** The ends of curves as a chain of pieces long enough to tell whether they cross a letter; as one where it is nearly straight. */
function chainOf(points: Points, bends: readonly number[]): Stroke[] {
  const chain: Stroke[] = []
  let length = 0
  let [x0, y0] = points[0]!
  for (const at of bends) {
    const [x1, y1] = points[at]!
    const step = Math.hypot(x1 - x0, y1 - y0)
    if (step < LETTER.least) continue
    chain.push({x0, y0, x1, y1})
    length += step
    x0 = x1
    y0 = y1
  }
  const [first, last] = [points[0]!, points.at(-1)!]
  const whole = {x0: first[0], y0: first[1], x1: last[0], y1: last[1]}
  const isStraight = Math.hypot(whole.x1 - whole.x0, whole.y1 - whole.y0) > STRAIGHT * length
  return isStraight ? [...chain, whole] : chain
}

function addSide(sides: Stroke[], slants: Stroke[], from: [number, number], to: [number, number]): void {
  const dx = Math.abs(from[0] - to[0])
  const dy = Math.abs(from[1] - to[1])
  if (!(dx + dy > 0)) return
  const side = {x0: from[0], y0: from[1], x1: to[0], y1: to[1]}
  if (Math.min(dx, dy) <= MAX_LEAN) sides.push(side)
  else slants.push(side)
}

/** The box around points, wider by a margin on all sides. */
export function boundsOf(points: Points, margin = 0): Box {
  const bounds: Box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    bounds[0] = Math.min(bounds[0], x - margin)
    bounds[1] = Math.min(bounds[1], y - margin)
    bounds[2] = Math.max(bounds[2], x + margin)
    bounds[3] = Math.max(bounds[3], y + margin)
  }
  return bounds
}

/** The box of a subpath when it is an axis-parallel rectangle (open or closed), else null. */
function rectangleOf(points: Points): [number, number, number, number] | null {
  if (points.length < 4 || points.length > 6) return null
  const box = boundsOf(points)
  const corners = points.every(p => isNear(p[0], box[0], box[2]) && isNear(p[1], box[1], box[3]))
  return corners ? box : null
}

function isLetter(points: Points): boolean {
  if (points.length < LETTER.corners) return false
  const [left, bottom, right, top] = boundsOf(points)
  const [width, height] = [right - left, top - bottom]
  const long = Math.max(width, height)
  return long >= LETTER.least && long <= LETTER.most && Math.min(width, height) >= LETTER.width
}
