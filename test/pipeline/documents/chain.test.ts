import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {z} from 'zod'
import {type Cache, openStore} from '../../../pipeline/cache/store.ts'
import type {Config} from '../../../pipeline/config.ts'
import {type AnyStage, makeChain, outcomeOf, runDocument} from '../../../pipeline/documents/chain.ts'
import {explainNext} from '../../../pipeline/documents/explain.ts'
import type {Finding, Rule} from '../../../pipeline/model/finding.ts'
import {defineStage} from '../../../pipeline/stage.ts'

const rule = (stage: string, message: string): Rule => ({
  name: '',
  english: '',
  severity: 'error',
  stage,
  scope: 'file',
  basis: '',
  message,
  thresholds: {},
})

const config = (words: Record<string, string> = {a: 'A', b: 'B'}): Config => ({
  directory: '',
  formats: {},
  rules: {Z01: rule('kernel', '{stage}: {what}')},
  files: {words},
})

/** Splits a text into words; then turns each into the word the configuration has for it. */
const runs: string[] = []
const split = defineStage<null, string, null>({
  name: 'split',
  version: '1',
  input: z.null(),
  output: z.string(),
  settings: () => null,
  source: ({sha256}) => sha256,
  run(_, {bytes}) {
    runs.push('split')
    const words = new TextDecoder().decode(bytes()).split(' ')
    return {outputs: words.map(value => ({value, variant: value})), findings: [], skipped: []}
  },
})
const turn = defineStage<string, string, string>({
  name: 'turn',
  version: '1',
  input: z.string(),
  output: z.string(),
  settings: ({files}, variant) => (files.words as Record<string, string>)[variant ?? ''] ?? '',
  run(word, {settings}) {
    runs.push(`turn ${word}`)
    if (word === 'bad') throw new Error('no such word')
    return {outputs: [{value: settings}], findings: [], skipped: []}
  },
})

const finding: Finding = {
  rule: 'Q01',
  severity: 'warning',
  message: 'why',
  report: null,
  file: '',
  keys: [],
  place: {},
  related: [],
  expected: null,
  actual: null,
  basis: null,
}

let folder: string
let store: Cache
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  store = openStore(folder)
  runs.length = 0
})
afterEach(async () => {
  await store.close()
  rmSync(folder, {recursive: true})
})

const stages: AnyStage[] = [split, turn]
const document = (text: string) => ({
  source: {file: 'x.txt', sha256: text, size: text.length},
  bytes: new TextEncoder().encode(text),
})

