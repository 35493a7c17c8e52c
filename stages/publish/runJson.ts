import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Writer} from './writer.ts'

/** What was run, with which configuration, and how much came of it; no times and no paths, so it repeats. */
export const runJson: Writer = {
  name: 'run',
  files: ['run.json'],
  open(_config, info, directory, {files, reports, findings, skipped, rules}) {
    const run = {
      schemaVersion: info.schemaVersion,
      program: info.program,
      runId: info.runId,
      configHash: info.configHash,
      counts: {files, reports, findings, skipped},
      rules,
    }
    const text = `${JSON.stringify(run, null, 2)}\n`
    return {end: () => writeFileSync(join(directory, 'run.json'), text)}
  },
}
