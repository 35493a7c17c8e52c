import type {Corpus, Found, Reconciliation} from '../model/corpus.ts'
import type {Finding} from '../model/finding.ts'
import {statusOf} from './corpus.ts'

/** A finding as people accepted it, or itself. */
type Accept = (finding: Finding) => Finding

/** A corpus with its findings as people accepted them: an accepted error no longer counts against its report. */
export function acceptedCorpus(corpus: Corpus, accept: Accept): Corpus {
  return {
    ...corpus,
    *reports(of) {
      for (const {report, findings} of corpus.reports(of)) {
        const own = findings.map(accept)
        yield {report: {...report, status: statusOf(own)}, findings: own}
      }
    },
    *findings() {
      for (const finding of corpus.findings()) yield accept(finding)
    },
  }
}

/** The same for what came of setting all reports against each other; `more` are findings about no report. */
export function acceptedReconciliation(
  found: Reconciliation,
  accept: Accept,
  more: Finding[],
): Reconciliation {
  const findings = new Map([...found.findings].map(([report, list]) => [report, list.map(accept)]))
  return {...found, findings, general: [...found.general.map(accept), ...more]}
}

/** All findings of setting reports against each other. */
export function* findingsIn({findings, general}: Found): Iterable<Finding> {
  for (const list of findings.values()) yield* list
  yield* general
}
