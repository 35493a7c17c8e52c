import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach} from 'vitest'
import {parse} from 'yaml'
import type {Config} from '../../../pipeline/config.ts'
import type {CheckedReport, Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Finding, Rules, Skipped} from '../../../pipeline/model/finding.ts'
import {cellsOf, type Format, formatSchema} from '../../../pipeline/model/format.ts'
import type {Observation, Report} from '../../../pipeline/model/report.ts'
import {publish} from '../../../stages/publish/index.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => parse(readFileSync(join(root, path), 'utf8'))

export const formats: Record<string, Format> = Object.fromEntries(
  ['2019', '2021'].map(id => [id, formatSchema.parse(read(`config/formats/${id}.yaml`))]),
)

const rule = {english: '', stage: 'check', scope: 'table' as const, basis: '', message: '', thresholds: {}}
const rules: Rules = {
  A01: {...rule, name: '横向合计', severity: 'error'},
  V02: {...rule, name: '空白', severity: 'warning'},
  M01: {...rule, name: '无标题', severity: 'warning'},
  M06: {...rule, name: '无落款日期', severity: 'info'},
}

export const config: Config = {
  directory: 'config',
  formats,
  rules,
  files: {workbook: read('config/workbook.yaml'), roster: read('config/roster.yaml')},
}

/** The same configuration with changes to config/workbook.yaml. */
export function configWith(changes: Record<string, unknown>): Config {
  return {...config, files: {...config.files, workbook: {...(config.files.workbook as object), ...changes}}}
}

export const info: RunInfo = {
  runId: '7d1e0c52',
  configHash: '0'.repeat(64),
  schemaVersion: '1.0',
  program: 'nianbao 0.1.0',
}

export function observe(value: number, raw = String(value)): Observation {
  return {value, state: value === 0 ? 'zero' : 'value', raw, place: {table: 1}}
}

export const blank: Observation = {value: null, state: 'blank', raw: '', place: {}}
export const notApplicable: Observation = {value: null, state: 'notApplicable', raw: '—', place: {}}
export const words = (raw: string): Observation => ({value: null, state: 'text', raw, place: {}})

/** A report with every cell of its format filled: the nth with n, unless `observations` says otherwise. */
export function report(id: string, more: Partial<Report> = {}): Report {
  const format = more.format ?? '2021'
  const observations: Record<string, Observation> = {}
  cellsOf(formats[format]!).forEach((cell, i) => {
    observations[cell.key] = observe(i)
  })
  return {
    schemaVersion: '1.0',
    id,
    source: {file: `${id}.html`, sha256: '0'.repeat(64), reader: 'html', segment: 1},
    agency: {
      name: '示例区统计局',
      region: {code: '500155', province: '重庆市', prefecture: null, county: '示例区', township: null},
      level: 'county',
      type: 'department',
    },
    year: 2023,
    title: '示例区统计局2023年政府信息公开工作年度报告',
    signedOn: '2024-01-18',
    publishedOn: null,
    period: null,
    metadata: {},
    scope: 'own',
    preamble: [],
    sections: [],
    attachments: [],
    testimony: [],
    subtotals: [],
    alsoIn: [],
    status: 'accepted',
    ...more,
    format,
    observations: {...observations, ...more.observations},
  }
}

export function finding(more: Partial<Finding>): Finding {
  return {
    rule: 'A01',
    severity: 'error',
    message: '横向合计不符。',
    report: null,
    file: 'a.html',
    keys: [],
    place: {},
    related: [],
    expected: null,
    actual: null,
    basis: null,
    ...more,
  }
}

/** A corpus in memory. `loose` are findings without a report. */
export function corpusOf(reports: CheckedReport[], loose: Finding[] = [], skipped: Skipped[] = []): Corpus {
  const findings = [...reports.flatMap(one => one.findings), ...loose]
  return {
    reports: () => reports,
    findings: () => findings,
    skipped: () => skipped,
    counts: {
      files: reports.length + skipped.length,
      reports: reports.length,
      findings: findings.length,
      skipped: skipped.length,
    },
  }
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true})
})

/** A new folder, removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'publish-'))
  folders.push(path)
  return path
}

/** Publishes into a new folder and returns it. */
export async function published(corpus: Corpus, settings = config): Promise<string> {
  const directory = folder()
  await publish(corpus, settings, info, directory)
  return directory
}
