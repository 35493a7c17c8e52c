import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Config, loadConfig} from '../../../pipeline/config.ts'
import type {CheckedReport, Corpus, Reconciliation} from '../../../pipeline/model/corpus.ts'
import type {Finding} from '../../../pipeline/model/finding.ts'
import type {Observation, Report} from '../../../pipeline/model/report.ts'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {openWarehouse, type Warehouse} from '../../../pipeline/warehouse.ts'
import {files, reconcile, sections} from '../../../stages/reconcile/index.ts'

export const config: Config = loadConfig(join(import.meta.dirname, '../../../config'), files)

/** A corpus in memory, in the order of its files. */
export function corpusOf(reports: (Report | CheckedReport)[]): Corpus {
  const checked = reports
    .map(one => ('report' in one ? one : {report: one, findings: []}))
    .sort((a, b) => (a.report.source.file < b.report.source.file ? -1 : 1))
  const findings = checked.flatMap(one => one.findings)
  return {
    reports: of => checked.filter(({report}) => !of || of(report.source.file)),
    findings: () => findings,
    skipped: () => [],
    counts: {files: checked.length, reports: checked.length, findings: findings.length, skipped: 0},
  }
}

/** How many statements the warehouse is given while these are set against each other, and how many X09 come of it. */
export async function statementsOf(reports: Report[]): Promise<{statements: number; findings: number}> {
  let statements = 0
  const counted = (warehouse: Warehouse): Warehouse => {
    const counting =
      <Given extends unknown[], Result>(of: (...given: Given) => Result) =>
      (...given: Given) => {
        statements++
        return of(...given)
      }
    return {
      ...warehouse,
      run: counting(warehouse.run),
      all: counting(warehouse.all) as Warehouse['all'],
      each: counting(warehouse.each) as Warehouse['each'],
    }
  }
  const found = all(await reconciled(corpusOf(reports), null, config, counted))
  return {statements, findings: found.filter(({rule}) => rule === 'X09').length}
}

/** Sets a corpus against itself in a warehouse of its own. */
export async function reconciled(
  corpus: Corpus,
  roster: RosterEntry[] | null = null,
  given: Config = config,
  seen: (warehouse: Warehouse) => Warehouse = warehouse => warehouse,
): Promise<Reconciliation> {
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'))
  const settings = roster ? {...given, roster: {file: '名册.csv', entries: roster}} : given
  const warehouse = await openWarehouse(corpus, join(folder, 'w.duckdb'), {
    formats: Object.values(config.formats),
    roster,
    sections,
  })
  try {
    return await reconcile(corpus, seen(warehouse), settings)
  } finally {
    await warehouse.close()
    rmSync(folder, {recursive: true})
  }
}

/** All findings, those about no report last. */
export function all({findings, general}: Reconciliation): Finding[] {
  return [...[...findings.values()].flat(), ...general]
}

/** What came of reports: rule, severity, file, keys and sentence of each finding, in order. */
export async function said(reports: Report[], roster: RosterEntry[] | null = null) {
  return all(await reconciled(corpusOf(reports), roster)).map(({rule, severity, file, keys, message}) => ({
    rule,
    severity,
    file,
    keys,
    message,
  }))
}

/** The report with other figures; null leaves a cell blank, undefined takes it away. */
export function withValues(report: Report, values: Record<string, number | null | undefined>): Report {
  const observations = {...report.observations}
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) delete observations[key]
    else observations[key] = observed(value, observations[key]?.place ?? {})
  }
  return {...report, observations}
}

function observed(value: number | null, place: Observation['place']): Observation {
  if (value === null) return {value, state: 'blank', raw: '', place}
  return {value, state: value === 0 ? 'zero' : 'value', raw: String(value), place}
}
