import type {Config} from '../../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import type {Listing} from './listing.ts'
import type {WorkbookSettings} from './settings.ts'

/** 校验.xlsx while it is written, and what its sheets are written from. */
export interface Review {
  book: Workbook
  corpus: Corpus
  config: Config
  settings: WorkbookSettings
  /** The reports, and where each stands in 明细. */
  listing: Listing
  info: RunInfo
}
