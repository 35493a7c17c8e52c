import {resolve} from 'node:path'
import yargs from 'yargs'
import {cacheCommand} from './commands/cache.ts'
import {configOption, EXIT, givenOptions, readConfig, UsageError, version} from './commands/command.ts'
import {compareCommand} from './commands/compare.ts'
import {explainCommand} from './commands/explain.ts'
import {rulesCommand} from './commands/rules.ts'
import {runCommand} from './commands/run.ts'
import {runOptions} from './commands/runOptions.ts'
import {ConfigError} from './config.ts'
import {troubleOf} from './failure.ts'
import {rulebookSchema} from './given/rulebook.ts'

/**
 * The command line. Returns the exit code: 0 the run is complete and every input accounted for, 1 a fault of this
 * program or of its surroundings (disk, rights), 2 wrong usage or configuration, 3 asked for with --fail-on. An interrupt
 * ends the process itself, with 130 (interrupt.ts).
 */
export async function main(argv: string[]): Promise<number> {
  let code: number = EXIT.done
  const parser = yargs(argv)
    .scriptName('nianbao')
    .locale('zh_CN')
    .updateStrings(SAID)
    .parserConfiguration({'boolean-negation': false})
    .middleware(once, true)
    .usage('$0 <命令>\n\n把政府信息公开工作年度报告读成统一结构，逐项校验，写成 Excel。')
    .command('run <inputs..>', '处理文件或目录，写出报告、校验结果和工作簿', runOptions, async options => {
      code = await runCommand(options)
    })
    .command(
      'explain <file>',
      '逐步说明一个文件上次哪些步骤沿用了缓存、哪些重新运行、为什么；现在再运行会怎样',
      command =>
        command
          .positional('file', {type: 'string', demandOption: true, describe: '处理过的文件'})
          .option('config', configOption)
          .options(givenOptions)
          .option('cache', {type: 'string', requiresArg: true, default: '.nianbao', describe: '缓存目录'}),
      async options => {
        code = await explainCommand(options)
      },
    )
    .command(
      'cache',
      '缓存有多大、有哪些内容；--prune 删去上次运行没有用到的',
      command =>
        command
          .option('cache', {type: 'string', requiresArg: true, default: '.nianbao', describe: '缓存目录'})
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
          .option('out', {type: 'string', requiresArg: true, describe: '把全部变化写成这个 Excel 文件'})
          .option('config', configOption),
      ({before, after, out, config}) => {
        compareCommand(before, after, config, out)
      },
    )
    .command(
      'rules [ids..]',
      '列出全部校验规则：依据、公式、级别、参数、例句；给出编号时只列这几条，写全各种句式',
      command =>
        command
          .positional('ids', {type: 'string', array: true, default: [], describe: '规则编号，例如 A01'})
          .option('json', {type: 'boolean', default: false, describe: '写成 JSON，供程序读取'})
          .option('config', configOption),
      ({ids, config, json}) => rulesCommand(ids, config, json),
    )
    .command(
      'check-config',
      '检查配置目录，指出有误的文件、位置和允许的写法',
      command => command.option('config', configOption),
      options => {
        const config = readConfig(options.config, {rulebook: rulebookSchema})
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
    .epilogue(
      '退出码：0 运行完成，每个输入都有交代；1 没有完成：程序自身出错，或磁盘、权限有故障；2 用法或配置有误；3 按 --fail-on 的要求；130 用 Ctrl-C 中止，再次运行会接着做。',
    )
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      throw error && error.name !== 'YError' ? error : new UsageError(message ?? error.message)
    })
  try {
    await parser.parseAsync()
    return code
  } catch (error) {
    return complain(error)
  }
}

const several = (text: string) => ({one: text, other: text})

/** What yargs says in English or of options alone; its types leave out that sentences with numbers come in two forms. */
const SAID = {
  'Not enough non-option arguments: got %s, need at least %s': several(
    '给出的文件或目录太少：给了 %s 个，至少要 %s 个。',
  ),
  'Too many non-option arguments: got %s, maximum of %s': several(
    '给出的文件或目录太多：给了 %s 个，最多 %s 个。',
  ),
  'Did you mean %s?': '没有这个命令；是不是 %s？',
  'Unknown argument: %s': several('没有这个命令或选项：%s'),
} as unknown as Record<string, string>

/** Options that are lists; any other is given once, with a value. */
const LISTS = ['_', '--', 'inputs', 'ids', 'corrections']

function once(argv: Record<string, unknown>) {
  for (const [name, value] of Object.entries(argv)) {
    if (LISTS.includes(name)) continue
    if (Array.isArray(value)) throw new UsageError(`--${name} 只能给一次。`)
    if (value === '') throw new UsageError(`--${name} 后面要有值。`)
  }
}

function complain(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(
      `用法有误：${error.message}\n用 nianbao --help 或 nianbao <命令> --help 查看说明。\n`,
    )
    return EXIT.usage
  }
  if (error instanceof ConfigError) {
    process.stderr.write(`配置有误：\n${error.message}\n`)
    return EXIT.usage
  }
  const trouble = troubleOf(error)
  if (trouble !== undefined) {
    process.stderr.write(`${trouble}\n`)
    return EXIT.fault
  }
  process.stderr.write(
    `程序自身出错，请连同以下内容反馈：\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return EXIT.fault
}
