import {createHash} from 'node:crypto'
import {hashOf} from '../cache/key.ts'
import type {Store} from '../cache/store.ts'
import type {Config} from '../config.ts'
import type {Corpus, RunInfo} from '../model/corpus.ts'
import {type Finding, isOpenError} from '../model/finding.ts'
import {type Report, SCHEMA_VERSION} from '../model/report.ts'
import type {Outcomes} from '../run.ts'

/**
 * The results of a run as the publishing stage reads them: streamed from disk in file order, any number of times, never
 * all in memory. A report is `accepted` when none of its findings is an error.
 */
export function corpusOf(
  store: Store,
  outcomes: Pick<Outcomes, 'each' | 'counts'> & Partial<Pick<Outcomes, 'answers'>>,
): Corpus {
  const {counts, answers} = outcomes
  return {
    counts: answers ? {...counts, rules: answers.counts()} : counts,
    *reports(of) {
      for (const {file, outputs, findings} of outcomes.each()) {
        if (outputs.length === 0 || (of && !of(file))) continue
        for (const hash of outputs) {
          const report = store.blob(hash) as Report
          const own = findings.filter(finding => finding.report === report.id)
          yield {report: {...report, status: statusOf(own)}, findings: own}
        }
      }
    },
    *findings() {
      for (const {findings} of outcomes.each()) yield* findings
    },
    *skipped() {
      for (const {skipped} of outcomes.each()) yield* skipped
    },
  }
}

/** `accepted` unless one of its findings is an error that no person accepted. */
export function statusOf(findings: Finding[]): Report['status'] {
  return findings.some(isOpenError) ? 'review' : 'accepted'
}

/** What a configuration says, wherever it lies. */
export function contentOf(config: Config): Omit<Config, 'directory'> {
  const {directory: _, ...content} = config
  return content
}

/** What names a run: the same inputs under the same configuration and program give the same id. */
export function runInfo(config: Config, outcomes: Outcomes, program: string): RunInfo {
  const configHash = hashOf(contentOf(config)).slice(0, 12)
  const inputs = createHash('sha256')
  for (const {file, sha256} of outcomes.each()) inputs.update(`${file}\0${sha256}\n`)
  const runId = hashOf([program, configHash, inputs.digest('hex')]).slice(0, 12)
  return {runId, configHash, schemaVersion: SCHEMA_VERSION, program}
}
