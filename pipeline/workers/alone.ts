import {fork} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import type {DocumentTask, Processed} from '../documents/document.ts'
import {SurroundingsError} from '../failure.ts'
import type {Limits} from '../given/limits.ts'
import {GivenUpError} from './givenUp.ts'
import type {Unusable, WorkerSetup} from './work.ts'

/** What the process of a single document is sent. */
export interface AloneMessage {
  setup: WorkerSetup
  task: DocumentTask
  limits: Limits
}

/** What it says: that it begins or has done a part, and what came of the document. */
export type AloneAnswer = {advances: true} | {processed: Processed | Unusable}

/** How long a process may take to start; it reads the program and the configuration. Milliseconds. */
const START = 120_000

/**
 * Takes one document through the chain in a process of its own: even what would end this process ends only that one.
 * @throws GivenUpError when the document goes beyond its limits there too, or ends the process
 */
export async function runAlone(task: DocumentTask, limits: Limits, setup: WorkerSetup): Promise<Processed> {
  const child = fork(fileURLToPath(new URL('./alone-entry.js', import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${limits.memoryMiB}`],
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Processed>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the process of a single document does not start')), START)
      child.on('message', (answer: AloneAnswer) => {
        if (!('advances' in answer)) {
          const {processed} = answer
          if ('unusable' in processed) reject(new SurroundingsError(processed.unusable))
          else resolve(processed)
        } else {
          clearTimeout(timer)
          timer = setTimeout(() => reject(new GivenUpError('time', '')), limits.seconds * 1000)
        }
      })
      child.on('error', reject)
      child.on('exit', (code, signal) => {
        // V8 ends a process whose heap is full by SIGABRT.
        const ending = signal === 'SIGABRT' ? 'memory' : 'crash'
        reject(new GivenUpError(ending, signal ?? `exit ${code}`))
      })
      child.send({setup, task, limits} satisfies AloneMessage)
    })
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}
