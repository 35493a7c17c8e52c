import {type Finding, makeFinding, type Skipped} from '../../pipeline/model/finding.ts'
import type {Extent} from '../../pipeline/stage.ts'
import type {CollectSettings} from './settings.ts'
import type {Spill} from './unpack.ts'

/** An input file found, not yet read. */
export interface Collected {
  /** Name in the outputs: relative to its input root, / between parts; members of archives after !/. */
  file: string
  /** Absolute path, members after !/: how the last run over it is found. */
  location: string
  size: number
  extent: Extent
  /** Stands for the bytes of the file on disk it is or lies in; null where that file has only just been changed. */
  stamp: string | null
}

/** What is said of an input that is not taken through the chain: a file left out, an archive with faults. */
export interface Left {
  file: string
  findings: Finding[]
  skipped: Skipped[]
}

/** What the inputs hold: files to read, and what is left aside and why. */
export interface Collection {
  files: Collected[]
  left: Left[]
}

/** A collection being made. */
export interface Gathering extends Collection {
  settings: CollectSettings
  spill: Spill
  /** Real paths (as latin1) of folders of the run itself, with what they are. */
  own: Map<string, string>
  /** Names under which a run publishes. */
  outputs: readonly string[]
}

/** Leaves a file out without a finding: nothing is wrong with it. */
export function leave(to: Gathering, file: string, reason: Skipped['reason'], detail: string): void {
  to.left.push({file, findings: [], skipped: [{file, reason, detail}]})
}

/**
 * Leaves an archive out that people have to open: nobody knows what is in it, so a finding says so.
 * @param what a Chinese clause that names it @param then what to do, a Chinese clause
 */
export function shut(
  to: Gathering,
  file: string,
  reason: 'unsupported' | 'encrypted',
  what: string,
  then: string,
): void {
  const finding = makeFinding(to.settings.rules, 'L01', {values: {what}})
  to.left.push({file, findings: [finding], skipped: [{file, reason, detail: `${what}；${then}。`}]})
}

/** Leaves a file out that should have been read. @param what a Chinese clause */
export function lose(to: Gathering, file: string, what: string): void {
  const finding = makeFinding(to.settings.rules, 'L02', {values: {what}})
  to.left.push({file, findings: [finding], skipped: [{file, reason: 'unreadable', detail: `${what}。`}]})
}
