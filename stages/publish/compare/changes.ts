import {effectiveOf, type Observation, type Report} from '../../../pipeline/model/report.ts'
import {filerOf} from '../../../pipeline/model/roster.ts'
import type {PublishedRun} from './runs.ts'

/** One difference between two runs. `key` is an observation key, or the name of a field of the report. */
export interface Change {
  kind: 'added' | 'removed' | 'field' | 'figure'
  agency: string | null
  year: number | null
  format: string
  file: string
  key: string | null
  before: string | null
  after: string | null
  reason: Reason
}

/** What can have made the difference, as far as the runs say: the first that holds, in this order. */
export type Reason = 'correction' | 'input' | 'source' | 'program' | 'config' | 'files' | 'others'

const FIELDS: Record<string, (report: Report) => string | number | null> = {
  agency: ({agency}) => agency.name,
  region: ({agency}) => agency.region.code,
  level: ({agency}) => agency.level,
  type: ({agency}) => agency.type,
  year: ({year}) => year,
  format: ({format}) => format,
  scope: ({scope}) => scope,
  title: ({title}) => title,
  signedOn: ({signedOn}) => signedOn,
  publishedOn: ({publishedOn}) => publishedOn,
  status: ({status}) => status,
}

/**
 * What changed from one run to the other. Reports are the same report when they come from the same place of the same
 * file; of the rest, when they are the only ones of their body and year. Both runs are read once side by side; only
 * reports without a partner are kept in memory.
 */
export function* changesOf(
  before: PublishedRun,
  after: PublishedRun,
  read: (run: PublishedRun) => Iterable<Report>,
): Generator<Change> {
  const alone: {before: Report[]; after: Report[]} = {before: [], after: []}
  for (const [first, second] of sideBySide(read(before), read(after))) {
    if (first && second) yield* differences(first, second, reasonOf(first, second, before, after))
    else if (first) alone.before.push(first)
    else if (second) alone.after.push(second)
  }
  const [former, later] = [byBody(alone.before), byBody(alone.after)]
  const paired = new Set<Report>()
  for (const [body, [first, ...more]] of former) {
    const [second, ...others] = later.get(body) ?? []
    if (!first || !second || more.length > 0 || others.length > 0) continue
    paired.add(first).add(second)
    yield* differences(first, second, first.source.sha256 === second.source.sha256 ? 'files' : 'source')
  }
  for (const report of alone.before) if (!paired.has(report)) yield whole('removed', report, before, after)
  for (const report of alone.after) if (!paired.has(report)) yield whole('added', report, before, after)
}

type Pair = [Report | undefined, Report | undefined]

/** Two sequences in the order of files and segments, the same place of the same file together. */
function* sideBySide(before: Iterable<Report>, after: Iterable<Report>): Generator<Pair> {
  const [first, second] = [before[Symbol.iterator](), after[Symbol.iterator]()]
  let [a, b] = [first.next(), second.next()]
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : compare(a.value, b.value)
    yield [order <= 0 ? a.value : undefined, order >= 0 ? b.value : undefined]
    if (order <= 0) a = first.next()
    if (order >= 0) b = second.next()
  }
}

function compare({source: a}: Report, {source: b}: Report): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.segment - b.segment
}

function byBody(reports: Report[]): Map<string, Report[]> {
  const filer = filerOf(null)
  const bodies = new Map<string, Report[]>()
  for (const report of reports) {
    const {key} = filer(report)
    if (key === null || report.year === null) continue
    const body = `${key} ${report.year}`
    bodies.set(body, [...(bodies.get(body) ?? []), report])
  }
  return bodies
}

function* differences(first: Report, second: Report, reason: Reason): Generator<Change> {
  const about = {
    agency: second.agency.name,
    year: second.year,
    format: second.format,
    file: second.source.file,
    reason,
  }
  for (const [key, field] of Object.entries(FIELDS)) {
    const [before, after] = [field(first), field(second)]
    if (before !== after) yield {kind: 'field', ...about, key, before: text(before), after: text(after)}
  }
  const keys = new Set([...Object.keys(first.observations), ...Object.keys(second.observations)])
  for (const key of keys) {
    const [one, other] = [first.observations[key], second.observations[key]]
    const [before, after] = [one && effectiveOf(one), other && effectiveOf(other)]
    if (before?.value === after?.value && before?.state === after?.state) continue
    const byHand = JSON.stringify(one?.corrected) !== JSON.stringify(other?.corrected)
    const why = byHand && one?.raw === other?.raw ? 'correction' : reason
    yield {kind: 'figure', ...about, key, before: shown(before), after: shown(after), reason: why}
  }
}

function reasonOf(first: Report, second: Report, before: PublishedRun, after: PublishedRun): Reason {
  if (first.source.sha256 !== second.source.sha256) return 'input'
  return ofRuns(before, after)
}

function ofRuns(before: PublishedRun, after: PublishedRun): Reason {
  if (before.program !== after.program) return 'program'
  return before.configHash === after.configHash ? 'others' : 'config'
}

/** A report that only one of the runs has: a file that came or went, or that is read otherwise. */
function whole(kind: 'added' | 'removed', report: Report, before: PublishedRun, after: PublishedRun): Change {
  const {agency, year, format, source} = report
  const reason = ofRuns(before, after)
  return {
    kind,
    agency: agency.name,
    year,
    format,
    file: source.file,
    key: null,
    before: null,
    after: null,
    reason: reason === 'others' ? 'files' : reason,
  }
}

function text(value: string | number | null): string | null {
  return value === null ? null : String(value)
}

/** A figure as it was read; what was printed where there is none; null where the cell was not found. */
function shown(observation: Observation | undefined): string | null {
  if (!observation) return null
  return observation.value === null ? observation.raw : String(observation.value)
}
