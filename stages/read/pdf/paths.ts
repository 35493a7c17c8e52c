import {apply, type Matrix, multiply} from '../layout/matrix.ts'
import {contains} from '../layout/types.ts'
import {clipOf, withinClip} from './clip.ts'
import {type Handle, matrixOf, type Pdfium} from './pdfium.ts'
import {isNear, MAX_LEAN, MAX_THICKNESS, plainRectangles, SEGMENT} from './rectangles.ts'

export type Colour = readonly [number, number, number]

/** A straight stroke or thin bar in user space, axis-parallel or nearly so. */
export interface Stroke {
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A filled rectangle too thick to be a rule. `z` counts page objects in painting order. */
export interface Area {
  box: [number, number, number, number]
  z: number
  /** Whether nothing painted before shows through. */
  opaque: boolean
  /** Null where it is no plain colour. */
  colour: Colour | null
}

/** What the paths of a page come to. */
export interface Shapes {
  strokes: Stroke[]
  areas: Area[]
  /** Straight strokes that lean. */
  slants: Stroke[]
  /** Filled outlines as large as letters: text turned into outlines, signs, ornaments. */
  outlines: [number, number, number, number][]
  /** Filled outlines with curves. */
  curved: number
}

/** Height of letters, and the least width and number of corners that no piece of a border has; points. */
const LETTER = {least: 4, most: 40, width: 1.2, corners: 6}

/** More rectangles than this in one path are a pattern, not shading. */
const MANY = 200

/**
 * Adds what a path draws: rules, areas, outlines.
 * @param count its segments
 * @param outer the matrix of the form the path stands in
 */
export function addPath(
  pdfium: Pdfium,
  object: Handle,
  count: number,
  outer: Matrix,
  z: number,
  to: Shapes,
): void {
  const {call, scratch} = pdfium
  if (!call.FPDFPath_GetDrawMode(object, scratch, scratch + 4)) return
  const filled = pdfium.int(0) !== 0
  const stroked = pdfium.int(4) !== 0
  if (!filled && !stroked) return
  const matrix = multiply(matrixOf(pdfium, object), outer)
  const plain = filled && !stroked ? plainRectangles(pdfium, object, count, matrix) : null
  if (plain) {
    const clip = clipOf(pdfium, object, outer)
    const drawn: Shapes = clip ? nothingDrawn() : to
    addFilled(pdfium, object, plain, z, drawn)
    if (clip) addShown(drawn, clip, to)
    return
  }
  const {sides, slants, boxes, outlines, curved} = outlineOf(pdfium, object, count, matrix)
  const drawn: Shapes = {...nothingDrawn(), outlines: filled ? outlines : []}
  if (stroked) {
    call.FPDFPageObj_GetStrokeWidth(object, scratch)
    const width = pdfium.float(0) * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    drawn.slants = slants
    if (width <= MAX_THICKNESS) drawn.strokes = sides
    else
      for (const side of sides) drawn.areas.push({box: boxOfSide(side, width), z, ...paint(pdfium, object)})
  }
  if (filled) {
    if (curved) to.curved++
    addFilled(pdfium, object, boxes, z, drawn)
    // A border drawn as the space between an outer and an inner outline.
    if (boxes.length !== 1 && !curved) addGaps(drawn, sides)
  }
  addShown(drawn, clipOf(pdfium, object, outer), to)
}

function addFilled(
  pdfium: Pdfium,
  object: Handle,
  boxes: readonly [number, number, number, number][],
  z: number,
  to: Shapes,
): void {
  // A box within a box of the same path is a hole, or not, by the way it is drawn: neither hides anything for certain.
  const hollow =
    boxes.length > MANY ||
    (boxes.length > 1 && boxes.some((a, i) => boxes.some((b, k) => i !== k && contains(a, b))))
  for (const box of boxes) {
    if (Math.min(box[2] - box[0], box[3] - box[1]) <= MAX_THICKNESS) addBar(to, box)
    else if (hollow) to.areas.push({box, z, opaque: false, colour: null})
    else to.areas.push({box, z, ...paint(pdfium, object)})
  }
}

export function nothingDrawn(): Shapes {
  return {strokes: [], areas: [], slants: [], outlines: [], curved: 0}
}

/** Adds what of the shapes of one path is not cut away. */
function addShown(drawn: Shapes, clip: [number, number, number, number] | null, to: Shapes): void {
  for (const stroke of drawn.strokes) {
    const box = clip ? withinClip(boxOfSide(stroke, 0), clip) : null
    if (!clip) to.strokes.push(stroke)
    else if (box) to.strokes.push({x0: box[0], y0: box[1], x1: box[2], y1: box[3]})
  }
  for (const slant of drawn.slants) if (withinClip(boxOfSide(slant, 0), clip)) to.slants.push(slant)
  for (const area of drawn.areas) {
    const box = withinClip(area.box, clip)
    if (box) to.areas.push({...area, box})
  }
  for (const outline of drawn.outlines) if (withinClip(outline, clip)) to.outlines.push(outline)
}

type Points = [number, number][]

/** Straight sides, rectangles and letter-like outlines among the subpaths, and whether there is a curve; in user space. */
function outlineOf(pdfium: Pdfium, object: Handle, count: number, matrix: Matrix) {
  const {call, scratch} = pdfium
  const sides: Stroke[] = []
  const slants: Stroke[] = []
  const boxes: [number, number, number, number][] = []
  const outlines: [number, number, number, number][] = []
  let curved = false
  let points: Points = []
  /** All points of the subpath once it has a curve. */
  let bent: Points | null = null
  const addSides = () => {
    for (let i = 1; i < points.length; i++) addSide(sides, slants, points[i - 1]!, points[i]!)
  }
  const finish = () => {
    addSides()
    const all = bent ? [...bent, ...points] : points
    const box = bent ? null : rectangleOf(points)
    if (box) boxes.push(box)
    else if (isLetter(all)) outlines.push(boundsOf(all))
    points = []
    bent = null
  }
  for (let i = 0; i < count; i++) {
    const segment = call.FPDFPath_GetPathSegment(object, i)
    const type = call.FPDFPathSegment_GetType(segment)
    call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const point = apply(matrix, pdfium.float(0), pdfium.float(4))
    if (type === SEGMENT.move) finish()
    if (type === SEGMENT.bezier) {
      curved = true
      addSides()
      bent = [...(bent ?? []), ...points]
      points = []
    }
    points.push(point)
    if (call.FPDFPathSegment_GetClose(segment) && !bent) points.push(points[0]!)
  }
  finish()
  return {sides, slants, boxes, outlines, curved}
}

function addSide(sides: Stroke[], slants: Stroke[], from: [number, number], to: [number, number]): void {
  const dx = Math.abs(from[0] - to[0])
  const dy = Math.abs(from[1] - to[1])
  if (!(dx + dy > 0)) return
  const side = {x0: from[0], y0: from[1], x1: to[0], y1: to[1]}
  if (Math.min(dx, dy) <= MAX_LEAN) sides.push(side)
  else slants.push(side)
}

function boundsOf(points: Points): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    bounds[0] = Math.min(bounds[0], x)
    bounds[1] = Math.min(bounds[1], y)
    bounds[2] = Math.max(bounds[2], x)
    bounds[3] = Math.max(bounds[3], y)
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

function paint(pdfium: Pdfium, object: Handle): {opaque: boolean; colour: Colour | null} {
  const {call, scratch} = pdfium
  const known = call.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12)
  if (!known) return {opaque: false, colour: null}
  const colour = [pdfium.int(0), pdfium.int(4), pdfium.int(8)] as const
  return {opaque: pdfium.int(12) === 255 && !call.FPDFPageObj_HasTransparency(object), colour}
}

