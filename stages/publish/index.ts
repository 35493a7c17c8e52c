import {mkdirSync} from 'node:fs'
import type {Config} from '../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../pipeline/model/corpus.ts'
import {rosterFormSchema} from '../../pipeline/model/rosterForm.ts'
import {compareSchema} from './compare/index.ts'
import {datapackageSchema} from './datapackage/settings.ts'
import type {Sink} from './sink.ts'
import {summarySchema} from './summary/settings.ts'
import {workbookSchema} from './workbook/settings.ts'
import {surveyOf, type Widths, widthsOf} from './workbook/survey.ts'
import type {Tables} from './writer.ts'
import {surveyedWriters, tablesWriters, writers} from './writers.ts'

export {compareRuns} from './compare/index.ts'
export {shownKeys} from './summary/settings.ts'
export {REVIEW} from './workbook/index.ts'
export {startWidths} from './workbook/survey.ts'
export {outputs} from './writers.ts'

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
  /** Computes what there is over all reports; without it, what is made from it is not written. */
  tables?: () => Promise<Tables>
  /** Widths of figures, where another pass over the same reports has taken them. */
  widths?: Widths
  /** What else takes in everything on the way. */
  passing?: Sink[]
  /** Another thread that writes what `publishReports` does into the same folder. */
  reports?: Reports
}

/** Reports and findings while another thread writes them. */
export interface Reports {
  /** Settles when reports, findings and skips stand in their files. */
  lines: Promise<unknown>
  /** Settles when all is written. */
  done: Promise<unknown>
}

/** Writes everything a run publishes into `directory` and returns the names written. */
export async function publish(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
  {tables, widths, passing, reports}: PublishOptions = {},
): Promise<string[]> {
  mkdirSync(directory, {recursive: true})
  if (!reports) publishReports(corpus, config, info, directory, {widths, passing})
  const lines = reports?.lines ?? Promise.resolve()
  const made = await tables?.()
  for (const writer of made ? tablesWriters : []) await writer.write(made!, config, info, directory, lines)
  await reports?.done
  return [...writers, ...surveyedWriters, ...(made ? tablesWriters : [])].flatMap(writer => writer.files)
}

/**
 * Writes what is made of reports and findings alone: most of the work, for a thread of its own.
 * @param lines called when reports, findings and skips stand in their files, and the rest is still to be written
 */
export function publishReports(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
  {widths = widthsOf(corpus), passing = []}: Pick<PublishOptions, 'widths' | 'passing'>,
  lines: () => void = () => {},
): void {
  const survey = surveyOf(corpus, widths)
  const opened = [
    ...passing.map(sink => () => sink),
    ...writers.map(writer => () => writer.open(config, info, directory, corpus.counts)),
    () => ({end: lines}),
    ...surveyedWriters.map(writer => () => writer.open(corpus, config, info, directory, survey)),
  ]
  passAll(corpus, opened)
}

/** One pass over everything for all of them, since reports cost time to read; they end one after the other. */
function passAll(corpus: Corpus, opened: (() => Sink)[]): void {
  const sinks: Sink[] = []
  try {
    for (const open of opened) sinks.push(open())
    for (const checked of corpus.reports()) for (const sink of sinks) sink.report?.(checked)
    for (const finding of corpus.findings()) for (const sink of sinks) sink.finding?.(finding)
    for (const skipped of corpus.skipped()) for (const sink of sinks) sink.skipped?.(skipped)
    for (let sink = sinks.shift(); sink; sink = sinks.shift()) endOne(sink)
  } finally {
    for (const sink of sinks) sink.close?.()
  }
}

function endOne(sink: Sink): void {
  try {
    sink.end()
  } finally {
    sink.close?.()
  }
}
