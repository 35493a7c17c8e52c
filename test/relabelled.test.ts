import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {hashOf} from '../pipeline/cache/key.ts'
import type {DocumentRecord, Store, StoredResult} from '../pipeline/cache/store.ts'
import {type Config, loadConfig} from '../pipeline/config.ts'
import {makeChain, outcomeOf, runDocument} from '../pipeline/documents/chain.ts'
import type {Table} from '../pipeline/model/ast.ts'
import {textOf} from '../pipeline/model/ast.ts'
import type {Line} from '../pipeline/model/format.ts'
import {map} from '../stages/map/index.ts'
import {read} from '../stages/read/index.ts'
import {recognise} from '../stages/recognise/index.ts'
import {corpusFiles} from './bench/corpus.ts'
import {type Random, randomOf} from './generate/random.ts'

const chain = [read, recognise, map]
const base = loadConfig(
  join(import.meta.dirname, '../config'),
  Object.assign({}, ...chain.map(({files}) => files)),
)

/** A cache in memory. */
function emptyStore(): Store {
  const results = new Map<string, StoredResult>()
  const blobs = new Map<string, string>()
  return {
    result: key => results.get(key),
    putResult: (key, result) => void results.set(key, JSON.parse(JSON.stringify(result))),
    blob: hash => (blobs.has(hash) ? JSON.parse(blobs.get(hash)!) : undefined),
    putBlob: value => {
      const hash = hashOf(value)
      blobs.set(hash, JSON.stringify(value))
      return hash
    },
    document: () => undefined,
    putDocument: () => {},
  }
}

interface Doc {
  file: string
  bytes: Uint8Array
}

const GENERATED = 14

/** Generated pages, some with mistakes, and the samples: tables in text, lists, several reports in a file. */
async function documents(): Promise<Doc[]> {
  const docs: Doc[] = []
  for await (const {path, bytes} of corpusFiles(GENERATED, ['html'], 3)) docs.push({file: path, bytes})
  const samples = join(import.meta.dirname, '../samples')
  for (const name of readdirSync(samples)) {
    const found = readdirSync(join(samples, name)).find(one => /\.(?:txt|html?|docx)$/.test(one))
    if (found) docs.push({file: `${name}/${found}`, bytes: readFileSync(join(samples, name, found))})
  }
  return docs
}

async function runAll(config: Config, store: Store, docs: Doc[], before: DocumentRecord[] = []) {
  const made = makeChain(chain, config, store)
  const records: DocumentRecord[] = []
  for (const [i, {file, bytes}] of docs.entries()) {
    const source = {file, sha256: hashOf(file), size: bytes.length}
    records.push(await runDocument(made, {source, bytes, before: before[i]}))
  }
  return records
}

/** What came of the documents, whatever the way. */
function outcomes(store: Store, records: DocumentRecord[]) {
  return records.map(record => ({
    ...outcomeOf(store, record),
    file: record.file,
    outputs: record.outputs.map(hash => store.blob(hash)),
  }))
}

/** How many documents a stage ran for. */
const ran = (records: DocumentRecord[], stage: string) =>
  records.filter(({steps}) => steps.some(step => step.parts.stage === stage && step.reason !== 'reused'))
    .length

const linesOf = (config: Config, format: string): Line[] =>
  config.formats[format]!.tables.flatMap(({blocks}) =>
    blocks.flatMap(({rows, columns}) => [...rows, ...columns]),
  ).flatMap(function within(line: Line): Line[] {
    return [line, ...[...(line.rows ?? []), ...(line.columns ?? [])].flatMap(within)]
  })
const lineOf = (config: Config, format: string, label: string) =>
  linesOf(config, format).find(line => line.label === label)!
const addAlias = (config: Config, format: string, label: string, ...aliases: string[]) => {
  const line = lineOf(config, format, label)
  line.aliases = [...(line.aliases ?? []), ...aliases]
}

