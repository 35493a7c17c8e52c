import {mkdirSync} from 'node:fs'
import type {Config} from '../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../pipeline/model/corpus.ts'
import {rosterFormSchema} from '../../pipeline/model/rosterForm.ts'
import {compareSchema} from './compare/index.ts'
import {datapackageSchema} from './datapackage/settings.ts'
import {summarySchema} from './summary/settings.ts'
import {workbookSchema} from './workbook/settings.ts'
import {type Survey, startSurvey} from './workbook/survey.ts'
import type {Sink, Tables} from './writer.ts'
import {surveyedWriters, tablesWriters, writers} from './writers.ts'

export {compareRuns} from './compare/index.ts'
export {REVIEW} from './workbook/index.ts'

/** Configuration files of this stage: name (config/<name>.yaml) to schema. */
export const files = {
  workbook: workbookSchema,
  summary: summarySchema,
  datapackage: datapackageSchema,
  roster: rosterFormSchema,
  compare: compareSchema,
}

/**
 * Writes everything a run publishes into `directory` and returns the names written. Without `tables`, what is made from them
 * is not written.
 * @param passing what else takes in everything on the way
 */
export async function publish(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
  tables: Tables | null = null,
  passing: Sink[] = [],
): Promise<string[]> {
  mkdirSync(directory, {recursive: true})
  const survey = writePassing(corpus, config, info, directory, passing)
  for (const writer of surveyedWriters) writer.write(corpus, config, info, directory, survey)
  for (const writer of tables ? tablesWriters : []) await writer.write(tables!, config, info, directory)
  return [...writers, ...surveyedWriters, ...(tables ? tablesWriters : [])].flatMap(writer => writer.files)
}

/** One pass over everything for all writers that need no more, and for the survey the others need. */
function writePassing(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
  passing: Sink[],
): Survey {
  const survey = startSurvey()
  const sinks: Sink[] = [survey, ...passing]
  try {
    for (const writer of writers) sinks.push(writer.open(config, info, directory, corpus.counts))
    for (const checked of corpus.reports()) for (const sink of sinks) sink.report?.(checked)
    for (const finding of corpus.findings()) for (const sink of sinks) sink.finding?.(finding)
    for (const skipped of corpus.skipped()) for (const sink of sinks) sink.skipped?.(skipped)
    for (const sink of sinks) sink.end()
  } finally {
    for (const sink of sinks) sink.close?.()
  }
  return survey.found
}
