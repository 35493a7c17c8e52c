import {setImmediate} from 'node:timers/promises'
import type {Reason} from './cache/key.ts'
import {type Cache, keyOf, type Outcome} from './cache/store.ts'
import type {Chain} from './documents/chain.ts'
import {type DocumentTask, type Processed, reuseDocument, unread} from './documents/document.ts'
import {limitsOf} from './given/limits.ts'
import type {Corpus} from './model/corpus.ts'
import type {Finding, Skipped} from './model/finding.ts'
import type {Progress} from './operator/progress.ts'
import {type AnswerTally, answerTally} from './reports/answers.ts'
import {openSpool, type SharedSpool, sharedSpool} from './reports/spool.ts'
import {runAlone} from './workers/alone.ts'
import {LANES_A_JOB, openEngine} from './workers/engine.ts'
import {type Ending, GivenUpError} from './workers/givenUp.ts'
import type {WorkerSetup} from './workers/work.ts'

/** What collecting found: documents to read, and inputs that are none. */
export interface RunInput {
  files: DocumentTask[]
  /** What is said of inputs that are no documents, or cannot be opened; archives with findings alone among them. */
  left: {file: string; findings: Finding[]; skipped: Skipped[]}[]
}

/** What became of all inputs of a run. Outcomes lie on disk until `close`. */
export interface Outcomes {
  /** In the order of the files, whatever the order of finishing, so that outputs do not depend on speed. */
  each(): Iterable<Outcome>
  /** Hash of all outcomes: the same hash, the same outcomes. */
  digest(): string
  /** What another thread needs to see them too, while no more are put. */
  share(): SharedOutcomes
  counts: {files: number; reports: number; findings: number; skipped: number}
  /** What the rules answered. */
  answers: AnswerTally
  /** How often each stage was taken, by the reason for it. */
  steps: Map<string, Map<Reason, number>>
  close(): void
}

/** Outcomes for another thread. */
export interface SharedOutcomes {
  spool: SharedSpool
  order: Uint32Array
  /** With what the rules answered. */
  counts: Corpus['counts']
}

/** The outcomes of another thread. */
export function sharedOutcomes({
  spool,
  order,
  counts,
}: SharedOutcomes): Pick<Outcomes, 'each'> & Pick<SharedOutcomes, 'counts'> {
  return {counts, each: () => sharedSpool<Outcome>(spool).each(order)}
}

/** How documents are worked on. */
export interface RunOptions {
  jobs: number
  setup: WorkerSetup
  /** File for the outcomes. */
  spool: string
  /** Reads every file again, also where the file system says that nothing changed. */
  rehash: boolean
  onProgress(progress: Progress): void
  /** Called once a document, in the order of finishing. */
  onDocument(processed: Processed): void
}

/** Puts under way before documents wait for the cache. */
const MOST_PENDING = 4000
/** Documents spared in a row before others get their turn. */
const ROW = 64

/**
 * Takes all documents through the chain, `jobs` at a time in threads. What has not changed since the last run costs a
 * look into the cache. A document that goes beyond its limits or ends its thread is tried once more, alone, when all
 * others are done.
 */
