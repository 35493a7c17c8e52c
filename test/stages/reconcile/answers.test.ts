import {expect, test} from 'vitest'
import {rulesOf} from '../../../pipeline/config.ts'
import type {RuleCount} from '../../../pipeline/model/corpus.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {reconciledCorpus} from '../../../pipeline/reports/reconciled.ts'
import {cleanCorpus, reportOf} from '../../generate/report/corpus.ts'
import {rosterEntry} from '../../generate/report/roster.ts'
import {config, corpusOf, reconciled, withValues} from './support.ts'

const RECEIVED = 'applications.received.total'
const IN = 'applications.carriedIn.total'
const OUT = 'applications.carriedOut.total'

/** Two bodies in two years: the first carries over what it did not leave, the second leaves its carry-over blank. */
function twoYears(): Report[] {
  const models = [...cleanCorpus(1, {bodies: 2, from: 2022, to: 2023})]
  const [first, second, third, fourth] = models.map((model, i) => reportOf(model, `${i}.html`))
  return [
    withValues(first!, {[OUT]: 3, [RECEIVED]: 0}),
    withValues(second!, {[IN]: 5, [RECEIVED]: 0, 'disputes.reconsideration.total': 1}),
    third!,
    withValues(fourth!, {[IN]: null, [RECEIVED]: null}),
  ]
}

/** Passed, failed, not to be assessed. */
const three = (count: RuleCount | undefined) => count && [count.passed, count.failed, count.unassessable]

test('every rule over all reports answers once a report, a link once a binding', async () => {
  const {answers} = await reconciled(corpusOf(twoYears()))
  expect(Object.keys(answers).sort()).toEqual(Object.keys(rulesOf(config, 'reconcile')).sort())
  expect(Object.fromEntries(Object.entries(answers).map(([id, count]) => [id, three(count)]))).toEqual({
    X01: [0, 1, 3],
    X02: [12, 0, 12],
    D02: [2, 0, 2],
    D03: [6, 0, 6],
    P02: [4, 0, 4],
    P04: [0, 0, 0],
    P05: [0, 0, 0],
    X03: [1, 1, 2],
    P16: [2, 0, 2],
    X04: [2, 0, 2],
    X05: [2, 0, 2],
    X06: [2, 0, 2],
    X07: [4, 0, 0],
    X08: [0, 0, 4],
    X09: [4, 0, 0],
    C01: [4, 0, 0],
    C02: [4, 0, 0],
    C03: [0, 0, 4],
    D04: [0, 1, 3],
    D06: [4, 0, 0],
    H01: [0, 0, 0],
    H02: [0, 0, 0],
    H03: [0, 0, 0],
    H05: [4, 0, 0],
    K01: [0, 0, 0],
    K02: [0, 0, 4],
    K03: [0, 0, 4],
    K04: [0, 0, 4],
  })
})

test('a column of which the finding about the total tells has failed as well', async () => {
  const [first, second, ...rest] = twoYears()
  const column = (row: string) => `applications.${row}.naturalPerson`
  const broken = [
    withValues(first!, {[column('carriedOut')]: 3}),
    withValues(second!, {[column('carriedIn')]: 5}),
    ...rest,
  ]
  const {answers} = await reconciled(corpusOf(broken))
  expect([three(answers.X01), three(answers.X02)]).toEqual([
    [0, 1, 3],
    [11, 1, 12],
  ])
})

test('rules about summaries are put to summaries, K01 to the bodies of the roster', async () => {
  const [model] = cleanCorpus(5, {bodies: 1, from: 2023, to: 2023})
  const region = {
    code: '320583',
    province: '江苏省',
    prefecture: '苏州市',
    county: '昆山市',
    township: null,
  }
  const report = (file: string, name: string, type: Report['agency']['type'], received: number): Report => ({
    ...withValues(reportOf(model!, file), {[RECEIVED]: received}),
    agency: {name, type, level: 'county', region},
    scope: type === 'governmentSummary' ? 'jurisdiction' : 'own',
  })
  const reports = [
    report('a.html', '昆山市人民政府', 'governmentSummary', 30),
    report('b.html', '昆山市财政局', 'department', 10),
    report('c.html', '昆山市卫生健康局', 'department', 12),
    report('d.html', '昆山市园林局', 'department', 0),
  ]
  const roster = [
    rosterEntry(region.code, '1', '昆山市财政局'),
    rosterEntry(region.code, '2', '昆山市卫生健康局'),
    rosterEntry(region.code, '9', '昆山市人民政府', {type: 'governmentSummary'}),
  ]
  const of = async (listed: RosterEntry[]) => {
    const {answers} = await reconciled(corpusOf(reports), listed)
    return ['H01', 'H02', 'H03', 'K01', 'K02', 'K03'].map(id => [id, three(answers[id])])
  }
  // The other figures of all four are the same: the summary is less than its members. H03 gives way to H02.
  expect(await of(roster)).toEqual([
    ['H01', [1, 0, 0]],
    ['H02', [0, 1, 0]],
    ['H03', [1, 0, 0]],
    ['K01', [3, 0, 0]],
    ['K02', [3, 1, 0]],
    ['K03', [3, 0, 1]],
  ])
  expect(await of([...roster, rosterEntry(region.code, '3', '昆山市教育局')])).toEqual([
    ['H01', [1, 0, 0]],
    ['H02', [0, 0, 1]],
    ['H03', [0, 1, 0]],
    ['K01', [3, 1, 0]],
    ['K02', [3, 1, 0]],
    ['K03', [3, 0, 1]],
  ])
})

test('stand with those about single reports, by id', async () => {
  const corpus = corpusOf(twoYears())
  const one = {passed: 3, failed: 1, unassessable: 0}
  const found = await reconciled(corpus)
  const {rules} = reconciledCorpus({...corpus, counts: {...corpus.counts, rules: {A01: one}}}, found).counts
  expect(rules).toEqual({A01: one, ...found.answers})
  expect(Object.keys(rules!)).toEqual(['A01', ...Object.keys(found.answers).sort()])
})
