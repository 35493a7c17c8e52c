import {randomUUID} from 'node:crypto'
import {rmSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {stages} from '../../stages/index.ts'
import {hashOf} from '../cache/key.ts'
import {programHash} from '../cache/program.ts'
import {type Cache, openStore, ownOfCache} from '../cache/store.ts'
import type {Config} from '../config.ts'
import {makeChain} from '../documents/chain.ts'
import {onInterrupt} from '../operator/interrupt.ts'
import {type Log, openLog} from '../operator/log.ts'
import {type ProgressView, showProgress} from '../operator/progress.ts'
import {summarise, type Tally} from '../operator/summary.ts'
import {type Published, standing} from '../output/published.ts'
import {holdsEntries} from '../output/review.ts'
import {contentOf} from '../reports/corpus.ts'
import {type Outcomes, type RunInput, runDocuments} from '../run.ts'
import {EXIT, HOME, spillFolder, UsageError} from './command.ts'
import type {RunArguments} from './runOptions.ts'

/** A run under way, its output folder its own. */
interface Work {
  options: RunArguments
  config: Config
  cache: string
  store: Cache
  /** Folder for what is needed until the run ends. */
  spill: string
  log: Log
  view: ProgressView
}

/** Takes the inputs of a run through the stages and publishes what came of them. Returns the exit code. */
export async function work(options: RunArguments, config: Config): Promise<number> {
  const cache = resolve(options.cache)
  const store = openStore(cache)
  if (!process.listeners('unhandledRejection').includes(ownOfCache)) {
    process.on('unhandledRejection', ownOfCache)
  }
  if (holdsEntries(store, config, options.out, stages.review)) {
    await store.close()
    throw new UsageError(
      `输出目录里的 ${stages.review} 在上次运行之后有人改过，再运行会被覆盖。请先移到别处；填写了更正的，再用 --corrections 交回。`,
    )
  }
  const log = openLog(cache)
  const spill = spillFolder(cache)
  const view = showProgress(process.stderr)
  const uninterrupted = onInterrupt(() => view.stop())
  const run: Work = {options, config, cache, store, spill, log, view}
  try {
    const input = await collectInput(run)
    const outcomes = await takeThrough(run, input)
    view.stop()
    uninterrupted()
    const published = await publishOutcomes(run, outcomes)
    await store.flush()
    log.lines.info({files: published.names, tally: published.tally}, 'published')
    process.stdout.write(told(run, input, outcomes, published))
    return exitCode(published.tally, options.failOn)
  } finally {
    view.stop()
    uninterrupted()
    rmSync(spill, {recursive: true, force: true})
    await store.close()
  }
}

/** @throws UsageError where nothing is there: a disk that is not connected is no reason to publish nothing */
async function collectInput({options, config, cache, spill, log}: Work): Promise<RunInput> {
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
  return input
}

/** Takes each document through the chain of stages. */
function takeThrough({options, config, cache, store, spill, log, view}: Work, input: RunInput) {
  const contracts = process.env.NIANBAO_CONTRACTS === '1'
  const setup = {
    stagesModule: new URL('../../stages/chain.ts', import.meta.url).href,
    config,
    cache,
    fresh: isEmpty(store.keys('documents')),
    contracts,
    run: randomUUID(),
  }
  return runDocuments(makeChain(stages.chain, config, store, contracts), store, input, {
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
}

/** What is published stands already, or is written anew. */
async function publishOutcomes(run: Work, outcomes: Outcomes): Promise<Published> {
  const {options, config, cache, store, spill} = run
  const fingerprint = hashOf([programHash(HOME), hashOf(contentOf(config)), outcomes.digest()])
  const stood = await standing(store, fingerprint, options.out, options.rehash)
  if (stood) return stood
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

/** What the operator reads at the end. */
function told({options, config, log}: Work, input: RunInput, outcomes: Outcomes, {tally}: Published): string {
  const names = {rule: (id: string) => config.rules[id]?.name ?? '', reason: stages.reasonNames(config)}
  const where = {directory: resolve(options.out), review: stages.review}
  const files = input.files.map(({file}) => file)
  return [
    summarise(tally, outcomes.steps, names, where),
    officeMissing(config, files),
    `详细日志在 ${log.path}\n`,
  ].join('')
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
