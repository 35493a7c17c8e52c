import type {Random} from '../random.ts'
import type {Picture} from './raster.ts'

/** Where a dot of a picture is taken from. */
type From = (x: number, y: number) => readonly [x: number, y: number]

/** The table on which a page was photographed. */
const GROUND = [90, 80, 70]

/** How pages lie that nobody put on a scanner with care; lengths in inches. */
export const SHAPES: Record<string, (page: Picture, dpi: number, random: Random) => Picture> = {
  side: (page, _, random) => quarters(page, random.pick([1, 2, 3])),
  photograph: (page, _, random) => keystone(page, 0.1 * random.next(), 0.12 * (random.next() - 0.5)),
  book: (page, dpi, random) => {
    const [apart, both] = [0.4 * random.next(), 0.3 * (random.next() - 0.5)]
    return bent(page, dpi * apart, dpi * both, dpi * 2.2, random.chance(0.5))
  },
}

/** Turned clockwise by quarters. */
function quarters(page: Picture, turns: number): Picture {
  const {width, height} = page
  if (turns === 2) return mapped(page, width, height, (x, y) => [width - 1 - x, height - 1 - y])
  const from: From = turns === 1 ? (x, y) => [y, height - 1 - x] : (x, y) => [width - 1 - y, x]
  return mapped(page, height, width, from)
}

/** Seen from below and from the side: the upper edge and the right one are that share shorter. */
function keystone(page: Picture, below: number, beside: number): Picture {
  const {width, height} = page
  return mapped(page, width, height, (x, y) => {
    const [u, v] = [x / width - 0.5, y / height - 0.5]
    const far = (1 + below * v + beside * u) / 1.06
    return [width * (0.5 + u / far), height * (0.5 + v / far)]
  })
}

/**
 * Bent like an open book: towards the spine lines leave their height.
 * @param apart how much farther apart the upper and the lower lines are there, dots
 * @param both how far all of them are, dots
 * @param reach how far from the spine it is a third of that, dots
 */
function bent(page: Picture, apart: number, both: number, reach: number, right: boolean): Picture {
  const {width, height} = page
  return mapped(page, width, height, (x, y) => {
    const near = Math.exp(-(right ? width - x : x) / reach)
    return [x, y - near * (apart * (y / height - 0.5) * 2 + both)]
  })
}

function mapped(page: Picture, width: number, height: number, from: From): Picture {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = from(x, y)
      const [left, top] = [Math.floor(sx), Math.floor(sy)]
      const at = (y * width + x) * 3
      if (left < 0 || top < 0 || left >= page.width || top >= page.height) {
        data.set(GROUND, at)
        continue
      }
      const [fx, fy] = [sx - left, sy - top]
      const across = left + 1 < page.width ? 3 : 0
      const down = top + 1 < page.height ? page.width * 3 : 0
      const dot = (top * page.width + left) * 3
      for (let c = 0; c < 3; c++) {
        const above = page.data[dot + c]! * (1 - fx) + page.data[dot + across + c]! * fx
        const below = page.data[dot + down + c]! * (1 - fx) + page.data[dot + down + across + c]! * fx
        data[at + c] = above * (1 - fy) + below * fy
      }
    }
  }
  return {width, height, data}
}
