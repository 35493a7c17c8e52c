import {setImmediate} from 'node:timers/promises'
import {type Database, open, type RootDatabase} from 'lmdb'
import {CacheError} from '../failure.ts'
import {CACHE_FILE, makeFolder} from '../folders.ts'
import type {Answers, Finding, Skipped} from '../model/finding.ts'
import {checkCacheFile, noteClosed} from './cacheFile.ts'
import {hashText, type KeyParts, type Reason} from './key.ts'
import type {Answered} from './lookups.ts'
import {pack, packJson, parse, unpack} from './packing.ts'
import {fromBytes, toBytes} from './records.ts'

/** A stage's result as kept: outputs by the hash of their content, findings and skips beside them. */
export interface StoredResult {
  outputs: {hash: string; variant?: string; name?: string}[]
  findings: Finding[]
  skipped: Skipped[]
  answers?: Answers
  /** Keys of the results that hold what was derived from the bytes on the way. */
  derived?: string[]
  /** Of a stage that looks texts up in its settings: which (`noteAsked`). */
  asked?: string
}

/** One step taken for a document: which stage on which input, reused or run, and why. */
export interface Step {
  parts: KeyParts
  key: string
  reason: Reason
  variant?: string
  /** Names of its outputs, where they have names. */
  names?: string[]
  /** What its settings answered to what it asked of them. */
  answered?: Answered
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
  /** Findings and skips that are never cached: of the kernel itself (internal faults), and of passing results. */
  findings: Finding[]
  skipped: Skipped[]
}

/** A step by its stage, the variant its settings depend on and the names of its outputs. */
export interface StepName {
  stage: string
  variant?: string
  names?: string[]
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
  /** What the rules answered, about each report. */
  answers?: Answers[]
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
  /** Stores a JSON value and returns the hash of its bytes. */
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

/**
 * Opens (and creates) the cache in a folder.
 * @param checked whether another thread or process of this run has opened it, and so looked through it
 * @throws CacheError when the folder cannot be made, is no cache, or is damaged
 */
export function openStore(directory: string, checked = false): Cache {
  const root = openRoot(directory, checked)
  const shelves = Object.fromEntries(
    SHELVES.map(name => [
      name,
      openShelf(databaseOf(root, name, directory), directory, name === 'blobs' ? fromBytes : parse),
    ]),
  ) as Record<Shelf, ReturnType<typeof openShelf>>
  const {blobs, results, documents, remembered, runs} = shelves
  const settled = async () => void (await Promise.all(Object.values(shelves).map(shelf => shelf.settled())))
  return {
    result: key => results.get(key) as StoredResult | undefined,
    putResult: (key, result) => results.put(key, packJson(result)),
    blob: hash => blobs.get(hash),
    putBlob: value => {
      const bytes = toBytes(value)
      const hash = hashText(bytes)
      if (!blobs.has(hash)) blobs.put(hash, pack(bytes))
      return hash
    },
    document: location => documents.get(keyOf(location)) as DocumentRecord | undefined,
    putDocument: (location, record) => documents.put(keyOf(location), packJson(record)),
    remembered: location => remembered.get(keyOf(location)) as Remembered | undefined,
    lastRun: () => runs.get('last') as LastRun | undefined,
    putLastRun: last => runs.put('last', packJson(last)),
    has: (shelf, key) => shelves[shelf].has(key),
    get: (shelf, key) => shelves[shelf].get(key),
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
      await settled()
    },
    // A database that could not be written to does not close either: it goes with the process.
    close: async () => {
      if (Object.values(shelves).some(shelf => shelf.failed())) return
      await root.close()
      noteClosed(fileOf(directory))
    },
  }
}

function fileOf(directory: string): string {
  return `${directory}/${CACHE_FILE}`
}

function openRoot(directory: string, checked: boolean): RootDatabase {
  try {
    makeFolder(directory)
    const path = fileOf(directory)
    if (!checked) checkCacheFile(path)
    // Mapped in chunks: mapped whole, every page once looked at stays in the memory of the process.
    return open({path, maxDbs: SHELVES.length + 1, noSubdir: true, remapChunks: true})
  } catch (error) {
    throw new CacheError(directory, error)
  }
}

function databaseOf(root: RootDatabase, name: Shelf, directory: string): Database<Buffer, string> {
  try {
    return root.openDB<Buffer, string>({name, encoding: 'binary'})
  } catch (error) {
    throw new CacheError(directory, error)
  }
}

/**
 * One database of the cache. LMDB commits puts in batches and shows them to readers only then, so what was put and is not
 * yet committed is answered from memory.
 * @param readAs gives the value of bytes that were unpacked
 */
function openShelf(
  database: Database<Buffer, string>,
  directory: string,
  readAs: (bytes: Buffer) => unknown,
) {
  const waiting = new Map<string, Buffer>()
  const puts = new Set<Promise<unknown>>()
  let failure: CacheError | undefined
  let fail!: (error: CacheError) => void
  // After a failed commit LMDB leaves some promises as they are: nobody waits for them once it is known.
  const failing = new Promise<never>((_, reject) => {
    fail = reject
  })
  failing.catch(() => {})
  const follow = (made: Promise<unknown>, done: () => void) => {
    const put = made
      .then(done, async error => {
        const cause = await causeOf(error)
        failure ??= new CacheError(directory, cause)
        fail(failure)
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
    get: (key: string): unknown =>
      read(() => {
        const bytes = waiting.get(key) ?? database.get(key)
        return bytes && readAs(unpack(bytes))
      }),
    has: (key: string): boolean => waiting.has(key) || read(() => database.doesExist(key)),
    put(key: string, bytes: Buffer): void {
      if (failure) throw failure
      waiting.set(key, bytes)
      follow(database.put(key, bytes), () => {
        if (waiting.get(key) === bytes) waiting.delete(key)
      })
    },
    remove: (key: string): void => follow(database.remove(key), () => {}),
    keys: (): Iterable<string> => database.getKeys(),
    pending: () => puts.size,
    failed: () => failure !== undefined,
    settled: async (): Promise<void> => {
      await Promise.race([Promise.all(puts), failing])
    },
  }
}

/** LMDB says why a commit failed in a promise of its own, which is settled by then or never. */
async function causeOf(error: {commitError?: Promise<never>}): Promise<unknown> {
  return await Promise.race([error.commitError ?? error, setImmediate(error)]).catch(cause => cause)
}

/**
 * A commit that fails also rejects promises that LMDB keeps for itself. Who put something hears of it by `settled`, so
 * these need not end the process.
 * @param error what was rejected without anybody waiting
 * @throws it, where it is not of LMDB
 */
export function ownOfCache(error: unknown): void {
  if (!(error instanceof Error && 'commitError' in error)) throw error
}
