import {apply, applyToBox, IDENTITY, type Matrix, multiply} from './matrix.ts'
import type {Handle, Pdfium} from './pdfium.ts'

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
  white: boolean
}

export interface Picture {
  box: [number, number, number, number]
  z: number
  /** Pixels. */
  width: number
  height: number
}

/** What a page shows besides text, in user space. */
export interface Drawing {
  strokes: Stroke[]
  areas: Area[]
  pictures: Picture[]
  /** Painting order of each text object. */
  order: Map<Handle, number>
  /** Filled outlines with curves: a page of them and no text is text turned into outlines. */
  outlines: number
  /** Whether a limit cut the list. */
  cut: boolean
}

/** A bar up to this thick is a rule, beyond it an area; points. The widest table borders of word processors are 6 pt. */
const MAX_THICKNESS = 5
/** A stroke may lean by this much and still count as level, points. */
const MAX_LEAN = 1
/** Most page objects and path segments followed on one page: the forms at hand have some thousands. */
const MAX_OBJECTS = 200_000
const MAX_SEGMENTS = 1_000_000
const MAX_FORM_DEPTH = 12
/** PDFium passes over text narrower than this, points (twice what it takes). */
const MIN_EXTENT = 0.02
/** Text render mode of ISO 32000-1, table 106. */
const STROKED = 1

/** FPDF_PAGEOBJ_* and FPDF_SEGMENT_* of PDFium. */
const OBJECT = {text: 1, path: 2, image: 3, form: 5}
const SEGMENT = {bezier: 1, move: 2}

interface Walk {
  pdfium: Pdfium
  drawing: Drawing
  z: number
  segments: number
}

/** Collects rules, filled areas, pictures and the painting order of a page's objects, form XObjects included. */
export function readDrawing(pdfium: Pdfium, page: Handle): Drawing {
  const drawing: Drawing = {
    strokes: [],
    areas: [],
    pictures: [],
    order: new Map(),
    outlines: 0,
    cut: false,
  }
  const walk: Walk = {pdfium, drawing, z: 0, segments: 0}
  const count = pdfium.call.FPDFPage_CountObjects(page)
  for (let i = 0; i < count && !drawing.cut; i++) {
    visit(walk, pdfium.call.FPDFPage_GetObject(page, i), IDENTITY, 0)
  }
  return drawing
}

function visit(walk: Walk, object: Handle, outer: Matrix, depth: number): void {
  const {call} = walk.pdfium
  if (walk.z >= MAX_OBJECTS) {
    walk.drawing.cut = true
    return
  }
  const z = walk.z++
  switch (call.FPDFPageObj_GetType(object)) {
    case OBJECT.text:
      walk.drawing.order.set(object, z)
      widen(walk.pdfium, object)
      return
    case OBJECT.path:
      visitPath(walk, object, outer, z)
      return
    case OBJECT.image:
      visitImage(walk, object, outer, z)
      return
    case OBJECT.form: {
      if (depth >= MAX_FORM_DEPTH) {
        walk.drawing.cut = true
        return
      }
      const inner = multiply(matrixOf(walk.pdfium, object), outer)
      const count = call.FPDFFormObj_CountObjects(object)
      for (let i = 0; i < count && !walk.drawing.cut; i++) {
        visit(walk, call.FPDFFormObj_GetObject(object, i), inner, depth + 1)
      }
    }
  }
}

/**
 * A font that is not embedded has no outlines here, and PDFium leaves text without extent out of the text of the page: a
 * Chinese letter placed for itself would be lost. Stroked text has the extent of its stroke; the mode is put back, because
 * it tells whether the text is visible.
 */
function widen({call, scratch, float}: Pdfium, object: Handle): void {
  if (!call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) return
  if (float(8) - float(0) >= MIN_EXTENT) return
  const mode = call.FPDFTextObj_GetTextRenderMode(object)
  call.FPDFTextObj_SetTextRenderMode(object, STROKED)
  call.FPDFPageObj_SetStrokeWidth(object, 1)
  call.FPDFPageObj_Transform(object, 1, 0, 0, 1, 0, 0)
  call.FPDFTextObj_SetTextRenderMode(object, mode)
}

function matrixOf(pdfium: Pdfium, object: Handle): Matrix {
  if (!pdfium.call.FPDFPageObj_GetMatrix(object, pdfium.scratch)) return IDENTITY
  return [0, 4, 8, 12, 16, 20].map(offset => pdfium.float(offset)) as Matrix
}

function visitImage(walk: Walk, object: Handle, outer: Matrix, z: number): void {
  const {call, scratch} = walk.pdfium
  // The image is the unit square under its matrix (ISO 32000-1, 8.9.5.1).
  const box = applyToBox(multiply(matrixOf(walk.pdfium, object), outer), [0, 0, 1, 1])
  if (Math.min(box[2] - box[0], box[3] - box[1]) <= MAX_THICKNESS) {
    addBar(walk.drawing, box)
    return
  }
  const known = call.FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4)
  walk.drawing.pictures.push({
    box,
    z,
    width: known ? walk.pdfium.int(0) : 0,
    height: known ? walk.pdfium.int(4) : 0,
  })
}

