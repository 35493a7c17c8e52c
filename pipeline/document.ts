import {type AnyStage, type Chain, runDocument} from './chain.ts'
import {makeFinding} from './model/finding.ts'
import type {Extent} from './stage.ts'
import type {DocumentRecord} from './store.ts'

/**
 * A file to take through the chain. `location` is its absolute path (members of archives after !/), `file` its name in
 * the outputs, `extent` where its bytes lie.
 */
export interface DocumentTask {
  file: string
  location: string
  size: number
  extent: Extent
}

/** What stages/index.ts gives the kernel for documents. */
export interface Stages {
  chain: AnyStage[]
  load: (extent: Extent) => {bytes: Uint8Array; sha256: string}
}

/**
 * Opens a file, takes it through the chain and keeps the record. A file that has gone or is forbidden is a finding and a
 * skip, like any other trouble: the run goes on.
 */
export async function processDocument(
  chain: Chain,
  load: Stages['load'],
  task: DocumentTask,
): Promise<DocumentRecord> {
  let loaded: {bytes: Uint8Array; sha256: string}
  try {
    loaded = load(task.extent)
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    return unopened(chain, task, code === undefined ? message : `无法打开文件（${code}）`)
  }
  const {bytes, sha256} = loaded
  const before = chain.store.document(task.location)
  const source = {file: task.file, sha256, size: bytes.length}
  const record = await runDocument(chain, {source, bytes, before})
  chain.store.putDocument(task.location, record)
  return record
}

/** The record of an input that could not be opened. @param what a Chinese clause */
function unopened(chain: Chain, task: DocumentTask, what: string): DocumentRecord {
  return {
    file: task.file,
    sha256: '',
    size: 0,
    steps: [],
    outputs: [],
    findings: [{...makeFinding(chain.config.rules, 'L02', {values: {what}}), file: task.file}],
    skipped: [{file: task.file, reason: 'unreadable', detail: `${what}。`}],
  }
}
