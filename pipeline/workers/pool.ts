import {Piscina} from 'piscina'
import type {DocumentTask, Processed} from '../documents/document.ts'
import {SurroundingsError} from '../failure.ts'
import type {Limits} from '../given/limits.ts'
import {LANES_A_JOB} from './engine.ts'
import {GivenUpError} from './givenUp.ts'
import type {Unusable, WorkerSetup} from './work.ts'

/** What a thread is given: `begun` holds a slot a lane: 1 when the thread begins the lane's document, one more for each part of it. */
export interface ThreadSetup {
  setup: WorkerSetup
  begun: SharedArrayBuffer
}

/** Threads that take documents through the chain. */
export interface Pool {
  /**
   * @throws GivenUpError when the document goes beyond its limits or ends its thread; the others are not disturbed.
   * @throws SurroundingsError when no document can be worked on
   */
  run(task: DocumentTask, lane: number): Promise<Processed>
}

/** How often limits are looked at, milliseconds. */
const WATCH = 100
const MiB = 1 << 20

/**
 * Opens `jobs` threads. Time runs from when a thread begins a document, or ends a part of it, so that waiting and the start of
 * threads do not count. The heap of each thread is limited by V8; buffers outside it only show in the memory of the whole process, and
 * when that is beyond what all threads may take together, every document under way is given up, to be tried alone.
 */
export function openPool(jobs: number, limits: Limits, setup: WorkerSetup): Pool {
  const lanes = jobs * LANES_A_JOB
  const begun = new SharedArrayBuffer(lanes * Int32Array.BYTES_PER_ELEMENT)
  const slots = new Int32Array(begun)
  const seen = new Int32Array(lanes)
  const since = new Float64Array(lanes)
  const aborts: (AbortController | null)[] = new Array(lanes).fill(null)
  const most = process.memoryUsage.rss() + jobs * limits.memoryMiB * MiB
  const pool = new Piscina<{task: DocumentTask; slot: number}, Processed | Unusable>({
    filename: new URL('./entry.js', import.meta.url).href,
    workerData: {setup, begun} satisfies ThreadSetup,
    minThreads: jobs,
    maxThreads: jobs,
    concurrentTasksPerWorker: 1,
    resourceLimits: {maxOldGenerationSizeMb: limits.memoryMiB},
  })
  let broken: Error | null = null
  /** Documents given up whose thread may still come to the end of its memory before it is ended. */
  let givenUp = 0
  const fail = (lane: number, error: GivenUpError) => {
    if (aborts[lane]) givenUp++
    aborts[lane]?.abort(error)
  }
  // An error here is that of a thread that has no document, or no longer has it.
  pool.on('error', error => {
    if (isOutOfMemory(error) && givenUp > 0) {
      givenUp--
      return
    }
    broken = error as Error
    for (const abort of aborts) abort?.abort(broken)
  })
  setInterval(() => {
    const now = performance.now()
    const full = process.memoryUsage.rss() > most
    for (let lane = 0; lane < lanes; lane++) {
      const parts = Atomics.load(slots, lane)
      if (parts === 0 || aborts[lane] === null) continue
      if (seen[lane] !== parts) {
        seen[lane] = parts
        since[lane] = now
      } else if (now - since[lane]! > limits.seconds * 1000) fail(lane, new GivenUpError('time', ''))
      if (full) fail(lane, new GivenUpError('memory', ''))
    }
  }, WATCH)
  return {
    async run(task, lane) {
      if (broken) throw broken
      const abort = new AbortController()
      aborts[lane] = abort
      seen[lane] = 0
      Atomics.store(slots, lane, 0)
      try {
        const made = await pool.run({task, slot: lane}, {signal: abort.signal})
        if ('unusable' in made) throw new SurroundingsError(made.unusable)
        return made
      } catch (error) {
        if (abort.signal.aborted) throw abort.signal.reason
        if (error instanceof SurroundingsError) throw error
        throw endingOf(error)
      } finally {
        aborts[lane] = null
      }
    },
  }
}

/** The chain itself throws nothing: whatever comes out of a thread is its end. */
function endingOf(error: unknown): GivenUpError {
  return new GivenUpError(isOutOfMemory(error) ? 'memory' : 'crash', (error as Error).message)
}

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
}
