import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {type Cache, openStore} from '../../../pipeline/cache/store.ts'
import type {Tally} from '../../../pipeline/operator/summary.ts'
import {remember, standing} from '../../../pipeline/output/published.ts'

const tally: Tally = {
  counts: {files: 2, reports: 1, findings: 0, skipped: 1},
  accepted: 1,
  repeated: 0,
  severity: {error: 0, warning: 0, info: 0},
  settled: 0,
  serious: {},
  reasons: {guide: 1},
  faults: 0,
}
const NAMES = ['a.txt', 'tables']
let folder: string
let cache: Cache
const at = (...parts: string[]) => join(folder, ...parts)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-published-'))
  cache = openStore(at('cache'))
  mkdirSync(at('out/tables'), {recursive: true})
  writeFileSync(at('out/a.txt'), 'first')
  writeFileSync(at('out/tables/b.csv'), 'second')
  remember(cache, 'print', at('out'), NAMES, tally)
})
afterEach(async () => {
  await cache.close()
  rmSync(folder, {recursive: true})
})

const found = async (print: string, out: string, rehash = false) =>
  (await standing(cache, print, at(out), rehash))?.tally ?? null

test('outputs of the same fingerprint stand, of another they do not', async () => {
  const before = statSync(at('out/a.txt')).ino
  expect(await found('print', 'out')).toEqual(tally)
  expect(await found('other', 'out')).toBeNull()
  expect(statSync(at('out/a.txt')).ino).toBe(before)
})

test.each<[string, () => void]>([
  ['changed', () => writeFileSync(at('out/a.txt'), 'FIRST')],
  ['removed', () => rmSync(at('out/a.txt'))],
  ['emptied', () => rmSync(at('out/tables'), {recursive: true})],
  ['added to', () => writeFileSync(at('out/tables/c.csv'), 'third')],
])('outputs that were %s do not stand', async (_, act) => {
  act()
  expect(await found('print', 'out')).toBeNull()
})

test('outputs whose times alone were changed stand: their contents are compared', async () => {
  utimesSync(at('out/a.txt'), 1, 1)
  expect(await found('print', 'out')).toEqual(tally)
})

test('files that are none of the outputs do not matter', async () => {
  writeFileSync(at('out/notes.txt'), 'mine')
  expect(await found('print', 'out')).toEqual(tally)
})

test('outputs in another folder are copied, and stand there', async () => {
  mkdirSync(at('new'))
  expect(await found('print', 'new')).toEqual(tally)
  expect(readdirSync(at('new'), {recursive: true}).sort()).toEqual(['a.txt', 'tables', 'tables/b.csv'])
  expect(readFileSync(at('new/tables/b.csv'), 'utf8')).toBe('second')
  rmSync(at('out'), {recursive: true})
  expect(await found('print', 'new', true)).toEqual(tally)
})
