import {join} from 'node:path'
import {stages} from '../../stages/index.ts'
import {acceptedReconciliation, findingsIn} from '../accepted.ts'
import {writeAside} from '../aside.ts'
import type {Config} from '../config.ts'
import {corpusOf, runInfo} from '../corpus.ts'
import {SurroundingsError} from '../failure.ts'
import {warehouseMemoryOf} from '../limits.ts'
import type {Reconciliation} from '../model/corpus.ts'
import {type Published, remember} from '../published.ts'
import {reconciledCorpus} from '../reconciled.ts'
import type {Outcomes} from '../run.ts'
import type {Cache} from '../store.ts'
import {startTally} from '../summary.ts'
import {openWarehouse, type Warehouse} from '../warehouse.ts'
import {version} from './command.ts'
import {knownCorpus} from './known.ts'
import {startWorkbooks} from './workbooks.ts'

/** Where a run publishes, and with what. */
export interface Publishing {
  fingerprint: string
  /** Folder of this run alone. */
  spill: string
  cache: string
  /** The output folder. */
  directory: string
  /** With more than one, a thread of its own writes the workbooks of reports and findings. */
  threads: number
  /** Called before the work begins. */
  begin(): void
}

/** Sets all reports against each other, adds them up, and publishes everything. */
export async function publishAnew(
  store: Cache,
  outcomes: Outcomes,
  config: Config,
  {fingerprint, spill, cache, directory, threads, begin}: Publishing,
): Promise<Published> {
  begin()
  const info = runInfo(config, outcomes, `nianbao ${version}`)
  const {known, accepting} = knownCorpus(corpusOf(store, outcomes), config)
  const figures = stages.startWidths()
  const warehouse = await openWarehouse(known, join(spill, 'warehouse.duckdb'), {
    formats: Object.values(config.formats),
    roster: config.roster?.entries ?? null,
    sections: stages.sections,
    passing: figures.report,
    memory: `${warehouseMemoryOf(config)}MiB`,
  })
  try {
    const compared = await stages.reconcile(known, warehouse, config)
    const found = accepting ? await acceptFound(compared, accepting, warehouse) : compared
    const rollup = await stages.rollup(warehouse, config, findingsIn(found))
    const tables = {rollup, run: (sql: string) => warehouse.run(sql)}
    const corpus = reconciledCorpus(known, found)
    const passing = startTally()
    const {widths} = figures
    const names = await writeAside(directory, async aside => {
      const thread =
        threads > 1
          ? startWorkbooks({config, info, cache, found, widths, outcomes: outcomes.share(), directory: aside})
          : null
      try {
        const options = {tables, widths, passing: [passing], workbooks: thread?.done}
        return await stages.publish(corpus, config, info, aside, options)
      } finally {
        await thread?.stop()
      }
    })
    return remember(store, fingerprint, directory, names, {...passing.tally, counts: corpus.counts})
  } catch (error) {
    throw memoryTrouble(error, warehouseMemoryOf(config)) ?? error
  } finally {
    await warehouse.close()
  }
}

/** What DuckDB says when a statement needs more memory than it has, and cannot go on on disk. */
function memoryTrouble(error: unknown, memoryMiB: number): SurroundingsError | null {
  if (!(error instanceof Error && error.message.startsWith('Out of Memory Error'))) return null
  return new SurroundingsError(
    `跨份校验和汇总所需的内存超过上限 ${memoryMiB} MiB。请在配置目录的 run.yaml 中调大 warehouse.memoryMiB 再运行；逐份处理的结果已存入缓存，不会重做。`,
  )
}

/** What came of setting reports against each other, as people accepted it, and what is left of the corrections. */
async function acceptFound(
  found: Reconciliation,
  accepting: ReturnType<typeof stages.acceptFindings>,
  warehouse: Warehouse,
): Promise<Reconciliation> {
  accepting.show(findingsIn(found))
  const reports = await warehouse.all<{id: string}>('select id from reports')
  const ids = new Set(reports.map(({id}) => id))
  return acceptedReconciliation(
    found,
    accepting.accept,
    accepting.left(id => ids.has(id)),
  )
}
