import {existsSync, realpathSync} from 'node:fs'
import {isAbsolute, relative, resolve} from 'node:path'
import {makeFolder} from '../folders.ts'
import {lockFolder} from '../output/lock.ts'
import {configOf, mustBeFolder, UsageError} from './command.ts'
import type {RunArguments} from './runOptions.ts'
import {work} from './work.ts'

/** Runs the whole pipeline over files and folders. Returns the exit code. */
export async function runCommand(options: RunArguments): Promise<number> {
  mustBeRight(options)
  const config = configOf(options)
  makeFolder(options.out)
  const lock = await lockFolder(options.out)
  try {
    return await work(options, config)
  } finally {
    lock.close()
  }
}

/** @throws UsageError for what can be seen to be wrong before anything is read or written */
function mustBeRight({inputs, out, cache, jobs, corrections}: RunArguments): void {
  for (const input of inputs) {
    if (!existsSync(input))
      throw new UsageError(`没有这个文件或目录：${input}；请核对路径，路径里有空格的要加引号。`)
    if (isSame(input, out))
      throw new UsageError('--out 不能就是输入目录，结果会与原件混在一起；请另给一个目录。')
  }
  mustBeFolder('out', out)
  mustBeFolder('cache', cache)
  if (!Number.isInteger(jobs) || jobs < 1) throw new UsageError('--jobs 要是 1 或更大的整数。')
  for (const path of corrections) {
    if (isWithin(out, path))
      throw new UsageError(`更正表 ${path} 在输出目录里，会被这次运行的结果覆盖；请先移到别处。`)
  }
}

/** Whether a path lies in a folder; on Windows one on another drive does not. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path))
  return !isAbsolute(way) && !/^\.\.(?:[/\\]|$)/.test(way)
}

/** Whether two paths lead to the same place, links followed; one that is not there yet is no other. */
function isSame(one: string, other: string): boolean {
  if (!existsSync(other)) return resolve(one) === resolve(other)
  return realpathSync.native(one) === realpathSync.native(other)
}
