import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {randomOf} from '../../../generate/random.ts'
import {bruteForce} from './bruteForce.ts'
import {cleanGrid, located} from './located.ts'
import {KINDS, type Planted, plant} from './plant.ts'
import {type At, type Grid, keyAt, withFigures} from './tables.ts'

const seeds = fc.integer({min: 1, max: 100_000})
const options = {seed: 20260, numRuns: 60}

const byKey = ([a]: [string, string], [b]: [string, string]) => (a < b ? -1 : 1)

/** What must be claimed: the only mistake found by trying, where no sum of its cells holds a blank. */
function determined(grid: Grid): [string, string][] | null {
  const {effects, broken, blurred, open} = bruteForce(grid)
  if (!broken || blurred || effects.size !== 1) return null
  const [[effect, cells]] = [...effects] as [[string, At[]]]
  if (cells.some(open)) return null
  const changes = JSON.parse(effect) as [At, number][]
  return changes.map(([at, value]): [string, string] => [keyAt(grid, at), String(value)]).sort(byKey)
}

const claimOf = (grid: Grid, format: string) => located(grid, format)?.claimed?.sort(byKey) ?? null

describe.each(KINDS)('one mistake planted: %s', kind => {
  it('is located where it is determinable, and nothing is claimed elsewhere', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const {grid, format} = cleanGrid(seed)
        const planted = plant(grid, kind, randomOf(seed))
        fc.pre(planted !== null)
        const expected = determined(planted!.grid)
        expect(claimOf(planted!.grid, format)).toEqual(expected)
        if (expected) expect(expected).toEqual(truth(grid, planted!))
      }),
      options,
    )
  })
})

/** The cells that were made wrong, with what they held before. */
function truth(clean: Grid, {wrong}: Planted): [string, string][] {
  return wrong
    .map(([r, c]): [string, string] => [keyAt(clean, [r, c]), String(clean.figures[r]![c])])
    .sort(byKey)
}

it('claims nothing where a blank could explain a broken sum or hides one of the cell', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const {grid, format} = cleanGrid(seed)
      const random = randomOf(seed)
      const planted = plant(grid, random.pick(KINDS), random)
      fc.pre(planted !== null)
      const rows = grid.rows.flatMap((key, row) => (key === 'outcomes.total' ? [] : [row]))
      const blanks = Array.from({length: random.int(1, 3)}, (): [At, null] => [
        [random.pick(rows), random.int(0, grid.columns.length - 2)],
        null,
      ])
      const blanked = withFigures(planted!.grid, blanks)
      expect(claimOf(blanked, format)).toEqual(determined(blanked))
    }),
    options,
  )
})

it('claims of two mistakes only what one mistake would explain as well', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const {grid, format} = cleanGrid(seed)
      const random = randomOf(seed)
      const first = plant(grid, random.pick(KINDS), random)
      const second = first && plant(first.grid, random.pick(KINDS), random)
      fc.pre(second !== null)
      expect(claimOf(second!.grid, format)).toEqual(determined(second!.grid))
    }),
    options,
  )
})

it('names every candidate where there are several', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const {grid, format} = cleanGrid(seed)
      const planted = plant(grid, 'exchanged', randomOf(seed))
      fc.pre(planted !== null)
      const {effects} = bruteForce(planted!.grid)
      fc.pre(effects.size > 1)
      const cells = [...new Set([...effects.values()].flat().map(at => keyAt(grid, at)))].sort()
      expect(located(planted!.grid, format)?.keys.sort()).toEqual(cells)
    }),
    {...options, numRuns: 20},
  )
})

it('says nothing of tables that add up', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const {grid, format} = cleanGrid(seed)
      expect(located(grid, format)).toBe(null)
    }),
    {...options, numRuns: 20},
  )
})
