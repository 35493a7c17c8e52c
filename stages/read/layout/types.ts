import type {Box} from '../../../pipeline/model/place.ts'

/**
 * Geometry of one page as a person looks at it: origin at the upper left, y downwards. Units are those of the source
 * (points of a PDF, pixels of a scan); everything absolute is measured in `tolerance`, everything typographic in the
 * size of the letters.
 */
export interface PageContent {
  /** Counts from 1. */
  page: number
  width: number
  height: number
  /** Where it begins on the paper that holds several of them; 0 where left out. */
  left?: number
  glyphs: readonly Glyph[]
  /** Pieces of ruling lines, any length, in any order. */
  horizontal: Edge[]
  vertical: Edge[]
  pictures: Picture[]
  /** Filled outlines as large as letters, which may be letters; none where left out. */
  outlines?: Box[]
  /** Filled rectangles, which may be the ground of cells; none where left out. */
  areas?: Box[]
}

/** A straight level or upright line: `at` is its y (or x), from and to the ends on the other axis. */
export interface Edge {
  at: number
  from: number
  to: number
}

/** A character where it is printed. The box is the letter's body: advance width by size, whatever the font says. */
export interface Glyph {
  text: string
  box: Box
  /** Letter size. */
  size: number
  /** Position in the source's own order. */
  order: number
  /** Whether the source itself has a blank before it. */
  spaced: boolean
  /** Quarter turns clockwise of the reading direction against the page: 0 upright, 1 downwards, 3 upwards. */
  turn: 0 | 1 | 2 | 3
  /** Why the source is not certain of it: a Chinese clause. */
  doubt?: string
}

export interface Picture {
  box: Box
  /** Pixels of the picture itself; 0 where unknown. */
  width: number
  height: number
  /** Set where it is too small to be anything but part of a table. */
  small?: boolean
}

/** Glyphs on one baseline, sorted in reading direction. */
export interface Line {
  glyphs: Glyph[]
  box: Box
  /** Median letter size. */
  size: number
  turn: Glyph['turn']
  /** Its text, once it has been put together. */
  text?: string
}

export interface LayoutOptions {
  /** Distance below which two positions are the same: about 2 in points, scaled with the resolution in pixels. */
  tolerance: number
  /** Whether letters stand where a program has put them: gaps between them tell something. Not so in pictures. */
  typeset?: boolean
  /** Most cells of one table. */
  maxCells: number
  /** Most lines, cells and pictures of one document. */
  maxNodes: number
}

/** Something about the geometry a person should look at; the reader turns it into a finding. */
export interface LayoutProblem {
  kind:
    | 'unruled'
    | 'irregular'
    | 'stacked'
    | 'straddling'
    | 'joined'
    | 'label'
    | 'overprint'
    | 'overlay'
    | 'limit'
    | 'large'
    | 'nodes'
    | 'picture'
    | 'outline'
    | 'crossing'
    | 'seam'
    | 'beside'
  page: number
  box?: Box
  /** The text concerned, shortened. */
  text?: string
}

/** Width, points. */
export function widthOf(box: Box): number {
  return box[2] - box[0]
}

/** Height, points. */
export function heightOf(box: Box): number {
  return box[3] - box[1]
}

/** The middle, x and y in points. */
export function centreOf(box: Box): [number, number] {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}

/** Whether one box lies in another. @param tolerance points by which it may stand out */
export function contains(outer: Box, inner: Box, tolerance = 0): boolean {
  return (
    inner[0] >= outer[0] - tolerance &&
    inner[1] >= outer[1] - tolerance &&
    inner[2] <= outer[2] + tolerance &&
    inner[3] <= outer[3] + tolerance
  )
}

/** The smallest box around all of them; of none an empty one (Infinity). */
export function unionOf(boxes: readonly Box[]): Box {
  const union: Box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    union[0] = Math.min(union[0], box[0])
    union[1] = Math.min(union[1], box[1])
    union[2] = Math.max(union[2], box[2])
    union[3] = Math.max(union[3], box[3])
  }
  return union
}

/** The middle value; 0 of nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  if (values.length < 3) return values.length === 1 ? values[0]! : Math.max(values[0]!, values[1]!)
  return Float64Array.from(values).sort()[values.length >> 1]!
}

/** The smallest value; Infinity of nothing. Spreading a page's worth of values into Math.min overflows the stack. */
export function least(values: Iterable<number>): number {
  let result = Infinity
  for (const value of values) if (value < result) result = value
  return result
}

/** The largest value; -Infinity of nothing. */
export function most(values: Iterable<number>): number {
  let result = -Infinity
  for (const value of values) if (value > result) result = value
  return result
}
