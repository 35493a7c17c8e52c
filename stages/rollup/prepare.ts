import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Config} from '../../pipeline/config.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'
import {type Keys, keysOf} from './keys.ts'
import {type Named, type Regions, regionsOf} from './regions.ts'
import {type Listed, rosterRegions} from './rosterRegions.ts'
import type {Settings} from './settings.ts'
import {insertRows, runFile} from './statements.ts'

/** What the statements need beside the reports: keys, regions and the configuration, written into tables. */
export async function prepare(
  warehouse: Warehouse,
  config: Config,
  settings: Settings,
  panels?: readonly string[],
): Promise<Keys & {regions: Regions}> {
  await runFile(warehouse, '0-settings')
  const keys = keysOf(Object.values(config.formats), settings.fields)
  await writeKeys(warehouse, keys, settings)
  await writePanelKeys(warehouse, keys, panels)
  await writeMethods(warehouse, settings)
  await writeIndicators(warehouse, keys, settings)
  const regions = await writeRegions(warehouse, config)
  await writeSystems(warehouse, settings)
  return {...keys, regions}
}

async function writeKeys(warehouse: Warehouse, {keys, derivations}: Keys, {fields}: Settings): Promise<void> {
  await insertRows(
    warehouse,
    'rollup_key',
    keys.map(({key, table, measure, agencies, years, comparable}, i) => [
      i,
      key,
      table,
      i,
      measure,
      agencies,
      years,
      comparable,
    ]),
  )
  const numbers = new Map(keys.map(({key}, i) => [key, i]))
  const parts = derivations.flatMap(one =>
    one.parts.map(part => [one.step, one.when === 'blank', numbers.get(one.target)!, numbers.get(part)!]),
  )
  await insertRows(warehouse, 'rollup_derivation', parts)
  await insertRows(
    warehouse,
    'rollup_break',
    fields.breaks.map(year => [year]),
  )
  const medians = fields.medians.flatMap(key => (numbers.has(key) ? [[numbers.get(key)!]] : []))
  await insertRows(warehouse, 'rollup_median_key', medians)
}

/** Figures whose change over a year is shown over the same bodies. */
async function writePanelKeys(warehouse: Warehouse, {keys}: Keys, panels?: readonly string[]): Promise<void> {
  const summed = keys.filter(({key, agencies}) => agencies === 'sum' && (panels?.includes(key) ?? true))
  await insertRows(
    warehouse,
    'rollup_panel_key',
    summed.map(({key}) => [key]),
  )
}

async function writeMethods(warehouse: Warehouse, {methods}: Settings): Promise<void> {
  const {gates, outside, timeliness, scopes} = methods
  await insertRows(
    warehouse,
    'rollup_override',
    scopes.map(({report, table, scope}) => [report, table ?? null, scope]),
  )
  await insertRows(
    warehouse,
    'rollup_gate',
    gates.flatMap(({rules, extent}) => rules.map(rule => [rule, extent])),
  )
  await insertRows(
    warehouse,
    'rollup_outside',
    outside.map(type => [type]),
  )
  const judged = Object.entries(timeliness).flatMap(([kind, rules]) => rules.map(rule => [rule, kind]))
  await insertRows(warehouse, 'rollup_timeliness', judged)
}

/** Stands for the residents of a region in a denominator. */
export const RESIDENTS = '$residents'

