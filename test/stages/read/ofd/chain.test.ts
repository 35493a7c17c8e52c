import {describe, expect, it} from 'vitest'
import {differences} from '../../../generate/compare.ts'
import {type OfdOptions, writeOfd} from '../../../generate/files/ofd.ts'
import {documentOf, rootOf} from '../../../generate/form/tree.ts'
import {pipeline} from '../../../generate/pipeline.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'

/** Reports as OFD, through the whole chain. */
const run = pipeline()

async function outcomeOf(seed: number, options: Partial<OfdOptions>, year: number) {
  const document = documentOf(cleanReport(randomOf(seed), {year, type: 'department', size: 'medium'}))
  const outcome = await run(writeOfd([rootOf(document)], options), 'report.ofd')
  // M12: the name drawn may be that of bodies in two regions, which no reader can help.
  const findings = outcome.findings
    .filter(finding => finding.severity !== 'info' && finding.rule !== 'M12')
    .map(({rule, message}) => `${rule} ${message}`)
  const wrong = outcome.reports.flatMap(report => differences(document, report))
  return {reports: outcome.reports.length, wrong, findings}
}

const CLEAN = {reports: 1, wrong: [], findings: []}

const OPTIONS: [string, Partial<OfdOptions>][] = [
  ['rectangles', {}],
  ['lines, a distance for each letter', {borders: 'lines', deltas: 'each'}],
  ['filled bars in a template', {borders: 'bars', template: true}],
  ['without prefix', {prefix: ''}],
  ['another prefix, placed by a matrix', {prefix: 'o:', matrix: true}],
  ['a matrix and a distance for each letter', {matrix: true, deltas: 'each'}],
  ['landscape, letters of 7 points', {width: 842, height: 595, pt: 7}],
  ['letters of 12 points', {pt: 12, borders: 'lines', template: true}],
]

describe('a clean report', () => {
  it.each(OPTIONS)('is read without a finding: %s', async (_, options) => {
    expect(await outcomeOf(1, options, 2022)).toEqual(CLEAN)
    expect(await outcomeOf(2, {...options, shift: 100}, 2020)).toEqual(CLEAN)
  })

  it('is read wherever a page ends', async () => {
    for (let shift = 0; shift < 700; shift += 53) {
      const options: Partial<OfdOptions> = {shift, pt: 8 + (shift % 3), borders: shift % 2 ? 'bars' : 'lines'}
      expect({shift, ...(await outcomeOf(shift, options, 2019 + (shift % 6)))}).toEqual({shift, ...CLEAN})
    }
  })
})
