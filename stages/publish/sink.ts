import type {CheckedReport} from '../../pipeline/model/corpus.ts'
import type {Finding, Skipped} from '../../pipeline/model/finding.ts'

/** Takes everything of a run in, one by one: all writers share one pass over reports, which cost time to read. */
export interface Sink {
  report?(checked: CheckedReport): void
  finding?(finding: Finding): void
  skipped?(skipped: Skipped): void
  /** Everything was there. */
  end(): void
  /** Frees what it holds, also after a failure. */
  close?(): void
}
