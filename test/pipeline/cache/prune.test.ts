import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {countEntries, pruneCache} from '../../../pipeline/cache/prune.ts'
import {type Cache, keyOf, openStore} from '../../../pipeline/cache/store.ts'

/** A document with one step that gave one value, and derived one from the bytes on the way. */
function document(cache: Cache, location: string): void {
  const hash = cache.putBlob(`value of ${location}`)
  const derived = `derived from ${location}`
  cache.putResult(derived, {outputs: [{hash: cache.putBlob(derived)}], findings: [], skipped: []})
  cache.putResult(`result of ${location}`, {outputs: [{hash}], findings: [], skipped: [], derived: [derived]})
  const parts = {stage: 's', version: '1', settings: '', source: '', input: ''}
  const steps = [{parts, key: `result of ${location}`, reason: 'new' as const}]
  const facts = {file: location, sha256: '', size: 0, findings: [], skipped: []}
  cache.putDocument(location, {...facts, steps, outputs: [hash]})
}

test('what the last run did not use goes, the rest stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  const cache = openStore(folder)
  onTestFinished(async () => {
    await cache.close()
    rmSync(folder, {recursive: true})
  })
  document(cache, 'a')
  document(cache, 'b')
  await cache.flush()
  expect(await pruneCache(cache)).toBe(null)
  cache.putLastRun({run: '1', documents: [keyOf('a')]})
  await cache.flush()
  expect(await pruneCache(cache)).toBe(5)
  expect(countEntries(cache)).toEqual({blobs: 2, results: 2, documents: 1, remembered: 0, runs: 1})
  expect(cache.document('b')).toBeUndefined()
  expect(cache.blob(cache.document('a')!.outputs[0]!)).toBe('value of a')
  expect(cache.result('derived from a')!.outputs.map(({hash}) => cache.blob(hash))).toEqual([
    'derived from a',
  ])
})
