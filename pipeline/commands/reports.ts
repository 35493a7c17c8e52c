import {Worker} from 'node:worker_threads'
import type {Config} from '../config.ts'
import {SurroundingsError} from '../failure.ts'
import type {RunInfo} from '../model/corpus.ts'
import type {Tally} from '../operator/summary.ts'
import type {SharedFound} from '../reports/found.ts'
import type {SharedOutcomes} from '../run.ts'

/** What the thread of the reports is given. */
export interface ReportsTask {
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

/** What it says: that the files of lines are there, at its end what it counted, or the trouble of the surroundings it met. */
export type ReportsAnswer = {lines: true} | {tally: Counted} | {trouble: string}

/** What was found, counted while it was written. */
type Counted = Omit<Tally, 'counts'>

/** A thread that writes reports and findings while this one adds them up. */
export interface ReportsThread {
  /** Gives it its task. `lines` settles when reports, findings and skips stand in their files, `done` when all is written. */
  write(task: ReportsTask): {lines: Promise<true>; done: Promise<Counted>}
  stop(): Promise<unknown>
}

/** Starts the thread; it loads its part of the program until it is given its task. */
export function startReports(): ReportsThread {
  const thread = new Worker(new URL('./reports-entry.js', import.meta.url))
  const lines = answered(thread, answer => ('lines' in answer ? answer.lines : undefined))
  const done = answered(thread, answer => ('tally' in answer ? answer.tally : undefined))
  return {
    write(task) {
      thread.postMessage(task)
      return {lines, done}
    },
    stop: () => thread.terminate(),
  }
}

/** What a thread says, when `pick` finds it in an answer. */
function answered<T>(thread: Worker, pick: (answer: ReportsAnswer) => T | undefined): Promise<T> {
  const found = new Promise<T>((resolve, reject) => {
    thread.on('message', (answer: ReportsAnswer) => {
      const picked = pick(answer)
      if (picked !== undefined) resolve(picked)
      else if ('trouble' in answer) reject(new SurroundingsError(answer.trouble))
    })
    thread.on('error', reject)
    thread.on('exit', () => reject(new Error('the thread of the reports ended before they were written')))
  })
  // What fails first may be something else; then nobody waits for this.
  found.catch(() => {})
  return found
}
