import {above, label} from '../places.ts'
import {addUp, type Count, isIn} from '../sums.ts'
import type {Unit} from '../units.ts'
import {computed, figureColumns, LEVELS, type Row, shown, tableOf, yaml} from './layout.ts'

const SYSTEM = yaml('rollups/systems.yaml') as {
  systems: {key: string; label: string; pattern: string}[]
  rest: {label: string}
  types: string[]
}

/** 分部门系统: bodies' own figures by province, year, system and level; vertical agencies count here. */
export function systems(count: Count): Row[] {
  const order = [...SYSTEM.systems.map(one => one.label), SYSTEM.rest.label]
  const systemOf = ({name}: Unit) =>
    SYSTEM.systems.find(({pattern}) => new RegExp(pattern).test(name))?.label ?? SYSTEM.rest.label
  const rows: Row[] = []
  for (const year of [...count.years].reverse()) {
    for (const region of count.regions.filter(one => above(one) === null)) {
      const groups = new Map<string, Unit[]>()
      for (const unit of count.units) {
        const isHere = isIn(region)(unit.region) && SYSTEM.types.includes(unit.type)
        const tables = [...unit.tables.values()].some(counts)
        if (unit.year !== year || !isHere || !tables) continue
        const name = `${String(order.indexOf(systemOf(unit))).padStart(3, '0')} ${unit.level}`
        groups.set(name, [...(groups.get(name) ?? []), unit])
      }
      const made = [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, units]) => {
          const row: Row = {
            region: label(region),
            year,
            system: systemOf(units[0]!),
            level: LEVELS[units[0]!.level!],
            reports: units.length,
          }
          for (const {key, figure: cell} of figureColumns('systems')) {
            const tables = units.flatMap(unit => {
              const table = unit.tables.get(tableOf(cell!))
              return table && counts(table) ? [{unit, table}] : []
            })
            row[key] = tables.length === 0 ? null : shown(addUp(tables).sums.get(cell!))
          }
          return computed('systems', row)
        })
      if (made.length === 0) continue
      const total: Row = {region: label(region), year, system: '合计', level: null}
      for (const key of ['reports', ...figureColumns('systems').map(one => one.key)]) {
        const known = made.map(row => row[key]).filter(value => typeof value === 'number')
        total[key] = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
      }
      rows.push(...made, computed('systems', total))
    }
  }
  return rows
}

const counts = ({kind, reason}: {kind: string; reason: string | null}) =>
  kind === 'own' && (reason === null || reason === 'outside')