/** A line as thick as a row is a shaded row, not a rule. */
function boxOfSide(side: Stroke, width: number): [number, number, number, number] {
  const half = width / 2
  const level = Math.abs(side.y1 - side.y0) < Math.abs(side.x1 - side.x0)
  return [
    Math.min(side.x0, side.x1) - (level ? 0 : half),
    Math.min(side.y0, side.y1) - (level ? half : 0),
    Math.max(side.x0, side.x1) + (level ? 0 : half),
    Math.max(side.y0, side.y1) + (level ? half : 0),
  ]
}

/** A thin rectangle as the line along its middle; a dot counts for both directions. */
export function addBar(to: Pick<Shapes, 'strokes'>, box: readonly [number, number, number, number]): void {
  const [x0, y0, x1, y1] = box
  const [short, long] = [Math.min(x1 - x0, y1 - y0), Math.max(x1 - x0, y1 - y0)]
  const dot = long <= MAX_THICKNESS && long < 2 * short
  if (dot || x1 - x0 >= y1 - y0) to.strokes.push({x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2})
  if (dot || x1 - x0 < y1 - y0) to.strokes.push({x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0, y1})
}

/** Rules between parallel sides of one filled path that lie closer than a rule is thick. */
function addGaps(to: Pick<Shapes, 'strokes'>, sides: Stroke[]): void {
  for (const level of [true, false]) {
    const spans = sides
      .filter(s => Math.abs(s.y1 - s.y0) < Math.abs(s.x1 - s.x0) === level)
      .map(s =>
        level
          ? {at: (s.y0 + s.y1) / 2, from: Math.min(s.x0, s.x1), to: Math.max(s.x0, s.x1)}
          : {at: (s.x0 + s.x1) / 2, from: Math.min(s.y0, s.y1), to: Math.max(s.y0, s.y1)},
      )
      .sort((a, b) => a.at - b.at)
    spans.forEach((span, i) => {
      for (let k = i + 1; k < spans.length && k <= i + 8; k++) {
        const other = spans[k]!
        if (other.at - span.at > MAX_THICKNESS) break
        const from = Math.max(span.from, other.from)
        const end = Math.min(span.to, other.to)
        if (end - from <= other.at - span.at) continue
        const at = (span.at + other.at) / 2
        to.strokes.push(level ? {x0: from, x1: end, y0: at, y1: at} : {x0: at, x1: at, y0: from, y1: end})
      }
    })
  }
}
