import {mkdirSync} from 'node:fs'
import type {Config} from '../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../pipeline/model/corpus.ts'
import {rosterFormSchema} from '../../pipeline/model/rosterForm.ts'
import {compareSchema} from './compare/index.ts'
import {datapackageSchema} from './datapackage/settings.ts'
import type {Sink} from './sink.ts'
import {summarySchema} from './summary/settings.ts'
import {workbookSchema} from './workbook/settings.ts'
import {startWidths, surveyOf, type Widths} from './workbook/survey.ts'
import type {Tables} from './writer.ts'
import {surveyedWriters, tablesWriters, writers} from './writers.ts'

export {compareRuns} from './compare/index.ts'
export {REVIEW} from './workbook/index.ts'
export {startWidths} from './workbook/survey.ts'

/** Configuration files of this stage: name (config/<name>.yaml) to schema. */
export const files = {
  workbook: workbookSchema,
  summary: summarySchema,
  datapackage: datapackageSchema,
  roster: rosterFormSchema,
  compare: compareSchema,
}

/** What the workbooks call a reason why an input gave no report. */
export function reasonNames(config: Config): Record<string, string> {
  return workbookSchema.parse(config.files.workbook).words.reason
}

/** What may be added to publishing. */
export interface PublishOptions {
  /** What is computed over all reports; without it, what is made from it is not written. */
  tables?: Tables
  /** Widths of figures, where another pass over the same reports has taken them. */
  widths?: Widths
  /** What else takes in everything on the way. */
  passing?: Sink[]
  /** Settles when another thread has written the workbooks of `publishWorkbooks` into the same folder. */
  workbooks?: Promise<void>
}

/** Writes everything a run publishes into `directory` and returns the names written. */
export async function publish(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
  {tables, widths, passing = [], workbooks}: PublishOptions = {},
): Promise<string[]> {
  mkdirSync(directory, {recursive: true})
  const figures = startWidths()
  const opened = writers.map(writer => () => writer.open(config, info, directory, corpus.counts))
  passAll(corpus, [...(widths ? [] : [figures]), ...passing], opened)
  if (!workbooks) publishWorkbooks(corpus, config, info, directory, widths ?? figures.widths)
  for (const writer of tables ? tablesWriters : []) await writer.write(tables!, config, info, directory)
  await workbooks
  return [...writers, ...surveyedWriters, ...(tables ? tablesWriters : [])].flatMap(writer => writer.files)
}

/** Writes the workbooks of reports and findings alone: most of the work, for a thread of its own. */
export function publishWorkbooks(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
  widths: Widths,
): void {
  const survey = surveyOf(corpus, widths)
  for (const writer of surveyedWriters) writer.write(corpus, config, info, directory, survey)
}

/** One pass over everything for all that need no more. */
function passAll(corpus: Corpus, first: Sink[], more: (() => Sink)[]): void {
  const sinks = [...first]
  try {
    for (const open of more) sinks.push(open())
    for (const checked of corpus.reports()) for (const sink of sinks) sink.report?.(checked)
    for (const finding of corpus.findings()) for (const sink of sinks) sink.finding?.(finding)
    for (const skipped of corpus.skipped()) for (const sink of sinks) sink.skipped?.(skipped)
    for (const sink of sinks) sink.end()
  } finally {
    for (const sink of sinks) sink.close?.()
  }
}
