import type {Corpus} from '../../../pipeline/model/corpus.ts'
import type {Severity, Skipped} from '../../../pipeline/model/finding.ts'
import type {Observation, Report} from '../../../pipeline/model/report.ts'
import {textWidth} from './headings.ts'

/** What has to be known of the whole corpus before the first row is written. */
export interface Survey {
  status: Record<Report['status'], number>
  /** Characters the widest figure of an observation key needs; a key nobody reported is missing. */
  widths: Map<string, number>
  /** How often each rule was found, at each severity. */
  rules: {rule: string; severity: Severity; count: number}[]
  /** Inputs that gave no report, by reason. */
  reasons: Map<Skipped['reason'], number>
}

const SEVERITIES: Severity[] = ['error', 'warning', 'info']

/** One pass over everything. */
export function survey(corpus: Corpus): Survey {
  const status = {accepted: 0, review: 0}
  const widths = new Map<string, number>()
  for (const {report} of corpus.reports()) {
    status[report.status]++
    for (const key in report.observations) {
      const width = figureWidth(report.observations[key]!)
      if (width > (widths.get(key) ?? -1)) widths.set(key, width)
    }
  }
  const rules = new Map<string, {rule: string; severity: Severity; count: number}>()
  for (const {rule, severity} of corpus.findings()) {
    const name = `${rule} ${severity}`
    const entry = rules.get(name)
    if (entry) entry.count++
    else rules.set(name, {rule, severity, count: 1})
  }
  const reasons = new Map<Skipped['reason'], number>()
  for (const {reason} of corpus.skipped()) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  return {status, widths, rules: [...rules.values()].sort(bySeverity), reasons}
}

function bySeverity(a: {rule: string; severity: Severity}, b: {rule: string; severity: Severity}): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1)
}

/** Characters of a figure as it is shown, thousands separators and two decimals counted in. */
function figureWidth({value, raw, state}: Observation): number {
  if (value === null) return state === 'text' ? Math.ceil(textWidth(raw)) : 1
  const [whole, decimals = ''] = String(Math.abs(value)).split('.')
  const separators = Math.floor((whole!.length - 1) / 3)
  return whole!.length + separators + (value < 0 ? 1 : 0) + (decimals ? Math.max(3, decimals.length + 1) : 0)
}
