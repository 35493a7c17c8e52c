import {mkdirSync} from 'node:fs'
import {brotliCompressSync, brotliDecompressSync, constants} from 'node:zlib'
import {type Database, open, type RootDatabase} from 'lmdb'
import {CacheError} from './failure.ts'
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
  /** The run that took it through the chain. Later runs that found nothing changed leave the record as it is. */
  run?: string
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

/** A step by its stage and the variant its settings depend on. */
export interface StepName {
  stage: string
  variant?: string
}

/** What a later run needs to spare a document that did not change: no bytes are read and no stage is asked. */
export interface Remembered {
  /** What the file system said of the file it lies in. */
  stamp: string
  /** The steps taken, and a hash of what they depend on besides the file: versions and settings. */
  steps: StepName[]
  chain: string
  outcome: Outcome
}

/** All that comes of a document in a run, as published: findings and skips with the file written in. */
export interface Outcome {
  file: string
  sha256: string
  /** Hashes of the reports, in document order. */
  outputs: string[]
  findings: Finding[]
  skipped: Skipped[]
}

/** Which documents the last run took in, in which cache entries they are found. */
export interface LastRun {
  run: string
  /** Keys of the shelves `documents` and `remembered`. */
  documents: string[]
}

/** The parts of the cache. */
export const SHELVES = ['blobs', 'results', 'documents', 'remembered', 'runs'] as const
export type Shelf = (typeof SHELVES)[number]

/** A value on its way into the cache, packed. */
export interface Put {
  shelf: Shelf
  key: string
  bytes: Uint8Array
}

/**
 * The content-addressed cache. Values are immutable and found by the hash of their content or of their key, so threads
 * and processes may share one folder; a kill loses at most the puts of the moment. Documents are found by `location`,
 * their absolute path.
 */
export interface Store {
  result(key: string): StoredResult | undefined
  putResult(key: string, result: StoredResult): void
  blob(hash: string): unknown
  /** Stores a JSON value and returns the hash of its text. */
  putBlob(value: unknown): string
  /** The record of the last run over a document. */
  document(location: string): DocumentRecord | undefined
  putDocument(location: string, record: DocumentRecord): void
}

/** The cache folder, open. One thread of a process writes; the others hand it what they made (`gather.ts`). */
export interface Cache extends Store {
  remembered(location: string): Remembered | undefined
  lastRun(): LastRun | undefined
  putLastRun(last: LastRun): void
  has(shelf: Shelf, key: string): boolean
  get(shelf: Shelf, key: string): unknown
  /** Takes in what other threads made. */
  write(puts: Put[]): void
  /** Puts that are not committed yet. */
  pending(): number
  /** All keys of a shelf, in order. */
  keys(shelf: Shelf): Iterable<string>
  remove(shelf: Shelf, key: string): void
  /** Lets go of the state of the cache that this thread looks at; the next look sees everything committed by then. */
  refresh(): void
  /** Waits until everything put so far can be read by other threads and processes. @throws CacheError */
  settled(): Promise<void>
  /** Waits until everything put so far is on disk. @throws CacheError */
  flush(): Promise<void>
  close(): Promise<void>
}

/** The key under which a document is found. */
export function keyOf(location: string): string {
  return hashText(location)
}

/** Opens (and creates) the cache in a folder. @throws CacheError when the folder cannot be made or is no cache. */
export function openStore(directory: string): Cache {
  const root = openRoot(directory)
  const shelves = Object.fromEntries(
    SHELVES.map(name => [
      name,
      openShelf(root.openDB<Buffer, string>({name, encoding: 'binary'}), directory),
    ]),
  ) as Record<Shelf, ReturnType<typeof openShelf>>
  const {blobs, results, documents, remembered, runs} = shelves
  const settled = async () => void (await Promise.all(Object.values(shelves).map(shelf => shelf.settled())))
  return {
    result: key => unpack(results.get(key)) as StoredResult | undefined,
    putResult: (key, result) => results.put(key, pack(JSON.stringify(result))),
    blob: hash => unpack(blobs.get(hash)),
    putBlob: value => {
      const text = JSON.stringify(value)
      const hash = hashText(text)
      if (!blobs.has(hash)) blobs.put(hash, pack(text))
      return hash
    },
    document: location => unpack(documents.get(keyOf(location))) as DocumentRecord | undefined,
    putDocument: (location, record) => documents.put(keyOf(location), pack(JSON.stringify(record))),
    remembered: location => unpack(remembered.get(keyOf(location))) as Remembered | undefined,
    lastRun: () => unpack(runs.get('last')) as LastRun | undefined,
    putLastRun: last => runs.put('last', pack(JSON.stringify(last))),
    has: (shelf, key) => shelves[shelf].has(key),
    get: (shelf, key) => unpack(shelves[shelf].get(key)),
    write: puts => {
      for (const {shelf, key, bytes} of puts) shelves[shelf].put(key, Buffer.from(bytes))
    },
    pending: () => Object.values(shelves).reduce((sum, shelf) => sum + shelf.pending(), 0),
    keys: shelf => shelves[shelf].keys(),
    remove: (shelf, key) => shelves[shelf].remove(key),
    refresh: () => root.resetReadTxn(),
    settled,
    flush: async () => {
      await settled()
      await root.flushed
    },
    close: () => root.close(),
  }
}

function openRoot(directory: string): RootDatabase {
  try {
    mkdirSync(directory, {recursive: true})
    return open({path: `${directory}/cache.mdb`, maxDbs: SHELVES.length + 1, noSubdir: true})
  } catch (error) {
    throw new CacheError(directory, error)
  }
}

/**
 * One database of the cache. LMDB commits puts in batches and shows them to readers only then, so what was put and is not
 * yet committed is answered from memory.
 */
function openShelf(database: Database<Buffer, string>, directory: string) {
  const waiting = new Map<string, Buffer>()
  const puts = new Set<Promise<unknown>>()
  let failure: CacheError | undefined
  const follow = (made: Promise<unknown>, done: () => void) => {
    const put = made
      .then(done, error => {
        failure ??= new CacheError(directory, error)
      })
      .finally(() => puts.delete(put))
    puts.add(put)
  }
  const read = <T>(look: () => T): T => {
    try {
      return look()
    } catch (error) {
      throw new CacheError(directory, error)
    }
  }
  return {
    get: (key: string): Buffer | undefined => waiting.get(key) ?? read(() => database.get(key)),
    has: (key: string): boolean => waiting.has(key) || read(() => database.doesExist(key)),
    put(key: string, bytes: Buffer): void {
      waiting.set(key, bytes)
      follow(database.put(key, bytes), () => {
        if (waiting.get(key) === bytes) waiting.delete(key)
      })
    },
    remove: (key: string): void => follow(database.remove(key), () => {}),
    keys: (): Iterable<string> => database.getKeys(),
    pending: () => puts.size,
    settled: async (): Promise<void> => {
      await Promise.all(puts)
      if (failure) throw failure
    },
  }
}

/** A text as it is kept. */
export function pack(text: string): Buffer {
  return brotliCompressSync(text, {params: {[constants.BROTLI_PARAM_QUALITY]: 1}})
}

function unpack(bytes: Buffer | undefined): unknown {
  return bytes === undefined ? undefined : JSON.parse(brotliDecompressSync(bytes).toString('utf8'))
}