describe('the chain', () => {
  test('a document goes through all stages; a second time nothing runs', async () => {
    const chain = makeChain(stages, config(), store)
    const first = await runDocument(chain, document('a b'))
    expect(first.outputs.map(hash => store.blob(hash))).toEqual(['A', 'B'])
    expect(first.steps.map(({parts, reason}) => [parts.stage, reason])).toEqual([
      ['split', 'new'],
      ['turn', 'new'],
      ['turn', 'new'],
    ])
    runs.length = 0
    const second = await runDocument(chain, {...document('a b'), before: first})
    expect(runs).toEqual([])
    expect(second.outputs).toEqual(first.outputs)
    expect(second.steps.map(({reason}) => reason)).toEqual(['reused', 'reused', 'reused'])
  })

  test('a changed setting runs the stage again for its variant alone, and says why', async () => {
    const first = await runDocument(makeChain(stages, config(), store), document('a b'))
    runs.length = 0
    const chain = makeChain(stages, config({a: 'A', b: 'β'}), store)
    const lines = explainNext(chain, first, document('a b').source, document('a b').bytes)
    expect(lines.map(line => line.trim().replace(/ +/g, ' '))).toEqual([
      'split 沿用缓存',
      'turn (a) 沿用缓存',
      'turn (b) 重新运行：该步用到的配置变了',
    ])
    const second = await runDocument(chain, {...document('a b'), before: first})
    expect(runs).toEqual(['turn b'])
    expect(second.steps.map(({reason}) => reason)).toEqual(['reused', 'reused', 'settings'])
    expect(second.outputs.map(hash => store.blob(hash))).toEqual(['A', 'β'])
  })

  test('what is made of the bytes alone is made once, whatever else the stage runs again for', async () => {
    const counts: string[] = []
    const count = defineStage<string, string, string>({
      ...turn,
      name: 'count',
      source: ({sha256}) => sha256,
      async run(_, {settings, bytes, derive}) {
        const length = await derive({name: 'length', version: '1', settings: null}, () => {
          counts.push(settings)
          if (settings === 'X') throw new Error('not now')
          return bytes().length
        })
        return {outputs: [{value: `${settings}${length}`}], findings: [], skipped: []}
      },
    })
    const outputsOf = async (words: Record<string, string>, text = 'a') => {
      const {outputs} = await runDocument(makeChain([split, count], config(words), store), document(text))
      return outputs.map(hash => store.blob(hash))
    }
    expect(await outputsOf({a: 'X'})).toEqual([])
    expect(await outputsOf({a: 'A'})).toEqual(['A1'])
    expect(await outputsOf({a: 'α'})).toEqual(['α1'])
    expect(await outputsOf({a: 'α', b: 'β'}, 'a b')).toEqual(['α3', 'β3'])
    expect(counts).toEqual(['X', 'A', 'α'])
  })

  test('a stage with grounds runs where earlier findings give them, and otherwise costs no step', async () => {
    const doubt = defineStage<string, string, string>({
      ...turn,
      name: 'doubt',
      run: word => ({outputs: [{value: word}], findings: word === 'A' ? [finding] : [], skipped: []}),
    })
    const again = defineStage<string, string, string>({
      ...turn,
      name: 'again',
      grounds: earlier => earlier.find(({rule}) => rule === 'Q01')?.message,
      run: (word, {grounds}) => ({outputs: [{value: `${word} ${grounds}`}], findings: [], skipped: []}),
    })
    const chain = makeChain([split, turn, doubt, again], config(), store)
    const record = await runDocument(chain, document('a b'))
    expect(record.outputs.map(hash => store.blob(hash))).toEqual(['A why', 'B'])
    expect(record.steps.filter(({parts}) => parts.stage === 'again').length).toBe(1)
    const lines = explainNext(chain, record, document('a b').source, document('a b').bytes)
    expect(lines.map(line => line.trim().split(' ')[0])).toEqual([
      'split',
      'turn',
      'doubt',
      'again',
      'turn',
      'doubt',
    ])
    const steps = record.steps.map(({parts, variant}) => ({stage: parts.stage, variant}))
    const changed = makeChain([split, turn, doubt, {...again, settings: () => 'other'}], config(), store)
    const passed = steps.filter(({stage}) => stage !== 'again')
    expect(changed.identity(passed)).not.toBe(chain.identity(passed))
  })

  test('where the kinds of files change, a file may be of another kind, and is looked at again', () => {
    const identity = (kinds: string[]) =>
      makeChain([{...split, kinds: () => kinds}, turn], config(), store).identity([{stage: 'split'}])
    expect(identity(['html 1', 'text 2'])).toBe(identity(['html 1', 'text 2']))
    expect(identity(['html 1', 'pdf 1', 'text 2'])).not.toBe(identity(['html 1', 'text 2']))
  })

  test('a throw is our fault: a finding, a skip, and the rest of the document goes on', async () => {
    const record = await runDocument(makeChain(stages, config(), store), document('a bad b'))
    const {findings, skipped} = outcomeOf(store, record)
    expect(record.outputs.map(hash => store.blob(hash))).toEqual(['A', 'B'])
    expect(findings.map(({rule, file, severity}) => [rule, file, severity])).toEqual([
      ['Z01', 'x.txt', 'error'],
    ])
    expect(findings[0]!.message.startsWith('turn: Error: no such word |')).toBe(true)
    expect(skipped).toEqual([
      {file: 'x.txt', reason: 'internal', detail: '处理到“turn”一步时程序自身出错，详见校验清单 Z01。'},
    ])
  })

  test('a fault is not kept: the next run tries again', async () => {
    const chain = makeChain(stages, config(), store)
    const before = await runDocument(chain, document('bad'))
    runs.length = 0
    await runDocument(chain, {...document('bad'), before})
    expect(runs).toEqual(['turn bad'])
  })

  test('what could not be done this time is said, and the next run tries again', async () => {
    let slow = true
    const late = defineStage<string, string, string>({
      ...turn,
      name: 'late',
      run(word) {
        runs.push(`late ${word}`)
        return {outputs: [{value: word}], findings: slow ? [finding] : [], skipped: [], passing: slow}
      },
    })
    const chain = makeChain([split, late, turn], config(), store)
    const before = await runDocument(chain, document('a'))
    expect(before.outputs.map(hash => store.blob(hash))).toEqual([''])
    expect(outcomeOf(store, before).findings).toEqual([{...finding, file: 'x.txt'}])
    // What a document is spared by: none of the kernel's own findings (document.ts).
    expect(before.findings.length).toBe(1)
    slow = false
    runs.length = 0
    const after = await runDocument(chain, {...document('a'), before})
    expect(runs).toEqual(['late a'])
    expect(outcomeOf(store, after).findings).toEqual([])
    await runDocument(chain, {...document('a'), before: after})
    expect(runs).toEqual(['late a'])
  })

  test('with contracts on, an output that breaks its schema is our fault', async () => {
    const liar = {
      ...split,
      run: () => ({outputs: [{value: 7}], findings: [], skipped: []}),
    } as unknown as AnyStage
    const record = await runDocument(makeChain([liar], config(), store, true), document('a'))
    expect(record.outputs).toEqual([])
    expect(record.findings.map(({rule}) => rule)).toEqual(['Z01'])
  })

  test('results survive closing the cache', async () => {
    const first = await runDocument(makeChain(stages, config(), store), document('a'))
    await store.flush()
    await store.close()
    store = openStore(folder)
    runs.length = 0
    await runDocument(makeChain(stages, config(), store), {...document('a'), before: first})
    expect(runs).toEqual([])
  })
})

