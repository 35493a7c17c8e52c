import {existsSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {stages} from '../../stages/index.ts'
import {readConfig, UsageError} from './command.ts'

/** What changed between two runs' output folders; with `out`, as a workbook too. */
export function compareCommand(before: string, after: string, config: string, out?: string): void {
  for (const run of [before, after]) {
    if (!existsSync(join(run, 'run.json')))
      throw new UsageError(
        `${run} 不是一次运行的输出目录（里面没有 run.json）；请给 nianbao run 时 --out 用的目录。`,
      )
  }
  if (out !== undefined && statSync(out, {throwIfNoEntry: false})?.isDirectory())
    throw new UsageError(`--out 要给 Excel 文件名，而 ${out} 是一个目录；例如 ${join(out, '变化.xlsx')}。`)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  stages.compareRuns(before, after, readConfig(config), say, out)
}
