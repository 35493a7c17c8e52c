import {label} from '../places.ts'
import type {Count} from '../sums.ts'
import type {Cell, Unit} from '../units.ts'
import {computed, type Row, tableOf, yaml} from './layout.ts'

interface Indicators {
  answered: {options: {key: string; label: string; keys: string[]}[]}
  indicators: {key: string; label: string; numerator: string[]; denominator: string[]; count?: string}[]
}

const indicatorSet = yaml('indicators.yaml') as Indicators

/** 派生指标: numerator and denominator over the same reports, never a mean of rates. */
export function indicators(count: Count): Row[] {
  const rows: Row[] = []
  for (const {region, year} of count.regionYears) {
    for (const one of indicatorSet.indicators) {
      const bodies = one.count === 'zero'
      const isHead = one.denominator[0] === '$residents'
      const options = one.denominator[0] === '$answered' ? indicatorSet.answered.options : [null]
      const tables = [
        ...new Set(
          [...one.numerator, ...one.denominator].flatMap(key =>
            key.startsWith('$') ? [] : [tableOf(key.replace('-', ''))],
          ),
        ),
      ]
      if (one.denominator[0] === '$answered' && !tables.includes('applications')) tables.push('applications')
      const chosen = new Set(tables.map(name => count.choice(region, year, name).chosen))
      const [method] = chosen
      if (chosen.size > 1 || !method) continue
      const by = method === 'S' && !bodies ? 'S' : 'M'
      const words = bodies ? 'M 逐级加总口径' : count.choice(region, year, tables[0]!).words
      for (const option of options) {
        const denominator = option ? option.keys : isHead ? [] : one.denominator
        const ratio = isHead
          ? perHead(count, region, year, one.numerator[0]!, by)
          : ratioOf(count, region, year, tables, by, one.numerator, denominator, bodies)
        if (!ratio) continue
        const row: Row = {
          year,
          region: label(region),
          indicator: one.label,
          answered: option?.label ?? null,
          method: words,
          ...ratio,
        }
        rows.push(computed('indicators', denominator.length === 0 && !isHead ? {...row, rate: null} : row))
      }
    }
  }
  return rows
}

function perHead(count: Count, region: string, year: number, key: string, by: 'S' | 'M'): Row | null {
  const {residents} = count.given
  const added = count.choice(region, year, tableOf(key))[by]
  const sum = added?.sums.get(key)
  if (residents.length === 0 || !sum || sum.value === null) return null
  const people = residents.find(one => one.region === region && one.year === year)
  return {reports: sum.reported, numerator: sum.value, denominator: people ? people.residents / 10000 : '…'}
}

/** Reports that give all of the denominator, and of the numerator something and nothing that cannot be read. */
function ratioOf(
  count: Count,
  region: string,
  year: number,
  tables: string[],
  by: 'S' | 'M',
  numerator: string[],
  denominator: string[],
  bodies: boolean,
): Row | null {
  const added = tables.map(name => count.choice(region, year, name)[by])
  if (added.some(one => !one)) return null
  const units = added[0]!.tables
    .map(({unit}) => unit)
    .filter(unit => added.every(one => one!.tables.some(other => other.unit === unit)))
  const cell = (unit: Unit, key: string): Cell | undefined => unit.tables.get(tableOf(key))?.cells.get(key)
  const term = (unit: Unit, written: string) => {
    const key = written.replace('-', '')
    const found = cell(unit, key)
    return {
      sign: written.startsWith('-') ? -1 : 1,
      value: found?.value ?? null,
      unknown: !found || found.state === 'unknown' || found.lacking === true,
    }
  }
  const sum = (terms: ReturnType<typeof term>[]) =>
    terms.reduce((total, {sign, value}) => total + sign * (value ?? 0), 0)
  let [top, bottom, reports] = [0, 0, 0]
  for (const unit of units) {
    const [upper, lower] = [numerator, denominator].map(keys => keys.map(key => term(unit, key))) as [
      ReturnType<typeof term>[],
      ReturnType<typeof term>[],
    ]
    const needed = denominator.length === 0 ? upper.length : 1
    if ([...upper, ...lower].some(one => one.unknown)) continue
    if (upper.filter(one => one.value !== null).length < needed || lower.some(one => one.value === null))
      continue
    top += bodies ? Number(sum(upper) === 0) : sum(upper)
    bottom += bodies ? 1 : sum(lower)
    reports++
  }
  if (reports === 0) return null
  return {reports, numerator: top, denominator: denominator.length === 0 ? null : bottom}
}
