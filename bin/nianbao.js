#!/usr/bin/env node
// Runs the TypeScript sources as they stand: no build step that could be stale (docs/decisions/0001-run-from-source.md).
import {setFlagsFromString} from 'node:v8'
import {chooseForm, load} from './compiled.js'

// Reports pass through by the hundred thousand: their garbage is swept when a third of the heap is garbage, not when it is
// several times what is in use (docs/benchmarks.md, Whole runs).
setFlagsFromString('--heap-growing-percent=30')
// Most of a run passes once: what is compiled to run fast costs more than it spares, unless it runs long.
setFlagsFromString('--interrupt-budget=1000000')

// A reader of our output that stops reading (`nianbao run … | head`) is no fault: the run's results are in files.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    if (error.code === 'EPIPE') return
    process.exitCode = 1
    if (stream === process.stdout)
      process.stderr.write(
        `屏幕上的文字没有写出（${error.code}）；重定向到的磁盘可能已满。输出目录里的结果不受影响。\n`,
      )
  })
}

try {
  process.cwd()
} catch (error) {
  if (error.code !== 'ENOENT') throw error
  // Threads do not start without it, and Node waits for them for ever.
  process.stderr.write('当前目录已被删除（或所在的磁盘已断开）；请换到别的目录再运行。\n')
  process.exit(1)
}
await chooseForm()
const {main} = await load(new URL('../pipeline/main.ts', import.meta.url).href)
const code = await main(process.argv.slice(2))
process.exitCode ||= code
// All is written. A database that could not be closed (its disk is full) would keep the process.
setTimeout(() => process.exit(), 1000).unref()
