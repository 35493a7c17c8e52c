import {createHash} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {CheckedReport} from '../../pipeline/model/corpus.ts'
import {filerOf, type RosterEntry} from '../../pipeline/model/roster.ts'
import {type RosterForm, rosterFormSchema} from '../../pipeline/model/rosterForm.ts'
import type {Writer} from './writer.ts'
import {looksLikeFormula} from './xlsx/text.ts'

const FILE = '名册草稿.csv'

/** A body as this run saw it. */
interface Seen {
  entry: RosterEntry
  /** Names as printed, with how often. */
  names: Map<string, number>
  years: Set<number>
  reports: number
}

/**
 * The roster as far as this run can tell: the entries of the roster it was given, and a row for every other body that filed.
 * A person corrects it and gives it to the next run with --roster. A body keeps its drafted code from run to run.
 */
export const rosterDraft: Writer = {
  name: 'roster draft',
  files: [FILE],
  open(config, _info, directory) {
    const form = rosterFormSchema.parse(config.files.roster)
    const listed = config.roster?.entries ?? []
    const seen = new Map<string, Seen>()
    for (const entry of listed) seen.set(entry.code, {entry, names: new Map(), years: new Set(), reports: 0})
    const filer = filerOf(config.roster?.entries ?? null)
    return {
      report({report}) {
        if (report.agency.name === null) return
        const {key, entry} = filer(report)
        const code = entry?.code ?? draftCode(key ?? report.agency.name, report.agency.region.code)
        const body = seen.get(code) ?? {
          entry: draftEntry(code, report),
          names: new Map(),
          years: new Set(),
          reports: 0,
        }
        seen.set(code, body)
        body.names.set(report.agency.name, (body.names.get(report.agency.name) ?? 0) + 1)
        if (report.year !== null) body.years.add(report.year)
        body.reports++
      },
      end() {
        const known = new Set(listed.map(({code}) => code))
        const text = draftText([...seen.values()], known, form)
        writeFileSync(join(directory, FILE), text)
      },
    }
  },
}

function draftText(bodies: Seen[], known: ReadonlySet<string>, form: RosterForm): string {
  const rows = bodies
    .map(body => (known.has(body.entry.code) ? body : {...body, entry: named(body)}))
    .sort((a, b) => order(a.entry, b.entry))
    .map(body => rowOf(body, form))
  const headings = [
    ...Object.values(form.columns).map(names => names[0]!),
    form.received.years,
    form.received.reports,
  ]
  const lines = [headings, ...rows].map(row => row.map(cellOf).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/** Region and a hash of what tells the body from others: the same in every run. */
function draftCode(key: string, region: string | null): string {
  return `${region ?? '000000'}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`
}

function draftEntry(code: string, {agency}: CheckedReport['report']): RosterEntry {
  const {name, region, level, type} = agency
  const common = {parent: null, from: null, to: null, successor: null, deadline: null, mustFile: true}
  return {
    code,
    name: name ?? '',
    aliases: [],
    region: region.code,
    level,
    type,
    ...common,
    inSummary: type !== 'verticalAgency',
  }
}

/** The name printed most often, of equals the longest; the others are aliases. */
function named({entry, names}: Seen): RosterEntry {
  const [first, ...others] = [...names].sort(
    ([a, m], [b, n]) => n - m || b.length - a.length || (a < b ? -1 : 1),
  )
  return {...entry, name: first?.[0] ?? entry.name, aliases: others.map(([name]) => name).sort()}
}

function order(a: RosterEntry, b: RosterEntry): number {
  const first = [a.region ?? '~', a.name, a.code].join('\n')
  const second = [b.region ?? '~', b.name, b.code].join('\n')
  return first < second ? -1 : first > second ? 1 : 0
}

function rowOf({entry, years, reports}: Seen, form: RosterForm): string[] {
  const yes = (value: boolean) => form.words[value ? 'yes' : 'no'][0]!
  const cells: Record<keyof RosterEntry, string> = {
    code: entry.code,
    name: entry.name,
    aliases: entry.aliases.join(form.separators[0]),
    region: entry.region ?? '',
    level: entry.level === null ? '' : form.levels[entry.level][0]!,
    type: entry.type === null ? '' : form.types[entry.type][0]!,
    parent: entry.parent ?? '',
    from: entry.from === null ? '' : String(entry.from),
    to: entry.to === null ? '' : String(entry.to),
    successor: entry.successor ?? '',
    mustFile: yes(entry.mustFile),
    deadline: entry.deadline ?? '',
    inSummary: yes(entry.inSummary),
  }
  const fields = Object.keys(form.columns) as (keyof RosterEntry)[]
  return [...fields.map(field => cells[field]), [...years].sort().join(form.separators[0]), String(reports)]
}

/** A CSV cell. A text that a spreadsheet would take for a formula gets an apostrophe, which reading takes off again. */
function cellOf(text: string): string {
  const safe = looksLikeFormula(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
