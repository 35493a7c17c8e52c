import {createHash} from 'node:crypto'
import {cellsOf, type Format, type FormCell} from '../../../pipeline/model/format.ts'
import {type Report, SCHEMA_VERSION} from '../../../pipeline/model/report.ts'
import {type Random, randomOf} from '../random.ts'
import {type AgencyModel, agencyOf} from './agency.ts'
import {figure, figuresOf, type Size} from './figures.ts'
import {readFormat} from './formats.ts'
import {formatOf, type ReportModel} from './model.ts'
import {metadataOf, narrativeOf} from './narrative.ts'

type Values = Record<string, number>

export interface CorpusOptions {
  /** Offices besides the summaries of their governments. */
  bodies: number
  /** First and last report year. */
  from: number
  to: number
  /** Whether each region's government files a summary of its offices. */
  summaries?: boolean
}

const SIZES: readonly Size[] = ['none', 'small', 'small', 'medium']

/**
 * Reports of many offices over several years, without a mistake in any of them or between them: what one year carries
 * over the next takes up, and a government's summary is the sum of its offices. One body's years stand together.
 */
export function* cleanCorpus(seed: number, options: CorpusOptions): Generator<ReportModel> {
  const random = randomOf(seed)
  const {from, to} = options
  const years = Array.from({length: to - from + 1}, (_, i) => from + i)
  const sums = new Map<string, Values>()
  for (const [i, agency] of offices(random.fork('offices'), options.bodies).entries()) {
    const own = random.fork(`body ${i}`)
    const size = own.pick(SIZES)
    let before: Values | null = null
    for (const year of years) {
      const format = formatFor(year)
      const values: Values = follow(format, drawn(format, agency, size, own.fork(`${year}`)), before)
      if (options.summaries) addUp(sums, agency, year, values)
      yield modelOf(agency, year, values, own.fork(`text ${year}`))
      before = values
    }
  }
  if (options.summaries) yield* summaries(sums, years, random)
}

function formatFor(year: number): Format {
  return readFormat(year >= 2021 ? '2021' : '2019')
}

/** Different offices of regions that exist; a department beyond those that exist is a numbered branch. */
function offices(random: Random, count: number): AgencyModel[] {
  const known = new Set<string>()
  return Array.from({length: count}, (_, i) => {
    const type = random.pick([
      'department',
      'department',
      'department',
      'townshipGovernment',
      'subdistrictOffice',
    ] as const)
    for (let attempt = 0; attempt < 20; attempt++) {
      const agency = agencyOf(random, type)
      const key = `${agency.code}${agency.name.slice(-6)}`
      if (!known.has(key) && known.add(key)) return agency
    }
    const agency = agencyOf(random, 'department')
    return {...agency, name: `${agency.name}第${i}分局`}
  })
}

function drawn(format: Format, agency: AgencyModel, size: Size, random: Random): Values {
  const figures = figuresOf(format, agency, size, random)
  return Object.fromEntries(Object.entries(figures).map(([key, {value}]) => [key, value!]))
}

/** The year's figures moved so that they follow those of the year before, every sum of the year kept. */
function follow(format: Format, drawnValues: Values, before: Values | null): Values {
  const values = {...drawnValues}
  if (before === null) return values
  const cells = cellsOf(format)
  const columns = [
    ...new Set(cells.flatMap(cell => (cell.table === 'applications' ? [cell.column.key] : []))),
  ]
  for (const column of columns.filter(name => name !== 'total')) carryOver(values, before, column)
  for (const cell of cells)
    if (cell.table === 'applications' && cell.column.key === 'total') total(values, cell, columns)
  if (values['applications.received.total'] === 0) oneRequest(values)
  for (const row of ['regulations', 'normativeDocuments']) documents(values, before, row)
  for (const key of Object.keys(values)) if (key.endsWith('.itemsPreviousYear')) items(values, before, key)
  pending(values, before)
  return values
}

function carryOver(values: Values, before: Values, column: string): void {
  const at = (row: string) => `applications.${row}.${column}`
  const received = values[at('received')]! + values[at('carriedIn')]! - before[at('carriedOut')]!
  values[at('carriedIn')] = before[at('carriedOut')]!
  values[at('received')] = Math.max(0, received)
  const handled = Math.max(0, -received)
  values[at('outcomes.granted')] = values[at('outcomes.granted')]! + handled
  values[at('outcomes.total')] = values[at('outcomes.total')]! + handled
}

function total(values: Values, cell: FormCell, columns: string[]): void {
  const row = cell.key.slice(0, -'.total'.length)
  values[cell.key] = columns.reduce(
    (sum, column) => sum + (column === 'total' ? 0 : values[`${row}.${column}`]!),
    0,
  )
}

/** There are no disputes without a request. */
function oneRequest(values: Values): void {
  for (const row of ['received', 'outcomes.granted', 'outcomes.total']) {
    for (const column of ['naturalPerson', 'total']) {
      const key = `applications.${row}.${column}`
      values[key] = values[key]! + 1
    }
  }
}

