import type {Report} from '../../../pipeline/model/report.ts'
import {cleanCorpus, reportOf} from '../../generate/report/corpus.ts'
import {said, withValues} from './support.ts'

/** One office's reports of consecutive years, in the format prescribed for each. */
export function office(from: number, to: number, seed = 3): Report[] {
  return [...cleanCorpus(seed, {bodies: 1, from, to})].map(model => reportOf(model, `${model.year}.html`))
}

/** What is said of two years when the second (or the first) prints other figures; notes on chance likeness left out. */
export async function found(rule: string, from: number, now: Values = {}, before: Values = {}) {
  const [first, second] = office(from, from + 1)
  const findings = await said([withValues(first!, before), withValues(second!, now)])
  return findings.filter(finding => finding.rule === rule)
}
type Values = Parameters<typeof withValues>[1]

export const IN = 'applications.carriedIn.total'
export const OUT = 'applications.carriedOut.total'
