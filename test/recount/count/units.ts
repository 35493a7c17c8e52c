import type {BodyType, Level, Observation, Report} from '../../../pipeline/model/report.ts'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {type Given, keysOf} from './given.ts'

export type Kind = 'summary' | 'own'

/** One figure of one report: a number, nothing, or something of which nobody can say what it is. */
export interface Cell {
  value: number | null
  /** `unknown`: words, a row that was not found, a figure with an error, an amount without a unit. */
  state: 'reported' | 'blank' | 'unknown'
  why: 'doubtful' | 'unitUnknown' | null
  /** Computed from its parts; `lacking` where some of them are not known. */
  derived?: boolean
  lacking?: boolean
  /** A subtotal of which some parts were not given. */
  part?: boolean
  rules: string[]
}

export interface Table {
  kind: Kind
  /** Why it is in no sum; null where it is in them. */
  reason: string | null
  rules: string[]
  cells: Map<string, Cell>
}

/** One report as statistics see it. */
export interface Unit {
  id: string
  file: string
  name: string
  year: number
  /** Nothing where it is not known. */
  region: string
  level: Level | null
  type: BodyType
  kind: Kind
  /** Whose it is: the roster's code, else region and name. */
  body: string
  entry: RosterEntry | null
  reason: string | null
  tables: Map<string, Table>
  report: Report
}

const OUTSIDE = 'outside'
/** Errors that keep the tables of their cells out, or all; errors in single cells. Grades C and D of the quality gate. */
const OF_TABLES = ['A01', 'A02', 'A03', 'A13', 'D01', 'S06', 'H01']
const OF_REPORTS = ['M04', 'X09']
const OF_CELLS = ['V01', 'V04', 'V05', 'V10']

const tableOf = (key: string, format: string) => (format === '2014' ? '' : key.slice(0, key.indexOf('.')))

/** What every report is for the sums, in the order of the run. */
export function unitsOf(given: Given): Unit[] {
  const units = given.reports.map(report => unitOf(report, given))
  for (const unit of units) if (rivals(unit, units, given)) unit.reason = 'scopeRival'
  for (const unit of units) for (const table of unit.tables.values()) settle(unit, table)
  sameTables(units)
  return units
}

function unitOf(report: Report, given: Given): Unit {
  const {agency, year, id, format} = report
  const entry = entryOf(report, given.roster)
  const decided = given.scopes.filter(one => one.report === id)
  const whole = decided.find(one => one.table === undefined)?.scope ?? report.scope
  const split = decided.some(one => one.table !== undefined)
  const isSummary = (scope: string) => scope === 'jurisdiction' && agency.level !== 'township'
  const kind = (scope: string): Kind => (isSummary(scope) ? 'summary' : 'own')
  const outside = entry ? !entry.inSummary : agency.type === 'verticalAgency'
  const untold = split ? undefined : UNTOLD[whole]
  const reason = unplaced(report) ?? untold ?? (outside ? OUTSIDE : null)
  const errors = given.findings.filter(one => one.report === id && one.severity === 'error' && !one.accepted)
  const tables = new Map<string, Table>()
  const keys = keysOf(format)
  for (const name of new Set(keys.map(key => tableOf(key, format)))) {
    const own = keys.filter(key => tableOf(key, format) === name)
    const hits = errors.filter(
      ({rule, keys: named}) =>
        OF_REPORTS.includes(rule) ||
        (OF_TABLES.includes(rule) && (named.length === 0 || named.some(key => own.includes(key)))),
    )
    const there = own.some(key => report.observations[key])
    const scope = decided.find(one => one.table === name)?.scope ?? whole
    const out = !there
      ? 'tableMissing'
      : hits.length > 0
        ? 'gate'
        : scope === 'unknown'
          ? 'scopeUnknown'
          : scope === 'mixed'
            ? 'scopeMixed'
            : null
    const rules = [...new Set(hits.map(({rule}) => rule))].sort()
    const cells = new Map(own.map(key => [key, cellOf(report.observations[key], rulesOn(key, errors))]))
    tables.set(name, {kind: kind(scope), reason: out, rules, cells})
  }
  return {
    id,
    file: report.source.file,
    name: agency.name ?? '未识别',
    year: year!,
    region: agency.region.code ?? '',
    level: agency.level,
    type: agency.type,
    kind: kind(whole),
    body: entry?.code ?? `${agency.region.code}:${bareName(report)}`,
    entry,
    reason,
    tables,
    report,
  }
}

