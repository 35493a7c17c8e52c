import type {Raster} from '../dots/raster.ts'

/** Side of the squares the light is measured in, inches: wider than a letter, narrower than a shadow. */
const SQUARE = 0.3
/** Share of a square's dots that are darker than paper at most. */
const PAPER = 0.85
/** Paper darker than this is no paper but the edge of a photocopy or a picture. */
const DARKEST = 90

/** The page as if lit evenly: shadows, yellowed paper and grey cells become white, ink stays as dark against them. */
export function flatten(raster: Raster): Raster {
  const {width, height, data, dpi} = raster
  const side = Math.max(8, Math.round(SQUARE * dpi))
  const across = Math.ceil(width / side)
  const down = Math.ceil(height / side)
  const paper = smoothed(paperOf(raster, side, across, down), across, down)
  const flat = new Uint8Array(data.length)
  const lit = new Float32Array(across)
  for (let y = 0; y < height; y++) {
    const [above, below, part] = between(y, side, down)
    for (let i = 0; i < across; i++) {
      lit[i] = paper[above * across + i]! * (1 - part) + paper[below * across + i]! * part
    }
    for (let x = 0; x < width; x++) {
      const [left, right, share] = between(x, side, across)
      const white = lit[left]! * (1 - share) + lit[right]! * share
      flat[y * width + x] = Math.min(255, (data[y * width + x]! * 255) / white)
    }
  }
  return {width, height, data: flat, dpi}
}

/** The squares whose middles lie around a position, and how far it is from the first to the second. */
function between(at: number, side: number, count: number): [number, number, number] {
  const exact = Math.min(Math.max((at + 0.5) / side - 0.5, 0), count - 1)
  const first = Math.floor(exact)
  return [first, Math.min(first + 1, count - 1), exact - first]
}

function paperOf({width, height, data}: Raster, side: number, across: number, down: number): Float32Array {
  const paper = new Float32Array(across * down)
  const counts = new Uint32Array(256)
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      counts.fill(0)
      let dots = 0
      for (let y = row * side; y < Math.min(height, (row + 1) * side); y++) {
        for (let x = column * side; x < Math.min(width, (column + 1) * side); x++) {
          counts[data[y * width + x]!]!++
          dots++
        }
      }
      let level = 0
      for (let seen = counts[0]!; seen < dots * PAPER; seen += counts[level]!) level++
      paper[row * across + column] = Math.max(level, DARKEST)
    }
  }
  return paper
}

/** Each square as the middle one of its neighbours: a square full of ink says nothing of the paper. */
function smoothed(paper: Float32Array, across: number, down: number): Float32Array {
  const result = new Float32Array(paper.length)
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const around: number[] = []
      for (let r = Math.max(0, row - 1); r <= Math.min(down - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(across - 1, column + 1); c++) {
          around.push(paper[r * across + c]!)
        }
      }
      around.sort((a, b) => a - b)
      result[row * across + column] = around[around.length >> 1]!
    }
  }
  return result
}
