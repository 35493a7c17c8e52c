import {type Blot, blotsOf} from '../dots/ink.ts'
import type {Raster, Region} from '../dots/raster.ts'

/** Blots smaller than this on both sides are specks, inches; decimal points are larger. */
const SPECK = 0.011
/** What touches the edge of a cell and reaches no deeper than this is left of a rule, inches. */
const EDGE = 0.035
/** Strokes of one letter (二, 三, ：) stand this near to each other, in heights of the line. */
const WITHIN = 0.45
/** A line is no higher than this, in heights of a usual line. */
const TALLEST = 1.35
/** Letters are lower than this; what is higher is a picture, a seal, the black edge of a copy, inches. */
const HIGHEST = 0.6
/** What is thinner and longer is a rule that belongs to no table, inches. */
const THIN = 0.03
const RULE = 0.8
/** A white scratch through a letter is no wider, and a letter no higher, inches. */
const SCRATCH = 0.01
const LETTER = 0.2
/** A digit whose strokes fade is no higher, inches; how light paper is. */
const DIGIT = 0.17
const PAPER = 255
/** A decimal point as small as a speck: so near to a digit before and behind it, so far from their foot, in their heights, and so many times lower. */
const POINT = {near: 0.4, foot: 0.2, lower: 4}
/** A cell with more pieces of ink than this holds words, or noise. */
const PIECES = 200
/** Lowest ink that can be a line of its own, inches: a dash. Narrower than its height it is a speck. */
const LOWEST = 0.008

/**
 * The lines of text in a region, top down. What is no text is painted white in `page`: specks, and at the edges of a cell
 * what is left of its rules.
 * @param cell whether the region is a cell, or the page around its tables
 */
export function textLinesOf(page: Raster, region: Region, threshold: number, cell: boolean): Region[] {
  const {blots, labels} = blotsOf(page, region, threshold)
  const isInk = blots.map(blot => (cell ? isInCell(blot, region, page.dpi) : isOnPage(blot, page.dpi)))
  const strokes = cell ? strokesOf(page, region, labels, threshold) : []
  keepSpecks(blots, isInk, strokes, page.dpi)
  if (cell) keepPoints(blots, isInk, page.dpi)
  whitenBlots(page, region, labels, isInk)
  const ink = blots.flatMap((blot, i) => (isInk[i] ? [{box: blot.box, stroke: strokes[i]}] : []))
  return linesOf(ink, usualHeight(ink), page.dpi)
}

/** A piece of ink; those of one thin stroke that fades in between have the same number. */
interface Piece {
  box: Region
  stroke: number | undefined
}

/** For each blot the number of what it belongs to where lighter ink counts as well: thin strokes of low print fade. */
function strokesOf(page: Raster, region: Region, labels: Int32Array, threshold: number): number[] {
  const faint = blotsOf(page, region, (threshold + PAPER) / 2).labels
  const strokes: number[] = []
  labels.forEach((label, at) => {
    if (label > 0) strokes[label - 1] = faint[at]!
  })
  return strokes
}

/** Specks within a stroke that fades are what is dark of it. */
function keepSpecks(blots: readonly Blot[], isInk: boolean[], strokes: readonly number[], dpi: number): void {
  const boxes = new Map<number, Region>()
  strokes.forEach((stroke, i) => {
    if (!isInk[i]) return
    const {box} = blots[i]!
    const known = boxes.get(stroke)
    boxes.set(stroke, known ? around(known, box) : box)
  })
  strokes.forEach((stroke, i) => {
    const own = boxes.get(stroke)
    const blot = blots[i]!
    if (own && isSpeck(blot, dpi) && isWithin(blot.box, own)) isInk[i] = true
  })
}

/** A speck at the foot of a line between two digits is a decimal point of low print: a figure without it is another figure. */
function keepPoints(blots: readonly Blot[], isInk: boolean[], dpi: number): void {
  const ink = blots.filter((_, i) => isInk[i]).map(({box}) => box)
  if (ink.length > PIECES) return
  blots.forEach((blot, i) => {
    if (isInk[i] || !isSpeck(blot, dpi)) return
    const [left, top, right, bottom] = blot.box
    const stands = (box: Region, apart: number) => {
      const high = box[3] - box[1]
      const isNear = apart >= 0 && apart <= POINT.near * high
      return isNear && high >= POINT.lower * (bottom - top) && Math.abs(box[3] - bottom) <= POINT.foot * high
    }
    if (ink.some(box => stands(box, left - box[2])) && ink.some(box => stands(box, box[0] - right)))
      isInk[i] = true
  })
}

