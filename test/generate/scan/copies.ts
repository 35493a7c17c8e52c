import type {Random} from '../random.ts'
import type {Picture} from './raster.ts'

/** How a page was copied. Grey values are 0 for black. */
interface Copier {
  /** How often: each copy is made of the one before. */
  times: number
  /** What is lighter than this becomes lighter still, what is darker darker; so much it differs over the page. */
  threshold: number
  uneven: number
  /** How steep the curve is: 1 leaves all as it is, a copy of one bit a dot has no greys at all. */
  contrast: number
  /** Standard deviation of the noise, before the curve. */
  noise: number
}

/** Copies of copies, and copies of one bit a dot as fax machines make them: thin and light rules break or vanish first. */
export const COPIES: Record<string, (page: Picture, dpi: number, random: Random) => Picture> = {
  copy: (page, dpi, random) =>
    copied(page, dpi, random, {
      times: random.int(1, 3),
      threshold: random.int(115, 165),
      uneven: random.int(0, 15),
      contrast: 1.5 + random.next(),
      noise: random.int(0, 6),
    }),
  fax: (page, dpi, random) =>
    copied(page, dpi, random, {
      times: 1,
      threshold: random.int(115, 170),
      uneven: random.int(0, 15),
      contrast: Infinity,
      noise: random.int(0, 8),
    }),
  /** Toner runs low: broad stripes and patches of all print are lighter. */
  toner: (page, dpi, random) => worn(page, dpi, random, 0.25 + 0.3 * random.next()),
}

function copied(page: Picture, dpi: number, random: Random, copier: Copier): Picture {
  const {threshold, uneven, contrast, noise} = copier
  const data = Uint8Array.from(page.data)
  const {width, height} = page
  const patches = fieldOf(random.fork('patches'), width, height, 2 * dpi)
  for (let time = 0; time < copier.times; time++) {
    softened({width, height, data})
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at += 3) {
        const grain = noise === 0 ? 0 : (random.next() + random.next() + random.next() - 1.5) * 2 * noise
        const limit = threshold + uneven * (2 * patches(x, y) - 1)
        for (let c = 0; c < 3; c++) {
          const value = data[at + c]! + grain
          const curved =
            contrast === Infinity
              ? value < limit
                ? 0
                : 255
              : 255 * curve(value / 255, limit / 255, contrast)
          data[at + c] = Math.max(0, Math.min(255, Math.round(curved)))
        }
        if (contrast === Infinity) data.fill(data[at + 1]!, at, at + 3)
      }
    }
  }
  return {width, height, data}
}

/** Parts light from dark at a limit: 0, the middle and 1 stay what they are. */
function curve(value: number, limit: number, steep: number): number {
  return 0.5 + ((value - limit) * steep) / 2 + (limit - 0.5) * 0.2
}

function worn(page: Picture, dpi: number, random: Random, least: number): Picture {
  const {width, height} = page
  const data = Uint8Array.from(page.data)
  const patches = fieldOf(random.fork('patches'), width, height, dpi)
  const stripes = Array.from({length: Math.ceil(width / (0.7 * dpi)) + 2}, () => random.next())
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const stripe = between(stripes, x / (0.7 * dpi))
      const ink = least + (1 - least) * Math.min(1, 1.2 * Math.max(stripe, patches(x, y)))
      for (let c = 0; c < 3; c++) data[at + c] = Math.round(255 - (255 - data[at + c]!) * ink)
    }
  }
  return {width, height, data}
}

/** Values from 0 to 1 over a page that change slowly: drawn at the corners of squares of a size, in dots. */
function fieldOf(
  random: Random,
  width: number,
  height: number,
  size: number,
): (x: number, y: number) => number {
  const columns = Math.ceil(width / size) + 2
  const rows = Array.from({length: Math.ceil(height / size) + 2}, () =>
    Array.from({length: columns}, () => random.next()),
  )
  return (x, y) => {
    const [v, above] = [y / size, Math.floor(y / size)]
    const [upper, lower] = [between(rows[above]!, x / size), between(rows[above + 1]!, x / size)]
    return upper + (lower - upper) * (v - above)
  }
}

function between(values: readonly number[], at: number): number {
  const i = Math.floor(at)
  return values[i]! + (values[i + 1]! - values[i]!) * (at - i)
}

/** The optics of a copier: a dot takes a third from those around it. */
function softened({width, height, data}: Picture): void {
  const source = Uint8Array.from(data)
  for (let y = 1; y < height - 1; y++) {
    for (let i = (y * width + 1) * 3; i < (y * width + width - 1) * 3; i++) {
      const beside = source[i - 3]! + source[i + 3]! + source[i - width * 3]! + source[i + width * 3]!
      data[i] = (8 * source[i]! + beside) / 12
    }
  }
}
