import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Warehouse} from '../../pipeline/warehouse.ts'

type Value = string | number | boolean | null

/** Rows written by one statement. */
const ROWS = 1000

/** Runs a file of this stage's sql folder, statement by statement, with `$step` filled in where it stands. */
export async function runFile(warehouse: Warehouse, name: string, step?: number): Promise<void> {
  const text = readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
  const filled = step === undefined ? text : text.replaceAll('$step', String(step))
  await warehouse.run(filled)
}

/** Appends rows to a table of this stage. */
export async function insertRows(warehouse: Warehouse, table: string, rows: Value[][]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS) {
    const tuples = rows.slice(at, at + ROWS).map(row => `(${row.map(literal).join(', ')})`)
    await warehouse.run(`insert into ${table} values ${tuples.join(', ')}`)
  }
}

function literal(value: Value): string {
  if (value === null) return 'null'
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}
