import {type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, type DuckDBValue} from '@duckdb/node-api'

/** Rows of one data chunk; DuckDB takes no more at once. */
export const ROWS = 2048

/** Rows on their way into a table, in chunks: a chunk is some ten times faster than rows one by one. */
export interface Bulk {
  /** One row, a value for every column of the table in order. */
  add(row: readonly DuckDBValue[]): void
  /** Writes what is left. Must be called; nothing is written twice. */
  end(): void
}

/** Opens a table for bulk writing. */
export async function bulkInto(connection: DuckDBConnection, table: string): Promise<Bulk> {
  const appender: DuckDBAppender = await connection.createAppender(table)
  const types = Array.from({length: appender.columnCount}, (_, i) => appender.columnType(i))
  let rows: (readonly DuckDBValue[])[] = []
  const flush = () => {
    if (rows.length === 0) return
    const chunk = DuckDBDataChunk.create(types, rows.length)
    for (let column = 0; column < types.length; column++) {
      const vector = chunk.getColumnVector(column)
      for (let i = 0; i < rows.length; i++) vector.setItem(i, rows[i]![column] ?? null)
      vector.flush()
    }
    appender.appendDataChunk(chunk)
    rows = []
  }
  return {
    add(row) {
      rows.push(row)
      if (rows.length === ROWS) flush()
    },
    end() {
      flush()
      appender.closeSync()
    },
  }
}
