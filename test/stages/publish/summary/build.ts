import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {loadConfig} from '../../../../pipeline/config.ts'
import type {CheckedReport, RunInfo} from '../../../../pipeline/model/corpus.ts'
import {openWarehouse} from '../../../../pipeline/warehouse.ts'
import {files as publishFiles} from '../../../../stages/publish/index.ts'
import type {TablesWriter} from '../../../../stages/publish/writer.ts'
import {files, rollup} from '../../../../stages/rollup/index.ts'
import {corpusOf} from '../../rollup/build.ts'

export const config = loadConfig(join(import.meta.dirname, '../../../../config'), {...files, ...publishFiles})

const info: RunInfo = {
  runId: '7d1e0c52',
  configHash: '0123456789ab',
  schemaVersion: '1.0',
  program: 'nianbao 0.1.0',
}

/** Rolls reports up and lets a writer write into a new folder, which `look` sees before it is removed. */
export async function written<T>(
  reports: CheckedReport[],
  writer: TablesWriter,
  look: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'))
  const corpus = corpusOf(reports)
  const formats = Object.values(config.formats)
  const warehouse = await openWarehouse(corpus, join(folder, 'w.duckdb'), {formats})
  try {
    const made = await rollup(warehouse, config)
    const lines = [...corpus.findings()].map(finding => `${JSON.stringify(finding)}\n`)
    writeFileSync(join(folder, 'findings.jsonl'), lines.join(''))
    await writer.write(
      {rollup: made, run: sql => warehouse.run(sql)},
      config,
      info,
      folder,
      Promise.resolve(),
    )
    return await look(folder)
  } finally {
    await warehouse.close()
    rmSync(folder, {recursive: true})
  }
}