const UNTOLD: Record<string, string> = {mixed: 'scopeMixed', unknown: 'scopeUnknown'}

const unplaced = ({agency}: Report) => (agency.region.code === null ? 'regionUnknown' : null)

const rulesOn = (key: string, errors: Given['findings']) =>
  [
    ...new Set(
      errors.filter(one => OF_CELLS.includes(one.rule) && one.keys.includes(key)).map(({rule}) => rule),
    ),
  ].sort()

function cellOf(observation: Observation | undefined, rules: string[]): Cell {
  const nothing = {value: null, why: null, rules}
  if (rules.length > 0) return {...nothing, state: 'unknown', why: 'doubtful'}
  if (!observation) return {...nothing, state: 'unknown'}
  const {corrected} = observation
  if (corrected) {
    return corrected.value === null
      ? {...nothing, state: 'blank'}
      : {...nothing, value: corrected.value, state: 'reported'}
  }
  if (observation.state === 'text') return {...nothing, state: 'unknown'}
  if (observation.value === null) return {...nothing, state: 'blank'}
  if (observation.unit === 'unknown') return {...nothing, state: 'unknown', why: 'unitUnknown'}
  return {...nothing, value: observation.value, state: 'reported'}
}

/** The only entry of the roster that bears the name in the region. */
function entryOf({agency, year}: Report, roster: RosterEntry[] | null): RosterEntry | null {
  const named = (roster ?? []).filter(
    one =>
      (one.name === agency.name || one.aliases.includes(agency.name!)) &&
      (one.region === null || one.region === agency.region.code),
  )
  const valid = named.length > 1 ? named.filter(one => inBeing(one, year!)) : named
  return valid.length === 1 ? valid[0]! : null
}

export const inBeing = ({from, to}: RosterEntry, year: number) =>
  (from === null || from <= year) && (to === null || year <= to)

/** A name without the regions in front of it. */
function bareName({agency: {name, region}}: Report): string {
  let rest = name ?? ''
  for (const one of [region.province, region.prefecture, region.county])
    if (one !== null && rest.startsWith(one)) rest = rest.slice(one.length)
  return rest.replace(/^人民政府(?=..)(?!办公)/, '')
}

/** The office reports for itself: what its government files as its own beside it would be counted twice. */
function rivals(unit: Unit, units: Unit[], given: Given): boolean {
  const {report, type} = unit
  if (unit.reason !== null || type !== 'governmentSummary' || report.scope !== 'own') return false
  if (given.scopes.some(one => one.report === unit.id)) return false
  return units.some(
    one => one.type === 'governmentOffice' && one.region === unit.region && one.year === unit.year,
  )
}

/** A report that is out as a whole takes its tables with it, whatever else is wrong with them. */
function settle(unit: Unit, table: Table): void {
  if (unit.reason !== null) table.reason ??= unit.reason
}

/** Of two reports of one body (of a jurisdiction) the same table counts once, and neither where they differ. */
function sameTables(units: Unit[]): void {
  const groups = new Map<string, {unit: Unit; name: string; table: Table}[]>()
  for (const unit of units) {
    for (const [name, table] of unit.tables) {
      if (table.reason !== null && table.reason !== OUTSIDE) continue
      const whose = table.kind === 'summary' ? `region ${unit.region}` : `body ${unit.body}`
      const group = `${whose} ${unit.year} ${name}`
      groups.set(group, [...(groups.get(group) ?? []), {unit, name, table}])
    }
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue
    const prints = group.map(({unit, table}) => printOf(unit.report, [...table.cells.keys()]))
    const alike = new Set(prints).size === 1
    for (const [i, {table}] of group.entries())
      if (!alike || i > 0) table.reason = alike ? 'double' : 'conflict'
  }
}

const printOf = ({observations}: Report, keys: string[]) =>
  JSON.stringify(
    keys.map(key => {
      const one = observations[key]
      return one && [one.corrected ? one.corrected.value : (one.value ?? one.state), one.unit]
    }),
  )

/** The figure of a report where it gives all of it. */
export const wholeOf = (cell: Cell | undefined): number | null => (cell && !cell.lacking ? cell.value : null)
