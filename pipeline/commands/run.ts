import {randomUUID} from 'node:crypto'
import {existsSync, realpathSync, rmSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {join, relative, resolve} from 'node:path'
import type {Argv} from 'yargs'
import {stages} from '../../stages/index.ts'
import {makeChain} from '../chain.ts'
import type {Config} from '../config.ts'
import {contentOf} from '../corpus.ts'
import {makeFolder} from '../folders.ts'
import {onInterrupt} from '../interrupt.ts'
import {hashOf} from '../key.ts'
import {lockFolder} from '../lock.ts'
import {openLog} from '../log.ts'
import {programHash} from '../program.ts'
import {showProgress} from '../progress.ts'
import {standing, wasEdited} from '../published.ts'
import {runDocuments} from '../run.ts'
import {openStore, ownOfCache} from '../store.ts'
import {summarise, type Tally} from '../summary.ts'
import {
  configOf,
  configOption,
  EXIT,
  givenOptions,
  HOME,
  mustBeFolder,
  spillFolder,
  UsageError,
} from './command.ts'

/** Options of `nianbao run`. */
export function runOptions(command: Argv) {
  return command
    .positional('inputs', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: '文件或目录，可以多个',
    })
    .option('out', {type: 'string', requiresArg: true, demandOption: true, describe: '输出目录'})
    .option('config', configOption)
    .option('cache', {
      type: 'string',
      requiresArg: true,
      default: '.nianbao',
      describe: '缓存目录；再次运行时没有变化的步骤直接沿用',
    })
    .option('jobs', {
      type: 'number',
      requiresArg: true,
      default: availableParallelism(),
      describe: '同时处理的文件数，也就是占用的处理器核数',
      defaultDescription: '处理器核数',
    })
    .options(givenOptions)
    .option('rehash', {
      type: 'boolean',
      default: false,
      describe: '重新读取并比对每个文件的内容，即使大小和修改时间都没有变',
    })
    .option('fail-on', {
      type: 'string',
      requiresArg: true,
      choices: ['error', 'warning'],
      describe: '有这种级别的问题时以 3 退出',
    })
}

type RunArguments = Awaited<ReturnType<typeof runOptions>['argv']>

/** Runs the whole pipeline over files and folders. Returns the exit code. */
export async function runCommand(options: RunArguments): Promise<number> {
  for (const input of options.inputs) {
    if (!existsSync(input))
      throw new UsageError(`没有这个文件或目录：${input}；请核对路径，路径里有空格的要加引号。`)
    if (isSame(input, options.out))
      throw new UsageError('--out 不能就是输入目录，结果会与原件混在一起；请另给一个目录。')
  }
  mustBeFolder('out', options.out)
  mustBeFolder('cache', options.cache)
  if (!Number.isInteger(options.jobs) || options.jobs < 1)
    throw new UsageError('--jobs 要是 1 或更大的整数。')
  for (const path of options.corrections) {
    if (!relative(resolve(options.out), resolve(path)).startsWith('..'))
      throw new UsageError(`更正表 ${path} 在输出目录里，会被这次运行的结果覆盖；请先移到别处。`)
  }
  const config = configOf(options)
  makeFolder(options.out)
  const lock = await lockFolder(options.out)
  try {
    return await runLocked(options, config)
  } finally {
    lock.close()
  }
}

/** Whether two paths lead to the same place, links followed; one that is not there yet is no other. */
function isSame(one: string, other: string): boolean {
  if (!existsSync(other)) return resolve(one) === resolve(other)
  return realpathSync.native(one) === realpathSync.native(other)
}

