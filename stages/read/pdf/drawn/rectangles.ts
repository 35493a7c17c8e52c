import type {Matrix} from '../../layout/matrix.ts'
import type {Handle, Pdfium} from '../pdfium.ts'

/** A bar up to this thick is a rule, beyond it an area; points. The widest table borders of word processors are 6 pt. */
export const MAX_THICKNESS = 5
/** A stroke may lean by this much and still count as level, points. */
export const MAX_LEAN = 1
/** FPDF_SEGMENT_* of PDFium. */
export const SEGMENT = {bezier: 1, move: 2}

/** A straight stroke or thin bar in user space, axis-parallel or nearly so. */
export interface Stroke {
  x0: number
  y0: number
  x1: number
  y1: number
  /** Points. */
  width?: number
  /** Place in painting order, the object that draws it, and whether by filling. */
  z?: number
  object?: Handle
  filled?: boolean
}

type Box = [number, number, number, number]

/**
 * The boxes of a path that is one rectangle, or rectangles all as thin as rules (dashes), in user space; null of any other.
 * Nearly all filled paths of a printed form are such, and they need nothing of what other outlines are looked at for.
 */
export function plainRectangles(pdfium: Pdfium, object: Handle, count: number, matrix: Matrix): Box[] | null {
  if (count < 4) return null
  const {call, scratch, float} = pdfium
  const boxes: Box[] = []
  const corners: number[] = []
  for (let i = 0; i <= count; i++) {
    const segment = i < count ? call.FPDFPath_GetPathSegment(object, i) : 0
    const type = i < count ? call.FPDFPathSegment_GetType(segment) : SEGMENT.move
    if (type === SEGMENT.bezier || (i === 0 && type !== SEGMENT.move)) return null
    if (type === SEGMENT.move && i > 0) {
      const box = boxOf(corners)
      if (!box) return null
      boxes.push(box)
      if (boxes.length > 1 && !(isBar(boxes[0]!) && isBar(box))) return null
      corners.length = 0
    }
    if (i === count) break
    call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const [u, v] = [float(0), float(4)]
    const x = matrix[0] * u + matrix[2] * v + matrix[4]
    const y = matrix[1] * u + matrix[3] * v + matrix[5]
    if (corners.push(x, y) > 10) return null
  }
  return boxes
}

function isBar(box: Box): boolean {
  return Math.min(box[2] - box[0], box[3] - box[1]) <= MAX_THICKNESS
}

/** The box of four corners, or of five of which the last closes it; null where they make no rectangle. */
function boxOf(corners: readonly number[]): Box | null {
  if (corners.length < 8) return null
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < corners.length; i += 2) {
    const [x, y] = [corners[i]!, corners[i + 1]!]
    left = Math.min(left, x)
    right = Math.max(right, x)
    bottom = Math.min(bottom, y)
    top = Math.max(top, y)
  }
  for (let i = 0; i < corners.length; i += 2) {
    if (!isNear(corners[i]!, left, right) || !isNear(corners[i + 1]!, bottom, top)) return null
  }
  return [left, bottom, right, top]
}

/** Whether a value is one of two, but for what rounding moves it. */
export function isNear(value: number, a: number, b: number): boolean {
  return Math.abs(value - a) <= MAX_LEAN || Math.abs(value - b) <= MAX_LEAN
}
