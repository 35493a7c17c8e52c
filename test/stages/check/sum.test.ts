import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {cellsOf} from '../../../pipeline/model/format.ts'
import {addExactly, subtractExactly} from '../../../stages/check/decimal.ts'
import {checkReport} from '../../../stages/check/index.ts'
import {bindSum} from '../../../stages/check/pattern.ts'
import {assessSums, countAssessments} from '../../../stages/check/sum.ts'
import {aReport, formatOf, settingsOf} from './builder.ts'

const RUNS = {numRuns: 60, seed: 20260101}
const COLUMNS = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganization',
  'legalServiceInstitution',
  'otherOrganization',
]
const GROUPS = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']
const RESULTS = ['upheld', 'corrected', 'other', 'pending']

/** Figures of both tables that satisfy every identity, from one list of numbers. */
function consistent(format: string, numbers: number[]): Record<string, number> {
  const values: Record<string, number> = {}
  let next = 0
  const draw = () => numbers[next++ % numbers.length]!
  const rows = [
    ...new Set(
      cellsOf(formatOf(format)).flatMap(cell => (cell.table === 'applications' ? [cell.row.key] : [])),
    ),
  ]
  const outcomes = rows.filter(row => row.startsWith('outcomes.') && row !== 'outcomes.total')
  for (const column of COLUMNS) {
    const set = (row: string, value: number) => {
      values[`applications.${row}.${column}`] = value
      values[`applications.${row}.total`] = (values[`applications.${row}.total`] ?? 0) + value
    }
    let handled = 0
    for (const row of outcomes) {
      const value = draw()
      handled += value
      set(row, value)
    }
    set('outcomes.total', handled)
    const out = draw()
    const carriedIn = Math.min(draw(), handled + out)
    set('carriedOut', out)
    set('carriedIn', carriedIn)
    set('received', handled + out - carriedIn)
  }
  for (const group of GROUPS) {
    const results = RESULTS.map(result => {
      values[`disputes.${group}.${result}`] = draw()
      return values[`disputes.${group}.${result}`]!
    })
    values[`disputes.${group}.total`] = addExactly(results)
  }
  return values
}

const numbers = fc.array(fc.nat({max: 400}), {minLength: 20, maxLength: 60})
const format = fc.constantFrom('2019', '2021')
const year = {2019: 2020, 2021: 2023} as Record<string, number>

describe('random consistent tables', () => {
  it('break no rule and pass every sum', () => {
    fc.assert(
      fc.property(format, numbers, (id, list) => {
        const report = aReport({format: id, year: year[id], values: consistent(id, list)})
        const settings = settingsOf(id)
        expect(checkReport(report, settings)).toEqual([])
        const rows = id === '2019' ? 23 : 25
        expect(countAssessments(assessSums(report, settings.sums))).toEqual({
          A01: {pass: rows, fail: 0, unassessable: 0},
          A02: {pass: 7, fail: 0, unassessable: 0},
          A03: {pass: 7, fail: 0, unassessable: 0},
          D01: {pass: 3, fail: 0, unassessable: 0},
        })
      }),
      RUNS,
    )
  })

  it('with one wrong cell break exactly the sums that cell takes part in', () => {
    const cell = fc.nat({max: 10_000})
    fc.assert(
      fc.property(format, numbers, cell, fc.integer({min: 1, max: 500}), (id, list, pick, change) => {
        const values = consistent(id, list)
        const keys = Object.keys(values).sort()
        const key = keys[pick % keys.length]!
        values[key] = values[key]! + change
        const report = aReport({format: id, year: year[id], values})
        const settings = settingsOf(id)
        const broken = assessSums(report, settings.sums).filter(item => item.status === 'fail')
        const touched = settings.sums.filter(sum => [...sum.left, ...sum.right].includes(key))
        expect(broken.map(item => [item.rule, item.right[0]])).toEqual(
          touched.map(sum => [sum.rule, sum.right[0]]),
        )
        expect(touched.length).toBeGreaterThan(0)
        const findings = checkReport(report, settings).filter(finding => finding.severity === 'error')
        for (const sum of touched) {
          const place = report.observations[sum.right[0]!]!.place
          expect(findings).toContainEqual(expect.objectContaining({rule: sum.rule, place}))
        }
      }),
      RUNS,
    )
  })

  it('with blanks neither pass nor fail where the figures that are left agree', () => {
    fc.assert(
      fc.property(format, numbers, fc.nat({max: 10_000}), (id, list, pick) => {
        const values: Record<string, number | null> = consistent(id, list)
        const keys = Object.keys(values).sort()
        const key = keys[pick % keys.length]!
        const removed = values[key]
        values[key] = null
        const report = aReport({format: id, year: year[id], values})
        const sums = settingsOf(id).sums
        const derivable = sums.some(sum => sum.right.length === 1 && sum.right[0] === key)
        for (const item of assessSums(report, sums)) {
          const concerned = [...item.left, ...item.right].includes(key)
          const wrong = concerned && item.right[0] !== key && removed !== 0 && !derivable
          expect([item.rule, item.status]).toEqual([
            item.rule,
            wrong ? 'fail' : concerned ? 'unassessable' : 'pass',
          ])
        }
      }),
      RUNS,
    )
  })

  it('give the same findings in the same order twice', () => {
    const report = aReport({
      values: {'applications.received.naturalPerson': 27, 'disputes.reconsideration.total': 9},
    })
    expect(checkReport(report, settingsOf('2021'))).toEqual(
      checkReport(structuredClone(report), settingsOf('2021')),
    )
  })
})

describe('exact addition', () => {
  it.each([
    [[0.1, 0.2], 0.3],
    [[177.1, 5644.23, -0.03], 5821.3],
    [[1e21, 1], 1e21 + 1],
    [[1e-7, 2e-7], 3e-7],
    [[], 0],
  ])('%j', (values, sum) => {
    expect(addExactly(values)).toBe(sum)
  })

  it('subtracts', () => {
    expect(subtractExactly(0.3, 0.1)).toBe(0.2)
  })

  it('refuses what is no number', () => {
    expect(() => addExactly([Number.NaN])).toThrow(new Error('NaN is not a decimal number'))
  })
})

describe('patterns', () => {
  const keys = ['t.a.x', 't.a.y', 't.b.c.x', 't.b.c.y', 't.total.x', 't.total.y']

  it('bind variables by the total', () => {
    expect(bindSum('T', {left: ['t.**.{c}'], right: ['t.total.{c}'], except: ['t.total.{c}']}, keys)).toEqual(
      [
        {rule: 'T', left: ['t.a.x', 't.b.c.x'], right: ['t.total.x']},
        {rule: 'T', left: ['t.a.y', 't.b.c.y'], right: ['t.total.y']},
      ],
    )
  })

  it('make no sum where a pattern finds nothing', () => {
    expect(bindSum('T', {left: ['t.*.{c}', 't.none.{c}'], right: ['t.total.{c}'], except: []}, keys)).toEqual(
      [],
    )
  })

  it('refuse a variable that the total does not bind', () => {
    expect(() => bindSum('T', {left: ['t.{r}.x'], right: ['t.total.{c}'], except: []}, keys)).toThrow(
      'rule T: {r} does not occur in the first key of right',
    )
  })
})
