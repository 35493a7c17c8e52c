import {cacheKey, hashOf, type KeyParts, reasonOf} from '../cache/key.ts'
import {answersTo, type LookupIndex, lookupIndex, noteAsked} from '../cache/lookups.ts'
import type {DocumentRecord, Step, StepName, Store, StoredResult} from '../cache/store.ts'
import type {Config} from '../config.ts'
import {SurroundingsError} from '../failure.ts'
import {type Answers, type Finding, makeFinding, type Skipped} from '../model/finding.ts'
import type {Context, Derived, Result, SourceFile, Stage} from '../stage.ts'

// biome-ignore lint/suspicious/noExplicitAny: the chain passes values between stages; each stage's schemas type them.
export type AnyStage = Stage<any, any, any, any>

/** The settings of a stage for one variant of its input. */
interface Slice {
  value: unknown
  hash: string
  lookups?: LookupIndex
}

/** Stages with their settings worked out once a variant, ready to take documents. Holds no state of a document. */
export interface Chain {
  stages: AnyStage[]
  config: Config
  store: Store
  /** Checks every output against the stage's schema: for tests, and whenever a fault of ours is looked for. */
  contracts: boolean
  /** Called whenever a stage says that a part of long work is done. */
  advance(): void
  settings(stage: AnyStage, variant: string | undefined): Slice
  /**
   * Hash of what a row of steps depends on besides the document: the stages, their versions and settings, the kinds of files
   * they know, and what the configuration says of their inputs.
   */
  identity(steps: StepName[]): string
}

/** Makes a chain; settings slices are taken and hashed when first needed. */
export function makeChain(
  stages: AnyStage[],
  config: Config,
  store: Store,
  contracts = false,
  advance: () => void = () => {},
): Chain {
  const slices = new Map<string, Slice>()
  const identities = new Map<string, string>()
  const settings: Chain['settings'] = (stage, variant) => {
    const name = `${stage.name}\n${variant ?? ''}`
    let slice = slices.get(name)
    if (!slice) {
      const value = stage.settings(config, variant)
      slice = {value, hash: hashOf(value)}
      if (stage.lookups) slice.lookups = lookupIndex(stage.lookups(value))
      slices.set(name, slice)
    }
    return slice
  }
  return {
    stages,
    config,
    store,
    contracts,
    advance,
    settings,
    identity(steps) {
      const row = steps.map(({stage, variant}) => `${stage} ${variant ?? ''}`).join('\n')
      let identity = identities.get(row)
      if (identity === undefined) {
        const slicesOf = steps.map(step => {
          const stage = stages.find(one => one.name === step.stage)
          return stage && settings(stage, step.variant).hash
        })
        const passing = stages.filter(stage => stage.grounds).map(stage => settings(stage, undefined).hash)
        const versions = stages.map(stage => [stage.name, stage.version, stage.kinds?.()])
        identity = hashOf([versions, slicesOf, passing])
        identities.set(row, identity)
      }
      const facts = [...new Set(steps.flatMap(({names = []}) => names))].flatMap(name =>
        stages.flatMap(stage => stage.facts?.(config, name) ?? []),
      )
      return facts.length === 0 ? identity : hashOf([identity, facts])
    },
  }
}

/** A document as it enters the chain. */
export interface DocumentInput {
  source: SourceFile
  bytes: Uint8Array
  /** Record of the last run over the same location, to say why a stage runs again. */
  before?: DocumentRecord
}

/**
 * Takes one document through all stages. A stage's stored result is used when its key is known; otherwise it runs and
 * its result, findings included, is stored, unless it is a passing one. A throw is our fault, never the document's: it becomes
 * finding Z01 and a skip, is not stored, and nothing after that stage runs for that piece.
 */
export async function runDocument(chain: Chain, input: DocumentInput): Promise<DocumentRecord> {
  const {source, before} = input
  const steps: Step[] = []
  const findings: Finding[] = []
  const skipped: Skipped[] = []
  const outputs: string[] = []

  async function walk(
    depth: number,
    hash: string,
    value: unknown,
    variant: string | undefined,
    name: string | undefined,
    earlier: Finding[],
  ): Promise<void> {
    const stage = chain.stages[depth]
    if (!stage) {
      outputs.push(hash)
      return
    }
    const parts = keyParts(chain, stage, source, {hash, variant, name, earlier})
    if (!parts) return walk(depth + 1, hash, value, variant, name, earlier)
    const last = previousStep(before, steps, stage.name)
    const {key, stored} = storedFor(chain, stage, variant, parts, last)
    const step: Step = {parts, key, reason: reasonOf(parts, last?.parts, stored !== undefined), variant}
    steps.push(step)
    let result = stored
    let values: unknown[] | undefined
    if (!result) {
      const derived: string[] = []
      try {
        const given = value === undefined && depth > 0 ? chain.store.blob(hash) : value
        const made: Result<unknown> = await stage.run(given, {
          settings: chain.settings(stage, variant).value,
          source,
          facts: stage.facts?.(chain.config, name),
          grounds: stage.grounds?.(earlier, chain.settings(stage, variant).value),
          bytes: () => input.bytes,
          advance: chain.advance,
          derive: deriving(chain.store, source, derived),
        })
        if (chain.contracts) for (const output of made.outputs) stage.output.parse(output.value)
        values = made.outputs.map(output => output.value)
        result = storedFormOf(chain.store, made, {value: given, hash}, derived)
        if (made.passing) {
          findings.push(...made.findings)
          skipped.push(...made.skipped)
        } else chain.store.putResult(key, result)
      } catch (error) {
        if (error instanceof SurroundingsError) throw error
        fault(stage.name, hash, error)
        return
      }
    }
    const {lookups} = chain.settings(stage, variant)
    if (lookups && result.asked !== undefined) step.answered = answersTo(result.asked, lookups)
    const known = [...earlier, ...result.findings]
    const names = result.outputs.flatMap(output => output.name ?? [])
    if (names.length > 0) step.names = names
    for (const [i, output] of result.outputs.entries()) {
      await walk(depth + 1, output.hash, values?.[i], output.variant, output.name, known)
    }
  }

  function fault(stage: string, hash: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const what = text.split('\n').slice(0, 4).join(' | ')
    const actual = `sha256=${source.sha256} input=${hash || '-'}`
    findings.push({
      ...makeFinding(chain.config.rules, 'Z01', {values: {stage, what}, actual}),
      file: source.file,
    })
    skipped.push({
      file: source.file,
      reason: 'internal',
      detail: `处理到“${stage}”一步时程序自身出错，详见校验清单 Z01。`,
    })
  }

  const first = chain.stages[0]
  await walk(0, '', null, first?.variantOf?.(input.bytes, source), undefined, [])
  return {file: source.file, sha256: source.sha256, size: source.size, steps, outputs, findings, skipped}
}

