import {mkdirSync, renameSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
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

/** Configuration files of this stage: name (config/<name>.yaml) to schema. */
export const files = {
  workbook: workbookSchema,
  summary: summarySchema,
  datapackage: datapackageSchema,
  roster: rosterFormSchema,
  compare: compareSchema,
}

/** Where files are written before they appear under their own names; a leftover of a killed run is replaced. */
const ASIDE = '.publishing'

/**
 * Writes everything a run publishes into `directory` and returns the names written. All files are written aside first
 * and then renamed, so each appears whole or not at all, and nothing appears when one of them fails. Other files in the
 * directory are left alone. Without `tables`, what is made from them is not written.
 */
export async function publish(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
  tables: Tables | null = null,
): Promise<string[]> {
  const aside = join(directory, ASIDE)
  rmSync(aside, {recursive: true, force: true})
  mkdirSync(aside, {recursive: true})
  try {
    const survey = writePassing(corpus, config, info, aside)
    for (const writer of surveyedWriters) writer.write(corpus, config, info, aside, survey)
    for (const writer of tables ? tablesWriters : []) await writer.write(tables!, config, info, aside)
    const all = [...writers, ...surveyedWriters, ...(tables ? tablesWriters : [])]
    const names = all.flatMap(writer => writer.files)
    for (const name of names) putInPlace(join(aside, name), join(directory, name))
    return names
  } finally {
    rmSync(aside, {recursive: true, force: true})
  }
}

/** One pass over everything for all writers that need no more, and for the survey the others need. */
function writePassing(corpus: Corpus, config: Config, info: RunInfo, directory: string): Survey {
  const survey = startSurvey()
  const sinks: Sink[] = [survey]
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

/** A file replaces a file at once; a folder cannot replace one that holds files. */
function putInPlace(from: string, to: string): void {
  if (statSync(from).isDirectory()) rmSync(to, {recursive: true, force: true})
  renameSync(from, to)
}
