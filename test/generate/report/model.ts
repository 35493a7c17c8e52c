import {cellsOf, type Format} from '../../../pipeline/model/format.ts'
import type {BodyType} from '../../../pipeline/model/report.ts'
import type {Random} from '../random.ts'
import {type AgencyModel, agencyOf} from './agency.ts'
import {type Figure, figuresOf, type Size} from './figures.ts'
import {readFormat} from './formats.ts'
import {metadataOf, narrativeOf} from './narrative.ts'

export interface SectionModel {
  /** Key of the section in the format. */
  key: string
  heading: string
  paragraphs: string[]
}

/** Everything a report says, before anyone has thought of a page: the truth that readers of the page are held to. */
export interface ReportModel {
  agency: AgencyModel
  year: number
  format: string
  title: string
  /** ISO 8601. */
  period: {start: string; end: string}
  signedOn: string
  publishedOn: string
  /** Page metadata as printed, in the order printed. */
  metadata: {name: string; value: string}[]
  preamble: string[]
  sections: SectionModel[]
  /** Every cell of the format, by observation key, in official order. */
  observations: Record<string, Figure>
}

export interface ReportOptions {
  year?: number
  type?: BodyType
  size?: Size
}

const SIZES: Record<string, readonly Size[]> = {
  township: ['none', 'none', 'none', 'small'],
  county: ['none', 'small', 'small', 'medium'],
  prefecture: ['small', 'medium', 'large'],
}

/** A report without a single mistake: no rule of the catalogue has an error or a warning to say about it. */
export function cleanReport(random: Random, options: ReportOptions = {}): ReportModel {
  const year = options.year ?? random.int(2019, 2024)
  const agency = agencyOf(random.fork('agency'), options.type)
  const format = formatOfYear(year)
  const size = options.size ?? random.pick(SIZES[agency.level]!)
  const observations = figuresOf(format, agency, size, random.fork('figures'))
  const day = random.int(4, 26)
  const signedOn = `${year + 1}-01-${String(day).padStart(2, '0')}`
  const publishedOn = `${year + 1}-01-${String(random.int(day, 30)).padStart(2, '0')}`
  const facts = {agency, year, format, observations}
  return {
    agency,
    year,
    format: format.id,
    title: `${agency.name}${year}年政府信息公开工作年度报告`,
    period: {start: `${year}-01-01`, end: `${year}-12-31`},
    signedOn,
    publishedOn,
    metadata: metadataOf(agency, publishedOn, random.fork('metadata')),
    ...narrativeOf(facts, random.fork('narrative')),
    observations,
  }
}

/** The format prescribed for a report year. */
function formatOfYear(year: number): Format {
  return readFormat(year >= 2021 ? '2021' : '2019')
}

/** The format a report is in. */
export function formatOf(model: ReportModel): Format {
  return readFormat(model.format === '2019' ? '2019' : '2021')
}

/** A report with some figures replaced; every key must be one of its format. */
export function withFigures(model: ReportModel, figures: Record<string, Figure>): ReportModel {
  const known = new Set(cellsOf(formatOf(model)).map(cell => cell.key))
  for (const key of Object.keys(figures))
    if (!known.has(key)) throw new Error(`${key} is no cell of ${model.format}`)
  return {...model, observations: {...model.observations, ...figures}}
}