/**
 * What decides the result of a stage on one input; null where the stage passes it by. What the configuration says of the
 * input alone, and what was found of it earlier, count as settings.
 */
export function keyParts(
  {config, settings}: Pick<Chain, 'config' | 'settings'>,
  stage: AnyStage,
  source: SourceFile,
  input: {hash: string; variant?: string; name?: string; earlier: Finding[]},
): KeyParts | null {
  const facts = stage.facts?.(config, input.name)
  if (stage.facts && facts === undefined) return null
  const slice = settings(stage, input.variant)
  const grounds = stage.grounds?.(input.earlier, slice.value)
  if (stage.grounds && grounds === undefined) return null
  return {
    stage: stage.name,
    version: stage.version,
    settings:
      facts === undefined && grounds === undefined ? slice.hash : hashOf([slice.hash, facts, grounds]),
    source: stage.source ? hashOf(stage.source(source)) : '',
    input: input.hash,
  }
}

/**
 * The result that is known for a key. Where the settings changed at entries alone that the last run over the document did not ask
 * for, that is the result of then, under its key.
 */
export function storedFor(
  {store, settings}: Pick<Chain, 'store' | 'settings'>,
  stage: AnyStage,
  variant: string | undefined,
  parts: KeyParts,
  last: Step | undefined,
): {key: string; stored: StoredResult | undefined} {
  const key = cacheKey(parts)
  const stored = store.result(key)
  const {lookups} = settings(stage, variant)
  if (stored || !lookups || !last?.answered) return {key, stored}
  if (cacheKey({...last.parts, settings: ''}) !== cacheKey({...parts, settings: ''})) return {key, stored}
  const earlier = store.result(last.key)
  if (earlier?.asked === undefined) return {key, stored}
  const now = answersTo(earlier.asked, lookups)
  const same = now.rest === last.answered.rest && now.answers === last.answered.answers
  return same ? {key: last.key, stored: earlier} : {key, stored}
}

/** What can be made of the bytes of a source alone is looked up first, and stored. @param keys gets the keys of it */
function deriving(store: Store, source: SourceFile, keys: string[]): Context<unknown>['derive'] {
  return async <T>({name, version, settings}: Derived, make: () => Promise<T> | T) => {
    const key = cacheKey({stage: name, version, settings: hashOf(settings), source: source.sha256, input: ''})
    keys.push(key)
    const [stored] = store.result(key)?.outputs ?? []
    if (stored) return store.blob(stored.hash) as T
    const value = await make()
    store.putResult(key, {outputs: [{hash: store.putBlob(value)}], findings: [], skipped: []})
    return value
  }
}

/** What a stage made as it is kept, its values stored. What it passes on as it was given is stored already. */
function storedFormOf(
  store: Store,
  made: Result<unknown>,
  given: {value: unknown; hash: string},
  derived: string[],
): StoredResult {
  const passedOn = (value: unknown) => given.hash !== '' && value === given.value
  return {
    outputs: made.outputs.map(({value, variant, name}) => ({
      hash: passedOn(value) ? given.hash : store.putBlob(value),
      variant,
      name,
    })),
    findings: made.findings,
    skipped: made.skipped,
    answers: made.answers,
    ...(derived.length > 0 ? {derived} : {}),
    ...(made.asked ? {asked: noteAsked(made.asked)} : {}),
  }
}

/** The step of the last run that stands where the newest step of this run will: same stage, same count of that stage. */
function previousStep(before: DocumentRecord | undefined, steps: Step[], stage: string): Step | undefined {
  const nth = steps.filter(step => step.parts.stage === stage).length
  return before?.steps.filter(step => step.parts.stage === stage)[nth]
}

/** All findings and skips of a document, with the file written in, in the order of the stages. */
export function outcomeOf(
  store: Store,
  record: DocumentRecord,
): {findings: Finding[]; skipped: Skipped[]; answers: Answers[]} {
  const {file} = record
  const results = record.steps.map(step => store.result(step.key))
  return {
    answers: results.flatMap(result => result?.answers ?? []),
    findings: [...results.flatMap(result => result?.findings ?? []), ...record.findings].map(finding => ({
      ...finding,
      file,
    })),
    skipped: [...results.flatMap(result => result?.skipped ?? []), ...record.skipped].map(skip => ({
      ...skip,
      file,
    })),
  }
}
