import type {Finding, Skipped} from './finding.ts'
import type {Report, Source} from './report.ts'

/** A report with the findings made of it; `report.status` follows from them. */
export interface CheckedReport {
  report: Report
  findings: Finding[]
}

/** How much there is of everything in a run. */
export interface Counts {
  files: number
  reports: number
  findings: number
  skipped: number
  /** What each rule answered: how often it passed, failed, could not be assessed. */
  rules?: Record<string, RuleCount>
}

/** How often a rule was put and what it answered. */
export interface RuleCount {
  passed: number
  failed: number
  /** An operand was missing: neither a pass nor a failure. */
  unassessable: number
}

/**
 * Everything a run gave, as publishing sees it. Each call starts a new pass, streamed from the cache: a corpus of a
 * hundred thousand reports never stands in memory.
 */
export interface Corpus {
  /** Reports in file order, then by segment; `of` names the files wanted where that is not all of them. */
  reports(of?: (file: string) => boolean): Iterable<CheckedReport>
  /** All findings, those that belong to no report included, sorted by file, then in report order. */
  findings(): Iterable<Finding>
  /** Inputs that gave no report, in file order. */
  skipped(): Iterable<Skipped>
  counts: Counts
}

/** Findings by the id of the report they are about; `values` in corpus order. A map is one. */
export interface FindingsByReport {
  get(id: string): Finding[] | undefined
  values(): Iterable<Finding[]>
}

/** What came of setting all reports against each other, wherever its findings lie. */
export type Found = Omit<Reconciliation, 'findings'> & {findings: FindingsByReport}

/** What comes of setting all reports against each other. */
export interface Reconciliation {
  /** Findings by the id of the report they are about, in corpus order. */
  findings: Map<string, Finding[]>
  /** Findings about no report: a body that filed none. */
  general: Finding[]
  /** Ids of reports that another source gives as well, with the id of the report published for all of them. */
  merged: Map<string, string>
  /** Further sources of a published report. */
  alsoIn: Map<string, Source[]>
  /** What each rule answered. */
  answers: Record<string, RuleCount>
}

/** What a run says of itself in the files it writes: nothing that changes when the same run is made again. */
export interface RunInfo {
  runId: string
  configHash: string
  schemaVersion: string
  /** Name and version of this program: nianbao x.y.z. */
  program: string
}
