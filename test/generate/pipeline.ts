import {createHash} from 'node:crypto'
import {fileURLToPath} from 'node:url'
import type {DocumentRecord, Store, StoredResult} from '../../pipeline/cache/store.ts'
import {type Config, loadConfig} from '../../pipeline/config.ts'
import {makeChain, outcomeOf, runDocument} from '../../pipeline/documents/chain.ts'
import type {Finding, Skipped} from '../../pipeline/model/finding.ts'
import type {Report} from '../../pipeline/model/report.ts'
import {stages} from '../../stages/index.ts'

/** What the document chain makes of one file. */
export interface Outcome {
  reports: Report[]
  findings: Finding[]
  skipped: Skipped[]
}

/**
 * The document chain over bytes, with the real configuration and a cache in memory.
 * @param contracts checks every stage's output against its schema
 * @param verify the second opinion, off where left out
 * @param chain other stages than those of the program, for tests that tamper with one
 */
export function pipeline(
  contracts = true,
  verify?: Config['verify'],
  chain = stages.chain,
): (bytes: Uint8Array, file: string) => Promise<Outcome> {
  // Settings are worked out once, as in a run; the cache is each file's own.
  const shared = makeChain(chain, {...configuration(), verify}, memory(), contracts)
  return async (bytes, file) => {
    const store = memory()
    const chain = {...shared, store}
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const record = await runDocument(chain, {source: {file, sha256, size: bytes.length}, bytes})
    const reports = record.outputs.map(hash => store.blob(hash) as Report)
    return {reports, ...outcomeOf(store, record)}
  }
}

function configuration(): Config {
  const files = Object.assign({}, stages.publishFiles, ...stages.chain.map(stage => stage.files ?? {}))
  return loadConfig(fileURLToPath(new URL('../../config', import.meta.url)), files)
}

function memory(): Store {
  const blobs = new Map<string, unknown>()
  const results = new Map<string, StoredResult>()
  const documents = new Map<string, DocumentRecord>()
  return {
    result: key => results.get(key),
    putResult: (key, result) => void results.set(key, result),
    blob: hash => blobs.get(hash),
    putBlob: value => {
      const text = JSON.stringify(value)
      const hash = createHash('sha256').update(text).digest('hex')
      blobs.set(hash, JSON.parse(text))
      return hash
    },
    document: location => documents.get(location),
    putDocument: (location, record) => void documents.set(location, record),
  }
}
