import {describe, expect, it} from 'vitest'
import type {Finding} from '../../../../pipeline/model/finding.ts'
import type {Report} from '../../../../pipeline/model/report.ts'
import {checkReport} from '../../../../stages/check/index.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {settingsOf} from '../builder.ts'
import {overviewOf, reportOf, totalsOf} from './reports.ts'
import * as wordings from './wordings.ts'

/** Rules this folder is about. */
const RULES = /^(?:N\d\d|D05|A10|S19|S20)$/

function findingsOf(report: Report): Finding[] {
  return checkReport(report, settingsOf(report.format)).filter(({rule}) => RULES.test(rule))
}

const SEEDS = Array.from({length: 600}, (_, seed) => seed)

describe('reports without a mistake', () => {
  it('are not accused: the words of the generator', () => {
    for (const seed of SEEDS)
      expect([seed, findingsOf(reportOf(cleanReport(randomOf(seed))))]).toEqual([seed, []])
  })

  it('are not accused: many ways of saying what is true', () => {
    for (const seed of SEEDS) {
      const model = cleanReport(randomOf(seed))
      const overview = overviewOf(totalsOf(model), randomOf(seed + 1_000_000))
      const found = findingsOf(reportOf(model, overview)).map(({rule, message}) => `${rule} ${message}`)
      expect([seed, found]).toEqual([seed, []])
    }
  })
})

describe('a narrative that says something else than the table', () => {
  const busy = (seed: number) => cleanReport(randomOf(seed), {year: 2023, type: 'department', size: 'medium'})
  const total = 'applications.{}.total'
  const key = (row: string) => total.replace('{}', row)
  /** Rule, what is wrong, the keys of the finding. Null where the figures of a report do not allow the mistake. */
  const mistakes: [string, (t: wordings.Totals) => wordings.Totals | null, wordings.Wording, string[]][] = [
    ['N01', t => ({...t, received: t.handled + t.received + 7}), wordings.received[0]!, [key('received')]],
    ['N01', t => ({...t, received: 1}), wordings.received[3]!, [key('received')]],
    ['N02', t => ({...t, handled: t.handled + 11}), wordings.handled[0]!, [key('outcomes.total')]],
    ['N02', t => ({...t, handled: t.handled + 3}), wordings.handled[4]!, [key('outcomes.total')]],
    ['N03', t => (t.received > 0 ? {...t, received: 0} : null), wordings.received[3]!, [key('received')]],
    ['N04', t => ({...t, carriedOut: t.carriedOut + 2}), wordings.handled[0]!, [key('carriedOut')]],
    ['N04', t => ({...t, carriedIn: t.carriedIn + 2}), wordings.handled[1]!, [key('carriedIn')]],
    [
      'N04',
      t => (t.carriedOut > 0 && t.received > 0 ? {...t, carriedOut: 0} : null),
      wordings.received[8]!,
      [key('carriedOut')],
    ],
    [
      'N05',
      t => ({...t, reconsideration: t.reconsideration + 1}),
      wordings.disputes[0]!,
      ['disputes.reconsideration.total'],
    ],
    [
      'N05',
      t => ({...t, litigation: t.litigation + 40}),
      wordings.disputes[0]!,
      ['disputes.litigationDirect.total', 'disputes.litigationAfterReconsideration.total'],
    ],
    ['N05', t => ({...t, upheld: t.upheld + 1}), wordings.disputes[2]!, ['disputes.reconsideration.upheld']],
    [
      'N09',
      t => ({...t, issued: t.issued + 1}),
      wordings.documents[0]!,
      ['disclosure.normativeDocuments.issued'],
    ],
    [
      'N09',
      t => ({...t, repealed: t.repealed + 1}),
      wordings.documents[1]!,
      ['disclosure.normativeDocuments.repealed'],
    ],
    [
      'N09',
      t => ({...t, inForce: t.inForce + 1}),
      wordings.documents[2]!,
      ['disclosure.normativeDocuments.inForce'],
    ],
  ]

  it.each(mistakes.map((mistake, i) => [`${mistake[0]} ${i + 1}`, mistake] as const))(
    '%s',
    (_, [rule, wrong, wording, keys]) => {
      let planted = 0
      for (const seed of SEEDS.slice(0, 40)) {
        const model = busy(seed)
        const totals = wrong(totalsOf(model))
        const sentence = totals && wording(totals)
        if (sentence === null || totalsOf(model).received < 2) continue
        planted++
        const all = findingsOf(reportOf(model, [`（二）依申请公开。${sentence}`]))
        // A part raised above its whole is also N06's to remark on.
        const found = all.filter(finding => finding.rule === rule || finding.severity !== 'info')
        expect([seed, sentence, found.map(finding => [finding.rule, finding.keys])]).toEqual([
          seed,
          sentence,
          [[rule, keys]],
        ])
      }
      expect(planted).toBeGreaterThan(5)
    },
  )

  it('D05: no disputes where there were some', () => {
    const disputed = SEEDS.map(busy).filter(model => totalsOf(model).litigation > 0)
    expect(disputed.length).toBeGreaterThan(50)
    for (const model of disputed) {
      const found = findingsOf(reportOf(model, ['2023年没有因政府信息公开被提起行政诉讼的情况。']))
      const keys = ['litigationDirect', 'litigationAfterReconsideration']
        .map(group => `disputes.${group}.total`)
        .filter(name => model.observations[name]!.value! > 0)
      expect(found.map(finding => [finding.rule, finding.keys])).toEqual([['D05', keys]])
    }
  })
})
