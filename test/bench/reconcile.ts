// Setting all reports against each other: time and memory at several numbers of reports over seven years. The reports go
// straight into the warehouse; nothing is read.
// nice node --import ./bin/typescript.js test/bench/reconcile.ts [reports, 10000 30000 100000]
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {loadConfig} from '../../pipeline/config.ts'
import type {Corpus} from '../../pipeline/model/corpus.ts'
import type {Report} from '../../pipeline/model/report.ts'
import {openWarehouse} from '../../pipeline/warehouse.ts'
import {files, reconcile, sections} from '../../stages/reconcile/index.ts'
import {cleanCorpus, reportOf} from '../generate/report/corpus.ts'

/** As config/run.yaml has it. */
const MEMORY_MIB = 600
const YEARS = {from: 2019, to: 2025}
const given = process.argv.slice(2).map(Number)
const sizes = given.length > 0 ? given : [10_000, 30_000, 100_000]
const config = loadConfig(join(import.meta.dirname, '../../config'), files)
const formats = Object.values(config.formats)

/** Bodies whose reports are generated; the others are theirs under other names, with other texts. */
const BODIES = 300
/** Of so many texts one is left as it is, and so is like another body's. */
const ALIKE = 5

const patterns = [...cleanCorpus(1, {bodies: BODIES, ...YEARS})].map(model =>
  JSON.stringify(reportOf(model, '')),
)

/** Reports that are made anew in every pass, so that they take no memory. One body's years stand together. */
function corpusOf(reports: number): Corpus {
  function* made(): Generator<Report> {
    for (let n = 0; n < reports; n++) {
      const copy = Math.floor(n / patterns.length)
      const report = JSON.parse(patterns[n % patterns.length]!) as Report
      const file = `${String(n).padStart(7, '0')}.html`
      const {agency, source, sections} = report
      yield {
        ...report,
        id: file,
        source: {...source, file},
        agency: copy === 0 ? agency : {...agency, name: `${agency.name}第${copy}分局`},
        sections:
          copy % ALIKE === 0
            ? sections
            : sections.map(section => ({
                ...section,
                paragraphs: section.paragraphs.map(one => ({...one, text: mixed(one.text, copy)})),
              })),
      }
    }
  }
  return {
    *reports(of) {
      for (const report of made()) if (!of || of(report.source.file)) yield {report, findings: []}
    },
    findings: () => [],
    skipped: () => [],
    counts: {files: reports, reports, findings: 0, skipped: 0},
  }
}

/** The characters of a text in another order: as long, and like no other. */
function mixed(text: string, copy: number): string {
  const characters = [...text]
  for (let i = characters.length - 1, state = copy; i > 0; i--) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    const j = (state >>> 8) % (i + 1)
    const held = characters[i]!
    characters[i] = characters[j]!
    characters[j] = held
  }
  return characters.join('')
}

/** Processor time of `work`, all threads together, whatever else the machine does; and the highest resident memory, MiB. */
async function watched<T>(work: () => Promise<T>): Promise<{value: T; seconds: number; mebibytes: number}> {
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 50)
  const start = process.cpuUsage()
  try {
    const value = await work()
    look()
    const {user, system} = process.cpuUsage(start)
    return {value, seconds: (user + system) / 1e6, mebibytes: most / (1 << 20)}
  } finally {
    clearInterval(timer)
  }
}

/** Seconds of making all reports once: what the passes over the corpus cost without anything done to them. */
async function making(corpus: Corpus): Promise<number> {
  const {seconds} = await watched(async () => {
    for (const _ of corpus.reports());
  })
  return seconds
}

/** Slope of the logarithms: 1 is linear. */
function exponent(points: {size: number; seconds: number}[]): number {
  const logs = points.map(({size, seconds}) => [Math.log(size), Math.log(seconds)] as const)
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const top = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0)
  return top / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
}

console.log('| reports | make once, CPU s | load, CPU s | reconcile, CPU s | findings | peak memory, MiB |')
console.log('|---:|---:|---:|---:|---:|---:|')
const points: {size: number; seconds: number}[] = []
for (const size of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-reconcile-'))
  const corpus = corpusOf(size)
  const once = await making(corpus)
  const loaded = await watched(() =>
    openWarehouse(corpus, join(folder, 'w.duckdb'), {formats, sections, memoryMiB: MEMORY_MIB}),
  )
  try {
    const done = await watched(() => reconcile(corpus, loaded.value, config))
    const {findings, general} = done.value
    const count = [...findings.values()].reduce((sum, list) => sum + list.length, general.length)
    points.push({size, seconds: done.seconds})
    const most = Math.max(loaded.mebibytes, done.mebibytes)
    const row = [
      size,
      once.toFixed(1),
      loaded.seconds.toFixed(1),
      done.seconds.toFixed(1),
      count,
      most.toFixed(0),
    ]
    console.log(`| ${row.join(' | ')} |`)
  } finally {
    await loaded.value.close()
    rmSync(folder, {recursive: true})
  }
}
if (points.length > 1)
  console.log(`\nreconcile grows with the number of reports to the power of ${exponent(points).toFixed(2)}`)
