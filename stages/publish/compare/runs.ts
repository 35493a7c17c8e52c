import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {z} from 'zod'
import {type Report, reportSchema} from '../../../pipeline/model/report.ts'
import {linesOf} from '../lines.ts'

const runSchema = z.object({program: z.string(), configHash: z.string(), runId: z.string()})

/** A run as it lies in its output folder. */
export interface PublishedRun extends z.infer<typeof runSchema> {
  directory: string
}

/** @throws a Chinese sentence when the folder holds no run. */
export function openRun(directory: string): PublishedRun {
  for (const name of ['run.json', 'reports.jsonl']) {
    if (!existsSync(join(directory, name)))
      throw new Error(`${directory} 不是一次运行的输出目录：缺少 ${name}`)
  }
  const run = runSchema.safeParse(JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')))
  if (!run.success) throw new Error(`${join(directory, 'run.json')} 不是本程序写的`)
  return {...run.data, directory}
}

/** The reports of a run in file order, one at a time. @throws when a line is not as the contract says. */
export function* reportsOf({directory}: PublishedRun): Generator<Report> {
  const path = join(directory, 'reports.jsonl')
  let number = 0
  for (const line of linesOf(path)) {
    number++
    const report = reportSchema.safeParse(JSON.parse(line))
    if (!report.success)
      throw new Error(`${path} 第 ${number} 行不是本版本的报告：${report.error.issues[0]?.message}`)
    yield report.data
  }
}
