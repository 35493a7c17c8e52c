import {cellsOf, type Format} from '../../pipeline/model/format.ts'
import type {RollupKey} from '../../pipeline/model/rollup.ts'
import {type Derivation, derivationsOf} from './derive.ts'
import {matcher} from './pattern.ts'
import type {Settings} from './settings.ts'

/** A figure of the sums, with its rule of addition. */
export interface SummedKey extends RollupKey {
  agencies: 'sum' | 'none'
}

/** What is added up, and what is derived from it. */
export interface Keys {
  keys: SummedKey[]
  derivations: Derivation[]
}

/**
 * All figures of all formats, those the newest format has first, and the derived ones behind the last of their parts.
 * @throws when a key fits no entry of config/rollups/fields.yaml, whose last one fits all
 */
export function keysOf(formats: Format[], {fields, derived}: Settings['fields']): Keys {
  const cells = new Map(
    [...formats].reverse().flatMap(format => cellsOf(format).map(cell => [cell.key, cell] as const)),
  )
  const derivations = derivationsOf([...cells.keys()], derived)
  const rules = fields.map(field => ({...field, matchers: field.keys.map(matcher)}))
  const summed = (key: string, like: string): SummedKey => {
    const rule = rules.find(({matchers}) => matchers.some(match => match(key)))
    if (!rule) throw new Error(`config/rollups/fields.yaml: no entry says how ${key} may be added up`)
    const {table, measure} = cells.get(like)!
    const {agencies, years, comparable} = rule
    return {key, table, measure, agencies, years, comparable}
  }
  const keys = [...cells.keys()].map(key => summed(key, key))
  const made = derivations.filter(({when}) => when === 'always')
  for (const step of new Set(made.map(one => one.step))) {
    const targets = made.filter(one => one.step === step)
    const parts = new Set(targets.flatMap(one => one.parts))
    const last = keys.findLastIndex(({key}) => parts.has(key))
    keys.splice(last + 1, 0, ...targets.map(one => summed(one.target, one.parts[0]!)))
  }
  const tables = [...new Set(keys.map(({table}) => table))]
  return {keys: tables.flatMap(table => keys.filter(one => one.table === table)), derivations}
}
