import type {RollupKey} from '../../../pipeline/model/rollup.ts'
import {columnName, sheetReference} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {decimal, type printSetup} from './grid.ts'
import {rowName} from './rowName.ts'
import {type SummarySettings, styler} from './settings.ts'
import type {View} from './view.ts'

/** The data sheet as others refer to it. */
export interface DataSheet {
  name: string
  rows: number
  /** Absolute reference to a column's data: '总表数据'!$F$3:$F$900. */
  column(key: string): string
  /** Range of the list of regions, or of years. */
  regions: string
  years: string
  /** What the sheet shows for a key: a number, … or nothing. */
  value(region: string, year: number, key: string): number | string | null
}

const FIRST = 3

/** Writes 总表数据: a row a region and year with every figure, by the method chosen for its table; subtotals are formulas. */
export function writeData(
  book: Workbook,
  view: View,
  settings: SummarySettings,
  names: (key: string) => string,
  print: ReturnType<typeof printSetup>,
): DataSheet {
  const {data, words} = settings
  const {keys} = view.rollup
  const tables = [...new Set(keys.map(({table}) => table))]
  const facts = ['key', 'region', 'year', 'code', ...tables.map(table => `method.${table}`)]
  // Lists that cells choose from stand behind the figures.
  const all = [...facts, ...keys.map(({key}) => key), 'list.regions', 'list.years']
  const at = new Map(all.map((key, i) => [key, columnName(i)]))
  const style = styler(book, settings)
  const sheet = book.sheet(data.name, {
    columns: all.map((_, i) => ({width: i < 2 ? 24 : i < facts.length ? 16 : 11})),
    frozen: {rows: 2, columns: 3},
    filterRow: 1,
    tab: data.tab,
    print: print({paper: 'A3', header: data.header, titleRows: [1, 1], titleColumns: [1, 2], scale: 40}),
  })
  const label = (key: string): string => {
    if (key.startsWith('list.')) return ''
    if (key.startsWith('method.')) return `${words.tables[key.slice(7)] ?? key.slice(7)}口径`
    return key in data.columns ? data.columns[key as keyof typeof data.columns] : names(key)
  }
  sheet.row(all.map(key => ({value: key, style: style('key')})))
  sheet.row(
    all.map(key => ({value: label(key), style: style('heading')})),
    {height: 90},
  )
  const parts = subtotalParts(keys)
  const figure = figureWriter(view, settings, style)
  const regionList = view.rollup.regions.map(({id}) => view.label(id))
  const {years} = view.rollup
  const rows = Math.max(view.regionYears.length, regionList.length, years.length)
  for (let i = 0; i < rows; i++) {
    const number = FIRST + i
    const lists: Cell[] = [regionList[i] ?? null, years[i] ?? null].map(value => ({
      value,
      style: style('list'),
    }))
    const found = view.regionYears[i]
    if (!found) {
      sheet.row([...all.slice(0, -2).map(() => null), ...lists])
      continue
    }
    const {region, year} = found
    const told = view.label(region.id)
    const cells: Cell[] = [
      {value: rowName(told, year), style: style('text')},
      {value: told, style: style('text')},
      {value: year, style: style('centred')},
      {value: region.code, style: style('centred')},
      ...tables.map(table => ({value: view.method(region.id, year, table), style: style('text')})),
    ]
    for (const key of keys) {
      const cell = figure(region.id, year, key)
      const below = parts.get(key.key)
      if (below && typeof cell.value === 'number') {
        const references = below.map(part => `${at.get(part)}${number}`).join(',')
        cell.formula = `IF(COUNT(${references})=0,"",SUM(${references}))`
      }
      cells.push(cell)
    }
    sheet.row([...cells, ...lists])
  }
  sheet.end()
  const range = (key: string, count: number) => {
    const letter = at.get(key)
    if (!letter) throw new Error(`${data.name} has no column ${key}`)
    return `${sheetReference(data.name)}!$${letter}$${FIRST}:$${letter}$${FIRST + Math.max(count, 1) - 1}`
  }
  return {
    name: data.name,
    rows: view.regionYears.length,
    column: key => range(key, view.regionYears.length),
    regions: range('list.regions', regionList.length),
    years: range('list.years', years.length),
    value(region, year, key) {
      const table = key.startsWith('method.') ? key.slice(7) : null
      if (table !== null) return view.method(region, year, table)
      return figure(region, year, view.keys.get(key)!).value
    },
  }
}

function figureWriter(view: View, settings: SummarySettings, style: (...names: string[]) => number) {
  return (region: string, year: number, {key, measure}: RollupKey): Cell => {
    const sum = view.sum(region, year, key)
    const base = measure === 'money' ? 'money' : measure === 'change' ? 'signed' : 'number'
    if (sum === undefined) return {value: null, style: style(base, 'none')}
    if (sum === null) return {value: null, style: style(base, 'notInFormat')}
    if (sum.state === 'unassessable')
      return {value: settings.unassessable, style: style(base, 'unassessable')}
    if (sum.value === null) return {value: null, style: style(base, sum.state)}
    return {value: decimal(sum.value), style: sum.state === 'partial' ? style(base, 'partial') : style(base)}
  }
}

/** The printed rows that a subtotal row (….sum.column) adds up. */
function subtotalParts(keys: RollupKey[]): Map<string, string[]> {
  const parts = new Map<string, string[]>()
  for (const {key} of keys) {
    const match = /^(.*)\.sum\.([^.]+)$/.exec(key)
    if (!match) continue
    const [, group, column] = match
    const below = keys.filter(
      one => one.key.startsWith(`${group}.`) && one.key.endsWith(`.${column}`) && !one.key.includes('.sum.'),
    )
    parts.set(
      key,
      below.map(one => one.key),
    )
  }
  return parts
}
