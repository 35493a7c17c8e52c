import {type ChildProcess, fork} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import type {DocumentTask, Processed} from '../documents/document.ts'
import {SurroundingsError} from '../failure.ts'
import type {Limits} from '../given/limits.ts'
import {type Ending, GivenUpError} from './givenUp.ts'
import type {Unusable, WorkerSetup} from './work.ts'

/** What the process of the threads is sent: first how to set itself up, then documents. */
export type EngineOrder =
  | {jobs: number; limits: Limits; setup: WorkerSetup}
  | {task: DocumentTask; lane: number}

/** What it says: that it has started, what came of a lane's document, or that it cannot work at all. */
export type EngineAnswer =
  | {lane: number; processed: Processed}
  | {lane: number; ending: Ending; detail: string}
  | {ready: true}
  | Unusable
  | {broken: string}

/** Documents on their way through the chain, a lane each. */
export interface Engine {
  /**
   * One document; a lane takes one at a time.
   * @throws GivenUpError when the document goes beyond its limits or ends what works on it
   */
  run(task: DocumentTask, lane: number): Promise<Processed>
  close(): void
}

/** How much of what the process says in its last words is kept, characters. */
const COMPLAINT = 4000

/** How many documents are handed over at once for each thread, so that none waits for its next. */
export const LANES_A_JOB = 2

/**
 * How V8 runs the threads (docs/decisions/0015-jobs-are-processors.md). Every thread compiles what it runs for itself, so
 * that only what runs long enough is worth it. One job takes one processor: nothing is compiled or collected beside it.
 */
function engineFlags(jobs: number): string[] {
  return ['--interrupt-budget=1000000', ...(jobs === 1 ? ['--single-threaded'] : [])]
}

/**
 * Threads in a process of their own. V8 ends the whole process, not the thread, for some ways to use up memory; then all
 * documents under way are given up, to be tried alone, and the next document starts another process.
 */
export function openEngine(jobs: number, limits: Limits, setup: WorkerSetup): Engine {
  type Waiting = {resolve(processed: Processed): void; reject(error: Error): void}
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | null = null

  const settle = (lane: number, act: (one: Waiting) => void) => {
    const one = waiting.get(lane)
    waiting.delete(lane)
    if (one) act(one)
  }
  const failAll = (error: Error) => {
    for (const lane of [...waiting.keys()]) settle(lane, ({reject}) => reject(error))
  }
  const start = (): ChildProcess => {
    const started = fork(fileURLToPath(new URL('./engine-entry.js', import.meta.url)), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: engineFlags(jobs),
    })
    let ready = false
    let complaint = ''
    started.stderr!.on('data', text => {
      complaint = `${complaint}${text}`.slice(-COMPLAINT)
    })
    started.on('message', (answer: EngineAnswer) => {
      if ('ready' in answer) ready = true
      else if ('unusable' in answer) failAll(new SurroundingsError(answer.unusable))
      else if ('broken' in answer) failAll(new Error(answer.broken))
      else if ('processed' in answer) settle(answer.lane, ({resolve}) => resolve(answer.processed))
      else settle(answer.lane, ({reject}) => reject(new GivenUpError(answer.ending, answer.detail)))
    })
    started.on('error', failAll)
    started.on('exit', (code, signal) => {
      if (child === started) child = null
      const how = signal ?? `exit ${code}`
      failAll(
        ready ? new GivenUpError('crash', how) : new Error(`the threads do not start: ${how}\n${complaint}`),
      )
    })
    started.send({jobs, limits, setup} satisfies EngineOrder)
    return started
  }
  return {
    run: (task, lane) =>
      new Promise((resolve, reject) => {
        child ??= start()
        waiting.set(lane, {resolve, reject})
        child.send({task, lane} satisfies EngineOrder)
      }),
    close() {
      const last = child
      child = null
      last?.kill('SIGKILL')
    },
  }
}
