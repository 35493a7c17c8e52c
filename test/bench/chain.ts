import {createHash} from 'node:crypto'
import {fileURLToPath} from 'node:url'
import {gatherOver} from '../../pipeline/cache/gather.ts'
import type {Cache} from '../../pipeline/cache/store.ts'
import {loadConfig} from '../../pipeline/config.ts'
import {type AnyStage, makeChain, outcomeOf, runDocument} from '../../pipeline/documents/chain.ts'
import {stages} from '../../stages/index.ts'
import {type Part, processorTime, type Work} from './measure.ts'

/** A cache that holds nothing: every document is new. */
const nothing = {
  result: () => undefined,
  blob: () => undefined,
  has: () => false,
  document: () => undefined,
  refresh: () => {},
} as unknown as Cache

/**
 * The whole document chain as a worker runs it on a new file, from the hash of its bytes to the packed entries of the
 * cache.
 * @param parts tells what each stage took of it, and `store`: hashes, JSON, packing and all else that is no stage. Asking
 * for the time so often is itself a part of it
 */
export function chainWork(file: string, parts: boolean): Work {
  const files = Object.assign({}, stages.publishFiles, ...stages.chain.map(stage => stage.files ?? {}))
  const config = loadConfig(fileURLToPath(new URL('../../config', import.meta.url)), files)
  const store = gatherOver(nothing)
  const taken = new Map<string, number>()
  const chain = makeChain(
    parts ? stages.chain.map(stage => timed(stage, taken)) : stages.chain,
    config,
    store,
  )
  return async (bytes): Promise<Part[]> => {
    taken.clear()
    const start = parts ? processorTime() : 0
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const record = await runDocument(chain, {source: {file, sha256, size: bytes.length}, bytes})
    store.putDocument(file, record)
    outcomeOf(store, record)
    store.take()
    if (!parts) return []
    const whole = processorTime() - start
    const inStages = [...taken.values()].reduce((sum, ms) => sum + ms, 0)
    return [...[...taken].map(([name, ms]) => ({name, ms})), {name: 'store', ms: whole - inStages}]
  }
}

function timed(stage: AnyStage, taken: Map<string, number>): AnyStage {
  return {
    ...stage,
    run: async (input, context) => {
      const start = processorTime()
      const result = await stage.run(input, context)
      taken.set(stage.name, (taken.get(stage.name) ?? 0) + processorTime() - start)
      return result
    },
  }
}