function around(a: Region, b: Region): Region {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}

function isWithin(box: Region, other: Region): boolean {
  return box[0] >= other[0] && box[1] >= other[1] && box[2] <= other[2] && box[3] <= other[3]
}

function isSpeck({box}: Blot, dpi: number): boolean {
  return Math.max(box[2] - box[0], box[3] - box[1]) < SPECK * dpi
}

function isInCell(blot: Blot, region: Region, dpi: number): boolean {
  return !isSpeck(blot, dpi) && !isLeftOfRule(blot.box, region, EDGE * dpi)
}

/** No specks, no pictures, seals and black edges, no rules. */
function isOnPage(blot: Blot, dpi: number): boolean {
  const [left, top, right, bottom] = blot.box
  const rule = bottom - top < THIN * dpi && right - left > RULE * dpi
  return !isSpeck(blot, dpi) && bottom - top < HIGHEST * dpi && !rule
}

function isLeftOfRule(box: Region, region: Region, edge: number): boolean {
  const deep = [box[2] - region[0], box[3] - region[1], region[2] - box[0], region[3] - box[1]]
  const touches = [box[0] <= region[0], box[1] <= region[1], box[2] >= region[2], box[3] >= region[3]]
  return touches.some((touching, side) => touching && deep[side]! <= edge)
}

/** Paints blots that are no ink white, with the grey dots around them. */
export function whitenBlots(
  page: Raster,
  region: Region,
  labels: Int32Array,
  isInk: readonly boolean[],
): void {
  const [left, top, right, bottom] = region
  const width = right - left
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!
    if (label === 0 || isInk[label - 1]) continue
    const x = left + (i % width)
    const y = top + Math.floor(i / width)
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (x + dx < left || x + dx >= right || y + dy < top || y + dy >= bottom) continue
        const near = labels[(y + dy - top) * width + x + dx - left]!
        if (near === 0 || !isInk[near - 1]) page.data[(y + dy) * page.width + x + dx] = 255
      }
    }
  }
}

function usualHeight(ink: readonly Piece[]): number {
  const heights = ink.map(({box}) => box[3] - box[1]).sort((a, b) => a - b)
  return heights[Math.floor(heights.length * 0.8)] ?? 0
}

function linesOf(ink: readonly Piece[], usual: number, dpi: number): Region[] {
  const lowest = LOWEST * dpi
  const sorted = [...ink].sort((a, b) => a.box[1] - b.box[1])
  const bands: {box: Region; strokes: Set<number | undefined>}[] = []
  for (const {box, stroke} of sorted) {
    const last = bands.at(-1)
    if (last && box[1] < last.box[3]) {
      last.box = around(last.box, box)
      last.strokes.add(stroke)
    } else bands.push({box: [...box], strokes: new Set([stroke])})
  }
  for (let i = 0; i + 1 < bands.length; ) {
    const [{box: a, strokes}, {box: b, strokes: others}] = [bands[i]!, bands[i + 1]!]
    const low = Math.min(a[3] - a[1], b[3] - b[1]) < 0.7 * usual
    const together = b[3] - a[1] <= TALLEST * usual && b[1] - a[3] < WITHIN * usual
    const scratched = b[3] - a[1] <= LETTER * dpi && b[1] - a[3] <= SCRATCH * dpi + 1
    const faded = b[3] - a[1] <= DIGIT * dpi && [...strokes].some(one => one && others.has(one))
    if ((low && together) || scratched || faded) {
      bands.splice(i, 2, {box: around(a, b), strokes: new Set([...strokes, ...others])})
    } else i++
  }
  return bands
    .map(({box}) => box)
    .filter(box => {
      const [width, height] = [box[2] - box[0], box[3] - box[1]]
      return height >= lowest && Math.max(width, height) > 3 * lowest
    })
}
