import {stages} from '../../stages/reports.ts'
import type {Config} from '../config.ts'
import type {Corpus} from '../model/corpus.ts'
import {acceptedCorpus} from '../reports/accepted.ts'

/** A corpus with its findings as people accepted them, and what takes further findings so. */
export function knownCorpus(
  corpus: Corpus,
  config: Config,
): {known: Corpus; accepting: ReturnType<typeof stages.acceptFindings> | null} {
  if (!config.corrections) return {known: corpus, accepting: null}
  const accepting = stages.acceptFindings(config)
  accepting.show(corpus.findings())
  return {known: acceptedCorpus(corpus, accepting.accept), accepting}
}
