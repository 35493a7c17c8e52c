import type {Stages} from '../pipeline/document.ts'
import {check} from './check/index.ts'
import {collect, collectSchema, load} from './collect/index.ts'
import {map} from './map/index.ts'
import {compareRuns, publish, files as publishFiles} from './publish/index.ts'
import {read} from './read/index.ts'
import {recognise} from './recognise/index.ts'
import {reconcile, files as reconcileFiles} from './reconcile/index.ts'
import {rollup, files as rollupFiles} from './rollup/index.ts'

/** The pipeline: files are collected, each document goes through the chain, all results are published. */
export const stages = {
  collect,
  collectFiles: {collect: collectSchema},
  load,
  chain: [read, recognise, map, check],
  reconcile,
  rollup,
  publish,
  compareRuns,
  /** Configuration files of what comes after the chain. */
  publishFiles: {...reconcileFiles, ...rollupFiles, ...publishFiles},
} satisfies Stages & Record<string, unknown>
