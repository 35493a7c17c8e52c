import type {BodyType, Level} from './report.ts'

/**
 * Statistical tables over all reports, as stage rollup makes them and publishing writes them. The long tables lie in the
 * warehouse (`rollup_*`); here is what workbooks show.
 */
export interface Rollup {
  about: RollupAbout
  /** Every region with reports below it, parents before children, by code. */
  regions: RollupRegion[]
  years: number[]
  /** Keys of figures by table, in official order, subtotals the form does not have behind their rows. */
  keys: RollupKey[]
  /** One for each region, year and table that reports speak of. */
  methods: MethodChoice[]
  figures: FigureRow[]
  indicators: IndicatorRow[]
  systems: SystemRow[]
  coverage: CoverageRow[]
  panels: PanelRow[]
  series: SeriesRow[]
  missing: MissingRow[]
  excluded: ExcludedRow[]
  medians: MedianRow[]
  corrections: CorrectedRow[]
}

/** The rules by which the sums were made, for those who read them. */
export interface RollupAbout {
  /** Reports looked at, several versions of one counted once. */
  reports: number
  rostered: boolean
  /** Bodies of the roster of which nothing tells where they lie: they are in no region's coverage. */
  unplaced: number
  /** Least share that a method must cover. */
  coverage: number
  /** Rules whose errors keep tables out. */
  gates: string[]
  /** First report years of formats that are not comparable. */
  breaks: number[]
  systems: {key: string; label: string}[]
  /** Whether the residents of any region are known; without them there are no figures a head. */
  residents: boolean
  /**
   * `tables` are those of its figures; a difference has no denominator; `bodies` are counted, by method M alone; `head`: the
   * denominator are residents.
   */
  indicators: {
    key: string
    label: string
    text: string
    tables: string[]
    difference: boolean
    bodies: boolean
    head: boolean
  }[]
  /** Denominators that indicators leave a choice of. */
  answered: {key: string; label: string}[]
}

/** S 汇总口径, M 逐级加总口径. */
export type Method = 'S' | 'M'

export interface RollupRegion {
  /** Six-digit code, or the names where no report gives one. */
  id: string
  code: string | null
  name: string
  level: Exclude<Level, 'national' | 'township'>
  parent: string | null
}

export interface RollupKey {
  key: string
  table: string
  measure: 'count' | 'change' | 'money'
  /** How the figure goes over years: flows add up, stocks are taken at one end. */
  years: 'sum' | 'first' | 'last' | 'none'
  /** Whether the series may cross a change of format. */
  comparable: boolean
}

/** Which method speaks for a table of a region and year, and how much it covers. */
export interface MethodChoice {
  region: string
  year: number
  table: string
  /** `received`: the sum of what came in, without a roster (of all regions below) that could tell how much that is. */
  chosen: Method | 'received' | null
  /** `summary` of its own, `composed` of those below; null where there is none. */
  summary: 'summary' | 'composed' | null
  /** Of the regions below: with a summary / all. 1 / 1 for a summary of its own. */
  summaryCovered: number
  summaryExpected: number
  /** Of a composed summary, the bodies of the region's own level: in it, those of them due by the roster, all due. */
  ownBodies: number
  ownListed: number
  ownExpected: number | null
  /** Bodies whose table enters M, those of them due by the roster, and bodies that should report; null without a roster. */
  bodies: number
  bodiesListed: number
  bodiesExpected: number | null
  /** The roster lists bodies of a part of the regions below alone: how much of the region they are is not known. */
  rosterPartial: boolean
  /** Why nothing was chosen. */
  reason: 'coverageLow' | 'nothing' | null
  /** Methods that cover enough to speak for the region (M without a roster: for what came in). */
  usable: Method[]
}

/**
 * What is known of a sum. `complete`: every report gave the figure; `partial`: some did; `notReported`: all left it blank;
 * `unassessable`: nothing can be said (words in the cell, rows not found, unit unknown); `notInFormat`: no form has it.
 */
export type SumState = 'complete' | 'partial' | 'notReported' | 'unassessable' | 'notInFormat'

/** The sum of one figure. `reported` of `members` reports gave it, `derived` of these had it computed. */
export interface Sum {
  value: number | null
  state: SumState
  reported: number
  derived: number
}

/** The figures of one table of a region and year by one method. */
export interface FigureRow {
  region: string
  year: number
  table: string
  method: Method
  members: number
  sums: Record<string, Sum>
}

export interface IndicatorRow {
  region: string
  year: number
  method: Method
  indicator: string
  /** Which denominator, where the indicator leaves a choice. */
  answered: string | null
  numerator: number
  /** Null for indicators that are differences, and for residents that are not known. */
  denominator: number | null
  reports: number
}

export interface SystemRow {
  /** Province the bodies lie in: systems of different provinces are not added up. */
  region: string
  level: Level | null
  system: string
  year: number
  reports: number
  sums: Record<string, Sum>
}

export interface CoverageRow {
  region: string
  year: number
  kind: 'summary' | 'own'
  type: BodyType
  /** Bodies. By the roster; null without one. */
  expected: number | null
  /** Bodies with a report, however many versions of it; `receivedDue` those of them that the roster expects. */
  received: number
  receivedDue: number | null
  /** Bodies with at least one table in the sums. */
  counted: number
  countedDue: number | null
  late: number
  unknown: number
  invalid: number
  /** Of those that the roster expects, the ones in time. */
  onTimeDue: number | null
}

/** Change from the year before over the bodies that gave the figure in both years (method M). */
export interface PanelRow {
  region: string
  year: number
  key: string
  now: number
  before: number
  bodies: number
}

/** A figure over the years of one method; figures that are not comparable between formats have a row for each. */
export interface SeriesRow {
  region: string
  method: Method
  key: string
  from: number
  to: number
  years: number
  value: number
}

/** A body that should have reported, or that reported in other years. */
export interface MissingRow {
  region: string
  year: number
  agency: string
  name: string
  basis: 'roster' | 'otherYears'
}

/** A report, a table of it or single cells kept out of the sums. */
export interface ExcludedRow {
  report: string
  file: string
  name: string | null
  region: string | null
  year: number | null
  table: string | null
  reason: string
  rules: string[]
  cells: number
}

/** The spread of a figure over the bodies of a region that gave it (method M), those of the regions below included. */
export interface MedianRow {
  region: string
  year: number
  key: string
  bodies: number
  least: number
  median: number
  most: number
  value: number
}

/** A figure that a person corrected. */
export interface CorrectedRow {
  report: string
  file: string
  name: string | null
  region: string | null
  year: number | null
  key: string
  /** As printed. */
  raw: string
  /** Null: nothing. */
  corrected: number | null
  basis: string
  by: string
  on: string | null
}
