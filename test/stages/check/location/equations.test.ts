import fc from 'fast-check'
import {expect, it} from 'vitest'
import {systemsOf} from '../../../../stages/check/location/equations.ts'
import type {Assessment} from '../../../../stages/check/sum.ts'

const key = fc.integer({min: 0, max: 11}).map(n => `figure${n}`)
const side = fc.array(key, {minLength: 1, maxLength: 3})

const sums = fc.array(fc.record({left: side, right: side}), {maxLength: 8}).map(sums =>
  sums.map(
    ({left, right}): Assessment => ({
      rule: 'A01',
      left,
      right,
      status: 'fail',
      leftSum: 1,
      rightSum: 0,
      difference: 1,
      blanks: [],
      operands: () => ({}),
    }),
  ),
)

/** Sums that are joined to the first one of their system, by trying again until nothing more is joined. */
function joined(sums: Assessment[]): number[][] {
  const first = sums.map((_, i) => i)
  const keys = ({left, right}: Assessment) => [...left, ...right]
  for (let changed = true; changed; ) {
    changed = false
    for (const [i, one] of sums.entries()) {
      for (const [k, other] of sums.entries()) {
        if (first[i]! >= first[k]! || !keys(one).some(key => keys(other).includes(key))) continue
        first[k] = first[i]!
        changed = true
      }
    }
  }
  return [...new Set(first)].map(start => first.flatMap((own, i) => (own === start ? [i] : [])))
}

it('sums are in one system where figures join them, in the order of the sums', () => {
  fc.assert(
    fc.property(sums, sums => {
      const found = systemsOf(sums).map(({equations}) =>
        equations.map(({assessment}) => sums.indexOf(assessment)),
      )
      expect(found).toEqual(joined(sums))
    }),
    {seed: 8, numRuns: 400},
  )
})