/** Changes to the configuration, with what has to be recognised again where that is certain. */
const changes: [what: string, change: (config: Config) => void, again?: 'nothing' | 'all'][] = [
  [
    'a label that no document shows',
    config => addAlias(config, '2021', '行政许可', '行政许可事项'),
    'nothing',
  ],
  [
    'the same with a number',
    config => addAlias(config, '2019', '行政许可', '（十九）行政许可事项'),
    'nothing',
  ],
  ['a label that is no word', config => addAlias(config, '2021', '行政许可', '12'), 'all'],
  [
    'a label of the other format',
    config => addAlias(config, '2019', '行政许可', '本年制发件数', '现行有效件数'),
  ],
  ['a label that is a heading', config => addAlias(config, '2021', '规章', '总体情况', '一、总体情况')],
  [
    'a label renamed',
    config => {
      lineOf(config, '2021', '规章').label = '规章制度'
    },
  ],
  [
    'a format without its first table',
    config => {
      config.formats['2021']!.tables.shift()
    },
  ],
  [
    'a new format',
    config => {
      config.formats['2030'] = {...structuredClone(config.formats['2021']!), id: '2030', from: 2030}
    },
    'all',
  ],
  [
    'a format taken away',
    config => {
      delete config.formats['2014']
    },
    'all',
  ],
  [
    'a heading of a section',
    config => {
      config.formats['2021']!.sections[0]!.keywords.push(['另行说明'])
    },
    'all',
  ],
]

const docs = await documents()
const store = emptyStore()
const first = await runAll(base, store, docs)

test.each(changes)('%s: the same as from nothing', async (_, change, again) => {
  const config = structuredClone(base)
  change(config)
  const records = await runAll(config, store, docs, first)
  const fresh = emptyStore()
  expect(outcomes(store, records)).toEqual(outcomes(fresh, await runAll(config, fresh, docs)))
  if (again !== undefined) expect(ran(records, 'recognise')).toBe(again === 'all' ? docs.length : 0)
  // Their pictures are read with the help of labels, and they have none.
  expect(ran(records.slice(0, GENERATED), 'read')).toBe(0)
  const back = await runAll(base, store, docs, records)
  expect(outcomes(store, back)).toEqual(outcomes(store, first))
})

/** Texts of cells as documents show them, figures left out. */
function cellsShown(): string[] {
  const texts = new Set<string>()
  for (const {steps} of first) {
    for (const {parts, key} of steps) {
      if (parts.stage !== 'read') continue
      for (const {hash} of store.result(key)!.outputs) {
        const {children} = store.blob(hash) as {children: {type: string}[]}
        for (const node of children) {
          if (node.type !== 'table') continue
          for (const cell of (node as Table).children) texts.add(textOf(cell))
        }
      }
    }
  }
  return [...texts].filter(text => /\p{L}/u.test(text))
}

/** Some labels get an alias that documents show, some lose theirs, some change places. */
function shuffled(random: Random, texts: string[]): Config {
  const config = structuredClone(base)
  for (let i = 0; i < 2; i++) {
    const lines = linesOf(config, random.pick(Object.keys(config.formats))).filter(({label}) => label)
    const [one, other] = [random.pick(lines), random.pick(lines)]
    const kind = random.pick(['alias', 'alias', 'lose', 'swap'])
    if (kind === 'alias') one.aliases = [...(one.aliases ?? []), random.pick(texts)]
    else if (kind === 'lose') delete one.aliases
    else [one.label, other.label] = [other.label, one.label]
  }
  return config
}

test('whatever changes among the labels: the same as from nothing, change after change', async () => {
  const random = randomOf(8)
  const texts = cellsShown()
  let records = first
  let reused = 0
  for (let i = 0; i < 8; i++) {
    const config = shuffled(random, texts)
    records = await runAll(config, store, docs, records)
    const fresh = emptyStore()
    expect(outcomes(store, records)).toEqual(outcomes(fresh, await runAll(config, fresh, docs)))
    reused += docs.length - ran(records, 'recognise')
  }
  // Else this would not have tried anything.
  expect(reused).toBeGreaterThan(docs.length)
  expect(reused).toBeLessThan(8 * docs.length)
})
