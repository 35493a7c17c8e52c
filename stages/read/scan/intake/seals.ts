import type {Colours, Region} from '../dots/raster.ts'

/** How light paper is in each colour. */
export type Paper = [red: number, green: number, blue: number]

/** How much each colour adds to the light that is seen (ITU-R BT.601), which JPEG keeps sharper than colours. */
const LUMA = [0.299, 0.587, 0.114] as const
/** Dots are of the seal when they are so colourful, against the light of the paper. */
const COLOURED = 0.2
/** Fewest dots that tell what a seal looks like, and so many are enough. */
const FEWEST = 50
const SAMPLE = 40_000
/** Darker paper is none, and seals that let less light through hide what is below. */
const DARKEST = 90
const OPAQUE = 0.1
/** Share of the seal's dots less colourful than a place where there is paper below and all of it is covered. */
const FULL = 0.6
/** How light paper is: this share of what has no colour is darker. */
const PAPER = 0.7
/** So little cover is noise of the colours; more than all of it is a seal printed unevenly. */
const LEAST = 0.08
const MOST = 1.03
/** Of a dot covered so far a faint line may be lost. */
const COVERED = 0.35
/** JPEG knows colours of so many dots around only. */
const REACH = 1

/**
 * Takes a seal off the ink of a page as a layer that lets print through: where it covers a dot, the light is divided by what
 * the seal lets pass of it. How much of a dot is covered its colour tells, or that of a dot beside: JPEG blurs colours.
 * @param ink darkness of the page's ink so far, changed within the region
 * @param hidden becomes 0 where most of a dot is covered: what is left there of a thin grey rule may be next to nothing
 */
export function liftSeal(
  colours: Colours,
  paper: Paper,
  region: Region,
  {ink, hidden}: {ink: Uint8Array; hidden: Uint8Array},
): void {
  const {width} = colours
  const [left, top, right, bottom] = region
  const across = right - left
  const {light, lightest, red, blue} = partOf(colours, paper, region)
  const seal = sealOf(light, lightest, red, blue)
  if (!seal) return
  const cover = coverOf(light, red, blue, seal, across)
  const white = Math.max(...paper) / 255
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const i = (y - top) * across + x - left
      let most = 0
      for (let ny = Math.max(top, y - REACH); ny <= Math.min(bottom - 1, y + REACH); ny++)
        for (let nx = Math.max(left, x - REACH); nx <= Math.min(right - 1, x + REACH); nx++)
          most = Math.max(most, cover[(ny - top) * across + nx - left]!)
      if (most < LEAST) continue
      if (most >= COVERED) hidden[y * width + x] = 0
      // The light is sharp, and too light beside a seal; the lightest colour is blurred, and dark at its edges.
      const sharp = light[i]! / (1 - most * (1 - seal.light))
      const blurred = lightest[i]! / (1 - most * (1 - seal.lightest))
      ink[y * width + x] = Math.min(seal.white, Math.sqrt(sharp * blurred)) * white
    }
  }
}

/** How much of each dot a seal covers, by the dots around it: paper and print on it are c = k a C, y = k (1 - a (1 - Y)). */
function coverOf(
  light: Float32Array,
  red: Float32Array,
  blue: Float32Array,
  seal: Seal,
  across: number,
): Float32Array {
  const cover = new Float32Array(light.length)
  const down = light.length / across
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      let [lit, colour] = [0, 0]
      for (let ny = Math.max(0, y - REACH); ny <= Math.min(down - 1, y + REACH); ny++) {
        for (let nx = Math.max(0, x - REACH); nx <= Math.min(across - 1, x + REACH); nx++) {
          const i = ny * across + nx
          lit += light[i]!
          colour += red[i]! * seal.red + blue[i]! * seal.blue
        }
      }
      if (colour > 0)
        cover[y * across + x] = Math.min(MOST, colour / (seal.colour * lit + colour * (1 - seal.light)))
    }
  }
  return cover
}

interface Seal {
  /** Direction of its colour. */
  red: number
  blue: number
  /** How light the paper around it is. */
  white: number
  /** How colourful and how light it is, and the lightest of its colours, against the paper. */
  colour: number
  light: number
  lightest: number
}

/** Light of a part of a page, and its difference to red and to blue: 255 for the light of paper. */
function partOf({data, channels, width}: Colours, paper: Paper, [left, top, right, bottom]: Region) {
  const size = (right - left) * (bottom - top)
  const [light, lightest, red, blue] = [
    new Float32Array(size),
    new Float32Array(size),
    new Float32Array(size),
    new Float32Array(size),
  ]
  for (let y = top, i = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, i++) {
      const at = (y * width + x) * channels
      const [r, g, b] = [0, 1, 2].map(c => (data[at + c]! * 255) / paper[c as 0 | 1 | 2]) as Paper
      light[i] = LUMA[0] * r + LUMA[1] * g + LUMA[2] * b
      lightest[i] = Math.max(r, g, b)
      red[i] = r - light[i]!
      blue[i] = b - light[i]!
    }
  }
  return {light, lightest, red, blue}
}

/** What a seal looks like on paper: the direction of its colour, how colourful and how light it is against paper. */
function sealOf(
  light: Float32Array,
  lightest: Float32Array,
  red: Float32Array,
  blue: Float32Array,
): Seal | null {
  const step = Math.ceil(light.length / SAMPLE)
  const grey: number[] = []
  let [sumRed, sumBlue] = [0, 0]
  for (let i = 0; i < light.length; i += step) {
    const colour = Math.hypot(red[i]!, blue[i]!)
    if (colour < (COLOURED * 255) / 2) grey.push(light[i]!)
    else {
      sumRed += red[i]!
      sumBlue += blue[i]!
    }
  }
  const length = Math.hypot(sumRed, sumBlue)
  const white = shareOf(grey, PAPER)
  if (length === 0 || white < DARKEST) return null
  const direction = {red: sumRed / length, blue: sumBlue / length}
  const own: [colour: number, light: number, lightest: number][] = []
  for (let i = 0; i < light.length; i += step) {
    const colour = (red[i]! * direction.red + blue[i]! * direction.blue) / white
    if (colour >= COLOURED) own.push([colour, light[i]! / white, lightest[i]! / white])
  }
  if (own.length < FEWEST) return null
  const colour = shareOf(
    own.map(([value]) => value),
    FULL,
  )
  const full = own.filter(([value]) => value >= 0.9 * colour)
  const usual = (values: number[]) => Math.min(1, Math.max(OPAQUE, shareOf(values, 0.5)))
  return {
    ...direction,
    white,
    colour,
    light: usual(full.map(([, light]) => light)),
    lightest: usual(full.map(([, , lightest]) => lightest)),
  }
}

function shareOf(values: number[], share: number): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}
