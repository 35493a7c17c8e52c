import {randomUUID} from 'node:crypto'
import {existsSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {availableParallelism, hostname} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import pino from 'pino'
import yargs from 'yargs'
import type {z} from 'zod'
import {stages} from '../stages/index.ts'
import {makeChain} from './chain.ts'
import {type Config, ConfigError, loadConfig} from './config.ts'
import {corpusOf, runInfo} from './corpus.ts'
import {explainLast, explainNext} from './explain.ts'
import {troubleOf} from './failure.ts'
import {makeFolder} from './folders.ts'
import {runSchema} from './limits.ts'
import type {Corpus} from './model/corpus.ts'
import {rosterFormSchema} from './model/rosterForm.ts'
import {showProgress} from './progress.ts'
import {countEntries, pruneCache} from './prune.ts'
import {reconciledCorpus} from './reconciled.ts'
import {readRoster} from './roster.ts'
import {runDocuments} from './run.ts'
import {openStore, ownOfCache} from './store.ts'
import {summarise} from './summary.ts'
import {openWarehouse} from './warehouse.ts'

const HOME = fileURLToPath(new URL('..', import.meta.url))
const {version} = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as {version: string}

/** Exit codes, as the help prints them. */
const DONE = 0
const FAULT = 1
const USAGE = 2
const FAILED_ON = 3

/** Wrong usage: a sentence saying what to do, exit code 2. */
class UsageError extends Error {}

interface RunArguments {
  inputs: string[]
  out: string
  config: string
  cache: string
  jobs: number
  failOn?: string
  rehash: boolean
  roster?: string
}

/**
 * The command line. Returns the exit code: 0 the run is complete and every input accounted for, 1 a fault of this
 * program, 2 wrong usage, 3 asked for with --fail-on.
 */
export async function main(argv: string[]): Promise<number> {
  let code = DONE
  const parser = yargs(argv)
    .scriptName('nianbao')
    .locale('zh_CN')
    .usage('$0 <命令>\n\n把政府信息公开工作年度报告读成统一结构，逐项校验，写成 Excel。')
    .command(
      'run <inputs..>',
      '处理文件或目录，写出报告、校验结果和工作簿',
      command =>
        command
          .positional('inputs', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: '文件或目录，可以多个',
          })
          .option('out', {type: 'string', demandOption: true, describe: '输出目录'})
          .option('config', {
            type: 'string',
            default: join(HOME, 'config'),
            describe: '配置目录',
            defaultDescription: '随程序的 config/',
          })
          .option('cache', {
            type: 'string',
            default: '.nianbao',
            describe: '缓存目录；再次运行时没有变化的步骤直接沿用',
          })
          .option('jobs', {
            type: 'number',
            default: availableParallelism(),
            describe: '同时处理的文件数',
            defaultDescription: '处理器核数',
          })
          .option('roster', {
            type: 'string',
            describe: '单位名册（CSV 或 Excel）；不给时按单位名称和地区归并，并写出 名册草稿.csv',
          })
          .option('rehash', {
            type: 'boolean',
            default: false,
            describe: '重新读取并比对每个文件的内容，即使大小和修改时间都没有变',
          })
          .option('fail-on', {
            type: 'string',
            choices: ['error', 'warning'],
            describe: '有这种级别的问题时以 3 退出',
          }),
      async options => {
        code = await runCommand(options as unknown as RunArguments)
      },
    )
    .command(
      'explain <file>',
      '逐步说明一个文件上次哪些步骤沿用了缓存、哪些重新运行、为什么；现在再运行会怎样',
      command =>
        command
          .positional('file', {type: 'string', demandOption: true, describe: '处理过的文件'})
          .option('config', {
            type: 'string',
            default: join(HOME, 'config'),
            describe: '配置目录',
            defaultDescription: '随程序的 config/',
          })
          .option('cache', {type: 'string', default: '.nianbao', describe: '缓存目录'}),
      async options => {
        code = await explainCommand(options.file, options.config, options.cache)
      },
    )
    .command(
      'cache',
      '缓存有多大、有哪些内容；--prune 删去上次运行没有用到的',
      command =>
        command
          .option('cache', {type: 'string', default: '.nianbao', describe: '缓存目录'})
          .option('prune', {type: 'boolean', default: false, describe: '删去上次完整运行没有用到的内容'}),
      async ({cache, prune}) => {
        code = await cacheCommand(resolve(cache), prune)
      },
    )
    .command(
      'compare <before> <after>',
      '比较两次运行的输出目录：哪些单位、年度、数字变了，为什么',
      command =>
        command
          .positional('before', {type: 'string', demandOption: true, describe: '前一次的输出目录'})
          .positional('after', {type: 'string', demandOption: true, describe: '后一次的输出目录'})
          .option('out', {type: 'string', describe: '把全部变化写成这个 Excel 文件'})
          .option('config', {
            type: 'string',
            default: join(HOME, 'config'),
            describe: '配置目录',
            defaultDescription: '随程序的 config/',
          }),
      ({before, after, out, config}) => {
        for (const run of [before, after]) {
          if (!existsSync(join(run, 'run.json'))) throw new UsageError(`${run} 不是一次运行的输出目录。`)
        }
        const say = (line: string) => process.stdout.write(`${line}\n`)
        stages.compareRuns(before, after, readConfig(config), say, out)
      },
    )
    .command(
      'check-config',
      '检查配置目录，指出有误的文件、位置和允许的写法',
      command =>
        command.option('config', {
          type: 'string',
          default: join(HOME, 'config'),
          describe: '配置目录',
          defaultDescription: '随程序的 config/',
        }),
      options => {
        const config = readConfig(options.config)
        const formats = Object.values(config.formats).map(({id}) => id)
        process.stdout.write(
          `配置无误：格式 ${formats.join('、')}，规则 ${Object.keys(config.rules).length} 条。\n`,
        )
      },
    )
    .demandCommand(1, '请给出命令；nianbao --help 列出全部命令。')
    .strict()
    .recommendCommands()
    .version(version)
    .alias('h', 'help')
    .epilogue('退出码：0 运行完成，每个输入都有交代；1 程序自身出错；2 用法有误；3 按 --fail-on 的要求。')
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message)
    })
  try {
    await parser.parseAsync()
    return code
  } catch (error) {
    return complain(error)
  }
}