function documents(values: Values, before: Values, row: string): void {
  const at = (column: string) => `disclosure.${row}.${column}`
  const [last, published] = [before[at('inForce')], before[at('totalPublished')]]
  if (last !== undefined && values[at('inForce')] !== undefined) {
    values[at('repealed')] = Math.min(values[at('repealed')]!, last + values[at('issued')]!)
    values[at('inForce')] = last + values[at('issued')]! - values[at('repealed')]!
  }
  if (published !== undefined && values[at('totalPublished')] !== undefined)
    values[at('totalPublished')] = published + values[at('newlyPublished')]!
}

function items(values: Values, before: Values, key: string): void {
  const change = key.replace('itemsPreviousYear', 'itemsChange')
  const decisions = key.replace('itemsPreviousYear', 'decisions')
  if (before[key] === undefined) return
  values[key] = before[key]! + before[change]!
  values[change] = Math.max(values[change]!, -values[key]!)
  if (values[key]! + values[change]! === 0 && decisions in values) values[decisions] = 0
  if (values[change]! !== 0 && values[change] === values[decisions])
    values[decisions] = values[decisions]! + 1
}

/** A case that was pending is a case still; litigation after reconsideration had one before it. */
function pending(values: Values, before: Values): void {
  const groups = ['litigationDirect', 'litigationAfterReconsideration', 'reconsideration']
  for (const group of groups) {
    const at = (result: string) => `disputes.${group}.${result}`
    const least = Math.max(
      before[at('pending')]!,
      group === 'reconsideration' ? values['disputes.litigationAfterReconsideration.total']! : 0,
    )
    const more = Math.max(0, least - values[at('total')]!)
    values[at('upheld')] = values[at('upheld')]! + more
    values[at('total')] = values[at('total')]! + more
  }
}

function addUp(sums: Map<string, Values>, {code}: AgencyModel, year: number, values: Values): void {
  for (const region of new Set([code, `${code.slice(0, 4)}00`])) {
    const key = `${region} ${year}`
    const sum = sums.get(key) ?? {}
    for (const [name, value] of Object.entries(values)) {
      const added = (sum[name] ?? 0) + value
      sum[name] = Number.isInteger(added) ? added : Math.round(added * 100) / 100
    }
    sums.set(key, sum)
  }
}

function* summaries(sums: Map<string, Values>, years: number[], random: Random): Generator<ReportModel> {
  const governments = new Map<string, AgencyModel>()
  for (let i = 0; i < 400; i++) {
    const agency = agencyOf(random.fork(`summary ${i}`), 'governmentSummary')
    if (!governments.has(agency.code)) governments.set(agency.code, agency)
  }
  for (const [code, agency] of [...governments].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const year of years) {
      const values = sums.get(`${code} ${year}`)
      if (values) yield modelOf(agency, year, values, random.fork(`${code} ${year}`))
    }
  }
}

function modelOf(agency: AgencyModel, year: number, values: Values, random: Random): ReportModel {
  const format = formatFor(year)
  const observations = Object.fromEntries(
    cellsOf(format).map(cell => [cell.key, figure(cell, values[cell.key]!)]),
  )
  const publishedOn = `${year + 1}-01-${random.int(15, 28)}`
  return {
    agency,
    year,
    format: format.id,
    title: `${agency.name}${year}年政府信息公开工作年度报告`,
    period: {start: `${year}-01-01`, end: `${year}-12-31`},
    signedOn: `${year + 1}-01-${random.int(10, 14)}`,
    publishedOn,
    metadata: metadataOf(agency, publishedOn, random.fork('metadata')),
    ...narrativeOf({agency, year, format, observations}, random.fork('narrative')),
    observations,
  }
}

/** A model as the report that the document chain should make of it, in a file of its own. */
export function reportOf(model: ReportModel, file: string): Report {
  const {agency, observations} = model
  const {province, prefecture, county, township, code} = agency
  return {
    schemaVersion: SCHEMA_VERSION,
    id: createHash('sha256').update(`${file}#1`).digest('hex').slice(0, 12),
    source: {file, sha256: createHash('sha256').update(file).digest('hex'), reader: 'html', segment: 1},
    agency: {
      name: agency.name,
      region: {code, province, prefecture, county, township},
      level: agency.level,
      type: agency.type,
    },
    year: model.year,
    format: model.format,
    title: model.title,
    signedOn: model.signedOn,
    publishedOn: model.publishedOn,
    period: null,
    metadata: {indexNumber: model.metadata[0]!.value},
    scope: agency.type === 'governmentSummary' ? 'jurisdiction' : 'own',
    preamble: model.preamble.map(text => ({text, place: {line: 1}})),
    sections: model.sections.map(({key, paragraphs}, i) => ({
      key,
      number: i + 1,
      title: `${'一二三四五六'[i]}、${key}`,
      place: {line: 10 * i + 10},
      paragraphs: paragraphs.map(text => ({text, place: {line: 10 * i + 11}})),
      headings: [],
      tables: 0,
      images: 0,
      attachments: [],
    })),
    attachments: [],
    testimony: [],
    observations: Object.fromEntries(
      cellsOf(formatOf(model)).map(({key}, row) => {
        const {value, state, raw} = observations[key]!
        return [key, {value, state, raw, place: {table: 1, row}}]
      }),
    ),
    subtotals: [],
    alsoIn: [],
    status: 'accepted',
  }
}
