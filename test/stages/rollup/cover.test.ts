import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {coverOf, enough} from '../../../stages/rollup/cover.ts'

/** Random trees: each region's parent is one made before it. */
const trees = fc
  .integer({min: 1, max: 40})
  .chain(size =>
    fc.record({
      parents: fc.tuple(...Array.from({length: size - 1}, (_, i) => fc.integer({min: 0, max: i}))),
      summaries: fc.uniqueArray(fc.integer({min: 0, max: size - 1})),
      bodies: fc.uniqueArray(fc.integer({min: 0, max: size - 1})),
      least: fc.constantFrom(0, 0.5, 0.9, 1),
    }),
  )
  .map(({parents, summaries, bodies, least}) => {
    const children = new Map<string, string[]>()
    parents.forEach((parent, i) => {
      children.set(String(parent), [...(children.get(String(parent)) ?? []), String(i + 1)])
    })
    const parentOf = (region: string) => (region === '0' ? null : String(parents[Number(region) - 1]))
    const regions = Array.from({length: parents.length + 1}, (_, i) => String(i))
    const names = (numbers: number[]) => new Set(numbers.map(String))
    return {children, parentOf, regions, summaries: names(summaries), bodies: names(bodies), least}
  })

function above(region: string, parentOf: (region: string) => string | null): string[] {
  const path: string[] = []
  for (let at: string | null = region; at !== null; at = parentOf(at)) path.push(at)
  return path
}

describe('method S', () => {
  test('no path from root to leaf is counted twice', () => {
    fc.assert(
      fc.property(trees, ({children, parentOf, regions, summaries, bodies, least}) => {
        const cover = coverOf({children}, {summaries, bodies, own: new Map(), rostered: false}, least)
        for (const region of regions) {
          const parts = cover(region)?.parts ?? []
          expect(new Set(parts.map(part => `${part.kind} ${part.region}`)).size).toBe(parts.length)
          const whole = new Set(parts.filter(part => part.kind === 'summary').map(part => part.region))
          for (const part of parts) {
            const path = above(part.region, parentOf)
            expect(path).toContain(region)
            const higher = part.kind === 'summary' ? path.slice(1) : path
            expect(higher.filter(one => whole.has(one))).toEqual([])
          }
        }
      }),
      {seed: 1, numRuns: 500},
    )
  })

  test('the highest summary is taken, and nothing is taken that no summary stands beside', () => {
    fc.assert(
      fc.property(trees, ({children, regions, summaries, bodies, least}) => {
        const cover = coverOf({children}, {summaries, bodies, own: new Map(), rostered: false}, least)
        for (const region of regions) {
          const found = cover(region)
          if (summaries.has(region)) expect(found?.parts).toEqual([{region, kind: 'summary'}])
          else if (found) {
            expect(found.parts.some(part => part.kind === 'summary')).toBe(true)
            const below = children.get(region)!
            expect(found.expected).toBe(below.length)
            const good = below.filter(one => {
              const lower = cover(one)
              return lower && enough(lower, least)
            })
            expect(found.covered).toBe(good.length)
          }
        }
      }),
      {seed: 2, numRuns: 300},
    )
  })

  test('what is put together of those below speaks only with enough bodies of its own level', () => {
    const children = new Map([['0', ['1', '2']]])
    const cover = (listed: number, expected: number | null) =>
      coverOf(
        {children},
        {
          summaries: new Set(['1', '2']),
          bodies: new Set(['0']),
          own: new Map([['0', {received: listed, listed, expected}]]),
          rostered: true,
        },
        0.9,
      )('0')!
    expect(cover(9, 10)).toMatchObject({state: 'composed', covered: 2, expected: 2})
    expect(
      [cover(9, 10), cover(8, 10), cover(0, 1), cover(0, 0), cover(1, null)].map(one => enough(one, 0.9)),
    ).toEqual([true, false, false, true, true])
  })
})
