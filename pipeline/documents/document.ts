import type {Gathering} from '../cache/gather.ts'
import type {Reason} from '../cache/key.ts'
import {packJson} from '../cache/packing.ts'
import {
  type Cache,
  type DocumentRecord,
  keyOf,
  type Outcome,
  type Put,
  type Remembered,
} from '../cache/store.ts'
import {makeFinding, type Skipped} from '../model/finding.ts'
import type {Extent} from '../stage.ts'
import {type AnyStage, type Chain, outcomeOf, runDocument} from './chain.ts'

/**
 * A file to take through the chain. `location` is its absolute path (members of archives after !/), `file` its name in
 * the outputs, `extent` where its bytes lie.
 */
export interface DocumentTask {
  file: string
  location: string
  size: number
  extent: Extent
  /**
   * What the file system says of the file on disk it comes from: size, times, inode. The same stamp stands for the same
   * bytes. Null where that is not certain: the file was changed only a moment ago.
   */
  stamp: string | null
}

/** What stages/index.ts gives the kernel for documents. */
export interface Stages {
  chain: AnyStage[]
  load: (extent: Extent) => {bytes: Uint8Array; sha256: string}
}

/** What one document gave, on its way to the thread that writes the cache and publishes. */
export interface Processed {
  outcome: Outcome
  steps: {stage: string; reason: Reason}[]
  puts: Put[]
}

/**
 * Opens a file and takes it through the chain. A file that has gone or is forbidden is a finding and a skip, like any
 * other trouble: the run goes on.
 * @param store what the chain was made with; what the document puts into it is in the result
 */
export async function processDocument(
  chain: Chain,
  store: Gathering,
  load: Stages['load'],
  task: DocumentTask,
  run: string,
): Promise<Processed> {
  let loaded: {bytes: Uint8Array; sha256: string}
  try {
    loaded = load(task.extent)
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    return unread(chain, task, 'L02', 'unreadable', code === undefined ? message : `无法打开文件（${code}）`)
  }
  const {bytes, sha256} = loaded
  const before = chain.store.document(task.location)
  const source = {file: task.file, sha256, size: bytes.length}
  const record = await runDocument(chain, {source, bytes, before})
  store.putDocument(task.location, {...record, run})
  const outcome = {file: task.file, sha256, outputs: record.outputs, ...outcomeOf(store, record)}
  const kept = remember(chain, task, record, outcome)
  return {
    outcome,
    steps: record.steps.map(({parts, reason}) => ({stage: parts.stage, reason})),
    puts: [...store.take(), ...kept],
  }
}

/** A document that went through without a fault of ours or a passing trouble is spared next time; others are tried again. */
function remember(chain: Chain, task: DocumentTask, record: DocumentRecord, outcome: Outcome): Put[] {
  if (task.stamp === null || record.findings.length > 0) return []
  const steps = record.steps.map(({parts, variant, names}) => ({stage: parts.stage, variant, names}))
  const remembered: Remembered = {stamp: task.stamp, steps, chain: chain.identity(steps), outcome}
  return [{shelf: 'remembered', key: keyOf(task.location), bytes: packJson(remembered)}]
}

/** What a document gave last time, when neither its file nor anything it depends on has changed since. */
export function reuseDocument(chain: Chain, cache: Cache, task: DocumentTask): Processed | null {
  if (task.stamp === null) return null
  const remembered = cache.remembered(task.location)
  if (remembered?.stamp !== task.stamp) return null
  const {outcome, steps} = remembered
  if (outcome.file !== task.file || chain.identity(steps) !== remembered.chain) return null
  if (!outcome.outputs.every(hash => cache.has('blobs', hash))) return null
  return {outcome, steps: steps.map(({stage}) => ({stage, reason: 'reused'})), puts: []}
}

/** The outcome of an input that was not read to its end. @param what a Chinese clause */
export function unread(
  chain: Chain,
  {file}: DocumentTask,
  rule: 'L02' | 'L03',
  reason: Skipped['reason'],
  what: string,
): Processed {
  const findings = [{...makeFinding(chain.config.rules, rule, {values: {what}}), file}]
  const skipped = [{file, reason, detail: `${what}。`}]
  return {outcome: {file, sha256: '', outputs: [], findings, skipped}, steps: [], puts: []}
}
