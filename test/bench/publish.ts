// Writing 明细.xlsx and 校验.xlsx against a bare zip of the same XML, in processor time, and the memory it takes; and the
// roll-up with 汇总.xlsx. Reports are made while they are read, so that the memory measured is that of writing.
// node --import ./bin/typescript.js test/bench/publish.ts books|summary [reports, 10000]
import {mkdirSync, mkdtempSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Zip, ZipDeflate} from 'fflate'
import yauzl from 'yauzl'
import {loadConfig} from '../../pipeline/config.ts'
import {runSchema, warehouseMemoryOf} from '../../pipeline/given/limits.ts'
import type {Corpus, RunInfo} from '../../pipeline/model/corpus.ts'
import {openWarehouse} from '../../pipeline/warehouse.ts'
import {files as publishFiles, shownKeys} from '../../stages/publish/index.ts'
import {summary} from '../../stages/publish/summary/index.ts'
import {workbooks} from '../../stages/publish/workbook/index.ts'
import {startWidths, surveyOf} from '../../stages/publish/workbook/survey.ts'
import {files, rollup} from '../../stages/rollup/index.ts'
import {province} from '../stages/rollup/province.ts'

const [kind = 'books', count = '10000'] = process.argv.slice(2)
const reports = Number(count)
const config = loadConfig(join(import.meta.dirname, '../../config'), {
  ...files,
  ...publishFiles,
  run: runSchema,
})
const info: RunInfo = {runId: '7d1e0c52', configHash: '0', schemaVersion: '1.0', program: 'bench'}
const folder = mkdtempSync(join(tmpdir(), 'bench-'))

/** A corpus of `count` reports: those of a province, its bodies again and again under other names. */
function corpusOf(count: number): Corpus {
  const size = {prefectures: 14, counties: 120, bodies: [1, 1, 1] as [number, number, number]}
  const {reports: made} = province({...size, years: [2018, 2019, 2020, 2021, 2022, 2023, 2024]}, 7)
  const summaries = made.filter(({report}) => report.scope === 'jurisdiction')
  const bodies = made.filter(({report}) => report.scope === 'own')
  function* all() {
    yield* summaries.slice(0, count)
    for (let i = 0; i < count - summaries.length; i++) {
      const {report, findings} = bodies[i % bodies.length]!
      const round = Math.floor(i / bodies.length)
      const id = `${report.id}-${round}`
      const observations = Object.fromEntries(
        Object.entries(report.observations).map(([key, one], n) => [
          key,
          {...one, place: {table: 1 + (round % 7), row: n % 40, column: n % 9}},
        ]),
      )
      yield {
        report: {
          ...report,
          id,
          observations,
          agency: {...report.agency, name: `${report.agency.name}${round}`},
        },
        findings: findings.map(finding => ({...finding, report: id})),
      }
    }
  }
  function* findings() {
    for (const one of all()) yield* one.findings
  }
  const found = [...findings()].length
  return {
    reports: all,
    findings,
    skipped: () => [],
    counts: {files: count, reports: count, findings: found, skipped: 0},
  }
}

/** Processor seconds of some work. */
async function seconds(work: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const {user, system} = process.cpuUsage(start)
  return (user + system) / 1e6
}

/** Unpacks every part of a zip and hands its bytes on. */
async function eachPart(path: string, use: (bytes: Uint8Array, last: boolean) => void): Promise<void> {
  const file = await new Promise<yauzl.ZipFile>((done, failed) =>
    yauzl.open(path, {lazyEntries: true}, (error, zip) => (error ? failed(error) : done(zip))),
  )
  await new Promise<void>((done, failed) => {
    file.on('end', done).on('error', failed)
    file.on('entry', entry =>
      file.openReadStream(entry, (error, stream) => {
        if (error) return failed(error)
        stream.on('data', bytes => use(bytes, false))
        stream.on('end', () => {
          use(new Uint8Array(), true)
          file.readEntry()
        })
      }),
    )
    file.readEntry()
  })
}

/** The same parts packed again and nothing else, as the writer packs them. */
async function bareZip(path: string): Promise<void> {
  const zip = new Zip(() => {})
  let part: ZipDeflate | null = null
  await eachPart(path, (bytes, last) => {
    if (!part) {
      part = new ZipDeflate('part', {level: 3})
      zip.add(part)
    }
    part.push(bytes, last)
    if (last) part = null
  })
  zip.end()
}

async function books(): Promise<void> {
  const corpus = corpusOf(reports)
  const making = await seconds(() => {
    for (const one of corpus.reports()) if (!one.report.id) throw new Error('a report has an id')
  })
  const {widths, report} = startWidths()
  for (const checked of corpus.reports()) report(checked)
  const survey = surveyOf(corpus, widths)
  const writing = await seconds(() => {
    const sink = workbooks.open(corpus, config, info, folder, survey)
    for (const checked of corpus.reports()) sink.report!(checked)
    sink.end()
    sink.close!()
  })
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  let bare = 0
  let size = 0
  for (const name of workbooks.files) {
    const path = join(folder, name)
    size += statSync(path).size
    const unpacking = await seconds(() => eachPart(path, () => {}))
    bare += (await seconds(() => bareZip(path))) - unpacking
  }
  // Findings are read once a severity, with the reports they are made of.
  const own = writing - making - 3 * (await seconds(() => [...corpus.findings()].length))
  console.log(
    `${reports} reports: ${own.toFixed(1)} s, bare zip ${bare.toFixed(1)} s, ${(own / bare).toFixed(2)} times; ` +
      `peak ${memory} MiB, ${(size / 1e6).toFixed(0)} MB`,
  )
}

async function summaryBook(): Promise<void> {
  const corpus = corpusOf(reports)
  const file = join(folder, 'warehouse.duckdb')
  const start = performance.now()
  const lap = (what: string, cpu: number) =>
    console.log(
      `${what}: ${cpu.toFixed(1)} s of processor, ${((performance.now() - start) / 1000).toFixed(1)} s`,
    )
  // Reports are read once, findings (which come with their reports) once more.
  const making = await seconds(() => {
    for (const one of corpus.reports()) if (!one.report.id) throw new Error('a report has an id')
    for (const finding of corpus.findings()) if (!finding.rule) throw new Error('a finding has a rule')
  })
  lap('making reports and findings', making)
  let warehouse = null as unknown as Awaited<ReturnType<typeof openWarehouse>>
  const loading = await seconds(async () => {
    warehouse = await openWarehouse(corpus, file, {
      formats: Object.values(config.formats),
      memoryMiB: warehouseMemoryOf(config),
    })
  })
  lap('load', loading - making)
  let made = null as unknown as Awaited<ReturnType<typeof rollup>>
  lap(
    'roll up',
    await seconds(async () => {
      made = await rollup(warehouse, config, [], shownKeys(config))
    }),
  )
  const tables = {rollup: made, run: (sql: string) => warehouse.run(sql)}
  lap('汇总.xlsx', await seconds(() => summary.write(tables, config, info, folder, Promise.resolve())))
  await warehouse.close()
  console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`)
}

mkdirSync(folder, {recursive: true})
try {
  await (kind === 'summary' ? summaryBook() : books())
} finally {
  rmSync(folder, {recursive: true})
}
