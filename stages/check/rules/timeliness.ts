import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {BodyType, Report} from '../../../pipeline/model/report.ts'
import {filerOf, type Roster, type RosterEntry} from '../../../pipeline/model/roster.ts'
import type {CheckContext, Deadlines, RuleFunction} from '../context.ts'
import {type DatedFact, datesOf} from '../dates.ts'

/** T01 部门逾期: 条例第四十九条第一款, departments (and in practice townships) publish before 31 January. */
export const departmentLate: RuleFunction = (report, context) => late(report, context, 'department')

/** T02 政府逾期: 条例第四十九条第二款, the government's report is published before 31 March. */
export const governmentLate: RuleFunction = (report, context) => late(report, context, 'government')

/** T03 时效无法判定: no usable date, or a kind of body for which the deadline is not known and the date lies between. */
export const timelinessUnknown: RuleFunction = (report, context) => {
  const {date, judged} = timing(report, context)
  if (judged !== 'unknown') return []
  if (!date) return [{variant: datesOf(report).length > 0 ? 'unusable' : 'default'}]
  return [{variant: 'kind', values: {date: date.date}, actual: date.date}]
}

function late(report: Report, context: CheckContext, kind: Kind): FindingDetails[] {
  const {date, judged, deadline} = timing(report, context)
  if (judged !== kind || !date || !deadline) return []
  return [
    {
      variant: date.source === 'signedOn' ? 'signed' : 'default',
      values: {date: date.date, deadline},
      place: report.testimony.find(item => item.fact === date.source)?.place ?? {},
      expected: `≤ ${deadline}`,
      actual: date.date,
    },
  ]
}

type Kind = 'department' | 'government'

interface Timing {
  date?: DatedFact
  deadline?: string
  /** The kind of body that is late, `inTime`, or `unknown`. */
  judged: Kind | 'inTime' | 'unknown'
}

function timing(report: Report, context: CheckContext): Timing {
  const date = usableDate(report)
  const entry = entryOf(report, context.roster)
  const due = entry?.deadline
    ? {department: entry.deadline, government: entry.deadline}
    : deadlineFor(report, context.deadlines)
  if (!date || !due || report.year === null) return {judged: 'unknown'}
  const on = (kind: Kind) => `${report.year! + 1}-${due[kind]}`
  const kind = kindOf(entry?.type ?? report.agency.type)
  if (kind) return {date, deadline: on(kind), judged: date.date > on(kind) ? kind : 'inTime'}
  const [first, last] = [on('department'), on('government')].sort()
  if (date.date <= first!) return {date, judged: 'inTime'}
  if (date.date > last!)
    return {date, deadline: last, judged: last === on('government') ? 'government' : 'department'}
  return {date, judged: 'unknown'}
}

/**
 * The date that tells when the report was published. A date before the end of the report year cannot be true (M07); one
 * later than the year after is that of a site migration where another date lies in that year.
 */
function usableDate(report: Report): DatedFact | undefined {
  if (report.year === null) return undefined
  const possible = datesOf(report).filter(({date}) => date > `${report.year}-12-31`)
  return possible.find(({date}) => date <= `${report.year! + 1}-12-31`) ?? possible[0]
}

function kindOf(type: BodyType): Kind | null {
  if (type === 'unknown') return null
  return type === 'governmentSummary' ? 'government' : 'department'
}

/** Looking names up in a roster takes an index of it, made once. */
const filers = new WeakMap<Roster, ReturnType<typeof filerOf>>()

/** The body's entry on the roster, where the roster sets deadlines. */
function entryOf(report: Report, roster: Roster | null): RosterEntry | null {
  if (roster === null) return null
  const filer = filers.get(roster) ?? filerOf(roster)
  filers.set(roster, filer)
  return filer(report).entry
}

/** The deadlines of the longest region that fits, and of these the latest that had begun in the report year. */
function deadlineFor(report: Report, deadlines: Deadlines): Deadlines[number] | undefined {
  const code = report.agency.region.code ?? ''
  return deadlines
    .filter(item => code.startsWith(item.region) && report.year !== null && item.from <= report.year)
    .sort((a, b) => b.region.length - a.region.length || b.from - a.from)[0]
}
