import type {DuckDBConnection, DuckDBValue} from '@duckdb/node-api'
import type {CheckedReport, Corpus} from '../model/corpus.ts'
import type {Finding} from '../model/finding.ts'
import {cellsOf, type Format} from '../model/format.ts'
import {effectiveOf, type Observation} from '../model/report.ts'
import {type Filer, filerOf, type Roster} from '../model/roster.ts'
import {bulkInto} from './bulk.ts'
import {decimalOf, figuresInto} from './figures.ts'
import {dateOf} from './values.ts'

/** Loads reports, observations and findings in two passes over the corpus, and formats and roster beside them. */
export async function loadCorpus(
  connection: DuckDBConnection,
  corpus: Corpus,
  formats: Format[],
  roster: Roster | null,
  sections: readonly string[],
): Promise<void> {
  await loadCells(connection, formats)
  await loadRoster(connection, roster ?? [])
  await loadReports(connection, corpus, formats, filerOf(roster), sections)
  await loadFindings(connection, corpus)
}

async function loadReports(
  connection: DuckDBConnection,
  corpus: Corpus,
  formats: Format[],
  filer: ReturnType<typeof filerOf>,
  sections: readonly string[],
): Promise<void> {
  const reports = await bulkInto(connection, 'reports')
  const figures = await figuresInto(connection, formats)
  const corrections = await bulkInto(connection, 'corrections')
  const texts = await bulkInto(connection, 'texts')
  let ordinal = 0
  for (const checked of corpus.reports()) {
    reports.add(reportRow(ordinal, checked, filer(checked.report)))
    for (const [key, observation] of Object.entries(checked.report.observations)) {
      figures.add(ordinal, key, effectiveOf(observation))
      if (observation.corrected) corrections.add([ordinal, key, ...correctionRow(observation)])
    }
    for (const [position, {key, paragraphs}] of checked.report.sections.entries()) {
      if (key === null || !sections.includes(key)) continue
      texts.add([ordinal, position, key, paragraphs.map(({text}) => text).join('\n')])
    }
    await figures.settle()
    ordinal++
  }
  reports.end()
  await figures.end()
  corrections.end()
  texts.end()
}

/** What was printed where a person corrected it, and who says so. */
function correctionRow({value, state, unit, raw, corrected}: Observation): DuckDBValue[] {
  const {basis, by, on} = corrected!
  return [value === null ? null : decimalOf(value), state, unit ?? null, raw, basis, by, dateOf(on)]
}

function reportRow(ordinal: number, {report, findings}: CheckedReport, {key, entry}: Filer): DuckDBValue[] {
  const {source, agency} = report
  const {region} = agency
  const count = (severity: Finding['severity']) => findings.filter(item => item.severity === severity).length
  return [
    ordinal,
    report.id,
    source.file,
    source.segment,
    source.reader,
    source.sha256,
    key,
    entry !== null,
    agency.name,
    region.code,
    region.province,
    region.prefecture,
    region.county,
    region.township,
    agency.level,
    agency.type,
    report.year,
    report.format,
    report.title,
    dateOf(report.signedOn),
    dateOf(report.publishedOn),
    report.metadata.indexNumber ?? null,
    report.scope,
    report.status,
    count('error'),
    count('warning'),
    count('info'),
    null,
  ]
}

/** Findings name their report by its id; one whose report never came to be (a fault of a later stage) is of the file. */
async function loadFindings(connection: DuckDBConnection, corpus: Corpus): Promise<void> {
  await connection.run(
    'create temp table found (ordinal integer, id varchar, file varchar, rule varchar, severity varchar, accepted boolean)',
  )
  const findings = await bulkInto(connection, 'found')
  const keys = await bulkInto(connection, 'finding_keys')
  let ordinal = 0
  for (const {report, file, rule, severity, accepted, keys: about} of corpus.findings()) {
    findings.add([ordinal, report, file, rule, severity, accepted !== undefined])
    for (const key of about) keys.add([ordinal, key])
    ordinal++
  }
  findings.end()
  keys.end()
  await connection.run(`
    insert into findings
      select found.ordinal, reports.ordinal, found.file, found.rule, found.severity, found.accepted
      from found left join reports using (id)
      order by found.ordinal;
    drop table found`)
}

async function loadCells(connection: DuckDBConnection, formats: Format[]): Promise<void> {
  const cells = await bulkInto(connection, 'cells')
  for (const format of formats) {
    for (const [position, cell] of cellsOf(format).entries()) {
      const {key, table, block, row, column, measure, unit} = cell
      cells.add([format.id, position, key, table, block, row.key, column.key, measure, unit])
    }
  }
  cells.end()
}

async function loadRoster(connection: DuckDBConnection, entries: Roster): Promise<void> {
  const roster = await bulkInto(connection, 'roster')
  for (const one of entries) {
    const {code, name, region, level, type, parent, from, to, successor, mustFile, deadline, inSummary} = one
    roster.add([code, name, region, level, type, parent, from, to, successor, mustFile, deadline, inSummary])
  }
  roster.end()
}
