import {disjointSets} from '../../layout/frames.ts'
import type {Raster, Region} from '../dots/raster.ts'

/** Half the thickness of a seal's strokes, inches: letters of tables are thinner. */
const HALF = 0.015
/** The same where a stroke is known to be a seal's, because it goes on from a thicker place. */
const NARROW = 0.009
/** How dark seals are: lighter than print, darker than shadows. */
const DARKEST = 60
const LIGHTEST = 170
/** Smallest area of a seal, square inches, and the share of it that is of one grey. */
const AREA = 0.02
const EVEN = 0.6
/** Smallest piece of it, square inches: letters that are all strokes are smaller where they are as grey. */
const PIECE = 0.003
/** Near such a piece smaller ones count, too, which letters cut off: so near, inches. */
const FRAGMENT = 0.0006
const NEAR = 0.1
/** How wide and high what lies together is at least, inches. */
const WIDE = 0.5
/** Grey values that belong to one grey. */
const SPREAD = 35
/** Print is darker than the seal by so much, and so much of the ink at least is, or the two cannot be told apart. */
const DARKER = 25
const PRINT = 0.05
/** What is darker than this share of the seal is no seal, as far as noise lets it: grey values. */
const SEAL = 0.15
const NOISE = [6, 25] as const

/** A page whose grey seals have become paper, and where they were: 0 there, else 255. Null where it had none. */
export interface Bare {
  page: Raster
  hidden: Raster | null
}

/**
 * The page without seals in grey, which copies make of red ones: where strokes are thicker than letters and of one grey,
 * that grey becomes white and print on it as dark as elsewhere. What is as light as the seal is lost below it: nothing can
 * be said of those places.
 */
export function withoutSeals(page: Raster): Bare {
  const {data, dpi} = page
  const inked = inkedAround(page)
  const greys = new Uint32Array(256)
  const half = Math.max(1, Math.round(HALF * dpi))
  const thick = thickStrokes(page, inked, half)
  for (let at = 0; at < data.length; at++) if (thick[at]) greys[data[at]!]!++
  const count = sumOf(greys, 0, 256)
  const none = {page, hidden: null}
  if (count < AREA * dpi * dpi) return none
  const seal = shareOf(greys, 0.5)
  if (sumOf(greys, seal - SPREAD, seal + SPREAD) < EVEN * count) return none
  const ink = inkOf(data, thick)
  const print = ink.slice(0, seal - DARKER)
  if (sumOf(print, 0, 256) < PRINT * sumOf(ink, 0, 256)) return none
  const black = shareOf(print, 0.5)
  const noise = Math.min(Math.max(seal - shareOf(greys, SEAL), NOISE[0]), NOISE[1])
  const narrow = Math.max(1, Math.round(NARROW * dpi))
  const isSeal = (at: number) => Math.abs(data[at]! - seal) <= SPREAD
  const narrowly = thickStrokes(page, inked, narrow)
  const starts: number[] = []
  for (let at = 0; at < thick.length; at++) if (thick[at] && isSeal(at)) starts.push(at)
  const pieces = piecesOf(page, starts, at => narrowly[at] === 1 && isSeal(at))
  const dots = ofSeal(pieces, page)
  if (dots.length === 0) return none
  const hidden = reachOf(page, dots, narrow + 1)
  const cleaned = Uint8Array.from(data)
  const range = seal - noise - black
  for (let at = 0; at < cleaned.length; at++) {
    if (hidden[at] === 0) cleaned[at] = Math.min(255, Math.max(0, ((data[at]! - black) * 255) / range))
  }
  return {page: {...page, data: cleaned}, hidden: {...page, data: hidden}}
}

/** Dots that fit and hang together with some of those to start from, piece by piece. */
function piecesOf(
  {width, data}: Raster,
  starts: readonly number[],
  fits: (at: number) => boolean,
): number[][] {
  const seen = new Uint8Array(data.length)
  const beside = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]
  const pieces: number[][] = []
  for (const start of starts) {
    if (seen[start]) continue
    const piece = [start]
    seen[start] = 1
    // Grows while it is gone through.
    for (const at of piece) {
      for (const step of beside) {
        if (seen[at + step] !== 0 || !fits(at + step)) continue
        seen[at + step] = 1
        piece.push(at + step)
      }
    }
    pieces.push(piece)
  }
  return pieces
}

