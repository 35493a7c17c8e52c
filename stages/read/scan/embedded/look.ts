import {type Raster, transposed} from '../dots/raster.ts'
import {sizeOf, thumbnailOf} from '../intake/file.ts'

/** Least sides of a picture in which a table could be read, dots: icons, buttons and letterheads are smaller. */
const LEAST = {longer: 240, shorter: 60}
/** How much longer than high a table can be: banners and rules across a page are longer. */
const LONGEST = 12
/** Width of the picture that is looked at, dots. */
const WIDTH = 900
/** Paper is nearly as light as the lightest twentieth of a picture, and most of it. */
const LIGHTEST = 0.05
const NEARLY = 0.6
const PAPER = 0.7
/** Paper that a camera took in poor light is at least so light, of 255. */
const DARKEST = 110
/** A rule is darker than what lies so many dots beside it, on both sides, nearly everywhere along a piece of it. */
const BESIDE = 4
const CONTRAST = 12
const PIECE = 64
const STEP = 16
const DRAWN = 0.8
/** Pieces of level and of upright rules that the smallest table has. */
const PIECES = 4
/** A page is so much higher than wide, or wider than high, and so many dots wide at least. */
const PAGE = {least: 1.25, most: 1.6, side: 560}

/** What the size of a picture says: nothing to read, a table perhaps, or perhaps a whole page. */
export interface Look {
  dots: number
  kind: 'nothing' | 'table' | 'page'
}

/** Looks at the size of a picture alone. @throws UnreadableError where it is damaged or too large */
export async function lookAt(bytes: Uint8Array, maxDots: number): Promise<Look> {
  const {width, height} = await sizeOf(bytes, maxDots)
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)]
  const shape = longer / shorter
  const fits = longer >= LEAST.longer && shorter >= LEAST.shorter && shape <= LONGEST
  const isPage = shape >= PAGE.least && shape <= PAGE.most && shorter >= PAGE.side
  return {dots: width * height, kind: fits ? (isPage ? 'page' : 'table') : 'nothing'}
}

/** A picture in small, looked at twice. @throws UnreadableError where it is damaged or too large */
export async function glanceAt(bytes: Uint8Array, maxDots: number): Promise<Raster> {
  return await thumbnailOf(bytes, maxDots, WIDTH)
}

/**
 * Whether a picture shows paper: most of it is about as light as its lightest parts, as photographs and drawings in colour
 * seldom are.
 */
export function isPaper({data}: Raster): boolean {
  const ink = data.slice().sort()
  const light = ink[Math.floor(ink.length * (1 - LIGHTEST))] ?? 0
  const limit = Math.max(DARKEST, NEARLY * light)
  return ink.filter(value => value >= limit).length >= PAPER * ink.length
}

/** Whether a picture may have level and upright rules: thin, dark and straight. */
export function mayBeRuled(small: Raster): boolean {
  return hasLevelRules(small) && hasLevelRules(transposed(small))
}

function hasLevelRules({width, height, data}: Raster): boolean {
  let pieces = 0
  const drawn = new Uint8Array(width)
  const last = (height - BESIDE) * width
  for (let row = BESIDE * width; row < last; row += width) {
    const [above, below] = [row - BESIDE * width, row + BESIDE * width]
    for (let x = 0; x < width; x++) {
      // A rule of a page that lies a little askew goes to the next row of dots.
      const line = Math.min(data[row - width + x]!, data[row + x]!, data[row + width + x]!)
      drawn[x] = Math.min(data[above + x]!, data[below + x]!) - line >= CONTRAST ? 1 : 0
    }
    for (let from = 0; from + PIECE <= width; ) {
      let dots = 0
      for (let x = from; x < from + PIECE; x++) dots += drawn[x]!
      const isRule = dots >= DRAWN * PIECE
      if (isRule && ++pieces >= PIECES) return true
      from += isRule ? PIECE : STEP
    }
  }
  return false
}
