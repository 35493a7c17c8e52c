import {stages as documents} from './chain.ts'
import {collect, collectSchema} from './collect/index.ts'
import {
  compareRuns,
  outputs,
  publish,
  files as publishFiles,
  REVIEW,
  reasonNames,
  shownKeys,
  startWidths,
} from './publish/index.ts'
import {reconcile, files as reconcileFiles, sections} from './reconcile/index.ts'
import {stages as reports} from './reports.ts'
import {rollup, files as rollupFiles} from './rollup/index.ts'

/** The pipeline: files are collected, each document goes through the chain, all results are published. */
export const stages = {
  collect,
  collectFiles: {collect: collectSchema},
  ...documents,
  ...reports,
  reconcile,
  /** Keys of the sections whose text `reconcile` wants in the warehouse. */
  sections,
  rollup,
  shownKeys,
  publish,
  startWidths,
  compareRuns,
  reasonNames,
  /** The output people fill corrections into. */
  review: REVIEW,
  /** Names of all outputs: an earlier run's among the inputs are no documents. */
  outputs,
  /** Configuration files of what comes after the chain. */
  publishFiles: {...reconcileFiles, ...rollupFiles, ...publishFiles},
}
