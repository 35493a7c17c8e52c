import {describe, expect, it} from 'vitest'
import type {Raster} from '../../../../../stages/read/scan/dots/raster.ts'
import {withoutSeals} from '../../../../../stages/read/scan/flat/seal/index.ts'
import {paper} from '../draw.ts'

const [WIDTH, HEIGHT] = [900, 800]
const PAPER = 255

/** Rules three dots thick and strokes of letters, as 300 dots an inch show them. */
function printAt(x: number, y: number): number {
  if (x >= 60 && x < 840 && y >= 60 && y % 70 < 3) return 40
  return x % 14 < 4 && y % 70 >= 25 && y % 70 < 48 ? 20 : PAPER
}

/** A ring, a star and bars. */
function isSealed(x: number, y: number): boolean {
  const distance = Math.hypot(x - 450, y - 400)
  const angle = Math.atan2(y - 400, x - 450)
  const isBar = Math.abs(distance - 180) < 20 && Math.sin(14 * angle) > 0.35
  return Math.abs(distance - 228) < 6 || distance < 66 * (0.6 + 0.4 * Math.cos(5 * angle)) || isBar
}

/** A copy of a page with a seal of this grey, its edges as soft as a scanner makes them. */
function copy(grey: number): Raster {
  const page = paper(WIDTH, HEIGHT, 300)
  const valueAt = (x: number, y: number) => Math.min(printAt(x, y), isSealed(x, y) ? grey : PAPER)
  for (let y = 1; y < HEIGHT - 1; y++) {
    for (let x = 1; x < WIDTH - 1; x++) {
      const beside = valueAt(x - 1, y) + valueAt(x + 1, y) + valueAt(x, y - 1) + valueAt(x, y + 1)
      page.data[y * WIDTH + x] = (4 * valueAt(x, y) + beside) / 8
    }
  }
  return page
}

/** What is left of print below the seal, and of the seal: dots darker than halfway to paper. */
function below({page}: {page: Raster}) {
  let [printed, kept, bare, stained] = [0, 0, 0, 0]
  for (let y = 1; y < HEIGHT - 1; y++) {
    for (let x = 1; x < WIDTH - 1; x++) {
      if (!isSealed(x, y)) continue
      const isPaper = [-1, 0, 1].every(dy => [-1, 0, 1].every(dx => printAt(x + dx, y + dy) === PAPER))
      const isDark = page.data[y * WIDTH + x]! < 140
      if (isPaper) bare++
      if (isPaper && isDark) stained++
      if (printAt(x, y) !== PAPER) printed++
      if (printAt(x, y) !== PAPER && isDark) kept++
    }
  }
  return {kept: kept / printed, stained: stained / bare}
}

describe('a seal in grey', () => {
  it('scanned finely is lifted off: print below keeps its shape', () => {
    const page = copy(130)
    const {kept, stained} = below(withoutSeals(page))
    expect(kept).toBeGreaterThan(0.95)
    expect(stained).toBeLessThan(0.01)
  })

  it('hides nothing that is not said to be hidden', () => {
    const {hidden} = withoutSeals(copy(130))
    const shown: string[] = []
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++)
        if (isSealed(x, y) && hidden!.data[y * WIDTH + x] !== 0) shown.push(`${x} ${y}`)
    expect(shown).toEqual([])
  })

  it('scanned coarsely is not lifted off: print hardly stands out from it', () => {
    const page = copy(130)
    const {kept} = below(withoutSeals(page))
    expect(below(withoutSeals(page, 150))).not.toEqual({kept, stained: 0})
  })

  it('that is hardly lighter than print stays', () => {
    const page = copy(65)
    expect(withoutSeals(page).page).toEqual(page)
  })
})
