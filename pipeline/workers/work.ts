import {gatherOver} from '../cache/gather.ts'
import {openStore} from '../cache/store.ts'
import type {Config} from '../config.ts'
import {makeChain} from '../documents/chain.ts'
import {type DocumentTask, type Processed, processDocument, type Stages} from '../documents/document.ts'
import {SurroundingsError} from '../failure.ts'

/** What a worker needs to build its own chain; plain data, cloned into the thread. */
export interface WorkerSetup {
  /** file: URL of the module that exports `stages`. */
  stagesModule: string
  config: Config
  cache: string
  /** Whether the cache held nothing when the run began. */
  fresh: boolean
  contracts: boolean
  /** Names the run. */
  run: string
}

/** Why no document can be taken through the chain: the cache is damaged. A sentence for the operator. */
export interface Unusable {
  unusable: string
}

/** Imports a module of the program by the URL of its source. */
export type Load = (url: string) => Promise<unknown>

/**
 * Makes the function that takes a whole document through the chain. The module of the stages comes by name, so that the
 * kernel need not know them. Nothing is written to the cache here: what a document gave is in the result.
 * @param advance called whenever a part of a document's long work is done
 */
export async function makeWork(
  setup: WorkerSetup,
  load: Load,
  advance: () => void,
): Promise<(task: DocumentTask) => Promise<Processed | Unusable>> {
  const {stages} = (await load(setup.stagesModule)) as {stages: Stages}
  const store = gatherOver(setup.fresh ? null : openStore(setup.cache, true))
  const chain = makeChain(stages.chain, setup.config, store, setup.contracts, advance)
  return async task => {
    try {
      return await processDocument(chain, store, stages.load, task, setup.run)
    } catch (error) {
      if (error instanceof SurroundingsError) return {unusable: error.message}
      throw error
    }
  }
}
