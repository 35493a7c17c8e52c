import {afterEach, expect, test, vi} from 'vitest'
import type {Finding} from '../../../../pipeline/model/finding.ts'
import {startListing} from '../../../../stages/publish/workbook/listing.ts'
import {workbookSchema} from '../../../../stages/publish/workbook/settings.ts'
import {cleanCorpus, reportOf} from '../../../generate/report/corpus.ts'
import {config} from '../build.ts'

const {words} = workbookSchema.parse(config.files.workbook)
const reports = [...cleanCorpus(5, {bodies: 3, from: 2023, to: 2023})].map((one, i) =>
  reportOf(one, `${i}.html`),
)
const KEYS = ['applications.received.total', 'applications.received.naturalPerson']

/** Findings of a report that speak of these cells. */
function speaking(keys: string[]): Finding[] {
  return [{keys} as Finding]
}

function listing() {
  const made = startListing(new Map(), words)
  const [first, second, third] = reports
  made.add({report: first!, findings: speaking(KEYS)}, '明细', 5)
  made.add({report: second!, findings: speaking(KEYS.slice(0, 1))}, '明细', 6)
  made.add({report: third!, findings: []}, '明细', 7)
  return made
}

afterEach(() => vi.restoreAllMocks())

test('of each report it holds the figures that findings speak of, and no other', () => {
  const raws = [...listing().all()].map(one => KEYS.map(key => one.figure(key)?.raw))
  const printed = (at: number, key: string) => reports[at]!.observations[key]!.raw
  expect(raws).toEqual([
    KEYS.map(key => printed(0, key)),
    [printed(1, KEYS[0]!), undefined],
    [undefined, undefined],
  ])
})

test('figures of one report are unpacked once, however many findings and cells are asked for', () => {
  const held = listing()
  const parse = vi.spyOn(JSON, 'parse')
  for (let finding = 0; finding < 20; finding++) {
    for (const key of KEYS) held.get(reports[0]!.id)!.figure(key)
  }
  for (const key of KEYS) held.get(reports[1]!.id)!.figure(key)
  expect(parse).toHaveBeenCalledTimes(2)
})
