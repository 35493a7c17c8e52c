import type {Stages} from '../pipeline/document.ts'
import {check} from './check/index.ts'
import {collect, collectSchema, load} from './collect/index.ts'
import {map} from './map/index.ts'
import {publish, files as publishFiles} from './publish/index.ts'
import {read} from './read/index.ts'
import {recognise} from './recognise/index.ts'

/** The pipeline: files are collected, each document goes through the chain, all results are published. */
export const stages = {
  collect,
  collectFiles: {collect: collectSchema},
  load,
  chain: [read, recognise, map, check],
  publish,
  publishFiles,
} satisfies Stages & Record<string, unknown>
