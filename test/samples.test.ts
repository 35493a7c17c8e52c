import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import type {Report} from '../pipeline/model/report.ts'
import {type Outcome, pipeline} from './generate/pipeline.ts'
import type {FileTruth} from './generate/samples/index.ts'

const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url))
const EXPECTED = fileURLToPath(new URL('samples', import.meta.url))
const update = process.env.UPDATE === '1'
const run = pipeline()

/**
 * samples/<case>/ holds the files, test/samples/<case>/ what is true of them (truth.json, written with the sample) and
 * what the program says of them (expected.json, rewritten with UPDATE=1). The first is checked whatever the second says.
 */
test.each(readdirSync(SAMPLES).sort())('%s', async name => {
  const truth = JSON.parse(readFileSync(`${EXPECTED}/${name}/truth.json`, 'utf8')) as Record<
    string,
    FileTruth
  >
  const said: Record<string, unknown> = {}
  for (const file of readdirSync(`${SAMPLES}/${name}`).sort()) {
    const outcome = await run(readFileSync(`${SAMPLES}/${name}/${file}`), file)
    expect(wrongIn(truth[file]!, outcome)).toEqual([])
    said[file] = {
      reports: outcome.reports.map(brief),
      findings: outcome.findings.map(({place, related, file: _, report: __, ...finding}) => finding),
      skipped: outcome.skipped,
    }
  }
  const path = `${EXPECTED}/${name}/expected.json`
  const text = `${JSON.stringify(said, null, 1)}\n`
  if (update || !existsSync(path)) writeFileSync(path, text)
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')))
})

/** What contradicts the truth and is named by no finding. */
function wrongIn(truth: FileTruth, {reports, findings, skipped}: Outcome): string[] {
  const wrong: string[] = []
  const fired = new Set(findings.map(finding => finding.rule))
  const named = new Set(findings.flatMap(finding => finding.keys))
  for (const rule of truth.rules) if (!fired.has(rule)) wrong.push(`${rule} did not fire`)
  if (truth.skipped !== null && skipped[0]?.reason !== truth.skipped)
    wrong.push(`skipped: ${skipped[0]?.reason}`)
  if (reports.length !== truth.reports.length) wrong.push(`${reports.length} reports`)
  truth.reports.forEach((one, i) => {
    const report = reports[i]
    if (!report) return
    if (report.agency.name !== one.agency) wrong.push(`agency: ${report.agency.name}`)
    if (report.year !== one.year) wrong.push(`year: ${report.year}`)
    if (report.format !== one.format) wrong.push(`format: ${report.format}`)
    if (report.signedOn !== one.signedOn) wrong.push(`signed on: ${report.signedOn}`)
    wrong.push(...wrongCells(one, report).filter(key => !named.has(key)))
  })
  return wrong
}

function wrongCells({observations}: FileTruth['reports'][number], report: Report): string[] {
  const keys = new Set([...Object.keys(observations), ...Object.keys(report.observations)])
  return [...keys].filter(key => {
    const found = report.observations[key]
    const truth = observations[key]
    if (!truth) return found !== undefined && found.value !== null
    return found?.value !== truth[0] || found.state !== truth[1]
  })
}

/** A report without the places: those are the readers' to test. */
function brief(report: Report) {
  const {agency, year, format, title, signedOn, publishedOn, metadata, scope, sections, status} = report
  const observations = Object.entries(report.observations).map(([key, {value, state, raw}]) => [
    key,
    [value, state, raw],
  ])
  return {
    ...{agency, year, format, title, signedOn, publishedOn, metadata, scope, status},
    sections: sections.map(section => section.title),
    observations: Object.fromEntries(observations),
  }
}