describe('a stage that depends on what the configuration says of one input', () => {
  const named = defineStage<string, string, null>({
    name: 'named',
    version: '1',
    input: z.string(),
    output: z.string(),
    settings: () => null,
    run: word => ({outputs: [{value: word, name: `word ${word}`}], findings: [], skipped: []}),
  })
  const amend = defineStage<string, string, null, string>({
    name: 'amend',
    version: '1',
    input: z.string(),
    output: z.string(),
    settings: () => null,
    facts: ({files}, name) => (files.amendments as Record<string, string> | undefined)?.[name ?? ''],
    run(word, {facts}) {
      runs.push(`amend ${word}`)
      return {outputs: [{value: `${word}${facts}`}], findings: [], skipped: []}
    },
  })
  const chainOf = (amendments?: Record<string, string>) => {
    const {files, ...rest} = config()
    return makeChain(
      [split, named, amend],
      {...rest, files: amendments ? {...files, amendments} : files},
      store,
    )
  }
  const outputs = async (chain: ReturnType<typeof makeChain>, text: string) =>
    (await runDocument(chain, document(text))).outputs.map(hash => store.blob(hash))

  test('runs on the inputs it says something of, the others pass it by', async () => {
    expect(await outputs(chainOf(), 'a b')).toEqual(['a', 'b'])
    expect(await outputs(chainOf({'word b': '!'}), 'a b')).toEqual(['a', 'b!'])
    expect(await outputs(chainOf({'word b': '!', 'word a': '?'}), 'a b')).toEqual(['a?', 'b!'])
    expect(runs).toEqual(['split', 'amend b', 'amend a'])
  })

  test('what is said goes into what a document is spared by', async () => {
    const {steps} = await runDocument(chainOf(), document('a b'))
    const names = steps.map(({parts, variant, names: given}) => ({
      stage: parts.stage,
      variant,
      names: given,
    }))
    const identity = (amendments?: Record<string, string>) => chainOf(amendments).identity(names)
    expect(identity({'word c': '!'})).toBe(identity())
    expect(identity({})).toBe(identity())
    expect(identity({'word b': '!'})).not.toBe(identity())
    expect(identity({'word b': '?'})).not.toBe(identity({'word b': '!'}))
  })
})
