import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Warehouse} from '../../pipeline/warehouse.ts'

type Value = string | number | boolean | null

/** Runs a file of this stage's sql folder, statement by statement, with `$step` filled in where it stands. */
export async function runFile(warehouse: Warehouse, name: string, step?: number): Promise<void> {
  const text = readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
  const filled = step === undefined ? text : text.replaceAll('$step', String(step))
  await warehouse.run(filled)
}

/** Appends rows to a table of this stage: a value for every column, in order. */
export async function insertRows(
  warehouse: Warehouse,
  table: string,
  rows: Iterable<readonly Value[]>,
): Promise<void> {
  const bulk = await warehouse.into(table)
  for (const row of rows) bulk.add(row)
  bulk.end()
}
