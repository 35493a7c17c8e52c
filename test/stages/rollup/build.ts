import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {loadConfig} from '../../../pipeline/config.ts'
import type {CheckedReport, Corpus} from '../../../pipeline/model/corpus.ts'
import type {Finding} from '../../../pipeline/model/finding.ts'
import {cellsOf} from '../../../pipeline/model/format.ts'
import type {Agency, Observation, Report} from '../../../pipeline/model/report.ts'
import type {Rollup} from '../../../pipeline/model/rollup.ts'
import type {Roster} from '../../../pipeline/model/roster.ts'
import {openWarehouse, type Warehouse} from '../../../pipeline/warehouse.ts'
import {files, rollup} from '../../../stages/rollup/index.ts'

export const config = loadConfig(join(import.meta.dirname, '../../../config'), files)

export const keysOf = (format: string) => cellsOf(config.formats[format]!).map(({key}) => key)

export type Figures = Record<string, number | null>

export const printed = (value: number | null): Observation =>
  value === null
    ? {value, state: 'blank', raw: '', place: {}}
    : {value, state: value === 0 ? 'zero' : 'value', raw: String(value), place: {}}

export interface Body {
  name: string
  province: string
  prefecture?: string
  county?: string
  code: string | null
  level: Agency['level']
  type?: Agency['type']
}

export interface Options {
  format?: string
  scope?: Report['scope']
  findings?: (Pick<Finding, 'rule'> & Partial<Finding>)[]
  observations?: Record<string, Observation>
}

let made = 0

/** A report whose cells hold `figures`, all others zero. */
export function reportOf(
  body: Body,
  year: number | null,
  figures: Figures,
  options: Options = {},
): CheckedReport {
  const id = `r${++made}`
  const format = options.format ?? '2021'
  const observations = Object.fromEntries(
    keysOf(format).map(key => [key, printed(key in figures ? figures[key]! : 0)]),
  )
  const report: Report = {
    schemaVersion: '1.0',
    id,
    source: {file: `${id}.html`, sha256: '0'.repeat(64), reader: 'html', segment: 1},
    agency: {
      name: body.name,
      region: {
        code: body.code,
        province: body.province,
        prefecture: body.prefecture ?? null,
        county: body.county ?? null,
        township: null,
      },
      level: body.level,
      type: body.type ?? 'department',
    },
    year,
    format,
    title: null,
    signedOn: null,
    publishedOn: null,
    period: null,
    metadata: {},
    scope: options.scope ?? 'own',
    preamble: [],
    sections: [],
    attachments: [],
    testimony: [],
    observations: {...observations, ...options.observations},
    subtotals: [],
    alsoIn: [],
    status: 'accepted',
  }
  const findings = (options.findings ?? []).map(
    (one): Finding => ({
      severity: 'error',
      message: '',
      report: id,
      file: report.source.file,
      keys: [],
      place: {},
      related: [],
      expected: null,
      actual: null,
      basis: null,
      ...one,
    }),
  )
  return {report, findings}
}

export function corpusOf(reports: CheckedReport[]): Corpus {
  const findings = reports.flatMap(one => one.findings)
  return {
    reports: () => reports,
    findings: () => findings,
    skipped: () => [],
    counts: {files: reports.length, reports: reports.length, findings: findings.length, skipped: 0},
  }
}

/** Rolls reports up in a warehouse of its own. */
export async function rolled<T = Rollup>(
  reports: CheckedReport[],
  roster: Roster | null = null,
  look: (rollup: Rollup, warehouse: Warehouse) => T | Promise<T> = made => made as T,
  settings = config,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rollup-'))
  const formats = Object.values(config.formats)
  const warehouse = await openWarehouse(corpusOf(reports), join(folder, 'w.duckdb'), {formats, roster})
  try {
    return await look(await rollup(warehouse, settings), warehouse)
  } finally {
    await warehouse.close()
    rmSync(folder, {recursive: true})
  }
}

/** The configuration with changes to one of its files. */
export function configWith(file: string, changes: Record<string, unknown>): typeof config {
  return {...config, files: {...config.files, [file]: {...(config.files[file] as object), ...changes}}}
}

/** The sum of a key, or undefined where there is none. */
export function sumOf(made: Rollup, region: string, year: number, method: 'S' | 'M', key: string) {
  return made.figures.find(
    row => row.region === region && row.year === year && row.method === method && key in row.sums,
  )?.sums[key]
}

/** Numerator and denominator of an indicator. */
export function rateOf(
  made: Rollup,
  region: string,
  year: number,
  method: 'S' | 'M',
  indicator: string,
  answered?: string,
) {
  const row = made.indicators.find(
    one =>
      one.region === region &&
      one.year === year &&
      one.method === method &&
      one.indicator === indicator &&
      (answered === undefined
        ? one.answered === null || one.answered === 'completed'
        : one.answered === answered),
  )
  return row && [row.numerator, row.denominator]
}
