import {join} from 'node:path'
import {stages} from '../../stages/index.ts'
import type {Cache} from '../cache/store.ts'
import type {Config} from '../config.ts'
import {SurroundingsError} from '../failure.ts'
import {warehouseMemoryOf} from '../given/limits.ts'
import type {Corpus, Reconciliation} from '../model/corpus.ts'
import {startTally} from '../operator/summary.ts'
import {writeAside} from '../output/aside.ts'
import {type Published, remember} from '../output/published.ts'
import {acceptedReconciliation, findingsIn} from '../reports/accepted.ts'
import {corpusOf, runInfo} from '../reports/corpus.ts'
import {foundIn, type SharedFound, shelve} from '../reports/found.ts'
import {reconciledCorpus} from '../reports/reconciled.ts'
import type {Outcomes} from '../run.ts'
import {isOutOfMemory, openWarehouse, type Warehouse} from '../warehouse.ts'
import {version} from './command.ts'
import {knownCorpus} from './known.ts'
import {type ReportsThread, startReports} from './reports.ts'

/** Memory of the database while this thread writes: what is left to do is to copy its tables, MiB. */
const WRITING_MIB = 200

/** Where a run publishes, and with what. */
export interface Publishing {
  fingerprint: string
  /** Folder of this run alone. */
  spill: string
  cache: string
  /** The output folder. */
  directory: string
  /** With more than one, a thread of its own writes reports and findings while they are added up. */
  threads: number
  /** Called before the work begins. */
  begin(): void
}

/** Sets all reports against each other, adds them up, and publishes everything. */
export async function publishAnew(
  store: Cache,
  outcomes: Outcomes,
  config: Config,
  publishing: Publishing,
): Promise<Published> {
  const {threads, begin} = publishing
  begin()
  const thread = threads > 1 ? startReports() : null
  try {
    return await publishWith(thread, store, outcomes, config, publishing)
  } finally {
    await thread?.stop()
  }
}

async function publishWith(
  thread: ReportsThread | null,
  store: Cache,
  outcomes: Outcomes,
  config: Config,
  {fingerprint, spill, cache, directory}: Publishing,
): Promise<Published> {
  const info = runInfo(config, outcomes, `nianbao ${version}`)
  const {known, accepting} = knownCorpus(corpusOf(store, outcomes), config)
  const figures = stages.startWidths()
  const warehouse = await openWarehouse(known, join(spill, 'warehouse.duckdb'), {
    formats: Object.values(config.formats),
    roster: config.roster?.entries ?? null,
    sections: stages.sections,
    passing: figures.report,
    memoryMiB: warehouseMemoryOf(config),
    threads: thread ? 2 : 1,
  })
  try {
    const found = shelve(await compare(known, warehouse, config, accepting), join(spill, 'found'))
    const corpus = reconciledCorpus(known, foundIn(found.shared))
    const counted = startTally()
    let tally = Promise.resolve(counted.tally)
    if (!thread) await warehouse.limit(WRITING_MIB)
    const names = await writeAside(directory, async aside => {
      const {widths} = figures
      const task = {config, info, cache, found: found.shared, widths, directory: aside}
      try {
        const reports = thread?.write({...task, outcomes: outcomes.share()})
        if (reports) tally = reports.done
        const tables = () => addUp(warehouse, config, found.shared)
        return await stages.publish(corpus, config, info, aside, {
          tables,
          widths,
          passing: [counted],
          reports,
        })
      } finally {
        await thread?.stop()
      }
    })
    found.close()
    return remember(store, fingerprint, directory, names, {...(await tally), counts: corpus.counts})
  } catch (error) {
    throw memoryTrouble(error, warehouseMemoryOf(config)) ?? error
  } finally {
    await warehouse.close()
  }
}

/** Adds all reports up, in all the memory there is. */
async function addUp(warehouse: Warehouse, config: Config, found: SharedFound) {
  await warehouse.limit(warehouseMemoryOf(config))
  const shown = stages.shownKeys(config)
  const rollup = await stages.rollup(warehouse, config, findingsIn(foundIn(found)), shown)
  await warehouse.limit(WRITING_MIB)
  return {rollup, run: sparing(warehouse, config)}
}

/** Runs statements in little memory, and where one needs more in all there is. */
function sparing(warehouse: Warehouse, config: Config): (sql: string) => Promise<void> {
  return async sql => {
    try {
      await warehouse.run(sql)
    } catch (error) {
      if (!isOutOfMemory(error)) throw error
      await warehouse.limit(warehouseMemoryOf(config))
      await warehouse.run(sql)
      await warehouse.limit(WRITING_MIB)
    }
  }
}

/** What to do when the memory of the database does not suffice. */
function memoryTrouble(error: unknown, memoryMiB: number): SurroundingsError | null {
  if (!isOutOfMemory(error)) return null
  return new SurroundingsError(
    `跨份校验和汇总所需的内存超过上限 ${memoryMiB} MiB。请在配置目录的 run.yaml 中调大 warehouse.memoryMiB 再运行；逐份处理的结果已存入缓存，不会重做。`,
  )
}

/** Sets reports against each other. Where people accepted findings: as they did, and with what is left of the corrections. */
async function compare(
  corpus: Corpus,
  warehouse: Warehouse,
  config: Config,
  accepting: ReturnType<typeof stages.acceptFindings> | null,
): Promise<Reconciliation> {
  const found = await stages.reconcile(corpus, warehouse, config)
  if (!accepting) return found
  accepting.show(findingsIn(found))
  const reports = await warehouse.all<{id: string}>('select id from reports')
  const ids = new Set(reports.map(({id}) => id))
  return acceptedReconciliation(
    found,
    accepting.accept,
    accepting.left(id => ids.has(id)),
  )
}
