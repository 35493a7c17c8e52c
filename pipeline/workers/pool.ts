import {Piscina} from 'piscina'
import type {Config} from '../config.ts'
import type {DocumentTask} from '../document.ts'
import type {DocumentRecord} from '../store.ts'

/** What a worker needs to build its own chain; plain data, cloned into the thread. */
export interface WorkerSetup {
  /** file: URL of the module that exports `stages`. */
  stagesModule: string
  config: Config
  cache: string
  contracts: boolean
}

export interface Pool {
  run(task: DocumentTask): Promise<DocumentRecord>
  close(): Promise<void>
}

/** Threads that take documents through the chain; `jobs` of them. */
export function openPool(jobs: number, setup: WorkerSetup): Pool {
  const pool = new Piscina<DocumentTask, DocumentRecord>({
    filename: new URL('./entry.js', import.meta.url).href,
    workerData: setup,
    minThreads: jobs,
    maxThreads: jobs,
    concurrentTasksPerWorker: 1,
  })
  return {run: task => pool.run(task), close: () => pool.destroy()}
}
