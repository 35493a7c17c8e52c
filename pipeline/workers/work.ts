import {makeChain} from '../chain.ts'
import type {Config} from '../config.ts'
import {type DocumentTask, type Processed, processDocument, type Stages} from '../document.ts'
import {gatherOver} from '../gather.ts'
import {openStore} from '../store.ts'

/** What a worker needs to build its own chain; plain data, cloned into the thread. */
export interface WorkerSetup {
  /** file: URL of the module that exports `stages`. */
  stagesModule: string
  config: Config
  cache: string
  contracts: boolean
  /** Names the run. */
  run: string
}

/**
 * Makes the function that takes a whole document through the chain. The module of the stages comes by name, so that the
 * kernel need not know them. Nothing is written to the cache here: what a document gave is in the result.
 */
export async function makeWork(setup: WorkerSetup): Promise<(task: DocumentTask) => Promise<Processed>> {
  const {stages} = (await import(setup.stagesModule)) as {stages: Stages}
  const store = gatherOver(openStore(setup.cache))
  const chain = makeChain(stages.chain, setup.config, store, setup.contracts)
  return task => processDocument(chain, store, stages.load, task, setup.run)
}
