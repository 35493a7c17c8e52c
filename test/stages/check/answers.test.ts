import {expect, test} from 'vitest'
import type {Report} from '../../../pipeline/model/report.ts'
import {answerTally} from '../../../pipeline/reports/answers.ts'
import type {Result} from '../../../pipeline/stage.ts'
import {check} from '../../../stages/check/index.ts'
import {aReport, type ReportPatch, settingsOf} from './builder.ts'

/** What the rules answer about reports. */
function answers(...patches: ReportPatch[]) {
  const tally = answerTally()
  for (const patch of patches) {
    const report = aReport(patch)
    const result = check.run(report, {
      settings: settingsOf(report.format),
      source: {file: 'a.html', sha256: '', size: 0},
      bytes: () => new Uint8Array(),
      derive: async (_, make) => await make(),
    }) as Result<Report>
    tally.add([result.answers!])
  }
  return tally.counts()
}

const count = (passed: number, failed: number, unassessable: number) => ({passed, failed, unassessable})

test('a sum answers once for each of its bindings, another rule once a report', () => {
  const {A01, A03, V01, P13} = answers({})
  expect([A01, A03, V01, P13]).toEqual([count(25, 0, 0), count(7, 0, 0), count(1, 0, 0), count(1, 0, 0)])
})

test('every rule of the stage that the format lists has answered', () => {
  const settings = settingsOf('2021')
  expect(Object.keys(answers({}))).toEqual(Object.keys(settings.rules).sort())
})

test('a missing operand is neither a pass nor a failure', () => {
  const blank = answers({blank: ['applications.received.*']})
  expect([blank.A01, blank.A03, blank.N01]).toEqual([count(24, 0, 1), count(0, 0, 7), count(0, 0, 1)])
  const gone = answers({drop: ['disputes.**']})
  expect([gone.D01, gone.N05]).toEqual([count(0, 0, 3), count(0, 0, 1)])
  const undated = answers({set: {signedOn: null, publishedOn: null}, testimony: []})
  expect([undated.T01, undated.T03]).toEqual([count(0, 0, 1), count(0, 1, 0)])
})

test('reports of several formats are counted together', () => {
  const both = answers({}, {format: '2019', year: 2020}, {values: {'disclosure.fees.amount': -3}})
  expect([both.V04, both.P01, both.P03]).toEqual([count(2, 1, 0), count(2, 0, 0), count(1, 0, 0)])
})
