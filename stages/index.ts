import {stages as documents} from './chain.ts'
import {collect, collectSchema} from './collect/index.ts'
import {acceptFindings} from './correct/index.ts'
import {compareRuns, publish, files as publishFiles, publishWorkbooks, REVIEW} from './publish/index.ts'
import {reconcile, files as reconcileFiles} from './reconcile/index.ts'
import {rollup, files as rollupFiles} from './rollup/index.ts'

/** The pipeline: files are collected, each document goes through the chain, all results are published. */
export const stages = {
  collect,
  collectFiles: {collect: collectSchema},
  ...documents,
  acceptFindings,
  reconcile,
  rollup,
  publish,
  publishWorkbooks,
  compareRuns,
  /** The output people fill corrections into. */
  review: REVIEW,
  /** Configuration files of what comes after the chain. */
  publishFiles: {...reconcileFiles, ...rollupFiles, ...publishFiles},
}
