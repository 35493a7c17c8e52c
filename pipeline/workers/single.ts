import {Worker} from 'node:worker_threads'
import type {AloneAnswer, AloneMessage} from './alone.ts'
import {type Load, makeWork} from './work.ts'

const say = (answer: AloneAnswer) => void process.send!(answer)

/**
 * Watches from another thread, because the one that works may not come to it: ends this process when its memory is used
 * up, or when the run it works for has ended.
 */
function watchMemory(mostBytes: number): void {
  const code = `
    const {mostBytes, parent} = require('node:worker_threads').workerData
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, "SIGKILL")
      if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, "SIGABRT")
    }, 100)`
  new Worker(code, {eval: true, workerData: {mostBytes, parent: process.ppid}}).unref()
}

/** Waits for its document and takes it through the chain. */
export function startSingle(load: Load): void {
  process.once('message', async ({setup, task, limits}: AloneMessage) => {
    const advance = () => say({advances: true})
    const work = await makeWork(setup, load, advance)
    watchMemory(process.memoryUsage.rss() + limits.memoryMiB * (1 << 20))
    advance()
    say({processed: await work(task)})
  })
}