export async function runDocuments(
  chain: Chain,
  cache: Cache,
  input: RunInput,
  options: RunOptions,
): Promise<Outcomes> {
  const {files, left} = input
  const {jobs, setup} = options
  const limits = limitsOf(chain.config)
  const outcomes = gatherOutcomes(options.spool, input)
  const progress: Progress = {total: files.length, done: 0, reused: 0, reports: 0, skipped: 0, faults: 0}
  for (const {skipped} of left) progress.skipped += skipped.length
  const engine = openEngine(jobs, limits, setup)
  let next = 0
  let spared = 0
  const again: number[] = []

  const done = async (index: number, processed: Processed): Promise<void> => {
    const {outcome, steps, puts} = processed
    cache.write(puts)
    outcomes.put(index, processed)
    progress.done++
    progress.reports += outcome.outputs.length
    progress.skipped += outcome.skipped.length
    if (steps.length > 0 && steps.every(step => step.reason === 'reused')) progress.reused++
    if (outcome.skipped.some(({reason}) => reason === 'internal')) progress.faults++
    options.onProgress(progress)
    options.onDocument(processed)
    if (cache.pending() > MOST_PENDING) await cache.settled()
  }
  const lane = async (number: number): Promise<void> => {
    while (next < files.length) {
      const index = next++
      const task = files[index]!
      const known = options.rehash ? null : reuseDocument(chain, cache, task)
      if (known) {
        await done(index, known)
        if (++spared % ROW === 0) await setImmediate()
        continue
      }
      try {
        await done(index, await engine.run(task, number))
      } catch (error) {
        if (!(error instanceof GivenUpError)) throw error
        again.push(index)
      }
    }
  }
  try {
    await Promise.all(Array.from({length: jobs * LANES_A_JOB}, (_, number) => lane(number)))
  } finally {
    engine.close()
  }
  for (const index of again) {
    const task = files[index]!
    const processed = await runAlone(task, limits, setup).catch(error => {
      if (error instanceof GivenUpError) return givenUp(chain, task, error.ending)
      throw error
    })
    await done(index, processed)
  }
  cache.putLastRun({run: setup.run, documents: files.map(({location}) => keyOf(location)).sort()})
  await cache.flush()
  return outcomes
}

/** A document that came to its end twice, the second time alone. */
function givenUp(chain: Chain, task: DocumentTask, ending: Ending): Processed {
  const {seconds, memoryMiB} = limitsOf(chain.config)
  if (ending === 'time')
    return unread(chain, task, 'L03', 'tooLarge', `处理时间超过上限 ${seconds} 秒，已中止`)
  if (ending === 'memory')
    return unread(chain, task, 'L03', 'tooLarge', `处理所需内存超过上限 ${memoryMiB} MiB，已中止`)
  return unread(chain, task, 'L03', 'internal', '处理它的进程中途崩溃')
}

function gatherOutcomes(
  path: string,
  {files, left}: RunInput,
): Outcomes & {put(index: number, processed: Processed): void} {
  const spool = openSpool<Outcome>(path, files.length + left.length)
  const counts = {files: 0, reports: 0, findings: 0, skipped: 0}
  const steps: Outcomes['steps'] = new Map()
  const answers = answerTally()
  const put = (index: number, {outcome, steps: taken}: Pick<Processed, 'outcome' | 'steps'>) => {
    // An archive that only has findings is no file of its own: its members are.
    if (index < files.length || outcome.skipped.length > 0) counts.files++
    counts.reports += outcome.outputs.length
    counts.findings += outcome.findings.length
    counts.skipped += outcome.skipped.length
    answers.add(outcome.answers ?? [])
    for (const {stage, reason} of taken) {
      const reasons = steps.get(stage) ?? new Map<Reason, number>()
      steps.set(stage, reasons.set(reason, (reasons.get(reason) ?? 0) + 1))
    }
    spool.put(index, outcome)
  }
  for (const [i, {file, findings, skipped}] of left.entries()) {
    const named = {findings: findings.map(one => ({...one, file})), skipped}
    put(files.length + i, {outcome: {file, sha256: '', outputs: [], ...named}, steps: []})
  }
  const order = orderOf([...files, ...left].map(({file}) => file))
  return {
    put,
    counts,
    answers,
    steps,
    each: () => spool.read(order),
    digest: () => spool.digest(order),
    share: () => ({spool: spool.share(), order, counts: {...counts, rules: answers.counts()}}),
    close: spool.close,
  }
}

function orderOf(names: string[]): Uint32Array {
  return Uint32Array.from(names.keys()).sort((a, b) => {
    const [one, other] = [names[a]!, names[b]!]
    return one < other ? -1 : one > other ? 1 : a - b
  })
}