/** An indicator of figures that no format has (the format that had them was taken away) has no rows. */
async function writeIndicators(
  warehouse: Warehouse,
  {keys}: Keys,
  {indicators: set, population}: Settings,
): Promise<void> {
  const numbers = new Map(keys.map(({key}, i) => [key, i]))
  const heads = set.indicators.filter(({denominator}) => denominator.includes(RESIDENTS))
  const ofHeads = heads.flatMap(({key, numerator}) =>
    numerator.flatMap(one => (numbers.has(one) ? [[key, numbers.get(one)!]] : [])),
  )
  await insertRows(warehouse, 'rollup_head', ofHeads)
  const residents = population.residents.map(one => [one.region, one.year, one.residents / population.per])
  await insertRows(warehouse, 'rollup_resident', residents)
  const others = set.indicators.filter(indicator => !heads.includes(indicator))
  const rows = others.flatMap(indicator => {
    const choices = indicator.denominator.includes('$answered') ? set.answered.options : [null]
    return choices.flatMap(choice => {
      const below = indicator.denominator.flatMap(key => (key === '$answered' ? choice!.keys : [key]))
      const row = (upper: boolean) => (written: string) => {
        const [key, sign] = written.startsWith('-') ? [written.slice(1), -1] : [written, 1]
        const number = numbers.get(key!) ?? null
        return [indicator.key, choice?.key ?? null, indicator.count === 'zero', upper, number, sign]
      }
      return [...indicator.numerator.map(row(true)), ...below.map(row(false))]
    })
  })
  const unknown = new Set(rows.filter(([, , , , number]) => number === null).map(([indicator]) => indicator))
  const usable = rows.filter(([indicator]) => !unknown.has(indicator))
  const pairs = [...new Set(usable.map(([indicator, answered]) => `${indicator} ${answered}`))]
  await insertRows(
    warehouse,
    'rollup_indicator',
    usable.map(row => [pairs.indexOf(`${row[0]} ${row[1]}`), ...row]),
  )
}

/** Regions of reports and of the roster. */
async function writeRegions(warehouse: Warehouse, config: Config): Promise<Regions> {
  const divisions = readDivisions(config)
  const named = await warehouse.all<Named>(`
    select distinct code, province, prefecture, county, level from reports
    order by all nulls first`)
  const roster = await warehouse.all<Listed>('select code, name, region, parent from roster order by code')
  const provinces = new Set(
    [...named, ...roster.map(({region}) => ({code: region}))].flatMap(({code}) => code?.slice(0, 2) ?? []),
  )
  const lies = rosterRegions(roster, divisions, provinces)
  await insertRows(warehouse, 'rollup_listed', [...lies])
  const listed = [...new Set(lies.values())].sort().flatMap(code => namedByCode(code, divisions))
  const regions = regionsOf([...named, ...listed], divisions)
  const below = new Map(regions.regions.map(({id, parent}) => [id, parent]))
  await insertRows(
    warehouse,
    'rollup_region',
    regions.regions.map(({id, code, name, level, parent}, i) => [id, code, name, level, parent, i]),
  )
  const closure = regions.regions.flatMap(({id}) => {
    const pairs: string[][] = []
    for (let above: string | null | undefined = id; above; above = below.get(above)) pairs.push([above, id])
    return pairs
  })
  await insertRows(warehouse, 'rollup_closure', closure)
  const places = regions.placed.slice(0, named.length)
  await insertRows(
    warehouse,
    'rollup_place',
    places.map(({code, province, prefecture, county, level, region, exact}) => [
      code,
      province,
      prefecture,
      county,
      level,
      region,
      exact,
    ]),
  )
  return regions
}

function namedByCode(code: string, divisions: Map<string, string>): Named[] {
  const province = divisions.get(`${code.slice(0, 2)}0000`)
  const own = divisions.get(code)
  if (province === undefined || own === undefined) return []
  if (code.endsWith('0000')) return [{code, province, prefecture: null, county: null, level: 'province'}]
  const prefecture = divisions.get(`${code.slice(0, 4)}00`) ?? null
  if (code.endsWith('00')) return [{code, province, prefecture, county: null, level: 'prefecture'}]
  return [{code, province, prefecture, county: own, level: 'county'}]
}

function readDivisions(config: Config): Map<string, string> {
  const text = readFileSync(join(config.directory, 'regions', 'divisions.csv'), 'utf8')
  const lines = text.trim().split(/\r?\n/).slice(1)
  return new Map(lines.map(line => line.split(',').slice(0, 2) as [string, string]))
}

/** Systems by name; the patterns are JavaScript's, so they are tried here. */
async function writeSystems(warehouse: Warehouse, {systems}: Settings): Promise<void> {
  const tests = systems.systems.map(({key, pattern}) => ({key, test: new RegExp(pattern)}))
  const bodies = await warehouse.all<{report: number; name: string | null; type: string}>(
    'select ordinal as report, name, type from reports order by ordinal',
  )
  const types = new Set<string>(systems.types)
  const rows = bodies
    .filter(({type}) => types.has(type))
    .map(({report, name}) => [report, tests.find(({test}) => test.test(name ?? ''))?.key ?? systems.rest.key])
  await insertRows(warehouse, 'rollup_system_of', rows)
}
