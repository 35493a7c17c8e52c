import {type Finding, type Severity, severitySchema} from '../../../pipeline/model/finding.ts'
import type {Region} from '../../../pipeline/model/report.ts'
import type {Listed, Listing} from './listing.ts'

/** How often a rule spoke with one severity. */
export interface RuleTally {
  rule: string
  severity: Severity
  findings: number
  reports: number
  /** Rows of 校验, and those of them that people have dealt with. */
  rows: number
  corrected: number
  accepted: number
}

/** Reports and findings of one region; null: of none. */
export interface RegionTally {
  region: Region | null
  reports: number
  review: number
  findings: Record<Severity, number>
}

/** Counts findings by rule and by region while they are written. */
export interface Tally {
  finding(finding: Finding, report: Listed | undefined, rows: number): void
  /** Worst first, then by name. */
  rules(): RuleTally[]
  /** By code, then by names; what belongs to no report comes last. */
  regions(): RegionTally[]
}

/** Counts findings by rule and by region while they pass by. */
export function startTally(listing: Listing): Tally {
  const rules = new Map<string, RuleTally & {seen: Set<string>}>()
  const regions = new Map<string, RegionTally>()
  const at = (region: Region | null): RegionTally => {
    const name = region === null ? '~' : nameOf(region)
    const found = regions.get(name) ?? {
      region,
      reports: 0,
      review: 0,
      findings: {error: 0, warning: 0, info: 0},
    }
    regions.set(name, found)
    return found
  }
  for (const {region, status} of listing.all()) {
    const one = at(region)
    one.reports++
    if (status === 'review') one.review++
  }
  return {
    finding({rule, severity, report: id, keys, accepted}, report, rows) {
      const name = `${severitySchema.options.indexOf(severity)} ${rule}`
      const one = rules.get(name) ?? {
        rule,
        severity,
        findings: 0,
        reports: 0,
        rows: 0,
        corrected: 0,
        accepted: 0,
        seen: new Set(),
      }
      rules.set(name, one)
      one.findings++
      one.rows += rows
      if (accepted) one.accepted += rows
      one.corrected += keys.filter(key => typeof report?.figure(key)?.corrected?.value === 'number').length
      if (id !== null) one.seen.add(id)
      at(report?.region ?? null).findings[severity]++
    },
    rules: () =>
      [...rules]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, {seen, ...one}]) => ({...one, reports: seen.size})),
    regions: () => [...regions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
  }
}

function nameOf({code, province, prefecture, county}: Region): string {
  return [code ?? '}', province, prefecture, county].join('/')
}
