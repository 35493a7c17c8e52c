import type {Box} from '../../../pipeline/model/place.ts'
import {withoutInvisible} from '../../../pipeline/model/text.ts'
import {apply, applyToBox, type Matrix} from '../layout/matrix.ts'
import {type Cut, cutsOf, placeOf} from './clips.ts'
import {type Colour, difference, isSeen, paintOf} from './colours.ts'
import type {OfdDocument} from './container.ts'
import {deltasOf} from './deltas.ts'
import {childOf, childrenOf, type Element, numbers} from './element.ts'
import {glyphIdsOf} from './glyphIds.ts'
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
  /** Of 255; 0 where it is not drawn at all. */
  alpha: number
  /** Null where it is no plain colour. */
  colour: Colour | null
  /** What cuts it, and the text code it stands in, counted. */
  cuts: readonly Cut[]
  code: number
  /** Font and number of the glyph that is drawn, where the file tells. */
  id?: string | undefined
}

/** A filled rectangle that is no rule. */
export interface Area {
  box: Box
  z: number
  /** Null where it is no plain colour. */
  colour: Colour | null
}

/** A picture, and the id of the resource that holds its file. */
export interface DrawnPicture {
  box: Box
  z: number
  resource: string
  /** Whether the page itself lets what is below shine through. */
  thin: boolean
}

/** What a page shows, in painting order. */
export interface PageObjects {
  glyphs: RawGlyph[]
  rules: Segment[]
  /** Strokes at a slant. */
  slants: Segment[]
  areas: Area[]
  pictures: DrawnPicture[]
  /** Shapes with curves. */
  curved: number
  /** Text codes met. */
  codes: number
  /** Elements met; composites shown many times count each time. */
  met: number
  cut: boolean
}

/** An empty page. */
export const noObjects = (): PageObjects => ({
  glyphs: [],
  rules: [],
  slants: [],
  areas: [],
  pictures: [],
  curved: 0,
  codes: 0,
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
/** Alpha (0 to 255) below which a fill hides nothing. */
const OPAQUE = 230
/** A rule that differs from paper by no more than this is not seen, of 255. */
const WHITE = 5
const PAPER: Colour = [255, 255, 255]

/** From the millimetres of an OFD page to points from its upper left corner. */
export function pageMatrix([x, y]: readonly number[]): Matrix {
  return [POINTS, 0, 0, POINTS, -x! * POINTS, -y! * POINTS]
}

export const points = (millimetres: number) => millimetres * POINTS

/** What holds for all objects in a layer or composite. */
interface Surroundings {
  matrix: Matrix
  cuts: readonly Cut[]
  /** The drawing parameter that objects without one of their own take over. */
  parameter?: string | undefined
  /** Of a composite that lets what is below shine through. */
  thin: boolean
  depth: number
}

/** Collects the objects under a layer, page block or content; `objects` is added to. */
export function collectObjects(
  element: Element,
  matrix: Matrix,
  objects: PageObjects,
  document: OfdDocument,
): void {
  collect(element, {matrix, cuts: [], thin: false, depth: 0}, objects, document)
}

function collect(element: Element, around: Surroundings, objects: PageObjects, document: OfdDocument): void {
  for (const child of inOrder(element.children)) {
    const z = objects.glyphs.length + objects.rules.length + objects.areas.length + objects.pictures.length
    if (++objects.met > MAX_OBJECTS || around.depth > MAX_DEPTH) {
      objects.cut = true
      return
    }
    const inner = {...around, depth: around.depth + 1}
    switch (child.name) {
      case 'Layer':
        collect(child, {...inner, parameter: child.attributes.DrawParam}, objects, document)
        break
      case 'PageBlock':
        collect(child, inner, objects, document)
        break
      case 'TextObject':
        addText(child, around, objects, document, z)
        break
      case 'PathObject':
        addPath(child, around, objects, document, z)
        break
      case 'ImageObject':
        if (isShown(child)) {
          const box = applyToBox(around.matrix, boundaryOf(child))
          const thin = around.thin || !(Number(child.attributes.Alpha ?? 255) >= OPAQUE)
          objects.pictures.push({box, z, resource: child.attributes.ResourceID ?? '', thin})
        }
        break
      case 'CompositeObject': {
        const content = document.composites.get(child.attributes.ResourceID ?? '')
        if (!isShown(child)) break
        if (!content) {
          document.missing.add(`资源 ${child.attributes.ResourceID ?? ''}`)
          break
        }
        const boundary = boundaryOf(child)
        const cuts = around.cuts.concat(cutsOf(child, boundary, around.matrix))
        const matrix = placeOf(child, boundary, around.matrix)
        const thin = around.thin || !(Number(child.attributes.Alpha ?? 255) >= OPAQUE)
        collect(content, {...inner, matrix, cuts, thin}, objects, document)
      }
    }
  }
}

/** Layers are painted by their kind, whatever their order in the file (7.7). */
const LAYERS = ['Background', 'Body', 'Foreground']

function inOrder(children: readonly Element[]): readonly Element[] {
  if (!children.some(({name, attributes}) => name === 'Layer' && attributes.Type !== undefined))
    return children
  const rank = ({attributes}: Element) => {
    const known = LAYERS.indexOf(attributes.Type ?? 'Body')
    return known === -1 ? 1 : known
  }
  return children.toSorted((a, b) => rank(a) - rank(b))
}

const isShown = ({attributes}: Element) => attributes.Visible !== 'false'

/** Left, top, right, bottom of an object's boundary (8.1.1). */
function boundaryOf({attributes}: Element): Box {
  const [x = 0, y = 0, width = 0, height = 0] = numbers(attributes.Boundary)
  return [x, y, x + width, y + height]
}

function addText(
  object: Element,
  around: Surroundings,
  objects: PageObjects,
  document: OfdDocument,
  z: number,
): void {
  const size = Number(object.attributes.Size)
  if (!(size > 0)) return
  const boundary = boundaryOf(object)
  const matrix = placeOf(object, boundary, around.matrix)
  const reading = Number(object.attributes.ReadDirection ?? 0) || 0
  const scale = Number(object.attributes.HScale ?? 1) || 1
  const along = Math.atan2(matrix[1], matrix[0]) + (reading * Math.PI) / 180
  const height = Math.hypot(matrix[2], matrix[3])
  const width = Math.hypot(matrix[0], matrix[1])
  const paint = paintOf(object, document, around.parameter)
  const filled = object.attributes.Fill !== 'false'
  const stroked = object.attributes.Stroke === 'true'
  const look = {
    size: size * height,
    angle: (along * 180) / Math.PI,
    z,
    alpha: isShown(object) ? (filled ? paint.fillAlpha : stroked ? paint.strokeAlpha : 0) : 0,
    colour: filled ? paint.fill : paint.stroke,
    cuts: around.cuts.concat(cutsOf(object, boundary, around.matrix)),
  }
  const ids = glyphIdsOf(object)
  let place = 0
  let [x, y] = [0, 0]
  for (const code of childrenOf(object, 'TextCode')) {
    // The first code must say where it starts; one that does not goes on at the start of the one before (11.3).
    x = code.attributes.X === undefined ? x : Number(code.attributes.X) || 0
    y = code.attributes.Y === undefined ? y : Number(code.attributes.Y) || 0
    const characters = [...code.text.replace(/[\r\n\t]/g, '')]
    const deltaX = deltasOf(code.attributes.DeltaX, characters.length)
    const deltaY = deltasOf(code.attributes.DeltaY, characters.length)
    const of = objects.codes++
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
        last = {
          text,
          x: px,
          y: py,
          advance: step * width,
          spaced: blank,
          code: of,
          id: ids.get(place + i),
          ...look,
        }
        objects.glyphs.push(last)
        ;[unseen, blank] = [0, false]
      }
      const bare = deltaX[i] === undefined && deltaY[i] === undefined
      atX += deltaX[i] ?? (bare && reading === 0 ? own : 0)
      atY += deltaY[i] ?? (bare && reading === 90 ? own : 0)
    }
    place += characters.length
  }
}

