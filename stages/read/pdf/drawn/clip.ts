import {apply, type Matrix} from '../../layout/matrix.ts'
import type {Handle, Pdfium} from '../pdfium.ts'
import {SEGMENT, type Stroke} from './rectangles.ts'

/** Most segments of one clipping path looked at; a longer one is no plain rectangle, and nothing is said of it. */
const MAX_SEGMENTS = 64
/** Most segments of a rectangle, and how far a side may lean, points. */
const RECTANGLE = 5
const EVEN = 0.05

/**
 * The box beyond which an object is cut away (ISO 32000-1, 8.5.4): the common part of the boxes of its clipping paths; null
 * where nothing is cut. User space of the page.
 * @param outer the matrix of the form the object stands in
 */
export function clipOf(
  pdfium: Pdfium,
  object: Handle,
  outer: Matrix,
): [number, number, number, number] | null {
  const {call, scratch} = pdfium
  const clip = call.FPDFPageObj_GetClipPath(object)
  if (!clip) return null
  const paths = call.FPDFClipPath_CountPaths(clip)
  if (paths <= 0) return null
  const common: [number, number, number, number] = [-Infinity, -Infinity, Infinity, Infinity]
  for (let i = 0; i < paths; i++) {
    const count = call.FPDFClipPath_CountPathSegments(clip, i)
    if (count < 1 || count > MAX_SEGMENTS) continue
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let k = 0; k < count; k++) {
      call.FPDFPathSegment_GetPoint(call.FPDFClipPath_GetPathSegment(clip, i, k), scratch, scratch + 4)
      const [x, y] = apply(outer, pdfium.float(0), pdfium.float(4))
      left = Math.min(left, x)
      right = Math.max(right, x)
      bottom = Math.min(bottom, y)
      top = Math.max(top, y)
    }
    common[0] = Math.max(common[0], left)
    common[1] = Math.max(common[1], bottom)
    common[2] = Math.min(common[2], right)
    common[3] = Math.min(common[3], top)
  }
  return common
}

type Box = [number, number, number, number]

/**
 * The level and upright sides of clipping paths that leave other than a rectangle, such as all but a box; null where every
 * path is a rectangle, has curves or says nothing.
 */
export function holesOf(pdfium: Pdfium, object: Handle, outer: Matrix): Stroke[] | null {
  const {call, scratch} = pdfium
  const clip = call.FPDFPageObj_GetClipPath(object)
  const paths = clip ? call.FPDFClipPath_CountPaths(clip) : 0
  const sides: Stroke[] = []
  for (let i = 0; i < paths; i++) {
    const count = call.FPDFClipPath_CountPathSegments(clip, i)
    if (count <= RECTANGLE || count > MAX_SEGMENTS) continue
    const points: {x: number; y: number; starts: boolean}[] = []
    for (let k = 0; k < count; k++) {
      const segment = call.FPDFClipPath_GetPathSegment(clip, i, k)
      const type = call.FPDFPathSegment_GetType(segment)
      if (type === SEGMENT.bezier) {
        points.length = 0
        break
      }
      call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
      const [x, y] = apply(outer, pdfium.float(0), pdfium.float(4))
      points.push({x, y, starts: type === SEGMENT.move})
    }
    sides.push(...sidesOf(points))
  }
  return sides.length > 0 ? sides : null
}

/** Sides between the points of closed subpaths that are level or upright. */
function sidesOf(points: readonly {x: number; y: number; starts: boolean}[]): Stroke[] {
  const sides: Stroke[] = []
  let start = 0
  for (let i = 0; i < points.length; i++) {
    if (points[i]!.starts) start = i
    const a = points[i]!
    const after = points[i + 1]
    const b = after && !after.starts ? after : points[start]!
    const isPlain = Math.abs(a.x - b.x) < EVEN || Math.abs(a.y - b.y) < EVEN
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
    if (isPlain && length > EVEN) sides.push({x0: a.x, y0: a.y, x1: b.x, y1: b.y})
  }
  return sides
}

/** How far beyond a clip a thing is still taken for shown, points: a hairline on its edge is half within. */
const EDGE = 1

/** The part of a box that is shown; null where nothing is. */
export function withinClip(box: Box, clip: Box | null): Box | null {
  if (!clip) return box
  const part: Box = [
    Math.max(box[0], clip[0] - EDGE),
    Math.max(box[1], clip[1] - EDGE),
    Math.min(box[2], clip[2] + EDGE),
    Math.min(box[3], clip[3] + EDGE),
  ]
  return part[0] <= part[2] && part[1] <= part[3] ? part : null
}
