import {mkdirSync} from 'node:fs'
import type {Chain} from './chain.ts'
import {outcomeOf} from './chain.ts'
import type {Config} from './config.ts'
import {type DocumentTask, processDocument, type Stages} from './document.ts'
import {hashOf} from './key.ts'
import type {Corpus, RunInfo} from './model/corpus.ts'
import type {Finding, Skipped} from './model/finding.ts'
import {type Report, SCHEMA_VERSION} from './model/report.ts'
import type {Progress} from './progress.ts'
import type {DocumentRecord} from './store.ts'
import {openPool, type WorkerSetup} from './workers/pool.ts'

export interface RunInput {
  files: DocumentTask[]
  /** What is said of inputs that are no documents, or cannot be opened; archives with findings alone among them. */
  left: {file: string; findings: Finding[]; skipped: Skipped[]}[]
}

/** Threads pay for their start only with some work to do. */
const WORTH_A_POOL = 24

/**
 * Takes all documents through the chain, `jobs` at a time. The records come back in the order of the files, whatever the
 * order of finishing, so that outputs do not depend on speed.
 */
export async function runDocuments(
  chain: Chain,
  load: Stages['load'],
  input: RunInput,
  options: {jobs: number; setup: WorkerSetup; onProgress(progress: Progress): void},
): Promise<DocumentRecord[]> {
  const {files, left} = input
  const records: DocumentRecord[] = new Array(files.length)
  const progress: Progress = {
    total: files.length,
    done: 0,
    reused: 0,
    reports: 0,
    skipped: left.reduce((sum, {skipped}) => sum + skipped.length, 0),
    faults: 0,
  }
  const pool = options.jobs > 1 && files.length >= WORTH_A_POOL ? openPool(options.jobs, options.setup) : null
  const one = pool
    ? (task: DocumentTask) => pool.run(task)
    : (task: DocumentTask) => processDocument(chain, load, task)
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++
      const record = await one(files[index]!)
      records[index] = record
      progress.done++
      progress.reports += record.outputs.length
      progress.skipped += record.skipped.length
      if (record.steps.length > 0 && record.steps.every(step => step.reason === 'reused')) progress.reused++
      if (record.skipped.some(({reason}) => reason === 'internal')) progress.faults++
      options.onProgress(progress)
    }
  }
  try {
    await Promise.all(Array.from({length: pool ? options.jobs * 2 : 1}, lane))
  } finally {
    await pool?.close()
  }
  const others = left.map(({file, findings, skipped}) => ({
    file,
    sha256: '',
    size: 0,
    steps: [],
    outputs: [],
    findings,
    skipped,
  }))
  await chain.store.flush()
  return [...records, ...others].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
}

/**
 * The results of a run as the publishing stage reads them: streamed from the cache in file order, any number of times,
 * never all in memory. A report is `accepted` when none of its findings is an error.
 */
export function corpusOf(chain: Chain, records: DocumentRecord[]): Corpus {
  const {store} = chain
  let reports = 0
  let findings = 0
  let skipped = 0
  for (const record of records) {
    const outcome = outcomeOf(store, record)
    reports += record.outputs.length
    findings += outcome.findings.length
    skipped += outcome.skipped.length
  }
  return {
    counts: {files: records.filter(isFile).length, reports, findings, skipped},
    *reports(of) {
      for (const record of records) {
        if (record.outputs.length === 0 || (of && !of(record.file))) continue
        const all = outcomeOf(store, record).findings
        for (const hash of record.outputs) {
          const report = store.blob(hash) as Report
          const own = all.filter(finding => finding.report === report.id)
          yield {report: {...report, status: statusOf(own)}, findings: own}
        }
      }
    },
    *findings() {
      for (const record of records) yield* outcomeOf(store, record).findings
    },
    *skipped() {
      for (const record of records) yield* outcomeOf(store, record).skipped
    },
  }
}

/** An archive that only has findings is no file of its own: its members are. */
function isFile({steps, skipped}: DocumentRecord): boolean {
  return steps.length > 0 || skipped.length > 0
}

/** `accepted` unless one of its findings is an error. */
export function statusOf(findings: Finding[]): Report['status'] {
  return findings.some(({severity}) => severity === 'error') ? 'review' : 'accepted'
}

/** What names a run: the same inputs under the same configuration and program give the same id. */
export function runInfo(config: Config, records: DocumentRecord[], program: string): RunInfo {
  const {directory: _, ...content} = config
  const configHash = hashOf(content).slice(0, 12)
  const inputs = records.map(({file, sha256}) => [file, sha256])
  const runId = hashOf([program, configHash, inputs]).slice(0, 12)
  return {runId, configHash, schemaVersion: SCHEMA_VERSION, program}
}

/** Makes the output folder. @throws a Chinese sentence when that cannot be done. */
export function makeOutput(directory: string): void {
  try {
    mkdirSync(directory, {recursive: true})
  } catch (error) {
    throw new Error(`不能建立输出目录 ${directory}：${(error as NodeJS.ErrnoException).code}`)
  }
}