function complain(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(
      `用法有误：${error.message}\n用 nianbao --help 或 nianbao <命令> --help 查看说明。\n`,
    )
    return USAGE
  }
  if (error instanceof ConfigError) {
    process.stderr.write(`配置有误：\n${error.message}\n`)
    return USAGE
  }
  const trouble = troubleOf(error)
  if (trouble !== undefined) {
    process.stderr.write(`${trouble}\n`)
    return FAULT
  }
  process.stderr.write(
    `程序自身出错，请连同以下内容反馈：\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return FAULT
}

/** The detailed log lies with the cache: it tells times, and the output folder holds the same bytes every time. */
function openLog(cache: string): pino.Logger {
  return pino({base: null}, pino.destination({dest: join(cache, 'nianbao.log'), sync: true, append: false}))
}

/** The schemas of all configuration files that stages declare. */
function configFiles(): Record<string, z.ZodType> {
  return Object.assign(
    {run: runSchema},
    ...stages.chain.map(stage => stage.files ?? {}),
    stages.collectFiles,
    stages.publishFiles,
  )
}

function readConfig(directory: string): Config {
  return loadConfig(resolve(directory), configFiles())
}

async function runCommand(options: RunArguments): Promise<number> {
  for (const input of options.inputs) {
    if (!existsSync(input)) throw new UsageError(`没有这个文件或目录：${input}`)
    if (resolve(input) === resolve(options.out))
      throw new UsageError('--out 不能就是输入目录，结果会与原件混在一起；请另给一个目录。')
  }
  if (!Number.isInteger(options.jobs) || options.jobs < 1)
    throw new UsageError('--jobs 要是 1 或更大的整数。')
  const config = withRoster(readConfig(options.config), options.roster)
  makeFolder(options.out)
  const cache = resolve(options.cache)
  const store = openStore(cache)
  if (!process.listeners('unhandledRejection').includes(ownOfCache)) {
    process.on('unhandledRejection', ownOfCache)
  }
  const log = openLog(cache)
  const contracts = process.env.NIANBAO_CONTRACTS === '1'
  const chain = makeChain(stages.chain, config, store, contracts)
  const spill = spillFolder(cache)
  const view = showProgress(process.stderr)
  try {
    const input = await stages.collect(options.inputs, config, spill, [
      {path: options.out, what: '本次运行的输出目录'},
      {path: cache, what: '本程序的缓存目录'},
    ])
    log.info({files: input.files.length, left: input.left.length}, 'collected')
    const setup = {
      stagesModule: new URL('../stages/chain.ts', import.meta.url).href,
      config,
      cache,
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
        log.info({file, steps: taken, reports: outputs.length, skipped: skipped.length}, 'document')
      },
    })
    view.stop()
    const info = runInfo(config, outcomes, `nianbao ${version}`)
    const {corpus, files} = await overAll(
      corpusOf(store, outcomes),
      config,
      join(spill, 'warehouse.duckdb'),
      async (corpus, tables) => ({
        corpus,
        files: await stages.publish(corpus, config, info, options.out, tables),
      }),
    )
    log.info({files, counts: corpus.counts}, 'published')
    process.stdout.write(
      summarise(corpus, outcomes.steps, id => config.rules[id]?.name ?? '', resolve(options.out)),
    )
    process.stdout.write(`详细日志在 ${join(cache, 'nianbao.log')}\n`)
    return exitCode(corpus, options.failOn)
  } finally {
    view.stop()
    rmSync(spill, {recursive: true, force: true})
    await store.close()
  }
}

function withRoster(config: Config, path: string | undefined): Config {
  if (path === undefined) return config
  return {...config, roster: readRoster(path, rosterFormSchema.parse(config.files.roster))}
}

/** What publishing gets beside the corpus. */
type Tables = NonNullable<Parameters<typeof stages.publish>[4]>

/**
 * Sets all reports of a corpus against each other and adds them up, in a warehouse of this run's own that lasts as long as
 * `use` does.
 */
async function overAll<T>(
  corpus: Corpus,
  config: Config,
  file: string,
  use: (corpus: Corpus, tables: Tables) => Promise<T>,
): Promise<T> {
  const formats = Object.values(config.formats)
  const warehouse = await openWarehouse(corpus, file, {formats, roster: config.roster?.entries ?? null})
  try {
    const found = await stages.reconcile(corpus, warehouse, config)
    const findings = [...found.findings.values(), found.general].flat()
    const rollup = await stages.rollup(warehouse, config, findings)
    return await use(reconciledCorpus(corpus, found), {rollup, run: sql => warehouse.run(sql)})
  } finally {
    await warehouse.close()
  }
}

/** Where this run unpacks archives. What killed runs of this machine left behind is removed. */
function spillFolder(cache: string): string {
  const folder = join(cache, 'unpacked')
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(name) ?? []
    if (host === hostname() && !isRunning(Number(pid))) rmSync(join(folder, name), {recursive: true})
  }
  return join(folder, `${hostname()}-${process.pid}`)
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

function exitCode(corpus: ReturnType<typeof corpusOf>, failOn: string | undefined): number {
  const bad = failOn === 'warning' ? ['error', 'warning'] : failOn === 'error' ? ['error'] : []
  let failed = false
  for (const {severity, rule} of corpus.findings()) {
    if (rule === 'Z01') return FAULT
    if (bad.includes(severity)) failed = true
  }
  return failed ? FAILED_ON : DONE
}

async function cacheCommand(cache: string, prune: boolean): Promise<number> {
  const file = join(cache, 'cache.mdb')
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
    return DONE
  } finally {
    await store.close()
  }
}

async function explainCommand(file: string, configDirectory: string, cache: string): Promise<number> {
  const config = readConfig(configDirectory)
  const outermost = file.split('!/')[0]!
  if (!existsSync(outermost)) throw new UsageError(`没有这个文件：${outermost}`)
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
      return DONE
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
    return DONE
  } finally {
    rmSync(spill, {recursive: true, force: true})
    await store.close()
  }
}
