import {disjointSets} from '../../../layout/rules/frames.ts'
import type {Raster, Region} from '../../dots/raster.ts'

/** Smallest piece of a seal, square inches: letters that are all strokes are smaller where they are as grey. */
const PIECE = 0.003
/** Near such a piece smaller ones count, too, which letters cut off: so near, inches. */
const FRAGMENT = 0.0006
const NEAR = 0.1
/** How wide and high what lies together is at least, inches. */
const WIDE = 0.5

/** Dots that fit and hang together with some of those to start from, piece by piece. */
export function piecesOf(
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

/** Whether smaller pieces near a seal count only where they are within its box. */
type Fragments = 'near' | 'within'

/** The dots of pieces that are large enough and of a seal, or near one that is. */
export function ofSeal(pieces: readonly number[][], {width, dpi}: Raster, fragments: Fragments): number[] {
  const side = NEAR * dpi
  const across = Math.ceil(width / side) + 2
  const squareOf = (at: number) => Math.floor(at / width / side) * across + Math.floor((at % width) / side)
  const least = PIECE * dpi * dpi
  const large = pieces.filter(piece => piece.length >= least)
  const seals = sealsAmong(
    large.map(piece => boxOf(piece, width)),
    dpi,
  )
  const isWithin = (piece: readonly number[]) => {
    const box = boxOf(piece, width)
    return seals.some(seal => apart(seal, box) <= 0)
  }
  const found = large.filter(isWithin)
  const squares = new Set(found.flatMap(piece => [...new Set(piece.map(squareOf))]))
  const around = [-across - 1, -across, -across + 1, -1, 0, 1, across - 1, across, across + 1]
  const isNear = (at: number) => around.some(step => squares.has(squareOf(at) + step))
  const isCounted = (piece: readonly number[]) => fragments === 'near' || isWithin(piece)
  const isFragment = (piece: number[]) =>
    piece.length < least && piece.length >= FRAGMENT * dpi * dpi && isCounted(piece) && piece.some(isNear)
  return [...found, ...pieces.filter(isFragment)].flat()
}

function boxOf(piece: readonly number[], width: number): Region {
  const box: Region = [Infinity, Infinity, -Infinity, -Infinity]
  for (const at of piece) {
    const [x, y] = [at % width, Math.floor(at / width)]
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return box
}

/** What lies together over an area as wide and high as a seal. Dense letters, blurred, stand apart. */
function sealsAmong(boxes: readonly Region[], dpi: number): Region[] {
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
  return [...areas.values()].filter(
    ([left, top, right, bottom]) => Math.min(right - left, bottom - top) >= WIDE * dpi,
  )
}

/** How far apart two boxes are, along the axis along which they are farther. */
function apart(a: Region, b: Region): number {
  return Math.max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])
}
