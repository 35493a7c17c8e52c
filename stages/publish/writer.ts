import type {Config} from '../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../pipeline/model/corpus.ts'

/** One kind of published file. */
export interface Writer {
  name: string
  /** Names of the files it writes, inside the output folder. */
  files: string[]
  /** Writes its files into `directory`. What it writes depends on corpus, configuration and run alone. */
  write(corpus: Corpus, config: Config, info: RunInfo, directory: string): void
}
