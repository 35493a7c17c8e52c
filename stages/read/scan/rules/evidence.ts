import type {Raster} from '../dots/raster.ts'

/** A rule wanders this far from its line, inches. */
const WANDER = 0.006
/** Where the paper beside a rule is looked for, inches: the nearer is free of letters, the farther of thick rules. */
const BESIDE = [0.022, 0.044] as const

/** What speaks for level rules on a page, dot by dot, row by row; darkness is 0 for white. */
export interface Evidence {
  width: number
  height: number
  dpi: number
  /** The page, or the page turned on its side. */
  page: Raster
  /** Darkness, averaged over a few rows: the same wherever between two rows of dots a rule lies. */
  dark: Uint8Array
  /** The darkest of these rows. */
  line: Uint8Array
  /** Darkness of the paper above and below: the lighter of two places. */
  above: Uint8Array
  below: Uint8Array
  /** 0 where a seal hides what is below, else 255; null where nothing is hidden. */
  hidden: Uint8Array | null
}

/** The evidence for level rules; of a page turned on its side, for upright ones. */
export function evidenceOf(page: Raster, hidden: Raster | null = null): Evidence {
  const {width, height, data, dpi} = page
  const own = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    // Over three dots along the row, which noise needs.
    for (let x = 0; x < width; x++) {
      const before = data[row + Math.max(0, x - 1)]!
      const after = data[row + Math.min(width - 1, x + 1)]!
      own[row + x] = 255 - (before + data[row + x]! + after) / 3
    }
  }
  const wander = Math.max(1, Math.round(WANDER * dpi))
  const [near, far] = BESIDE.map(distance => Math.round(distance * dpi)) as [number, number]
  const dark = new Uint8Array(data.length)
  const line = new Uint8Array(data.length)
  const above = new Uint8Array(data.length)
  const below = new Uint8Array(data.length)
  const sums = new Uint16Array(width)
  const rowAt = (y: number) => Math.min(Math.max(y, 0), height - 1) * width
  for (let y = 0; y < height; y++) {
    const row = y * width
    sums.fill(0)
    for (let d = -wander; d <= wander; d++) {
      const other = rowAt(y + d)
      for (let x = 0; x < width; x++) {
        const value = own[other + x]!
        if (value > line[row + x]!) line[row + x] = value
        sums[x]! += value
      }
    }
    for (let x = 0; x < width; x++) dark[row + x] = sums[x]! / (2 * wander + 1)
    lighter(own, above, width, row, rowAt(y - near), rowAt(y - far))
    lighter(own, below, width, row, rowAt(y + near), rowAt(y + far))
  }
  return {width, height, dpi, page, dark, line, above, below, hidden: hidden?.data ?? null}
}

function lighter(
  own: Uint8Array,
  to: Uint8Array,
  width: number,
  row: number,
  near: number,
  far: number,
): void {
  for (let x = 0; x < width; x++) to[row + x] = Math.min(own[near + x]!, own[far + x]!)
}