function visitPath(walk: Walk, object: Handle, outer: Matrix, z: number): void {
  const {pdfium, drawing} = walk
  const {call, scratch} = pdfium
  if (!call.FPDFPath_GetDrawMode(object, scratch, scratch + 4)) return
  const filled = pdfium.int(0) !== 0
  const stroked = pdfium.int(4) !== 0
  if (!filled && !stroked) return
  const count = call.FPDFPath_CountSegments(object)
  walk.segments += count
  if (walk.segments > MAX_SEGMENTS) {
    drawing.cut = true
    return
  }
  const matrix = multiply(matrixOf(pdfium, object), outer)
  const {sides, boxes, curved} = outlineOf(pdfium, object, count, matrix)
  if (curved && filled) drawing.outlines++
  if (stroked) {
    call.FPDFPageObj_GetStrokeWidth(object, scratch)
    const width = pdfium.float(0) * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    for (const side of sides) addStroke(walk, object, side, width, z)
  }
  if (!filled) return
  for (const box of boxes) {
    if (Math.min(box[2] - box[0], box[3] - box[1]) <= MAX_THICKNESS) addBar(drawing, box)
    else drawing.areas.push({box, z, ...paint(pdfium, object)})
  }
  // A border drawn as the space between an outer and an inner outline.
  if (boxes.length !== 1 && !curved) addGaps(drawing, sides)
}

/** Straight sides, rectangles among the subpaths, and whether there is a curve; in user space. */
function outlineOf(pdfium: Pdfium, object: Handle, count: number, matrix: Matrix) {
  const {call, scratch} = pdfium
  const sides: Stroke[] = []
  const boxes: [number, number, number, number][] = []
  let curved = false
  let points: [number, number][] = []
  let bent = false
  const addSides = () => {
    for (let i = 1; i < points.length; i++) addSide(sides, points[i - 1]!, points[i]!)
  }
  const finish = () => {
    addSides()
    const box = bent ? null : rectangleOf(points)
    if (box) boxes.push(box)
    points = []
    bent = false
  }
  for (let i = 0; i < count; i++) {
    const segment = call.FPDFPath_GetPathSegment(object, i)
    const type = call.FPDFPathSegment_GetType(segment)
    call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const point = apply(matrix, pdfium.float(0), pdfium.float(4))
    if (type === SEGMENT.move) finish()
    if (type === SEGMENT.bezier) {
      curved = true
      bent = true
      addSides()
      points = []
    }
    points.push(point)
    if (call.FPDFPathSegment_GetClose(segment) && !bent) points.push(points[0]!)
  }
  finish()
  return {sides, boxes, curved}
}

function addSide(sides: Stroke[], from: [number, number], to: [number, number]): void {
  const dx = Math.abs(from[0] - to[0])
  const dy = Math.abs(from[1] - to[1])
  if (Math.min(dx, dy) > MAX_LEAN || !(dx + dy > 0)) return
  sides.push({x0: from[0], y0: from[1], x1: to[0], y1: to[1]})
}

/** The box of a subpath when it is an axis-parallel rectangle (open or closed), else null. */
function rectangleOf(points: [number, number][]): [number, number, number, number] | null {
  if (points.length < 4 || points.length > 6) return null
  const xs = points.map(p => p[0])
  const ys = points.map(p => p[1])
  const box: [number, number, number, number] = [
    Math.min(...xs),
    Math.min(...ys),
    Math.max(...xs),
    Math.max(...ys),
  ]
  const near = (v: number, a: number, b: number) => Math.abs(v - a) <= MAX_LEAN || Math.abs(v - b) <= MAX_LEAN
  const corners = points.every(p => near(p[0], box[0], box[2]) && near(p[1], box[1], box[3]))
  return corners ? box : null
}

function paint(pdfium: Pdfium, object: Handle): {opaque: boolean; white: boolean} {
  const {call, scratch} = pdfium
  const known = call.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12)
  if (!known) return {opaque: false, white: false}
  const white = pdfium.int(0) > 250 && pdfium.int(4) > 250 && pdfium.int(8) > 250
  return {opaque: pdfium.int(12) === 255 && !call.FPDFPageObj_HasTransparency(object), white}
}

function addStroke(walk: Walk, object: Handle, side: Stroke, width: number, z: number): void {
  if (width <= MAX_THICKNESS) {
    walk.drawing.strokes.push(side)
    return
  }
  // A line as thick as a row is a shaded row, not a rule.
  const half = width / 2
  const level = Math.abs(side.y1 - side.y0) < Math.abs(side.x1 - side.x0)
  const box: [number, number, number, number] = [
    Math.min(side.x0, side.x1) - (level ? 0 : half),
    Math.min(side.y0, side.y1) - (level ? half : 0),
    Math.max(side.x0, side.x1) + (level ? 0 : half),
    Math.max(side.y0, side.y1) + (level ? half : 0),
  ]
  walk.drawing.areas.push({box, z, ...paint(walk.pdfium, object)})
}

/** A thin rectangle as the line along its middle; a dot counts for both directions. */
function addBar(drawing: Drawing, box: readonly [number, number, number, number]): void {
  const [x0, y0, x1, y1] = box
  const [short, long] = [Math.min(x1 - x0, y1 - y0), Math.max(x1 - x0, y1 - y0)]
  const dot = long <= MAX_THICKNESS && long < 2 * short
  if (dot || x1 - x0 >= y1 - y0) drawing.strokes.push({x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2})
  if (dot || x1 - x0 < y1 - y0) drawing.strokes.push({x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0, y1})
}

/** Rules between parallel sides of one filled path that lie closer than a rule is thick. */
function addGaps(drawing: Drawing, sides: Stroke[]): void {
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
        const to = Math.min(span.to, other.to)
        if (to - from <= other.at - span.at) continue
        const at = (span.at + other.at) / 2
        drawing.strokes.push(level ? {x0: from, x1: to, y0: at, y1: at} : {x0: at, x1: at, y0: from, y1: to})
      }
    })
  }
}
