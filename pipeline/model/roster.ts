import {z} from 'zod'
import {bodyTypeSchema, levelSchema, type Report} from './report.ts'
import {fold} from './text.ts'

/** One body that files reports, as the office that collects them lists it. Years are report years, both included. */
export const rosterEntrySchema = z.strictObject({
  /** Stable code: the same body keeps it over renamings. */
  code: z.string().min(1),
  name: z.string().min(1),
  aliases: z.array(z.string()),
  /** Six-digit code of GB/T 2260 of its region. */
  region: z.string().nullable(),
  level: levelSchema.nullable(),
  type: bodyTypeSchema.nullable(),
  /** Code of the body above it. */
  parent: z.string().nullable(),
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  /** Code of the body that took its place. */
  successor: z.string().nullable(),
  mustFile: z.boolean(),
  /** MM-DD of the year after the report year, where it differs from the general one. */
  deadline: z.string().nullable(),
  /** Whether its government's summary covers it: bodies under vertical management are left out. */
  inSummary: z.boolean(),
})
export type RosterEntry = z.infer<typeof rosterEntrySchema>
export type Roster = RosterEntry[]

/** Whose report it is. `key` is stable over years and files; null where the body cannot be told from others. */
export interface Filer {
  key: string | null
  entry: RosterEntry | null
}

/** What a body is told by. */
export type Body = Pick<Report, 'agency' | 'year'>

/**
 * Tells whose report it is: by the roster, else by the name without its regions and the code of its region. Offices write
 * their names with and without the regions above them; 聊城市东昌府区统计局 and 区统计局 of 371502 are one body.
 */
export function filerOf(roster: Roster | null): (report: Body) => Filer {
  const index = indexOf(roster ?? [])
  return report => {
    const entry = find(index, report)
    return {key: entry ? entry.code : nameKey(report), entry}
  }
}

/** What each name of the roster stands for, by the folded name; names that several bodies bear stand for none. */
export function officialNames(roster: Roster): Record<string, string> {
  const only = [...indexOf(roster)].filter(([, entries]) => entries.length === 1)
  return Object.fromEntries(only.map(([name, [entry]]) => [name, entry!.name]))
}

type Index = Map<string, RosterEntry[]>

function indexOf(roster: Roster): Index {
  const index: Index = new Map()
  for (const entry of roster) {
    const names = new Set([entry.name, ...entry.aliases].map(fold))
    for (const name of names) index.set(name, [...(index.get(name) ?? []), entry])
  }
  return index
}

/** The only entry of that name that lies in the report's region; of several, the only one valid in the report year. */
function find(index: Index, {agency, year}: Body): RosterEntry | null {
  if (agency.name === null) return null
  const {name, region} = agency
  const full = fold(name)
  const regions = regionNames(agency).map(fold)
  const spellings = [
    full,
    bare(full, regions),
    ...prefixes(regions).map(prefix => prefix + bare(full, regions)),
  ]
  for (const spelling of new Set(spellings)) {
    const here = (index.get(spelling) ?? []).filter(
      entry => entry.region === null || region.code === null || entry.region === region.code,
    )
    const valid = here.length > 1 ? here.filter(entry => covers(entry, year)) : here
    if (valid.length === 1) return valid[0]!
  }
  return null
}

/** Whether the entry was in being in a year; an unknown year is within any. */
function covers({from, to}: Pick<RosterEntry, 'from' | 'to'>, year: number | null): boolean {
  return year === null || ((from === null || from <= year) && (to === null || year <= to))
}

function nameKey({agency}: Body): string | null {
  const {name, region, level} = agency
  if (name === null) return null
  const regions = regionNames(agency)
  if (region.code === null && regions.length === 0 && level !== 'national') return null
  const where = region.code ?? regions.map(fold).join('')
  return `${where}:${bare(fold(name), regions.map(fold))}`
}

function regionNames({region}: Body['agency']): string[] {
  return [region.province, region.prefecture, region.county].filter(name => name !== null)
}

/** The regions as they may stand before a name: 甘肃省武威市凉州区, 武威市凉州区, 凉州区. */
function prefixes(regions: string[]): string[] {
  return regions.map((_, i) => regions.slice(i).join('')).reverse()
}

/**
 * A folded name without remarks in brackets and without the regions in front; 人民政府 before the body that is meant
 * (凉州区人民政府西街街道办事处) is left out, its own office (人民政府办公室) excepted.
 */
function bare(name: string, regions: string[]): string {
  let rest = name.replace(/\(.*?\)|\[.*?\]/g, '')
  for (const region of regions) {
    if (!rest.startsWith(region)) continue
    const tail = rest.slice(region.length)
    if (tail !== '') rest = tail
  }
  rest = rest.replace(/^人民政府(?=.{2})(?!办公)/, '')
  return rest.replace(/^[省市县区州盟旗](?=.{3})/, '')
}
