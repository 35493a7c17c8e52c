import fc from 'fast-check'
import {expect, it} from 'vitest'
import {fromBytes, toBytes} from '../../../pipeline/cache/records.ts'

const options = {seed: 44, numRuns: 400}

/** Whatever JSON can hold, and members and items that it leaves out or makes null. */
const anything = fc.letrec<{value: unknown}>(tie => ({
  value: fc.oneof(
    {maxDepth: 4},
    fc.constantFrom(null, true, false, undefined, '', '__proto__', 'row', '\ud800', '\udc00国', '𠮷'),
    fc.string({unit: 'binary'}),
    fc.double(),
    fc.integer(),
    fc.constantFrom(0, -0, 127, 128, 2 ** 28 - 1, 2 ** 28, 2 ** 31, 2 ** 53, 0.1, -1),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.constantFrom('row', 'column', '__proto__', '7'), fc.string()), tie('value')),
    fc.array(fc.record({row: fc.nat(), column: fc.nat(), place: tie('value')}, {requiredKeys: ['row']})),
  ),
})).value

it('gives back what JSON gives back', () => {
  fc.assert(
    fc.property(anything, value => {
      fc.pre(value !== undefined)
      const text = JSON.stringify(value)
      const back = fromBytes(toBytes(value))
      expect(JSON.stringify(back)).toBe(text)
      expect(back).toEqual(JSON.parse(text))
    }),
    options,
  )
})

it('gives the same bytes for the same value and others for another', () => {
  fc.assert(
    fc.property(anything, anything, (one, other) => {
      fc.pre(one !== undefined && other !== undefined)
      const [text, another] = [JSON.stringify(one), JSON.stringify(other)]
      const bytes = toBytes(one)
      expect(toBytes(fromBytes(bytes)).equals(bytes)).toBe(true)
      expect(bytes.equals(toBytes(other))).toBe(text === another)
    }),
    options,
  )
})

it('tells records of many members and members in another order apart', () => {
  const wide = (n: number) => Object.fromEntries(Array.from({length: n}, (_, i) => [`key${i}`, i % 3]))
  const values = [14, 15, 16, 17, 15, 16, 300].map(wide)
  const turned = [{a: 1, b: 2}, {b: 2, a: 1}, {a: 1}, {}, {a: undefined, b: 3}, [[]], {}]
  expect(JSON.stringify(fromBytes(toBytes([values, turned])))).toBe(JSON.stringify([values, turned]))
})
