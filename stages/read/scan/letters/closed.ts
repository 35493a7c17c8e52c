import type {Raster, Region} from '../dots/raster.ts'

/** How far ink runs, in heights of the line: as far as thin strokes of print are broken in black and white. */
const REACH = 0.09
/** Ink that has run is so much darker again. */
const DARKER = 2
/** Beyond so many times its reach ink is no longer seen. */
const SEEN = 3
const PAPER = 255

/**
 * A page on which the ink of some lines runs a little, each within its own box: copies in black and white drop the thin
 * strokes at the top and foot of a 0, and what is left looks like a pair of brackets.
 */
export function closed(page: Raster, lines: readonly Region[]): Raster {
  const data = Uint8Array.from(page.data)
  for (const [left, top, right, bottom] of lines) {
    const across = right - left
    const weights = weightsOf(REACH * (bottom - top))
    const own = new Uint8Array(across * (bottom - top))
    for (let y = top; y < bottom; y++) {
      const row = y * page.width
      own.set(page.data.subarray(row + left, row + right), (y - top) * across)
    }
    const soft = run(run(own, across, 1, weights), across, across, weights)
    soft.forEach((value, at) => {
      const to = (top + Math.floor(at / across)) * page.width + left + (at % across)
      data[to] = Math.max(0, PAPER - (PAPER - value) * DARKER)
    })
  }
  return {...page, data}
}

/** Shares of the dots beside a dot, from the farthest before it to the farthest behind it. */
function weightsOf(reach: number): number[] {
  const far = Math.ceil(SEEN * reach)
  const shares = Array.from({length: 2 * far + 1}, (_, i) =>
    Math.exp(-((i - far) ** 2) / (2 * reach * reach)),
  )
  const sum = shares.reduce((a, b) => a + b)
  return shares.map(share => share / sum)
}

/** Each dot with its share of those beside it (a step of one) or above and below it (a step of a row). */
function run(data: ArrayLike<number>, width: number, step: number, weights: readonly number[]): Float32Array {
  const far = weights.length >> 1
  const result = new Float32Array(data.length)
  for (let at = 0; at < result.length; at++) {
    const column = at % width
    let sum = 0
    for (let i = -far; i <= far; i++) {
      const other = at + i * step
      const isPaper = step === 1 ? column + i < 0 || column + i >= width : other < 0 || other >= data.length
      sum += weights[i + far]! * (isPaper ? PAPER : data[other]!)
    }
    result[at] = sum
  }
  return result
}
