import {workerData} from 'node:worker_threads'
import {makeChain} from '../chain.ts'
import {type DocumentTask, processDocument, type Stages} from '../document.ts'
import {openStore} from '../store.ts'
import type {WorkerSetup} from './pool.ts'

/**
 * A worker takes a whole document through the chain in one call. It gets the module of the stages by name, so that the
 * kernel need not know them.
 */
const setup = (workerData as [unknown, WorkerSetup])[1] ?? (workerData as WorkerSetup)
const {stages} = (await import(setup.stagesModule)) as {stages: Stages}
const chain = makeChain(stages.chain, setup.config, openStore(setup.cache), setup.contracts)

export default (task: DocumentTask) => processDocument(chain, stages.load, task)
