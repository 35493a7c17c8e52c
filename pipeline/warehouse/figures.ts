import {type DuckDBConnection, DuckDBDataChunk, DuckDBDecimalValue, INTEGER} from '@duckdb/node-api'
import type {Format} from '../model/format.ts'
import type {Observation} from '../model/report.ts'
import {bulkInto, ROWS} from './bulk.ts'
import {DECIMALS, keysOf, STATES} from './tables.ts'
import {scaled} from './values.ts'

/** Figures gathered before they become rows of `observations`. */
const BATCH = 512 * ROWS

/** Figures on their way into `observations`: two hundred a report. */
export interface Figures {
  /** One figure; `report` is its ordinal. */
  add(report: number, key: string, figure: Observation): void
  /** Makes rows of what was added when there is enough of it: to be called between reports. */
  settle(): Promise<void>
  /** Makes rows of the rest. Must be called; nothing is written twice. */
  end(): Promise<void>
}

/**
 * Opens `observations` for many figures. Nearly all are whole numbers or none at all, without a unit of their own: these
 * travel as three small numbers and DuckDB makes the rows of them, several times faster than value by value. All others,
 * and what is no key (which throws), go the general way. Rows lie in the order of reports and keys.
 */
export async function figuresInto(connection: DuckDBConnection, formats: Format[]): Promise<Figures> {
  const codes = await writeCodes(connection, keysOf(formats))
  let [plain, others] = await openBatch(connection)
  const insert = async () => {
    plain.end()
    others.end()
    await connection.run(`
      insert into observations
      select report, key, case when given then number end as value, state, null as unit
      from plain join plain_code using (code)
      union all
      select * from other
      order by report, key`)
  }
  return {
    add(report, key, {value, state, unit}) {
      const code = codes.get(key)
      const number = value ?? 0
      // Also true of a negative zero, which is stored as zero.
      if (
        code !== undefined &&
        unit === undefined &&
        Math.trunc(number) === number &&
        Math.abs(number) < 2 ** 31
      ) {
        plain.add(report, code + 2 * STATES.indexOf(state) + (value === null ? 0 : 1), number)
      } else {
        others.add([report, key, value === null ? null : decimalOf(value), state, unit ?? null])
      }
    },
    async settle() {
      if (plain.count() < BATCH) return
      await insert()
      ;[plain, others] = await openBatch(connection)
    },
    async end() {
      await insert()
      await connection.run('drop table plain; drop table other; drop table plain_code')
    },
  }
}

/** Tables for one batch. */
async function openBatch(connection: DuckDBConnection) {
  await connection.run(`
    create or replace temp table plain (report integer, code integer, number integer);
    create or replace temp table other as from observations limit 0`)
  return [await plainInto(connection), await bulkInto(connection, 'other')] as const
}

/** A figure as the warehouse keeps it. @throws as `scaled` does */
export function decimalOf(value: number): DuckDBDecimalValue {
  return new DuckDBDecimalValue(scaled(value), DECIMALS.width, DECIMALS.scale)
}

/** A code for each key, state, and whether there is a number: the first one of each key. */
async function writeCodes(connection: DuckDBConnection, keys: string[]): Promise<Map<string, number>> {
  await connection.run(
    'create temp table plain_code (code integer, key observation_key, state observation_state, given boolean)',
  )
  const rows = await bulkInto(connection, 'plain_code')
  const codes = new Map<string, number>()
  let code = 0
  for (const key of keys) {
    codes.set(key, code)
    for (const state of STATES) for (const given of [false, true]) rows.add([code++, key, state, given])
  }
  rows.end()
  return codes
}

async function plainInto(connection: DuckDBConnection) {
  const appender = await connection.createAppender('plain')
  const columns = [new Int32Array(ROWS), new Int32Array(ROWS), new Int32Array(ROWS)] as const
  const [reports, codes, numbers] = columns
  let filled = 0
  let appended = 0
  const flush = () => {
    if (filled === 0) return
    const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, INTEGER], filled)
    for (const [i, values] of columns.entries()) {
      const vector = chunk.getColumnVector(i)
      for (let row = 0; row < filled; row++) vector.setItem(row, values[row]!)
      vector.flush()
    }
    appender.appendDataChunk(chunk)
    appended += filled
    filled = 0
  }
  return {
    count: () => appended,
    add(report: number, code: number, number: number): void {
      reports[filled] = report
      codes[filled] = code
      numbers[filled] = number
      filled++
      if (filled === ROWS) flush()
    },
    end(): void {
      flush()
      appender.closeSync()
    },
  }
}
