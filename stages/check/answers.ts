import type {Answers, Finding} from '../../pipeline/model/finding.ts'
import type {FormCell} from '../../pipeline/model/format.ts'
import type {Report} from '../../pipeline/model/report.ts'
import type {CheckSettings} from './context.ts'
import {keyMatcher} from './pattern.ts'
import {type Assessment, countAssessments} from './sum.ts'

/** The keys a rule needs one of, by rule; worked out once for settings. A memory of a pure function, nothing more. */
const needed = new WeakMap<CheckSettings, Map<string, string[]>>()

function neededKeys(settings: CheckSettings, cells: FormCell[]): Map<string, string[]> {
  const known = needed.get(settings)
  if (known) return known
  const made = new Map<string, string[]>()
  for (const [id, {assessable}] of Object.entries(settings.rules)) {
    if (!assessable?.keys) continue
    const matchers = assessable.keys.map(keyMatcher)
    made.set(
      id,
      cells.flatMap(({key}) => (matchers.some(matches => matches(key)) ? [key] : [])),
    )
  }
  needed.set(settings, made)
  return made
}

/**
 * What every rule answered about a report. A sum answers once for each of its bindings; any other rule once: it failed where
 * it found something, and could not be assessed where the configuration says that what it needs is not there.
 */
export function answersOf(
  report: Report,
  settings: CheckSettings,
  cells: FormCell[],
  assessments: Assessment[],
  findings: Finding[],
): Answers {
  const {rules} = settings
  const keys = neededKeys(settings, cells)
  const sums = countAssessments(assessments)
  const found = new Set(findings.map(({rule}) => rule))
  const texts = Object.entries(rules).map(([id, {sum, assessable}]) => {
    if (sum) {
      const {pass, fail, unassessable} = sums[id] ?? {pass: 0, fail: 0, unassessable: 0}
      return `${pass} ${fail} ${unassessable}`
    }
    if (found.has(id)) return 'f'
    const lacks = keys.get(id)?.every(key => (report.observations[key]?.value ?? null) === null) ?? false
    const barred = assessable?.unless?.some(rule => found.has(rule))
    return lacks || barred ? 'u' : 'p'
  })
  return {rules: Object.keys(rules).join(','), text: texts.join(',')}
}
