import {existsSync, rmSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {stages} from '../../stages/index.ts'
import {openStore} from '../cache/store.ts'
import {makeChain} from '../documents/chain.ts'
import {explainLast, explainNext} from '../documents/explain.ts'
import {CACHE_FILE} from '../folders.ts'
import {configOf, EXIT, type Given, spillFolder, UsageError} from './command.ts'

/** Which stages of a file were reused in the last run, which ran and why; and what a run would do now. Returns the exit code. */
export async function explainCommand({
  file,
  cache,
  ...given
}: Given & {file: string; cache: string}): Promise<number> {
  const config = configOf(given)
  const outermost = onDisk(file)
  if (!existsSync(join(cache, CACHE_FILE)))
    throw new UsageError(
      `${cache} 里没有缓存；请先用 nianbao run 处理这个文件，或用 --cache 指定当时的缓存目录。`,
    )
  const store = openStore(resolve(cache))
  const spill = spillFolder(resolve(cache))
  try {
    const {files} = await stages.collect([outermost], config, spill)
    const found =
      files.find(({location}) => location === resolve(file)) ?? (files.length === 1 ? files[0] : null)
    if (!found) {
      const members = files.slice(0, 5).map(({location}) => `\n  ${location}`)
      throw new UsageError(`请指明一个文件；${file} 里有 ${files.length} 个：${members.join('')}`)
    }
    const record = store.document(found.location)
    if (!record) {
      process.stdout.write(`${file}：这个缓存里没有处理过它；先用 nianbao run 处理。\n`)
      return EXIT.done
    }
    const {bytes, sha256} = stages.load(found.extent)
    const chain = makeChain(stages.chain, config, store)
    const source = {file: record.file, sha256, size: bytes.length}
    const lines = [
      `${record.file}`,
      '上次运行：',
      ...explainLast(record, found.location, store.lastRun()),
      '现在再运行：',
      ...explainNext(chain, record, source, bytes),
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
    return EXIT.done
  } finally {
    rmSync(spill, {recursive: true, force: true})
    await store.close()
  }
}

/** The file on disk that a name leads to or into: the longest part before !/ that is there, as folders may end in ! too. */
function onDisk(file: string): string {
  const parts = file.split('!/')
  for (let count = parts.length; count > 0; count--) {
    const path = parts.slice(0, count).join('!/')
    if (existsSync(path)) return path
  }
  throw new UsageError(`没有这个文件：${parts[0]}`)
}
