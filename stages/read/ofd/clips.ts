import type {Box} from '../../../pipeline/model/place.ts'
import {applyToBox, type Matrix, multiply, translation} from '../layout/matrix.ts'
import {childOf, childrenOf, type Element, numbers} from './element.ts'
import {outlineOf} from './paths.ts'

/** A box outside which nothing of an object is drawn; not `sure` where programs do not agree on it. */
export interface Cut {
  box: Box
  sure: boolean
}

/** Matrix of an object that carries one. */
export function ctmOf({attributes}: Element): Matrix | null {
  const own = numbers(attributes.CTM)
  return own.length === 6 ? (own as unknown as Matrix) : null
}

/**
 * What cuts an object: its boundary (8.1.1), by which not every program cuts, and its clips (8.4), each of which shows what
 * lies in one of its areas. Areas are taken as boxes, and text as clip is left out. Whether the object's own matrix moves its
 * clips is told differently: both places count then, neither for sure.
 * @param boundary left, top, right, bottom in the space of `outer`
 */
export function cutsOf(object: Element, boundary: Box, outer: Matrix): Cut[] {
  const cuts: Cut[] = []
  if (boundary[2] > boundary[0] && boundary[3] > boundary[1])
    cuts.push({box: applyToBox(outer, boundary), sure: false})
  const placed = multiply(translation(boundary[0], boundary[1]), outer)
  const ctm = ctmOf(object)
  const spaces = ctm ? [placed, multiply(ctm, placed)] : [placed]
  for (const clip of childrenOf(childOf(object, 'Clips'), 'Clip')) {
    for (const space of spaces) {
      const boxes = childrenOf(clip, 'Area').map(area => areaBox(area, space))
      const known = boxes.filter(box => box !== null)
      if (known.length > 0 && known.length === boxes.length)
        cuts.push({box: known.reduce(union), sure: ctm === null})
    }
  }
  return cuts
}

/** The box around an area of a clip; null where it is none of paths. */
function areaBox(area: Element, space: Matrix): Box | null {
  const path = childOf(area, 'Path')
  const data = childOf(path, 'AbbreviatedData')?.text
  if (!path || !data || childOf(area, 'Text')) return null
  const [x = 0, y = 0] = numbers(path.attributes.Boundary)
  const own = [ctmOf(path), translation(x, y), ctmOf(area)].filter(matrix => matrix !== null)
  const matrix = own.reduce((inner, next) => multiply(inner, next))
  const {points} = outlineOf(data, multiply(matrix, space))
  if (points.length < 3) return null
  const [xs, ys] = [points.map(point => point[0]), points.map(point => point[1])]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

const union = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]

/** Where an object's own space lies on the page: its matrix first, then the corner of its boundary. */
export function placeOf(object: Element, [x, y]: Box, outer: Matrix): Matrix {
  const placed = multiply(translation(x, y), outer)
  const ctm = ctmOf(object)
  return ctm ? multiply(ctm, placed) : placed
}
