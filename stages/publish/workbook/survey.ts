import type {Severity, Skipped} from '../../../pipeline/model/finding.ts'
import {effectiveOf, type Observation, type Report} from '../../../pipeline/model/report.ts'
import type {Sink} from '../sink.ts'
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

/** A survey under way; `found` is whole after the end. */
export function startSurvey(): Sink & {found: Survey} {
  const found: Survey = {status: {accepted: 0, review: 0}, widths: new Map(), rules: [], reasons: new Map()}
  const {status, widths, reasons} = found
  const rules = new Map<string, Survey['rules'][number]>()
  return {
    found,
    report({report}) {
      status[report.status]++
      for (const key in report.observations) {
        const width = figureWidth(effectiveOf(report.observations[key]!))
        if (width > (widths.get(key) ?? -1)) widths.set(key, width)
      }
    },
    finding({rule, severity}) {
      const name = `${rule} ${severity}`
      const entry = rules.get(name)
      if (entry) entry.count++
      else rules.set(name, {rule, severity, count: 1})
    },
    skipped: ({reason}) => void reasons.set(reason, (reasons.get(reason) ?? 0) + 1),
    end: () => void found.rules.push(...[...rules.values()].sort(bySeverity)),
  }
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
