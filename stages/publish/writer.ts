import type {Config} from '../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../pipeline/model/corpus.ts'
import type {Rollup} from '../../pipeline/model/rollup.ts'
import type {Sink} from './sink.ts'
import type {Survey} from './workbook/survey.ts'

/** A kind of published files that is written while the run passes by. */
export interface Writer {
  name: string
  /** Names of the files it writes, inside the output folder. */
  files: string[]
  /** Starts its files in `directory`. What it writes depends on corpus, configuration and run alone. */
  open(config: Config, info: RunInfo, directory: string, counts: Corpus['counts']): Sink
}

/**
 * A kind of published files that needs a look at everything before the first line is written, and looks at it again when
 * everything has passed by.
 */
export interface SurveyedWriter extends Pick<Writer, 'name' | 'files'> {
  open(corpus: Corpus, config: Config, info: RunInfo, directory: string, survey: Survey): Sink
}

/** What is computed over all reports: the roll-up, and a way to write tables of the warehouse to files. */
export interface Tables {
  rollup: Rollup
  /** Runs a statement over the warehouse: copying tables to files. */
  run(sql: string): Promise<void>
}

/** A kind of published files made from what is computed over all reports. */
export interface TablesWriter extends Pick<Writer, 'name' | 'files'> {
  /** @param lines settles when the writers of reports, findings and skips have ended: it may read their files */
  write(
    tables: Tables,
    config: Config,
    info: RunInfo,
    directory: string,
    lines: Promise<unknown>,
  ): Promise<void> | void
}
