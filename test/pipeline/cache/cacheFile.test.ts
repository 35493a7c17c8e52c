import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {checkCacheFile} from '../../../pipeline/cache/cacheFile.ts'
import {openStore} from '../../../pipeline/cache/store.ts'

const PAGE = 4096
let folder: string
const at = (...parts: string[]) => join(folder, ...parts)
const values = Array.from({length: 300}, (_, i) => ({i, text: `${i}`.repeat((i * 37) % 900)}))
const hashes: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-file-'))
  const cache = openStore(at('sound'))
  for (const value of values) hashes.push(cache.putBlob(value))
  await cache.flush()
  await cache.close()
})
afterAll(() => rmSync(folder, {recursive: true}))

/** A copy of the sound cache with something done to its file. */
function damaged(act: (path: string) => void): string {
  rmSync(at('copy'), {recursive: true, force: true})
  cpSync(at('sound'), at('copy'), {recursive: true})
  act(at('copy/cache-3.mdb'))
  return at('copy')
}

function overwrite(path: string, from: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, from)
  closeSync(file)
}

/** What is wrong with pages, whose numbers are LMDB's affair. */
const FAULTS = [
  'page N is beyond the end',
  ...[
    'the tree is too deep',
    'another page stands there',
    'no page of a tree',
    'its head is wrong',
    'a node lies outside',
    'a key lies outside',
    'a value lies outside',
    'no tree stands there',
  ].map(what => `page N: ${what}`),
  'no head of a database',
  'no second head of a database',
  'it is cut short',
]

/** The sentence of an error, without the number of the page; null where none is thrown. */
function sentence(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    return (error as Error).message.replace(/page \d+/, 'page N')
  }
}

const said = (why: string) =>
  `缓存目录 ${at('copy')} 已损坏或不是本程序的缓存（${why}）。请删除其中的 cache-3.mdb 再运行；缓存可以重新生成。`

test('a sound file is opened, closed or not', async () => {
  for (const act of [() => {}, (path: string) => utimesSync(path, 1, 1)]) {
    const cache = openStore(damaged(act))
    expect(hashes.map(hash => cache.blob(hash))).toEqual(values)
    await cache.close()
  }
})

test('a file cut short is refused with a sentence', () => {
  const cut = (size: number) => sentence(() => openStore(damaged(path => truncateSync(path, size))))
  expect(cut(2 * PAGE)).toBe(said('page N is beyond the end'))
  expect(cut(PAGE + 10)).toBe(said('it is cut short'))
})

test('a file of something else is refused', () => {
  const folder = damaged(path => overwrite(path, 0, Buffer.alloc(PAGE, 'x')))
  expect(sentence(() => openStore(folder))).toBe(said('no head of a database'))
})

test('zeros in place of the trees are refused', () => {
  const size = statSync(at('sound/cache-3.mdb')).size
  const folder = damaged(path => overwrite(path, 2 * PAGE, Buffer.alloc(size - 2 * PAGE)))
  expect(sentence(() => openStore(folder))).toBe(said('page N: another page stands there'))
})

test('whatever bytes are written over: refused, a value refused, or all values right', async () => {
  const size = statSync(at('sound/cache-3.mdb')).size
  await fc.assert(
    fc.asyncProperty(
      fc.integer({min: 0, max: size - 1}),
      fc.uint8Array({minLength: 1, maxLength: 200}),
      async (from, bytes) => {
        const path = join(
          damaged(path => overwrite(path, from, bytes.subarray(0, size - from))),
          'cache-3.mdb',
        )
        const fault = sentence(() => checkCacheFile(path))
        if (fault !== null) {
          expect(FAULTS.filter(one => one === fault)).toEqual([fault])
          return
        }
        const cache = openStore(at('copy'))
        for (const [i, hash] of hashes.entries()) {
          let value: unknown
          try {
            value = cache.blob(hash)
          } catch (error) {
            expect((error as Error).message).toBe(said('a value is not what was put'))
            continue
          }
          // A key that was written over is not found: the stage runs again.
          if (value !== undefined) expect(value).toEqual(values[i])
        }
        await cache.close()
      },
    ),
    {numRuns: 80, seed: 4},
  )
})