/** The dots of pieces that are large enough and of a seal, or near one that is. */
function ofSeal(pieces: readonly number[][], {width, dpi}: Raster): number[] {
  const side = NEAR * dpi
  const across = Math.ceil(width / side) + 2
  const squareOf = (at: number) => Math.floor(at / width / side) * across + Math.floor((at % width) / side)
  const large = wideOnes(
    pieces.filter(piece => piece.length >= PIECE * dpi * dpi),
    width,
    dpi,
  )
  const squares = new Set(large.flatMap(piece => [...new Set(piece.map(squareOf))]))
  const around = [-across - 1, -across, -across + 1, -1, 0, 1, across - 1, across, across + 1]
  const isNear = (at: number) => around.some(step => squares.has(squareOf(at) + step))
  const isFragment = (piece: number[]) =>
    piece.length < PIECE * dpi * dpi && piece.length >= FRAGMENT * dpi * dpi && piece.some(isNear)
  return [...large, ...pieces.filter(isFragment)].flat()
}

/** Pieces that lie together over an area as wide and high as a seal, and those within it. Dense letters, blurred, stand apart. */
function wideOnes(pieces: readonly number[][], width: number, dpi: number): number[][] {
  const boxes = pieces.map(piece => {
    const box: Region = [Infinity, Infinity, -Infinity, -Infinity]
    for (const at of piece) {
      const [x, y] = [at % width, Math.floor(at / width)]
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    }
    return box
  })
  const sets = disjointSets(boxes.length)
  const near = NEAR * dpi
  boxes.forEach((a, i) => {
    for (let k = 0; k < i; k++) if (apart(a, boxes[k]!) <= near) sets.join(i, k)
  })
  const areas = new Map<number, Region>()
  boxes.forEach((box, i) => {
    const area = areas.get(sets.find(i)) ?? box
    areas.set(sets.find(i), [
      Math.min(area[0], box[0]),
      Math.min(area[1], box[1]),
      Math.max(area[2], box[2]),
      Math.max(area[3], box[3]),
    ])
  })
  const seals = [...areas.values()].filter(
    ([left, top, right, bottom]) => Math.min(right - left, bottom - top) >= WIDE * dpi,
  )
  return pieces.filter((_, i) => seals.some(seal => apart(seal, boxes[i]!) <= 0))
}

/** How far apart two boxes are, along the axis along which they are farther. */
function apart(a: Region, b: Region): number {
  return Math.max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])
}

/** 0 for the dots that are as near to one of these, else 255. */
function reachOf({width, height, data}: Raster, dots: readonly number[], reach: number): Uint8Array {
  const near = new Uint8Array(data.length).fill(255)
  for (const at of dots) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
    for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++)
      near.fill(0, ny * width + left, ny * width + right)
  }
  return near
}

/** For each dot, how many dots of ink lie left of it and above. */
function inkedAround({width, height, data}: Raster): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! <= LIGHTEST) row++
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row
    }
  }
  return sums
}

/** The dots of a seal's greys in the middle of squares that are inked all over. */
function thickStrokes({width, height, data}: Raster, sums: Uint32Array, half: number): Uint8Array {
  const thick = new Uint8Array(data.length)
  const side = 2 * half + 1
  for (let y = half; y < height - half; y++) {
    for (let x = half; x < width - half; x++) {
      const at = y * width + x
      if (data[at]! < DARKEST || data[at]! > LIGHTEST) continue
      const above = (y - half) * (width + 1) + x - half
      const below = above + side * (width + 1)
      const inked = sums[below + side]! - sums[below]! - sums[above + side]! + sums[above]!
      if (inked === side * side) thick[at] = 1
    }
  }
  return thick
}

/** How many dots of the other ink are of each grey. */
function inkOf(data: Uint8Array, thick: Uint8Array): Uint32Array {
  const greys = new Uint32Array(256)
  data.forEach((grey, i) => {
    if (grey <= LIGHTEST && !thick[i]) greys[grey]!++
  })
  return greys
}

/** The grey that this share is darker than. */
function shareOf(greys: Uint32Array, share: number): number {
  const count = sumOf(greys, 0, greys.length)
  let level = 0
  for (let seen = greys[0]!; seen < share * count; seen += greys[level]!) level++
  return level
}

function sumOf(counts: Uint32Array, from: number, to: number): number {
  let sum = 0
  for (let i = Math.max(0, from); i < Math.min(counts.length, to); i++) sum += counts[i]!
  return sum
}
