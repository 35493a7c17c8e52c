import type {OfdDocument} from './container.ts'
import {childOf, type Element} from './element.ts'

/** Red, green and blue of 255. */
export type Colour = readonly [number, number, number]

/** How many drawing parameters may rest one on another. */
const MAX_DEPTH = 12
/** Alpha (0 to 255) below which nothing is seen. */
const INVISIBLE = 25
/** Where nothing is said of a stroke's width, millimetres (8.2). */
const LINE_WIDTH = 0.353
const BLACK: Colour = [0, 0, 0]

/** What paints an object: colours and widths of its own, or of the drawing parameters it or its layer names (8.2). */
export interface Paint {
  /** Null where it is no plain colour: from a palette, a pattern or a shading. */
  fill: Colour | null
  stroke: Colour | null
  /** Of 255. */
  fillAlpha: number
  strokeAlpha: number
  lineWidth: number
}

/** @param inherited the drawing parameter of the layer */
export function paintOf(object: Element, document: OfdDocument, inherited: string | undefined): Paint {
  const chain = [object, ...parametersOf(document, object.attributes.DrawParam ?? inherited)]
  const child = (name: string) => chain.map(element => childOf(element, name)).find(Boolean)
  const [fill, stroke] = [child('FillColor'), child('StrokeColor')]
  const width = chain.map(({attributes}) => Number(attributes.LineWidth ?? Number.NaN)).find(own => own >= 0)
  return {
    fill: colourOf(fill),
    stroke: colourOf(stroke),
    fillAlpha: alphaOf(object, fill),
    strokeAlpha: alphaOf(object, stroke),
    lineWidth: width ?? LINE_WIDTH,
  }
}

/** Whether an alpha leaves anything to be seen. */
export function isSeen(alpha: number): boolean {
  return alpha > INVISIBLE
}

/** How much two colours differ in the component in which they differ most; 255 where one is unknown. */
export function difference(a: Colour | null, b: Colour | null): number {
  return a && b ? Math.max(...a.map((level, i) => Math.abs(level - b[i]!))) : 255
}

function parametersOf({parameters}: OfdDocument, id: string | undefined): Element[] {
  const chain: Element[] = []
  for (let at = id; at !== undefined && chain.length < MAX_DEPTH; ) {
    const parameter = parameters.get(at)
    if (!parameter) break
    chain.push(parameter)
    at = parameter.attributes.Relative
  }
  return chain
}

function alphaOf(object: Element, colour: Element | undefined): number {
  const levels = [object, colour].map(element => element?.attributes.Alpha)
  return Math.min(...levels.map(value => (value === undefined || value === '' ? 255 : Number(value))))
}

/** Black where nothing is said; numbers of 0 to 255, decimal or with # in hexadecimal: grey, of three lights, or of four inks. */
function colourOf(element: Element | undefined): Colour | null {
  if (!element) return BLACK
  const {Value, Index} = element.attributes
  if (Value === undefined) return Index === undefined && element.children.length === 0 ? BLACK : null
  const levels = Value.trim()
    .split(/\s+/)
    .map(part => (part.startsWith('#') ? Number.parseInt(part.slice(1), 16) : Number(part)))
  if (!levels.every(Number.isFinite)) return null
  const [a, b, c, d] = levels as [number, number, number, number]
  if (levels.length === 1) return [a, a, a]
  if (levels.length === 3) return [a, b, c]
  if (levels.length !== 4) return null
  const light = (ink: number) => 255 - Math.min(255, ink + d)
  return [light(a), light(b), light(c)]
}
