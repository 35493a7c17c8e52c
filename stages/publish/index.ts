import {mkdirSync, renameSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Config} from '../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../pipeline/model/corpus.ts'
import {rosterFormSchema} from '../../pipeline/model/rosterForm.ts'
import {compareSchema} from './compare/index.ts'
import {workbookSchema} from './workbook/settings.ts'
import {writers} from './writers.ts'

export {compareRuns} from './compare/index.ts'

/** Configuration files of this stage: name (config/<name>.yaml) to schema. */
export const files = {workbook: workbookSchema, roster: rosterFormSchema, compare: compareSchema}

/** Where files are written before they appear under their own names; a leftover of a killed run is replaced. */
const ASIDE = '.publishing'

/**
 * Writes everything a run publishes into `directory` and returns the names written. All files are written aside first
 * and then renamed, so each appears whole or not at all, and nothing appears when one of them fails. Other files in the
 * directory are left alone.
 */
export async function publish(
  corpus: Corpus,
  config: Config,
  info: RunInfo,
  directory: string,
): Promise<string[]> {
  const aside = join(directory, ASIDE)
  rmSync(aside, {recursive: true, force: true})
  mkdirSync(aside, {recursive: true})
  try {
    for (const writer of writers) writer.write(corpus, config, info, aside)
    const names = writers.flatMap(writer => writer.files)
    for (const name of names) renameSync(join(aside, name), join(directory, name))
    return names
  } finally {
    rmSync(aside, {recursive: true, force: true})
  }
}
