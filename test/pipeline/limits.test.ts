import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {type Cache, type Outcome, openStore} from '../../pipeline/cache/store.ts'
import type {Config} from '../../pipeline/config.ts'
import {makeChain} from '../../pipeline/documents/chain.ts'
import {runDocuments} from '../../pipeline/run.ts'
import {stages} from './rogue/stages.ts'

const rule = {
  name: '',
  english: '',
  severity: 'error',
  stage: 'kernel',
  scope: 'file',
  basis: '',
  message: '{what}',
  thresholds: {},
} as const

/** A limit that ends a loop soon, and one that no machine, however busy, needs to fill the memory allowed. */
const SOON = 2
const LATE = 120

const config = (seconds: number): Config => ({
  directory: '',
  formats: {},
  rules: {L02: rule, L03: rule},
  files: {run: {document: {seconds, memoryMiB: 200}, warehouse: {memoryMiB: 200}}},
})

let folder: string
let cache: Cache
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  cache = openStore(join(folder, 'cache'))
})
afterEach(async () => {
  await cache.close()
  rmSync(folder, {recursive: true})
})

async function run(texts: Record<string, string | null>, jobs: number, seconds: number): Promise<Outcome[]> {
  const files = Object.entries(texts).map(([file, text]) => {
    const location = join(folder, file)
    if (text !== null) writeFileSync(location, text)
    const whole = {offset: 0, packed: null, deflated: false, size: null, crc: null}
    return {file, location, size: 1, stamp: null, extent: {path: Buffer.from(location), ...whole}}
  })
  const setup = {
    stagesModule: new URL('./rogue/stages.ts', import.meta.url).href,
    config: config(seconds),
    cache: join(folder, 'cache'),
    contracts: false,
    fresh: false,
    run: 'one',
  }
  const outcomes = await runDocuments(
    makeChain(stages.chain, config(seconds), cache),
    cache,
    {files, left: []},
    {
      jobs,
      setup,
      spool: join(folder, 'outcomes'),
      rehash: false,
      onProgress: () => {},
      onDocument: () => {},
    },
  )
  try {
    return [...outcomes.each()]
  } finally {
    outcomes.close()
  }
}

const said = ({file, outputs, findings, skipped}: Outcome) => [
  file,
  outputs.map(hash => cache.blob(hash)),
  findings.map(({rule, message}) => `${rule} ${message}`),
  skipped.map(({reason, detail}) => `${reason} ${detail}`),
]

const ENDS: Record<string, [string, string]> = {
  loop: ['tooLarge', '处理时间超过上限 2 秒，已中止'],
  heap: ['tooLarge', '处理所需内存超过上限 200 MiB，已中止'],
  table: ['tooLarge', '处理所需内存超过上限 200 MiB，已中止'],
  buffers: ['tooLarge', '处理所需内存超过上限 200 MiB，已中止'],
  exit: ['internal', '处理它的进程中途崩溃'],
  later: ['internal', '处理它的进程中途崩溃'],
}

test.each(Object.keys(ENDS))('%s: a finding and a skip, the others are whole', async deed => {
  const outcomes = await run({a: 'one', b: deed, c: 'two', d: 'three'}, 1, deed === 'loop' ? SOON : LATE)
  const [reason, what] = ENDS[deed]!
  expect(outcomes.map(said)).toEqual([
    ['a', ['one'], [], []],
    ['b', [], [`L03 ${what}`], [`${reason} ${what}。`]],
    ['c', ['two'], [], []],
    ['d', ['three'], [], []],
  ])
})

test('time counts anew with each part that is done', async () => {
  expect((await run({a: 'pages'}, 1, SOON)).map(said)).toEqual([['a', ['pages'], [], []]])
})

test('several at once with two threads; a file that has gone', async () => {
  const outcomes = await run({a: 'exit', b: 'one', c: 'table', d: null, e: 'heap', f: 'two'}, 2, LATE)
  expect(outcomes.map(said).map(([file, values, findings]) => [file, values, findings])).toEqual([
    ['a', [], ['L03 处理它的进程中途崩溃']],
    ['b', ['one'], []],
    ['c', [], ['L03 处理所需内存超过上限 200 MiB，已中止']],
    ['d', [], ['L02 无法打开文件（ENOENT）']],
    ['e', [], ['L03 处理所需内存超过上限 200 MiB，已中止']],
    ['f', ['two'], []],
  ])
})
