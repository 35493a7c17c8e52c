import {mkdirSync} from 'node:fs'
import {brotliCompressSync, brotliDecompressSync, constants} from 'node:zlib'
import {open, type RootDatabase} from 'lmdb'
import {hashText, type KeyParts, type Reason} from './key.ts'
import type {Finding, Skipped} from './model/finding.ts'

/** A stage's result as kept: outputs by the hash of their content, findings and skips beside them. */
export interface StoredResult {
  outputs: {hash: string; variant?: string}[]
  findings: Finding[]
  skipped: Skipped[]
}

/** One step taken for a document: which stage on which input, reused or run, and why. */
export interface Step {
  parts: KeyParts
  key: string
  reason: Reason
  variant?: string
}

/** What is known of a document after a run: enough to explain it, to collect its results and to compare with the next. */
export interface DocumentRecord {
  file: string
  sha256: string
  size: number
  steps: Step[]
  /** Hashes of the last stage's outputs, in document order. */
  outputs: string[]
  /** Findings and skips of the kernel itself: input that could not be opened, internal faults. Never cached. */
  findings: Finding[]
  skipped: Skipped[]
}

/**
 * The content-addressed cache. Values are immutable and found by the hash of their content or of their key, so threads
 * and processes may share one folder; a kill loses at most the puts of the moment.
 */
export interface Store {
  result(key: string): StoredResult | undefined
  putResult(key: string, result: StoredResult): void
  blob(hash: string): unknown
  hasBlob(hash: string): boolean
  /** Stores a JSON value and returns the hash of its text. */
  putBlob(value: unknown): string
  /** The record of the last run over a document; `location` is its absolute path. */
  document(location: string): DocumentRecord | undefined
  putDocument(location: string, record: DocumentRecord): void
  /** Waits until everything put so far is on disk. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Opens (and creates) the cache in a folder. @throws when the folder cannot be made or is no cache. */
export function openStore(directory: string): Store {
  mkdirSync(directory, {recursive: true})
  const root: RootDatabase = open({path: `${directory}/cache.mdb`, maxDbs: 4, noSubdir: true})
  const blobs = root.openDB<Buffer, string>({name: 'blobs', encoding: 'binary'})
  const results = root.openDB<Buffer, string>({name: 'results', encoding: 'binary'})
  const documents = root.openDB<Buffer, string>({name: 'documents', encoding: 'binary'})
  const last: {put?: Promise<boolean>} = {}
  return {
    result: key => unpack(results.get(key)) as StoredResult | undefined,
    putResult: (key, result) => {
      last.put = results.put(key, pack(JSON.stringify(result)))
    },
    blob: hash => unpack(blobs.get(hash)),
    hasBlob: hash => blobs.doesExist(hash),
    putBlob: value => {
      const text = JSON.stringify(value)
      const hash = hashText(text)
      if (!blobs.doesExist(hash)) last.put = blobs.put(hash, pack(text))
      return hash
    },
    document: location => unpack(documents.get(hashText(location))) as DocumentRecord | undefined,
    putDocument: (location, record) => {
      last.put = documents.put(hashText(location), pack(JSON.stringify(record)))
    },
    flush: async () => {
      await last.put
      await root.flushed
    },
    close: () => root.close(),
  }
}

function pack(text: string): Buffer {
  return brotliCompressSync(text, {params: {[constants.BROTLI_PARAM_QUALITY]: 1}})
}

function unpack(bytes: Buffer | undefined): unknown {
  return bytes === undefined ? undefined : JSON.parse(brotliDecompressSync(bytes).toString('utf8'))
}
