import {mkdirSync} from 'node:fs'
import {brotliCompressSync, brotliDecompressSync, constants} from 'node:zlib'
import {type Database, open, type RootDatabase} from 'lmdb'
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
  /** Stores a JSON value and returns the hash of its text. */
  putBlob(value: unknown): string
  /** The record of the last run over a document; `location` is its absolute path. */
  document(location: string): DocumentRecord | undefined
  putDocument(location: string, record: DocumentRecord): void
  /** Waits until everything put so far can be read by other threads and processes. */
  settled(): Promise<void>
  /** Waits until everything put so far is on disk. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Opens (and creates) the cache in a folder. @throws when the folder cannot be made or is no cache. */
export function openStore(directory: string): Store {
  mkdirSync(directory, {recursive: true})
  const root: RootDatabase = open({path: `${directory}/cache.mdb`, maxDbs: 4, noSubdir: true})
  const shelf = (name: string) => openShelf(root.openDB<Buffer, string>({name, encoding: 'binary'}))
  const [blobs, results, documents] = [shelf('blobs'), shelf('results'), shelf('documents')]
  return {
    result: key => unpack(results.get(key)) as StoredResult | undefined,
    putResult: (key, result) => results.put(key, JSON.stringify(result)),
    blob: hash => unpack(blobs.get(hash)),
    putBlob: value => {
      const text = JSON.stringify(value)
      const hash = hashText(text)
      if (!blobs.has(hash)) blobs.put(hash, text)
      return hash
    },
    document: location => unpack(documents.get(hashText(location))) as DocumentRecord | undefined,
    putDocument: (location, record) => documents.put(hashText(location), JSON.stringify(record)),
    settled,
    flush: async () => {
      await settled()
      await root.flushed
    },
    close: () => root.close(),
  }

  async function settled(): Promise<void> {
    await Promise.all([blobs.settled(), results.settled(), documents.settled()])
  }
}

/**
 * One database of the cache. LMDB commits puts in batches and shows them to readers only then, so what was put and is not
 * yet committed is answered from memory.
 */
function openShelf(database: Database<Buffer, string>) {
  const waiting = new Map<string, Buffer>()
  const puts = new Set<Promise<void>>()
  return {
    get: (key: string): Buffer | undefined => waiting.get(key) ?? database.get(key),
    has: (key: string): boolean => waiting.has(key) || database.doesExist(key),
    put(key: string, text: string): void {
      const bytes = pack(text)
      waiting.set(key, bytes)
      const put = database.put(key, bytes).then(() => {
        if (waiting.get(key) === bytes) waiting.delete(key)
        puts.delete(put)
      })
      puts.add(put)
    },
    settled: async (): Promise<void> => {
      await Promise.all(puts)
    },
  }
}

function pack(text: string): Buffer {
  return brotliCompressSync(text, {params: {[constants.BROTLI_PARAM_QUALITY]: 1}})
}

function unpack(bytes: Buffer | undefined): unknown {
  return bytes === undefined ? undefined : JSON.parse(brotliDecompressSync(bytes).toString('utf8'))
}
