import type {Answers, Finding} from '../../pipeline/model/finding.ts'
import type {Report} from '../../pipeline/model/report.ts'
import type {CheckSettings} from './context.ts'
import {keyMatcher} from './pattern.ts'
import {type Assessment, countAssessments} from './sum.ts'

/**
 * What every rule answered about a report. A sum answers once for each of its bindings; any other rule once: it failed where
 * it found something, and could not be assessed where the configuration says that what it needs is not there.
 */
export function answersOf(
  report: Report,
  {rules}: CheckSettings,
  assessments: Assessment[],
  findings: Finding[],
): Answers {
  const sums = countAssessments(assessments)
  const found = new Set(findings.map(({rule}) => rule))
  const numbers = Object.entries(report.observations).flatMap(([key, {value}]) =>
    value === null ? [] : [key],
  )
  const texts = Object.entries(rules).map(([id, {sum, assessable}]) => {
    if (sum) {
      const {pass, fail, unassessable} = sums[id] ?? {pass: 0, fail: 0, unassessable: 0}
      return `${pass} ${fail} ${unassessable}`
    }
    if (found.has(id)) return 'f'
    const lacks = assessable?.keys && !assessable.keys.map(keyMatcher).some(matches => numbers.some(matches))
    const barred = assessable?.unless?.some(rule => found.has(rule))
    return lacks || barred ? 'u' : 'p'
  })
  return {rules: Object.keys(rules).join(','), text: texts.join(',')}
}
