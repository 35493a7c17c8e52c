import {type Cache, type DocumentRecord, SHELVES, type Shelf, type StoredResult} from './store.ts'

/** How many entries each part of the cache holds. */
export function countEntries(cache: Cache): Record<Shelf, number> {
  const count = (shelf: Shelf) => {
    let entries = 0
    for (const _ of cache.keys(shelf)) entries++
    return entries
  }
  return Object.fromEntries(SHELVES.map(shelf => [shelf, count(shelf)])) as Record<Shelf, number>
}

/** Removals under way before the next are made. */
const BATCH = 4000

/**
 * Removes what the last complete run did not use: documents it did not take in, results none of its documents went
 * through, contents no such result names. The room is used again by later runs; the file does not become shorter.
 * @returns how many entries were removed; null where no run was ever complete
 */
export async function pruneCache(cache: Cache): Promise<number | null> {
  const last = cache.lastRun()
  if (!last) return null
  const documents = new Set(last.documents)
  const results = new Set<string>()
  const blobs = new Set<string>()
  for (const key of last.documents) {
    const record = cache.get('documents', key) as DocumentRecord | undefined
    const used = (record?.steps ?? []).map(step => step.key)
    for (let result = used.pop(); result !== undefined; result = used.pop()) {
      results.add(result)
      const {outputs = [], derived = []} = (cache.get('results', result) ?? {}) as Partial<StoredResult>
      for (const {hash} of outputs) blobs.add(hash)
      used.push(...derived)
    }
  }
  const kept = {documents, remembered: documents, results, blobs}
  let removed = 0
  for (const [shelf, keep] of Object.entries(kept) as [Shelf, Set<string>][]) {
    for (const key of [...cache.keys(shelf)].filter(one => !keep.has(one))) {
      cache.remove(shelf, key)
      if (++removed % BATCH === 0) await cache.settled()
    }
  }
  await cache.flush()
  return removed
}