async function runLocked(options: RunArguments, config: Config): Promise<number> {
  const cache = resolve(options.cache)
  const store = openStore(cache)
  if (!process.listeners('unhandledRejection').includes(ownOfCache)) {
    process.on('unhandledRejection', ownOfCache)
  }
  if (wasEdited(store, options.out, stages.review)) {
    await store.close()
    throw new UsageError(
      `输出目录里的 ${stages.review} 在上次运行之后有人改过，再运行会被覆盖。请先移到别处；填写了更正的，再用 --corrections 交回。`,
    )
  }
  const log = openLog(cache)
  const contracts = process.env.NIANBAO_CONTRACTS === '1'
  const chain = makeChain(stages.chain, config, store, contracts)
  const spill = spillFolder(cache)
  const view = showProgress(process.stderr)
  const uninterrupted = onInterrupt(() => view.stop())
  try {
    const own = [
      {path: options.out, what: '本次运行的输出目录'},
      {path: cache, what: '本程序的缓存目录'},
    ]
    const input = await stages.collect(options.inputs, config, spill, own, stages.outputs)
    if (input.files.length === 0 && input.left.length === 0)
      throw new UsageError(
        `输入里一个文件也没有：${options.inputs.join('、')}。请核对路径，网络盘或移动盘是否已连接；已有的结果没有改动。`,
      )
    log.lines.info({files: input.files.length, left: input.left.length}, 'collected')
    const setup = {
      stagesModule: new URL('../../stages/chain.ts', import.meta.url).href,
      config,
      cache,
      fresh: isEmpty(store.keys('documents')),
      contracts,
      run: randomUUID(),
    }
    const outcomes = await runDocuments(chain, store, input, {
      jobs: options.jobs,
      setup,
      spool: join(spill, 'outcomes'),
      rehash: options.rehash,
      onProgress: progress => view.update(progress),
      onDocument: ({outcome: {file, outputs, skipped}, steps}) => {
        const taken = steps.map(({stage, reason}) => `${stage}:${reason}`)
        log.lines.info({file, steps: taken, reports: outputs.length, skipped: skipped.length}, 'document')
      },
    })
    view.stop()
    uninterrupted()
    const fingerprint = hashOf([programHash(HOME), hashOf(contentOf(config)), outcomes.digest()])
    const publish = async () => {
      // The database is loaded only where something is published: loading it takes longer than a run that changes nothing.
      const {publishAnew} = await import('./publishing.ts')
      return await publishAnew(store, outcomes, config, {
        begin: () => process.stderr.write('全部文件处理完毕，正在跨份校验、汇总、写出结果。\n'),
        fingerprint,
        spill,
        cache,
        directory: options.out,
        threads: options.jobs,
      })
    }
    const published = (await standing(store, fingerprint, options.out, options.rehash)) ?? (await publish())
    await store.flush()
    log.lines.info({files: published.names, tally: published.tally}, 'published')
    const {tally} = published
    process.stdout.write(
      summarise(
        tally,
        outcomes.steps,
        {rule: id => config.rules[id]?.name ?? '', reason: stages.reasonNames(config)},
        {directory: resolve(options.out), review: stages.review},
      ),
    )
    process.stdout.write(
      officeMissing(
        config,
        input.files.map(({file}) => file),
      ),
    )
    process.stdout.write(`详细日志在 ${log.path}\n`)
    return exitCode(tally, options.failOn)
  } finally {
    view.stop()
    uninterrupted()
    rmSync(spill, {recursive: true, force: true})
    await store.close()
  }
}

/** Said once a run: without the office suite, Word 97–2003 and RTF files have no second opinion. */
function officeMissing({verify}: Config, files: string[]): string {
  if (!verify || verify.mode === 'off' || verify.office !== null) return ''
  if (!files.some(file => /\.(?:doc|rtf)$/i.test(file))) return ''
  return '本机没有找到 LibreOffice（soffice），DOC 和 RTF 文件没有由另一程序再读。\n'
}

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false
  return true
}

function exitCode({faults, severity}: Tally, failOn: string | undefined): number {
  if (faults > 0) return EXIT.fault
  const failed =
    (failOn !== undefined && severity.error > 0) || (failOn === 'warning' && severity.warning > 0)
  return failed ? EXIT.failedOn : EXIT.done
}
