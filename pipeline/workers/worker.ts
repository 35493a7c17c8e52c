import {workerData} from 'node:worker_threads'
import type {DocumentTask, Processed} from '../documents/document.ts'
import type {ThreadSetup} from './pool.ts'
import {type Load, makeWork, type Unusable} from './work.ts'

/**
 * A thread of the pool: takes documents one by one. When a document begins, and whenever a part of it is done, it counts on in
 * the slot of the document, where the pool watches it.
 */
export async function startWorker(
  load: Load,
): Promise<(one: {task: DocumentTask; slot: number}) => Promise<Processed | Unusable>> {
  const {setup, begun} = workerData as ThreadSetup
  const clock = new Int32Array(begun)
  let own = 0
  const run = await makeWork(setup, load, () => Atomics.add(clock, own, 1))
  return async ({task, slot}) => {
    own = slot
    Atomics.store(clock, slot, 1)
    return await run(task)
  }
}
