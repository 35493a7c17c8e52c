import {Worker} from 'node:worker_threads'
import type {Config} from '../config.ts'
import {SurroundingsError} from '../failure.ts'
import type {SharedFound} from '../found.ts'
import type {RunInfo} from '../model/corpus.ts'
import type {SharedOutcomes} from '../run.ts'

/** What the thread of the workbooks is given. */
export interface WorkbooksTask {
  config: Config
  info: RunInfo
  cache: string
  found: SharedFound
  /** Characters that figures need, by key. */
  widths: ReadonlyMap<string, number>
  outcomes: SharedOutcomes
  /** Folder to write into. */
  directory: string
}

/** What it says at its end: nothing, or the trouble of the surroundings it met. */
export interface WorkbooksAnswer {
  trouble: string | null
}

/** Writes the workbooks of reports and findings in a thread, while this one writes everything else. */
export function startWorkbooks(task: WorkbooksTask): {done: Promise<void>; stop(): Promise<unknown>} {
  const thread = new Worker(new URL('./workbooks-entry.js', import.meta.url), {workerData: task})
  const done = new Promise<void>((resolve, reject) => {
    thread.on('message', ({trouble}: WorkbooksAnswer) => {
      if (trouble === null) resolve()
      else reject(new SurroundingsError(trouble))
    })
    thread.on('error', reject)
    thread.on('exit', () => reject(new Error('the thread of the workbooks ended before they were written')))
  })
  // What fails first may be something else; then nobody waits for this.
  done.catch(() => {})
  return {done, stop: () => thread.terminate()}
}
