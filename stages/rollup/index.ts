import type {Config} from '../../pipeline/config.ts'
import type {Rollup} from '../../pipeline/model/rollup.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'
import {chooseMethods, layOutSummaries} from './methods.ts'
import {prepare} from './prepare.ts'
import {readRollup} from './read.ts'
import {settingsOf} from './settings.ts'
import {runFile} from './statements.ts'

export {files} from './settings.ts'

/**
 * Adds the reports of a run up by region, year and table (docs/rollups.md). The long tables stay in the warehouse under
 * names that begin with rollup_; what workbooks show is returned.
 */
export async function rollup(warehouse: Warehouse, config: Config): Promise<Rollup> {
  const settings = settingsOf(config)
  const {keys, derivations, regions} = await prepare(warehouse, config, settings)
  await runFile(warehouse, '1-units')
  await runFile(warehouse, '2-tables')
  await runFile(warehouse, '3-figures')
  for (const step of new Set(derivations.map(one => one.step))) {
    const {when} = derivations.find(one => one.step === step)!
    await runFile(warehouse, when === 'blank' ? '4-derive-blank' : '5-derive-always', step)
  }
  await runFile(warehouse, '6-base')
  const covers = await layOutSummaries(warehouse, regions, settings.methods.coverage)
  await runFile(warehouse, '7-sums')
  await runFile(warehouse, '8-indicators')
  await runFile(warehouse, '9-lists')
  const methods = await chooseMethods(warehouse, covers, settings.methods.coverage)
  return readRollup(warehouse, regions.regions, keys, methods)
}
