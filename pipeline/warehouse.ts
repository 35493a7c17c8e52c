import {mkdirSync, rmSync} from 'node:fs'
import {dirname} from 'node:path'
import {type DuckDBConnection, DuckDBInstance, type DuckDBValue} from '@duckdb/node-api'
import type {CheckedReport, Corpus} from './model/corpus.ts'
import type {Format} from './model/format.ts'
import type {Roster} from './model/roster.ts'
import {type Bulk, bulkInto} from './warehouse/bulk.ts'
import {loadCorpus} from './warehouse/load.ts'
import {tables} from './warehouse/tables.ts'
import {plainRow} from './warehouse/values.ts'

/**
 * All results of a run as tables, for what is computed over all reports. One DuckDB instance in one file, on the main
 * thread alone: a file opened from two threads loses tables without a word.
 *
 * Tables and columns are a contract (`pipeline/warehouse/tables.ts` has them with their meaning):
 * - `reports`       a row a report, `ordinal` counts them in corpus order from 0
 * - `observations`  a row a figure: report (ordinal), key, value (DECIMAL), state, unit; corrected ones as corrected
 * - `corrections`   a row a corrected figure: what was printed, and who corrected it
 * - `findings`, `finding_keys`  a row a finding, and a row for each key it speaks of
 * - `texts`         a row a section whose text was asked for
 * - `cells`         a row a cell of a format: key, format, table, row, column, measure, position in official order
 * - `roster`        the roster, empty where none was given
 */
export interface Warehouse {
  /** Runs statements that give no rows. */
  run(sql: string, values?: Record<string, DuckDBValue>): Promise<void>
  /** All rows as plain objects: numbers (exact, or it throws), texts, ISO dates, lists. Say `order by`: order is no accident. */
  all<T>(sql: string, values?: Record<string, DuckDBValue>): Promise<T[]>
  /** The same row by row, for results that may be large. Until its end nothing else may be asked or written, or it throws. */
  each<T>(sql: string, values?: Record<string, DuckDBValue>): AsyncIterable<T>
  /** Opens a table for many rows: far faster than `insert`. */
  into(table: string): Promise<Bulk>
  /** Most memory from now on, MiB; never more than it was opened with. What it holds beyond that goes to disk, if it can. */
  limit(memoryMiB: number): Promise<void>
  /** Closes the file and removes it: it can be made again from the cache. */
  close(): Promise<void>
}

/** What the warehouse is filled with besides the reports, and how much memory it may take. */
export interface WarehouseOptions {
  formats: Format[]
  roster?: Roster | null
  /** Keys of the sections whose text is wanted. */
  sections?: readonly string[]
  /** Sees every report on its way: reading them costs more than most of what is done with them. */
  passing?: (checked: CheckedReport) => void
  /** Most memory the database takes before it spills to disk, MiB. */
  memoryMiB?: number
  /** Threads the database works with. */
  threads?: number
}

/** Makes the warehouse file anew and loads a corpus into it in one pass, report by report. */
export async function openWarehouse(
  corpus: Corpus,
  file: string,
  {formats, roster = null, sections = [], passing, memoryMiB = 1000, threads = 2}: WarehouseOptions,
): Promise<Warehouse> {
  mkdirSync(dirname(file), {recursive: true})
  remove(file)
  const instance = await DuckDBInstance.create(file, {
    memory_limit: `${memoryMiB}MiB`,
    threads: String(threads),
    temp_directory: `${file}.tmp`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    await connection.run(tables(formats))
    await loadCorpus(connection, passing ? passedBy(corpus, passing) : corpus, formats, roster, sections)
  } catch (error) {
    instance.closeSync()
    remove(file)
    throw error
  }
  let reading = false
  // DuckDB ends a result that is still being read without a word when the connection is put to other use.
  const free = () => {
    if (reading) throw new Error('the warehouse was used while a result was being read')
  }
  async function* rowsOf<T>(sql: string, values?: Record<string, DuckDBValue>): AsyncGenerator<T> {
    free()
    reading = true
    try {
      yield* each<T>(connection, sql, values)
    } finally {
      reading = false
    }
  }
  return {
    run: async (sql, values) => {
      free()
      await connection.run(sql, values)
    },
    all: async <T>(sql: string, values?: Record<string, DuckDBValue>) => {
      const rows: T[] = []
      for await (const row of rowsOf<T>(sql, values)) rows.push(row)
      return rows
    },
    each: rowsOf,
    limit: async most => {
      free()
      try {
        await connection.run(`set memory_limit = '${Math.min(most, memoryMiB)}MiB'`)
      } catch (error) {
        // More than that is in use: it stays as it was.
        if (!isOutOfMemory(error)) throw error
      }
    },
    into: async table => {
      free()
      const bulk = await bulkInto(connection, table)
      return {
        add: row => {
          free()
          bulk.add(row)
        },
        end: () => {
          free()
          bulk.end()
        },
      }
    },
    close: async () => {
      instance.closeSync()
      remove(file)
    },
  }
}

/** Whether the database needed more memory for a statement than it has: not everything it does can go on on disk. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Out of Memory Error')
}

/** The corpus with somebody who sees its reports go by. */
function passedBy(corpus: Corpus, see: (checked: CheckedReport) => void): Corpus {
  return {
    ...corpus,
    *reports(of) {
      for (const checked of corpus.reports(of)) {
        see(checked)
        yield checked
      }
    },
  }
}

async function* each<T>(
  connection: DuckDBConnection,
  sql: string,
  values?: Record<string, DuckDBValue>,
): AsyncGenerator<T> {
  const result = await connection.stream(sql, values)
  const names = result.columnNames()
  const types = result.columnTypes()
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const row of chunk.getRows()) yield plainRow(names, types, row) as T
  }
}

function remove(file: string): void {
  for (const path of [file, `${file}.wal`, `${file}.tmp`]) rmSync(path, {recursive: true, force: true})
}
