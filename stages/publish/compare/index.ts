import {z} from 'zod'
import type {Config} from '../../../pipeline/config.ts'
import {SCHEMA_VERSION} from '../../../pipeline/model/report.ts'
import {openOutput} from '../output.ts'
import {startList} from '../workbook/list.ts'
import {listSchema, workbookSettings} from '../workbook/settings.ts'
import {cellNames} from '../workbook/words.ts'
import {startWorkbook} from '../xlsx/workbook.ts'
import {type Change, changesOf} from './changes.ts'
import {openRun, reportsOf} from './runs.ts'

const texts = z.record(z.string(), z.string())

/** Schema of config/compare.yaml. */
export const compareSchema = z.strictObject({
  kinds: texts,
  fields: texts,
  reasons: texts,
  /** What stands for a cell that was not found, and for one left blank. */
  absent: z.string(),
  blank: z.string(),
  /** Lines printed; the workbook has all. */
  most: z.number().int().positive(),
  sheet: listSchema,
})

/**
 * Compares two output folders: what changed, by body, year and key, and why as far as the runs tell. Prints through `say`, and
 * writes a workbook of all changes where `workbook` names one.
 */
export function compareRuns(
  first: string,
  second: string,
  config: Config,
  say: (line: string) => void,
  workbook?: string,
): void {
  const [before, after] = [openRun(first), openRun(second)]
  const settings = workbookSettings(config)
  const {kinds, fields, reasons, absent, blank, most, sheet} = compareSchema.parse(config.files.compare)
  const nameOf = cellNames(config.formats, settings.words)
  const words = ({kind, key, format}: Change) =>
    key === null ? '' : kind === 'field' ? (fields[key] ?? key) : nameOf([key], format)
  const {level, type, scope, status} = settings.words
  const named: Record<string, Record<string, string>> = {level, type, scope, status}
  const value = (text: string | null) => (text === null ? absent : text === '' ? blank : text)
  const shownOf = ({kind, key}: Change, text: string | null) =>
    value((kind === 'field' && text !== null && named[key!]?.[text]) || text)
  const output = workbook === undefined ? null : openOutput(workbook)
  const info = {
    runId: after.runId,
    configHash: after.configHash,
    schemaVersion: SCHEMA_VERSION,
    program: after.program,
  }
  const book = output && startWorkbook(output, {...settings, info})
  const list = book && startList({book, settings, info}, sheet)
  const counts = new Map<string, number>()
  let lines = 0
  for (const change of changesOf(before, after, reportsOf)) {
    const {kind, agency, year, file, reason} = change
    const shown = kind === 'figure' || kind === 'field'
    const [old, now] = shown ? [shownOf(change, change.before), shownOf(change, change.after)] : ['', '']
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    list?.row({
      kind: kinds[kind] ?? kind,
      agency,
      year,
      item: words(change),
      before: old,
      after: now,
      reason: reasons[reason] ?? reason,
      file,
      key: change.key,
    })
    if (lines++ < most)
      say(
        `${agency ?? '单位不明'} ${year ?? '年度不明'} ${kinds[kind]}${shown ? `「${words(change)}」${old} → ${now}` : ''}（${reasons[reason]}；${file}）`,
      )
  }
  if (lines > most) say(`……其余 ${lines - most} 处未列出；用 --out 写出工作簿可看全部。`)
  const summary = [...counts].map(([kind, count]) => `${kinds[kind]} ${count}`).join('，')
  say(lines === 0 ? '两次运行的报告和数字完全相同。' : `共 ${lines} 处不同：${summary}。`)
  if (lines === 0 && before.configHash !== after.configHash)
    say('两次运行的配置、名册或更正表不同：校验问题和汇总口径可能因此不同，这里只比较了报告和数字。')
  if (list && book && output) {
    const {parts} = list.end()
    book.end(parts.map(({name}) => name))
    output.close()
  }
}
