import type {Box} from '../../../pipeline/model/place.ts'
import {withoutInvisible} from '../../../pipeline/model/text.ts'
import {apply, applyToBox, type Matrix, multiply, translation} from '../layout/matrix.ts'
import type {OfdDocument} from './container.ts'
import {deltasOf} from './deltas.ts'
import {childOf, childrenOf, type Element, numbers} from './element.ts'
import {outlineOf, type Segment} from './paths.ts'

/** A character with where and how it is printed; points from the upper left of the page. */
export interface RawGlyph {
  text: string
  /** The left end of the baseline. */
  x: number
  y: number
  /** Advance along the baseline, and letter size. */
  advance: number
  size: number
  /** Whether a blank stands before it in the file. */
  spaced: boolean
  /** Degrees clockwise of the baseline. */
  angle: number
  z: number
  /** Whether it is drawn at all, and drawn in white. */
  shown: boolean
  white: boolean
}

/** A filled rectangle that is no rule. */
export interface Area {
  box: Box
  z: number
  white: boolean
}

/** A picture, and the id of the resource that holds its file. */
export interface DrawnPicture {
  box: Box
  resource: string
}

/** What a page shows, in painting order. */
export interface PageObjects {
  glyphs: RawGlyph[]
  rules: Segment[]
  areas: Area[]
  pictures: DrawnPicture[]
  /** Shapes with curves. */
  curved: number
  /** Elements met; composites shown many times count each time. */
  met: number
  cut: boolean
}

/** An empty page. */
export const noObjects = (): PageObjects => ({
  glyphs: [],
  rules: [],
  areas: [],
  pictures: [],
  curved: 0,
  met: 0,
  cut: false,
})

/** Most elements followed on one page: the forms at hand have some thousands. */
const MAX_OBJECTS = 200_000
const MAX_DEPTH = 12
/** Points in a millimetre. */
const POINTS = 72 / 25.4
/** A filled bar up to this thick is a rule, points, as in a PDF. */
const MAX_THICKNESS = 5
/** A stroke may lean by this much and still count as level, points. */
const MAX_LEAN = 1
/** Alpha (0 to 255) below which a fill hides nothing, and below which text is not seen. */
const OPAQUE = 230
const INVISIBLE = 25
/** Red, green and blue above which a colour is white. */
const WHITE = 250

/** From the millimetres of an OFD page to points from its upper left corner. */
export function pageMatrix([x, y]: readonly number[]): Matrix {
  return [POINTS, 0, 0, POINTS, -x! * POINTS, -y! * POINTS]
}

export const points = (millimetres: number) => millimetres * POINTS

/** Collects the objects under a layer, page block or content; `objects` is added to. */
export function collectObjects(
  element: Element,
  matrix: Matrix,
  objects: PageObjects,
  document: OfdDocument,
  depth = 0,
): void {
  for (const child of element.children) {
    const z = objects.glyphs.length + objects.rules.length + objects.areas.length + objects.pictures.length
    if (++objects.met > MAX_OBJECTS || depth > MAX_DEPTH) {
      objects.cut = true
      return
    }
    switch (child.name) {
      case 'Layer':
      case 'PageBlock':
        collectObjects(child, matrix, objects, document, depth + 1)
        break
      case 'TextObject':
        addText(child, matrix, objects, z)
        break
      case 'PathObject':
        addPath(child, matrix, objects, document, z)
        break
      case 'ImageObject':
        if (isShown(child)) {
          const box = applyToBox(matrix, boundaryOf(child))
          objects.pictures.push({box, resource: child.attributes.ResourceID ?? ''})
        }
        break
      case 'CompositeObject': {
        const content = document.composites.get(child.attributes.ResourceID ?? '')
        if (content && isShown(child))
          collectObjects(content, matrixOf(child, matrix), objects, document, depth + 1)
      }
    }
  }
}

const isShown = ({attributes}: Element) => attributes.Visible !== 'false'

/** Left, top, right, bottom of an object's boundary (8.1.1). */
function boundaryOf({attributes}: Element): Box {
  const [x = 0, y = 0, width = 0, height = 0] = numbers(attributes.Boundary)
  return [x, y, x + width, y + height]
}

/** From the object's own space to the page: its matrix first, then the corner of its boundary. */
function matrixOf(object: Element, outer: Matrix): Matrix {
  const [x, y] = boundaryOf(object)
  const own = numbers(object.attributes.CTM)
  const placed = multiply(translation(x, y), outer)
  return own.length === 6 ? multiply(own as unknown as Matrix, placed) : placed
}

