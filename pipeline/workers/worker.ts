import {workerData} from 'node:worker_threads'
import type {DocumentTask, Processed} from '../document.ts'
import type {ThreadSetup} from './pool.ts'
import {makeWork, type Unusable} from './work.ts'

/** A thread of the pool. When a document begins it notes the time in its slot, where the pool watches it. */
const {setup, begun} = workerData as ThreadSetup
const clock = new Int32Array(begun)
const run = await makeWork(setup)

/** One document. */
export default async function work({
  task,
  slot,
}: {
  task: DocumentTask
  slot: number
}): Promise<Processed | Unusable> {
  Atomics.store(clock, slot, 1)
  return await run(task)
}
