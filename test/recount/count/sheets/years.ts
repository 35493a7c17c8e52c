import {label} from '../places.ts'
import {type Count, isIn} from '../sums.ts'
import {wholeOf} from '../units.ts'
import {layout, type Row, shown, tableOf} from './layout.ts'

/** Flows add up over years; of stocks the first carried in and the last carried out are taken; others not at all. */
function overYears(key: string): 'sum' | 'first' | 'last' | 'none' {
  if (/^applications\.carriedIn/.test(key)) return 'first'
  if (/^applications\.carriedOut|\.inForce$|\.totalPublished$/.test(key)) return 'last'
  if (/^disputes\..*\.(pending|total)$|^organization\.|items(PreviousYear|Change)$/.test(key)) return 'none'
  return 'sum'
}
const RULES = {sum: '流量：各年相加', first: '存量：取首年', last: '存量：取末年', none: '不得跨年相加'}

/** 分年度: a row a region and item, all years by one method; what was taken in over the years against what went out. */
export function years(count: Count): Row[] {
  const rows: Row[] = []
  const years = count.years
  const [before, last] = years.slice(-2) as [number, number]
  for (const region of count.regions) {
    const balance = new Map<string, Row>()
    for (const {key, label: item} of layout.years.items) {
      const name = tableOf(key)
      const usable = years.flatMap(year => count.choice(region, year, name).usable)
      const times = (method: string) => usable.filter(one => one === method).length
      if (usable.length === 0) continue
      const method = times('S') >= times('M') ? 'S' : 'M'
      const sums = years.map(year => {
        const choice = count.choice(region, year, name)
        return choice.usable.includes(method) ? choice[method]?.sums.get(key) : undefined
      })
      if (sums.every(sum => (sum?.value ?? null) === null)) continue
      const rule = overYears(key)
      const values = sums.map(shown)
      const row: Row = {
        region: label(region),
        item,
        method: methodWords(count, region, name, method),
        rule: RULES[rule],
      }
      for (const [i, year] of years.entries()) row[`year.${year}`] = values[i]!
      const known = values.filter(value => typeof value === 'number')
      const all = {
        sum: known.reduce((sum, one) => sum + one, 0),
        first: known[0]!,
        last: known.at(-1)!,
        none: null,
      }
      row.total = all[rule]
      const [a, b] = values.slice(-2)
      row.change =
        typeof a === 'number' && typeof b === 'number' && a !== 0 && last - before === 1 ? b / a - 1 : null
      Object.assign(row, method === 'M' ? panel(count, region, key, last) : {panel: null, panelCount: null})
      rows.push(row)
      if (values.every(value => typeof value === 'number')) balance.set(key, row)
    }
    const four = ['received', 'carriedIn', 'outcomes.total', 'carriedOut'].map(
      one => balance.get(`applications.${one}.total`)?.total as number,
    )
    if (four.some(one => one === undefined)) continue
    const row: Row = {region: label(region), item: '跨年收办差额', method: null, rule: null}
    for (const year of years) row[`year.${year}`] = null
    rows.push({
      ...row,
      total: four[0]! + four[1]! - four[2]! - four[3]!,
      change: null,
      panel: null,
      panelCount: null,
    })
  }
  return rows
}

function methodWords(count: Count, region: string, name: string, method: 'S' | 'M'): string {
  if (method === 'S') return 'S 汇总口径'
  const covers = count.years
    .map(year => count.choice(region, year, name))
    .filter(choice => choice.usable.includes('M') && choice.expected)
    .sort((a, b) => a.listed / a.expected! - b.listed / b.expected!)
  const [least] = covers
  return least && least.listed < least.expected!
    ? `M 逐级加总口径，最低 ${least.listed}/${least.expected}`
    : 'M 逐级加总口径'
}

/** The bodies that gave a figure in both of the last two years. */
function panel(count: Count, region: string, key: string, last: number): Row {
  const given = (year: number) =>
    new Map(
      count.tables(year, tableOf(key), 'own', isIn(region)).flatMap(({unit, table}) => {
        const value = wholeOf(table.cells.get(key))
        return value === null ? [] : [[unit.body, value] as const]
      }),
    )
  const [now, before] = [given(last), given(last - 1)]
  const both = [...now.keys()].filter(body => before.has(body))
  if (both.length === 0) return {panel: null, panelCount: null}
  const sum = (of: Map<string, number>) => both.reduce((total, body) => total + of.get(body)!, 0)
  return {panel: sum(before) === 0 ? null : sum(now) / sum(before) - 1, panelCount: both.length}
}
