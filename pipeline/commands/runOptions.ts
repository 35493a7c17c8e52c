import {availableParallelism} from 'node:os'
import type {Argv} from 'yargs'
import {configOption, givenOptions} from './command.ts'

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

/** What `nianbao run` was given. */
export type RunArguments = Awaited<ReturnType<typeof runOptions>['argv']>