/** Han, kana, full-width forms, CJK punctuation and the symbols of Chinese fonts fill a square. */
const isWide = (text: string) =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u2010-\u2026\u2190-\u22ff\u2460-\u27bf\u{20000}-\u{3ffff}]/u.test(
    text,
  )

function addPath(
  object: Element,
  {matrix, parameter}: Surroundings,
  objects: PageObjects,
  document: OfdDocument,
  z: number,
): void {
  const data = childOf(object, 'AbbreviatedData')?.text
  if (!data || !isShown(object)) return
  const outline = outlineOf(data, placeOf(object, boundaryOf(object), matrix))
  if (outline.curved) objects.curved++
  const paint = paintOf(object, document, parameter)
  const stroked = object.attributes.Stroke !== 'false' && isSeen(paint.strokeAlpha)
  if (stroked && paint.lineWidth > 0 && difference(paint.stroke, PAPER) > WHITE) {
    for (const segment of outline.segments) (isLevel(segment) ? objects.rules : objects.slants).push(segment)
  }
  if (object.attributes.Fill !== 'true' || !isSeen(paint.fillAlpha)) return
  const colour = paint.fill
  for (const box of outline.rectangles) {
    const [width, height] = [box[2] - box[0], box[3] - box[1]]
    if (Math.min(width, height) > MAX_THICKNESS) {
      if (paint.fillAlpha >= OPAQUE) objects.areas.push({box, z, colour})
    } else if (difference(colour, PAPER) > WHITE && !stroked) objects.rules.push(barOf(box, width, height))
  }
}

const barOf = ([x0, y0, x1, y1]: Box, width: number, height: number): Segment =>
  width >= height ? [x0, (y0 + y1) / 2, x1, (y0 + y1) / 2] : [(x0 + x1) / 2, y0, (x0 + x1) / 2, y1]

const isLevel = ([x0, y0, x1, y1]: Segment) => Math.abs(x1 - x0) <= MAX_LEAN || Math.abs(y1 - y0) <= MAX_LEAN
