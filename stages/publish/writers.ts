import {cellPictures} from './cells.ts'
import {datapackage} from './datapackage/index.ts'
import {findingsJsonl, reportsJsonl, skippedJsonl} from './jsonl.ts'
import {rosterDraft} from './rosterDraft.ts'
import {runJson} from './runJson.ts'
import {summary} from './summary/index.ts'
import {workbooks} from './workbook/index.ts'
import type {SurveyedWriter, TablesWriter, Writer} from './writer.ts'

/** What a run writes in one pass over everything. */
export const writers: Writer[] = [
  reportsJsonl,
  findingsJsonl,
  skippedJsonl,
  cellPictures,
  rosterDraft,
  runJson,
]

/** What it writes in the same pass once everything was looked at, and in further passes over findings. */
export const surveyedWriters: SurveyedWriter[] = [workbooks]

/** What it writes from what is computed over all reports. */
export const tablesWriters: TablesWriter[] = [summary, datapackage]

/** Names under which a run publishes, files and folders. */
export const outputs: string[] = [...writers, ...surveyedWriters, ...tablesWriters].flatMap(
  ({files}) => files,
)
