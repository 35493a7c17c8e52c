import {datapackage} from './datapackage/index.ts'
import {findingsJsonl, reportsJsonl, skippedJsonl} from './jsonl.ts'
import {rosterDraft} from './rosterDraft.ts'
import {runJson} from './runJson.ts'
import {summary} from './summary/index.ts'
import {workbook} from './workbook/index.ts'
import type {TablesWriter, Writer} from './writer.ts'

/** Everything a run writes. */
export const writers: Writer[] = [reportsJsonl, findingsJsonl, skippedJsonl, workbook, rosterDraft, runJson]

/** What a run writes from what is computed over all reports; after the writers above, whose files they may read. */
export const tablesWriters: TablesWriter[] = [summary, datapackage]
