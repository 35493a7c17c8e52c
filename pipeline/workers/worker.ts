import {workerData} from 'node:worker_threads'
import {makeChain} from '../chain.ts'
import {type DocumentTask, processDocument, type Stages} from '../document.ts'
import {type DocumentRecord, openStore} from '../store.ts'
import type {WorkerSetup} from './pool.ts'

/**
 * A worker takes a whole document through the chain in one call. It gets the module of the stages by name, so that the
 * kernel need not know them.
 */
const setup = workerData as WorkerSetup
const {stages} = (await import(setup.stagesModule)) as {stages: Stages}
const store = openStore(setup.cache)
const chain = makeChain(stages.chain, setup.config, store, setup.contracts)

/** One document; its results can be read by the main thread when the record arrives. */
export default async function work(task: DocumentTask): Promise<DocumentRecord> {
  const record = await processDocument(chain, stages.load, task)
  await store.settled()
  return record
}
