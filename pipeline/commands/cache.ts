import {existsSync, readdirSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {countEntries, pruneCache} from '../cache/prune.ts'
import {openStore} from '../cache/store.ts'
import {CACHE_FILE} from '../folders.ts'
import {EXIT, spillFolder, UsageError} from './command.ts'

/** How large a cache is; with `prune`, what the last complete run did not use is removed. Returns the exit code. */
export async function cacheCommand(cache: string, prune: boolean): Promise<number> {
  const file = join(cache, CACHE_FILE)
  if (!existsSync(file)) throw new UsageError(`${cache} 里没有缓存；用 --cache 指定缓存目录。`)
  const running = dirname(spillFolder(cache))
  if (prune && existsSync(running) && readdirSync(running).length > 0) {
    throw new UsageError('另一次运行正在使用这个缓存；等它结束再整理。')
  }
  const store = openStore(cache)
  try {
    const removed = prune ? await pruneCache(store) : undefined
    const {documents, results, blobs} = countEntries(store)
    const size = (statSync(file).size / 2 ** 20).toFixed(1)
    const lines = [
      `缓存 ${file}：${size} MiB，文件 ${documents} 个，各步结果 ${results} 份，内容 ${blobs} 份。`,
    ]
    if (removed === null) lines.push('没有完整结束过的运行，未删去任何内容。')
    else if (removed !== undefined)
      lines.push(`已删去上次运行没有用到的 ${removed} 项；空出的地方由以后的运行使用，文件本身不变小。`)
    process.stdout.write(`${lines.join('\n')}\n`)
    return EXIT.done
  } finally {
    await store.close()
  }
}
