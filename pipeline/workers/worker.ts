import {workerData} from 'node:worker_threads'
import type {DocumentTask, Processed} from '../documents/document.ts'
import type {ThreadSetup} from './pool.ts'
import {type Load, makeWork, type Unusable} from './work.ts'

/** A thread of the pool: takes documents one by one. When a document begins it notes the time in its slot, where the pool watches it. */
export async function startWorker(
  load: Load,
): Promise<(one: {task: DocumentTask; slot: number}) => Promise<Processed | Unusable>> {
  const {setup, begun} = workerData as ThreadSetup
  const clock = new Int32Array(begun)
  const run = await makeWork(setup, load)
  return async ({task, slot}) => {
    Atomics.store(clock, slot, 1)
    return await run(task)
  }
}
