import type {Config} from '../../pipeline/config.ts'
import type {Finding} from '../../pipeline/model/finding.ts'
import type {Rollup, RollupAbout} from '../../pipeline/model/rollup.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'
import type {SummedKey} from './keys.ts'
import {chooseMethods, layOutSummaries} from './methods.ts'
import {prepare, RESIDENTS} from './prepare.ts'
import {readRollup} from './read.ts'
import {type Settings, settingsOf} from './settings.ts'
import {insertRows, runFile} from './statements.ts'

export {files} from './settings.ts'

/** Keys of what there is too much of to return all. */
export interface Shown {
  systems: readonly string[]
  panels: readonly string[]
}

/**
 * Adds the reports of a run up by region, year and table. The long tables stay in the warehouse under names that begin with
 * rollup_; what workbooks show is returned. `found` are findings about reports that the warehouse does not have yet: those
 * of setting all reports against each other. `shown` are the keys whose sums by system, and whose changes over a year, are
 * wanted; all without it.
 */
export async function rollup(
  warehouse: Warehouse,
  config: Config,
  found: Iterable<Finding> = [],
  shown?: Shown,
): Promise<Rollup> {
  const settings = settingsOf(config)
  await addFindings(warehouse, found)
  const {keys, derivations, regions} = await prepare(warehouse, config, settings, shown?.panels)
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
  const methods = await chooseMethods(warehouse, covers, regions, settings.methods.coverage)
  return {
    about: await aboutOf(warehouse, settings, keys),
    ...(await readRollup(warehouse, regions.regions, keys, methods, shown?.systems)),
  }
}

async function addFindings(warehouse: Warehouse, found: Iterable<Finding>): Promise<void> {
  await warehouse.run(
    'create or replace temp table rollup_found (n integer, id varchar, file varchar, rule varchar, severity varchar, accepted boolean);' +
      'create or replace temp table rollup_found_key (n integer, key varchar)',
  )
  const all = [...found]
  await insertRows(
    warehouse,
    'rollup_found',
    all.map(({report, file, rule, severity, accepted}, n) => [
      n,
      report,
      file,
      rule,
      severity,
      accepted !== undefined,
    ]),
  )
  const keys = all.flatMap((finding, n) => finding.keys.map(key => [n, key]))
  await insertRows(warehouse, 'rollup_found_key', keys)
  await warehouse.run(`
    set variable first = (select coalesce(max(ordinal) + 1, 0) from findings);
    insert into findings
      select getvariable('first') + n, r.ordinal, f.file, f.rule, f.severity, f.accepted
      from rollup_found f left join reports r using (id) order by n;
    insert into finding_keys select getvariable('first') + n, key from rollup_found_key order by n`)
}

async function aboutOf(
  warehouse: Warehouse,
  {methods, fields, systems, population, indicators: set}: Settings,
  keys: SummedKey[],
): Promise<RollupAbout> {
  const [counts] = await warehouse.all<{reports: number; listed: number; unplaced: number}>(`
    select (select count(*) from reports where merged_into is null) as reports, (select count(*) from roster) as listed,
      (select count(distinct agency) from rollup_expected where region is null) as unplaced`)
  const tableOf = new Map(keys.map(({key, table}) => [key, table]))
  return {
    reports: counts!.reports,
    rostered: counts!.listed > 0,
    unplaced: counts!.unplaced,
    coverage: methods.coverage,
    gates: methods.gates.flatMap(({rules}) => rules),
    breaks: fields.breaks,
    residents: population.residents.length > 0,
    systems: [...systems.systems.map(({key, label}) => ({key, label})), systems.rest],
    indicators: set.indicators.flatMap(({key, label, text, numerator, denominator, count}) => {
      const head = denominator.includes(RESIDENTS)
      const keysIn = [...numerator, ...denominator].filter(one => one !== RESIDENTS)
      const used = keysIn.flatMap(one =>
        one === '$answered' ? set.answered.options.flatMap(option => option.keys) : [one],
      )
      const tables = [...new Set(used.map(one => tableOf.get(one.replace(/^-/, ''))))]
      // Figures of no format: the indicator is not there.
      if (tables.includes(undefined)) return []
      return [
        {
          key,
          label,
          text,
          tables: tables as string[],
          difference: denominator.length === 0,
          bodies: count === 'zero',
          head,
        },
      ]
    }),
    answered: set.answered.options.map(({key, label}) => ({key, label})),
  }
}
