import {hashText} from './key.ts'
import {pack, packJson} from './packing.ts'
import {toBytes} from './records.ts'
import {type Cache, keyOf, type Put, type Store, type StoredResult} from './store.ts'

/** A view of the cache that keeps what is put, for another thread to write. */
export interface Gathering extends Store {
  /** What was put since the last call. */
  take(): Put[]
}

/** A cache in which nothing is: what is never looked up costs neither time nor memory. */
const nothing: Pick<Cache, 'result' | 'blob' | 'has' | 'document' | 'refresh'> = {
  result: () => undefined,
  blob: () => undefined,
  has: () => false,
  document: () => undefined,
  refresh() {},
}

/**
 * A store that reads from the cache and writes nothing. A worker that is killed in the middle of a document so leaves
 * nothing half done, and no lock.
 * @param found null where the cache held nothing when the run began
 */
export function gatherOver(found: Cache | null): Gathering {
  const cache = found ?? nothing
  let puts: Put[] = []
  const results = new Map<string, StoredResult>()
  const blobs = new Map<string, unknown>()
  const known = new Set<string>()
  return {
    result(key) {
      const found = results.get(key) ?? cache.result(key)
      if (found) results.set(key, found)
      return found
    },
    putResult(key, result) {
      results.set(key, result)
      puts.push({shelf: 'results', key, bytes: packJson(result)})
    },
    blob: hash => (blobs.has(hash) ? blobs.get(hash) : cache.blob(hash)),
    putBlob(value) {
      const bytes = toBytes(value)
      const hash = hashText(bytes)
      if (!known.has(hash) && !cache.has('blobs', hash)) {
        puts.push({shelf: 'blobs', key: hash, bytes: pack(bytes)})
        blobs.set(hash, value)
      }
      known.add(hash)
      return hash
    },
    document: location => cache.document(location),
    putDocument(location, record) {
      puts.push({shelf: 'documents', key: keyOf(location), bytes: packJson(record)})
    },
    take() {
      const taken = puts
      puts = []
      results.clear()
      blobs.clear()
      known.clear()
      cache.refresh()
      return taken
    },
  }
}
