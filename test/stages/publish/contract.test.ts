import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {type Finding, findingSchema} from '../../../pipeline/model/finding.ts'
import {reportSchema} from '../../../pipeline/model/report.ts'
import {orderedBy} from '../../../stages/publish/contract.ts'
import {finding, observe, report} from './build.ts'

/** The same value with the members of all its records in another order. */
function shuffled(value: unknown, next: () => number): unknown {
  if (Array.isArray(value)) return value.map(item => shuffled(item, next))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, item]) => ({name, item, at: next()}))
  const turned = entries.sort((a, b) => a.at - b.at)
  return Object.fromEntries(turned.map(({name, item}) => [name, shuffled(item, next)]))
}

const place = {
  page: 2,
  box: [0, 1.5, 20, 30] as [number, number, number, number],
  table: 1,
  row: 0,
  column: 3,
}
const whole = report('a', {
  metadata: {publisher: '甲局', indexNumber: '1'},
  period: {start: '2023-01-01', end: '2023-12-31', raw: '2023年', place},
  testimony: [{fact: 'year', source: 'title', value: '2023', raw: '2023年', place: {line: 1}}],
  observations: {
    'applications.received.total': {...observe(3), place},
    'disclosure.fees.amount': {
      ...observe(1.5, '1.5万元'),
      unit: '万元',
      corrected: {value: null, basis: '复核', by: '甲', on: null},
    },
  },
})

describe('what is published, in the order of the contract', () => {
  it('is what parsing by the schema gives, whatever the order it comes in', () => {
    const ordered = orderedBy(reportSchema)
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({min: 0, max: 1, noNaN: true})), stream => {
        const given = shuffled(whole, () => stream.next().value)
        expect(JSON.stringify(ordered(given))).toBe(JSON.stringify(reportSchema.parse(given)))
      }),
      {seed: 8, numRuns: 60},
    )
  })

  it('is the value itself where it is in order', () => {
    const parsed = reportSchema.parse(whole)
    expect(orderedBy(reportSchema)(parsed)).toBe(parsed)
    const found = findingSchema.parse(finding({place, related: [{file: 'b.doc', line: 2}]}))
    expect(orderedBy(findingSchema)(found)).toBe(found)
  })

  const wrong: [string, Record<string, unknown>][] = [
    ['a member that the contract does not have', {extra: 1}],
    ['a member that is missing', {message: undefined}],
    ['a word that is none of those allowed', {severity: 'fatal'}],
    ['a number for a text', {message: 1}],
    ['null for a list', {keys: null}],
    ['a text of several in a list', {keys: ['a', 2]}],
    ['a table counted from 0', {place: {table: 0}}],
    ['half a row', {place: {row: 0.5}}],
    ['a box of three numbers', {place: {box: [1, 2, 3]}}],
  ]
  it.each(wrong)('throws as the schema does for %s', (_, spoilt) => {
    const all = Object.entries({...(finding({}) satisfies Finding), ...spoilt})
    const one = Object.fromEntries(all.filter(([, value]) => value !== undefined))
    expect(() => orderedBy(findingSchema)(one)).toThrow(z.ZodError)
  })

  it('leaves out of places what they do not hold, as the schema does', () => {
    const one = {...finding({}), place: {line: 1, colour: 'red'}}
    expect(orderedBy(findingSchema)(one)).toEqual({...finding({}), place: {line: 1}})
  })

  it('leaves to the schema what it does not know', () => {
    const schema = z.strictObject({name: z.string().trim(), size: z.number().max(3)})
    expect(orderedBy(schema)({name: ' a ', size: 3})).toEqual({name: 'a', size: 3})
    expect(() => orderedBy(schema)({name: 'a', size: 4})).toThrow(z.ZodError)
  })
})
