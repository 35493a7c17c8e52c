import {type Matrix, multiply} from '../../layout/matrix.ts'
import {contains} from '../../layout/types.ts'
import {type Handle, matrixOf, type Pdfium} from '../pdfium.ts'
import {clipOf, holesOf, withinClip} from './clip.ts'
import {boundsOf, outlineOf} from './outlines.ts'
import {MAX_THICKNESS, plainRectangles, type Stroke} from './rectangles.ts'

export type Colour = readonly [number, number, number]

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
  /** Outlines as large as letters, filled, or drawn with curves: text turned into outlines, handwriting, signs, ornaments. */
  outlines: [number, number, number, number][]
  /** What may hide what was painted before, without being a plain area: shadings, other shapes, what shows through. */
  veils: {box: [number, number, number, number]; z: number}[]
  /** Filled outlines with curves. */
  curved: number
}

/** A stroke wider than this hides something, points; most shapes looked at that may. */
const WIDE = 2
const MAX_VEILS = 1000

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
    const holes = clip ? holesOf(pdfium, object, outer) : null
    if (holes) cutOut(drawn, holes)
    if (clip) addShown(drawn, clip, to)
    return
  }
  const {sides, slants, boxes, outlines, handwriting, shapes, curved} = outlineOf(
    pdfium,
    object,
    count,
    matrix,
  )
  const drawn: Shapes = {...nothingDrawn(), outlines: filled ? outlines : handwriting}
  if (stroked) {
    call.FPDFPageObj_GetStrokeWidth(object, scratch)
    const width = pdfium.float(0) * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    drawn.slants = slants
    if (width > WIDE && slants.length > 0) addVeil(drawn, boundsOf(endsOf(slants), width / 2), z)
    if (width <= MAX_THICKNESS) drawn.strokes = sides.map(side => ({...side, width, filled: false}))
    else
      for (const side of sides) drawn.areas.push({box: boxOfSide(side, width), z, ...paint(pdfium, object)})
  }
  if (filled) {
    if (curved) to.curved++
    addFilled(pdfium, object, boxes, z, drawn)
    for (const shape of shapes) addVeil(drawn, shape, z)
    // A border drawn as the space between an outer and an inner outline.
    if (boxes.length !== 1 && !curved) addGaps(drawn, sides)
  }
  addShown(drawn, clipOf(pdfium, object, outer), to)
}

/** What is shown of areas through a clip with holes is known at its edges alone: the rules there. Drawing tells the rest. */
function cutOut(drawn: Shapes, holes: Stroke[]): void {
  for (const {box, z} of drawn.areas) {
    const [x0, y0, x1, y1] = box
    const sides = [
      {x0, y0, x1, y1: y0},
      {x0, y0: y1, x1, y1},
      {x0, y0, x1: x0, y1},
      {x0: x1, y0, x1, y1},
    ]
    for (const side of sides) addGaps(drawn, [side, ...holes.filter(hole => isWithin(hole, box))])
    addVeil(drawn, box, z)
  }
  drawn.areas = []
}

/** Whether the side of a hole lies within a box, give or take its edge. */
function isWithin({x0, y0, x1, y1}: Stroke, [left, bottom, right, top]: Area['box']): boolean {
  return (
    Math.max(x0, x1) >= left &&
    Math.min(x0, x1) <= right &&
    Math.max(y0, y1) >= bottom &&
    Math.min(y0, y1) <= top
  )
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

/** A page on which nothing is drawn. */
export function nothingDrawn(): Shapes {
  return {strokes: [], areas: [], slants: [], outlines: [], veils: [], curved: 0}
}

/** Adds what of the shapes of one path is not cut away. */
function addShown(drawn: Shapes, clip: [number, number, number, number] | null, to: Shapes): void {
  for (const stroke of drawn.strokes) {
    const box = clip ? withinClip(boxOfSide(stroke, 0), clip) : null
    if (!clip) to.strokes.push(stroke)
    else if (box) to.strokes.push({...stroke, x0: box[0], y0: box[1], x1: box[2], y1: box[3]})
  }
  for (const slant of drawn.slants) if (withinClip(boxOfSide(slant, 0), clip)) to.slants.push(slant)
  for (const area of drawn.areas) {
    const box = withinClip(area.box, clip)
    if (!box) continue
    const bar = clip && barOf(area.box, clip)
    if (bar) addBar(to, bar)
    else to.areas.push({...area, box})
  }
  for (const outline of drawn.outlines) if (withinClip(outline, clip)) to.outlines.push(outline)
  for (const {box, z} of drawn.veils) {
    const shown = withinClip(box, clip)
    if (shown) addVeil(to, shown, z)
  }
}

/** What is shown of a large area where that is as thin as a rule: some programs cut their rules out of the page. */
function barOf(box: Area['box'], clip: Area['box']): Area['box'] | null {
  const bar: Area['box'] = [
    Math.max(box[0], clip[0]),
    Math.max(box[1], clip[1]),
    Math.min(box[2], clip[2]),
    Math.min(box[3], clip[3]),
  ]
  const thickness = Math.min(bar[2] - bar[0], bar[3] - bar[1])
  return thickness > 0 && thickness <= MAX_THICKNESS ? bar : null
}

/** Notes what may hide what was painted before; of very many the last stand for all. */
export function addVeil(
  {veils}: Pick<Shapes, 'veils'>,
  box: readonly [number, number, number, number],
  z: number,
): void {
  const last = veils.at(-1)
  if (!last || veils.length < MAX_VEILS) {
    veils.push({box: [...box], z})
    return
  }
  last.box = boundsOf([
    [last.box[0], last.box[1]],
    [last.box[2], last.box[3]],
    [box[0], box[1]],
    [box[2], box[3]],
  ])
  last.z = Math.max(last.z, z)
}

function endsOf(strokes: readonly Stroke[]): [number, number][] {
  return strokes.flatMap(({x0, y0, x1, y1}): [number, number][] => [
    [x0, y0],
    [x1, y1],
  ])
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
  const [x, y, how] = [(x0 + x1) / 2, (y0 + y1) / 2, {width: short, filled: true}]
  if (dot || x1 - x0 >= y1 - y0) to.strokes.push({x0, x1, y0: y, y1: y, ...how})
  if (dot || x1 - x0 < y1 - y0) to.strokes.push({x0: x, x1: x, y0, y1, ...how})
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