function addText(object: Element, outer: Matrix, objects: PageObjects, z: number): void {
  const size = Number(object.attributes.Size)
  if (!(size > 0)) return
  const matrix = matrixOf(object, outer)
  const reading = Number(object.attributes.ReadDirection ?? 0) || 0
  const scale = Number(object.attributes.HScale ?? 1) || 1
  const along = Math.atan2(matrix[1], matrix[0]) + (reading * Math.PI) / 180
  const height = Math.hypot(matrix[2], matrix[3])
  const width = Math.hypot(matrix[0], matrix[1])
  const fill = childOf(object, 'FillColor')
  const filled = object.attributes.Fill !== 'false'
  const look = {
    size: size * height,
    angle: (along * 180) / Math.PI,
    z,
    shown:
      isShown(object) && (filled || object.attributes.Stroke === 'true') && alphaOf(object, fill) > INVISIBLE,
    white: filled && fill !== undefined && isWhite(fill),
  }
  let [x, y] = [0, 0]
  for (const code of childrenOf(object, 'TextCode')) {
    // The first code must say where it starts; one that does not goes on at the start of the one before (11.3).
    x = code.attributes.X === undefined ? x : Number(code.attributes.X) || 0
    y = code.attributes.Y === undefined ? y : Number(code.attributes.Y) || 0
    const characters = [...code.text.replace(/[\r\n\t]/g, '')]
    const deltaX = deltasOf(code.attributes.DeltaX, characters.length)
    const deltaY = deltasOf(code.attributes.DeltaY, characters.length)
    let [atX, atY] = [x, y]
    // What has no shape has no place, or it would reach over a cell's rule; between letters it is the left one's, no gap.
    let last: RawGlyph | null = null
    let unseen = 0
    let blank = false
    for (const [i, text] of characters.entries()) {
      const own = size * scale * (isWide(text) ? 1 : 0.5)
      const next = Math.hypot(deltaX[i] ?? 0, deltaY[i] ?? 0)
      const step = i < characters.length - 1 && (deltaX[i] ?? 0) >= 0 && next > 0 ? Math.min(next, own) : own
      const [px, py] = apply(matrix, atX, atY)
      if (withoutInvisible(text) === '')
        unseen += Math.min(deltaX[i] === undefined && deltaY[i] === undefined ? own : next, own)
      else if (text.trim() === '') [last, unseen, blank] = [null, 0, true]
      else {
        if (last) last.advance += unseen * width
        last = {text, x: px, y: py, advance: step * width, spaced: blank, ...look}
        objects.glyphs.push(last)
        ;[unseen, blank] = [0, false]
      }
      const bare = deltaX[i] === undefined && deltaY[i] === undefined
      atX += deltaX[i] ?? (bare && reading === 0 ? own : 0)
      atY += deltaY[i] ?? (bare && reading === 90 ? own : 0)
    }
  }
}

/** Han, kana, full-width forms, CJK punctuation and the symbols of Chinese fonts fill a square. */
const isWide = (text: string) =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u2010-\u2026\u2190-\u22ff\u2460-\u27bf\u{20000}-\u{3ffff}]/u.test(
    text,
  )

function alphaOf(object: Element, colour: Element | undefined): number {
  const [own, ofColour] = [object.attributes.Alpha, colour?.attributes.Alpha].map(value =>
    value === undefined || value === '' ? 255 : Number(value),
  )
  return Math.min(own!, ofColour!)
}

/** A colour given as three numbers of 0 to 255, decimal or with # in hexadecimal. */
function isWhite(colour: Element): boolean {
  const parts = (colour.attributes.Value ?? '').trim().split(/\s+/)
  const levels = parts.map(part => (part.startsWith('#') ? Number.parseInt(part.slice(1), 16) : Number(part)))
  return levels.length === 3 && levels.every(level => level >= WHITE)
}

function addPath(
  object: Element,
  outer: Matrix,
  objects: PageObjects,
  document: OfdDocument,
  z: number,
): void {
  const data = childOf(object, 'AbbreviatedData')?.text
  if (!data || !isShown(object)) return
  const outline = outlineOf(data, matrixOf(object, outer))
  if (outline.curved) objects.curved++
  const stroke = childOf(object, 'StrokeColor')
  const stroked = object.attributes.Stroke !== 'false' && alphaOf(object, stroke) > INVISIBLE
  if (stroked && lineWidthOf(object, document) > 0 && !(stroke && isWhite(stroke))) {
    for (const segment of outline.segments) if (isLevel(segment)) objects.rules.push(segment)
  }
  const fill = childOf(object, 'FillColor')
  if (object.attributes.Fill !== 'true' || alphaOf(object, fill) <= INVISIBLE) return
  const white = fill !== undefined && isWhite(fill)
  for (const box of outline.rectangles) {
    const [width, height] = [box[2] - box[0], box[3] - box[1]]
    if (Math.min(width, height) > MAX_THICKNESS) {
      if (alphaOf(object, fill) >= OPAQUE) objects.areas.push({box, z, white})
    } else if (!white && !stroked) objects.rules.push(barOf(box, width, height))
  }
}

const barOf = ([x0, y0, x1, y1]: Box, width: number, height: number): Segment =>
  width >= height ? [x0, (y0 + y1) / 2, x1, (y0 + y1) / 2] : [(x0 + x1) / 2, y0, (x0 + x1) / 2, y1]

const isLevel = ([x0, y0, x1, y1]: Segment) => Math.abs(x1 - x0) <= MAX_LEAN || Math.abs(y1 - y0) <= MAX_LEAN

/** 0.353 mm where nothing is said (8.2); a drawing parameter may take it from another. */
function lineWidthOf(object: Element, document: OfdDocument): number {
  if (object.attributes.LineWidth !== undefined) return Number(object.attributes.LineWidth)
  let id = object.attributes.DrawParam
  for (let depth = 0; id !== undefined && depth < MAX_DEPTH; depth++) {
    const parameter = document.strokes.get(id)
    if (parameter?.lineWidth !== undefined) return parameter.lineWidth
    id = parameter?.relative
  }
  return 0.353
}
