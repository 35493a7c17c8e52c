import {join} from 'node:path'
import {type Config, loadConfig} from '../../../pipeline/config.ts'
import {cellsOf, type Format} from '../../../pipeline/model/format.ts'
import type {Observation, Report, Section, Testimony} from '../../../pipeline/model/report.ts'
import type {CheckSettings} from '../../../stages/check/context.ts'
import {check} from '../../../stages/check/index.ts'
import {keyMatcher} from '../../../stages/check/pattern.ts'

export const config: Config = loadConfig(join(import.meta.dirname, '../../../config'), check.files)

export function formatOf(id: string): Format {
  return config.formats[id]!
}

export function settingsOf(id: string): CheckSettings {
  return check.settings(config, id)
}

/** A figure, null for a blank cell, or what was printed with what was made of it. */
export type Value = number | null | Partial<Observation>

/** What differs from a report that is right in every respect (and all zeros). */
type Said = Pick<Testimony, 'fact' | 'source' | 'value'> & Partial<Testimony>

export interface ReportPatch {
  format?: string
  year?: number
  /** Fields of the report to replace; `agency` is merged. */
  set?: Partial<Omit<Report, 'agency'>> & {agency?: Partial<Report['agency']>}
  values?: Record<string, Value>
  /** Patterns of keys to blank, after which `values` apply. */
  blank?: string[]
  /** Patterns of keys that were not found at all. */
  drop?: string[]
  /** Patterns of keys whose figures were recognised in a picture. */
  scanned?: string[]
  /** Patterns of keys whose figures were recognised alike in every way of looking. */
  agreed?: string[]
  /** Sections to change, or to leave out (null). */
  sections?: Record<string, Partial<Section> | null>
  /** Order of the sections by key. */
  order?: string[]
  /** Said besides title, period, signature and format; a witness of the same fact and source is replaced. */
  testimony?: Said[]
}

const NAME = '卫滨区城市管理局'
const NUMERALS = ['一', '二', '三', '四', '五', '六']
const TOPICS = ['主动公开', '依申请公开', '政府信息管理', '政府信息公开平台建设', '监督保障']
const SUPERVISION = '将政府信息公开纳入年度考核，开展社会评议。'
const FEES = '本年度没有收取政府信息公开信息处理费。'
const PROBLEMS =
  '存在的主要问题是公开内容不够全面、更新不够及时。下一步将加强业务培训，完善工作制度，提高公开质量。'

/** A correct report of zeros with the changes of a patch. */
export function aReport(patch: ReportPatch = {}): Report {
  const format = formatOf(patch.format ?? '2021')
  const year = patch.year ?? 2023
  const title = `${NAME}${year}年政府信息公开工作年度报告`
  const base: Report = {
    schemaVersion: '1.0',
    id: 'report-1',
    source: {file: 'a.html', sha256: '0'.repeat(64), reader: 'html', segment: 1},
    agency: {
      name: NAME,
      region: {code: '410703', province: '河南省', prefecture: '新乡市', county: '卫滨区', township: null},
      level: 'county',
      type: 'department',
    },
    year,
    format: format.id,
    title,
    signedOn: `${year + 1}-01-18`,
    publishedOn: `${year + 1}-01-20`,
    period: {
      start: `${year}-01-01`,
      end: `${year}-12-31`,
      raw: `${year}年1月1日至12月31日`,
      place: {line: 3},
    },
    metadata: {indexNumber: `410703-2/${year + 1}-00012`, documentNumber: `卫城管〔${year + 1}〕2号`},
    scope: 'own',
    preamble: [
      {text: `本报告依据《中华人民共和国政府信息公开条例》和${format.instrument}编制。`, place: {line: 3}},
    ],
    sections: sectionsOf(format, patch),
    attachments: [],
    testimony: testimonyOf(patch, title, year, format.id),
    observations: observationsOf(format, patch),
    subtotals: [],
    alsoIn: [],
    status: 'accepted',
  }
  const {agency, ...set} = patch.set ?? {}
  return {...base, ...set, agency: {...base.agency, ...agency}}
}

function sectionsOf(format: Format, patch: ReportPatch): Section[] {
  const sections = format.sections.flatMap((form, i): Section[] => {
    const change = patch.sections?.[form.key]
    if (change === null) return []
    const line = 10 * (i + 1)
    const section: Section = {
      key: form.key,
      number: form.number,
      title: `${NUMERALS[i]}、${form.title}`,
      place: {line},
      paragraphs: [],
      headings: [],
      tables: format.tables.filter(table => table.section === form.key).length,
      images: 0,
      attachments: [],
    }
    const text = {overview: SUPERVISION, problems: PROBLEMS, other: FEES}[form.key]
    if (text !== undefined) section.paragraphs = [{text, place: {line: line + 6}}]
    if (form.key === 'overview') {
      section.headings = TOPICS.map((topic, n) => ({
        numbering: `（${NUMERALS[n]}）`,
        title: topic,
        level: 2,
        empty: false,
        place: {line: line + 1 + n},
      }))
    }
    return [{...section, ...change}]
  })
  const order = patch.order
  return order ? order.map(key => sections.find(section => section.key === key)!) : sections
}

function testimonyOf(patch: ReportPatch, title: string, year: number, format: string): Testimony[] {
  const said: Said[] = [
    {fact: 'title', source: 'title', value: title},
    {fact: 'year', source: 'title', value: String(year)},
    {fact: 'agency', source: 'title', value: NAME},
    {fact: 'year', source: 'period', value: String(year)},
    {fact: 'agency', source: 'signature', value: NAME},
    {fact: 'signedOn', source: 'signature', value: `${year + 1}-01-18`},
    {fact: 'format', source: 'body', value: format},
  ]
  const more = patch.testimony ?? []
  const kept = said.filter(
    item => !more.some(other => other.fact === item.fact && other.source === item.source),
  )
  return [...kept, ...more]
    .filter(item => item.value !== '')
    .map((item, i) => ({
      raw: item.fact === 'year' ? `${item.value}年` : item.value,
      ...item,
      place: {line: 100 + i},
    }))
}

function observationsOf(format: Format, patch: ReportPatch): Record<string, Observation> {
  const observations: Record<string, Observation> = {}
  const tables = format.tables.map(table => table.key)
  const values = patch.values ?? {}
  cellsOf(format).forEach(({key, table}, i) => {
    if (patch.drop?.some(pattern => keyMatcher(pattern)(key))) return
    const blank = patch.blank?.some(pattern => keyMatcher(pattern)(key)) ? null : 0
    const value = key in values ? values[key]! : blank
    const scanned = patch.scanned?.some(pattern => keyMatcher(pattern)(key)) ?? false
    const observation = observe(value, {table: tables.indexOf(table) + 1, row: i})
    const agreed = patch.agreed?.some(pattern => keyMatcher(pattern)(key)) ?? false
    const seen = {...(scanned ? {picture: 'iVBORw0KGgo='} : {}), ...(agreed ? {agreed: true as const} : {})}
    observations[key] = {...observation, ...seen}
  })
  for (const key of Object.keys(values)) {
    if (!(key in observations)) observations[key] = observe(values[key]!, {line: 999})
  }
  return observations
}

function observe(value: Value, place: Observation['place']): Observation {
  if (value === null) return {value: null, state: 'blank', raw: '', place}
  if (typeof value === 'number')
    return {value, state: value === 0 ? 'zero' : 'value', raw: String(value), place}
  return {value: null, state: value.value == null ? 'text' : 'value', raw: '', place, ...value}
}
