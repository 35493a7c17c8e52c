import {findingsJsonl, reportsJsonl, skippedJsonl} from './jsonl.ts'
import {rosterDraft} from './rosterDraft.ts'
import {runJson} from './runJson.ts'
import {workbook} from './workbook/index.ts'
import type {Writer} from './writer.ts'

/** Everything a run writes. */
export const writers: Writer[] = [reportsJsonl, findingsJsonl, skippedJsonl, workbook, rosterDraft, runJson]
