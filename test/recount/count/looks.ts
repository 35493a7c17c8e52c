import {figure, tableOf} from './sheets/layout.ts'
import type {Count} from './sums.ts'

/** What the look of a cell says of its figure, or of why there is none. */
export type Look = 'whole' | 'received' | 'partial' | 'notReported' | 'unassessable' | 'notInFormat' | 'none'

/** What the cell of a figure has to look like; a sum of whatever came in does not look like that of a region. */
export function lookOf(count: Count, region: string, year: number, key: string): Look {
  const {chosen, whole} = count.choice(region, year, tableOf(key))
  if (chosen === null) return 'none'
  const sum = figure(count, region, year, key)
  if (sum === undefined) return 'notInFormat'
  if (sum.state !== 'complete') return sum.state
  return whole[chosen === 'S' ? 'S' : 'M'] ? 'whole' : 'received'
}
