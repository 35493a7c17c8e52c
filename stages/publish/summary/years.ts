import type {RollupRegion} from '../../../pipeline/model/rollup.ts'
import {filled} from '../workbook/words.ts'
import {cellName} from '../xlsx/address.ts'
import type {Cell, Sheet} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {decimal, type printSetup} from './grid.ts'
import {type SummarySettings, styler} from './settings.ts'
import {isWhole, type View} from './view.ts'

/** The cell of a row over all years, what it holds, and whether every year has a number. */
interface End {
  cell: string
  value: number | null
  whole: boolean
}

/** Facts before the years: region, item, method, rule. */
const FACTS = 4

/**
 * Writes 分年度: a row a region and item, a column a year, by one method for the whole row. A line stands where the format
 * changes; figures that are not comparable have no row across it.
 */
export function writeYears(
  book: Workbook,
  view: View,
  settings: SummarySettings,
  print: ReturnType<typeof printSetup>,
): {name: string; rows: number} {
  const {years: own, words} = settings
  const {years} = view.rollup
  const {breaks} = view.rollup.about
  const {columns, widths} = own
  const style = styler(book, settings)
  const edged = (year: number, i: number) => (i > 0 && breaks.includes(year) ? ['break'] : [])
  const sheet = book.sheet(own.name, {
    columns: [
      widths.region,
      widths.item,
      widths.method,
      widths.rule,
      ...years.map(() => widths.year),
      widths.total,
      widths.change,
      widths.change,
      widths.change,
    ].map(width => ({width})),
    frozen: {rows: 2, columns: 2},
    filterRow: 1,
    tab: own.tab,
    print: print({paper: own.paper, header: own.header, titleRows: [1, 1], titleColumns: [0, 1]}),
  })
  const keys = [
    'region',
    'item',
    'method',
    'rule',
    ...years.map(year => `year.${year}`),
    'total',
    'change',
    'panel',
    'panelCount',
  ]
  sheet.row(
    keys.map(value => ({value, style: style('key')})),
    {hidden: true},
  )
  const heading = (value: string, ...more: string[]): Cell => ({value, style: style('heading', ...more)})
  const computed = (value: string): Cell => ({value, style: style('computed')})
  sheet.row(
    [
      ...[columns.region, columns.item, columns.method, columns.rule].map(text => heading(text)),
      ...years.map((year, i) => heading(String(year), ...edged(year, i))),
      ...[columns.total, columns.change, columns.panel].map(computed),
      heading(columns.panelCount),
    ],
    {height: 44},
  )
  for (const region of view.rollup.regions) writeRegion(sheet, region)
  sheet.end()
  return {name: own.name, rows: sheet.rows - 2}

  function writeRegion(target: Sheet, region: RollupRegion): void {
    const ends: Record<string, End> = {}
    for (const {key, label} of own.items) {
      const found = view.keys.get(key)
      if (!found) continue
      const {table, years: rule, measure} = found
      const method = methodOf(region.id, table)
      if (!method) continue
      const rows = years.map(year =>
        view.choice(region.id, year, table)?.usable.includes(method)
          ? view.figures(region.id, year, table, method)
          : undefined,
      )
      const sums = rows.map(one => one?.sums[key])
      if (sums.every(sum => sum === undefined || sum.value === null)) continue
      const row = target.rows
      const base = measure === 'money' ? 'money' : 'number'
      const figures = sums.map((sum, i): Cell => {
        const edge = edged(years[i]!, i)
        const absent = rows[i] ? 'notInFormat' : 'none'
        if (!sum) return {value: null, style: style(base, absent, ...edge)}
        if (sum.state === 'unassessable')
          return {value: settings.unassessable, style: style(base, 'unassessable', ...edge)}
        const whole = isWhole(view.choice(region.id, years[i]!, table)!, method) ? [] : ['received']
        const look = sum.state === 'complete' ? whole : [sum.state]
        return {value: sum.value === null ? null : decimal(sum.value), style: style(base, ...look, ...edge)}
      })
      const total = totalOf(rule, figures, row)
      // A year without a figure is missing from the total; one whose format lacks the item is not.
      const gaps = sums.some((sum, i) => (sum ? sum.value === null : !rows[i]))
      ends[key] = {
        cell: cellName(row, FACTS + years.length),
        value: total.value,
        whole: figures.every(({value}) => typeof value === 'number'),
      }
      const told = [view.label(region.id), label, methodInWords(region.id, table, method), words.years[rule]!]
      target.row([
        ...told.map(value => ({value, style: style('text')})),
        ...figures,
        {...total, style: style(base, ...(rule === 'sum' && gaps ? ['partial'] : []))},
        {...changeOf(figures, row), style: style('rate')},
        ...panelOf(region.id, key, method),
      ])
    }
    writeBalance(target, region, ends)
  }

  /** The method that can speak in most years, S of two that speak in as many; never both in one row. */
  function methodOf(region: string, table: string): 'S' | 'M' | null {
    const usable = years.flatMap(year => view.choice(region, year, table)?.usable ?? [])
    if (usable.length === 0) return null
    const count = (method: 'S' | 'M') => usable.filter(one => one === method).length
    return count('S') >= count('M') ? 'S' : 'M'
  }

  /** A method by bodies says how few of those due are in the year that has least of them. */
  function methodInWords(region: string, table: string, method: 'S' | 'M'): string {
    const name = words.method[method]
    if (method === 'S') return name
    const covers = years.flatMap(year => {
      const {usable, bodiesListed: listed, bodiesExpected: expected} = view.choice(region, year, table) ?? {}
      return usable?.includes('M') && expected ? [{listed: listed!, expected}] : []
    })
    const [least] = covers.sort((a, b) => a.listed / a.expected - b.listed / b.expected)
    return least && least.listed < least.expected
      ? filled(words.method.least, {method: name, ...least})
      : name
  }

  function totalOf(rule: string, figures: Cell[], row: number) {
    const first = cellName(row, FACTS)
    const last = cellName(row, FACTS + years.length - 1)
    const known = figures.flatMap((cell, i) => (typeof cell.value === 'number' ? [i] : []))
    const valueAt = (i: number | undefined) => (i === undefined ? null : (figures[i]!.value as number))
    if (rule === 'sum') {
      const value = decimal(known.reduce((sum, i) => sum + valueAt(i)!, 0))
      return {formula: `SUM(${first}:${last})`, value}
    }
    if (rule === 'none' || known.length === 0) return {value: null}
    const at = rule === 'first' ? known[0] : known.at(-1)
    return {formula: cellName(row, FACTS + at!), value: valueAt(at)}
  }

  /** Last year against the year before it. */
  function changeOf(figures: Cell[], row: number) {
    const n = figures.length
    if (n < 2 || years[n - 1]! - years[n - 2]! !== 1) return {value: null}
    const [before, now] = [cellName(row, FACTS + n - 2), cellName(row, FACTS + n - 1)]
    const [b, a] = [figures[n - 2]!.value, figures[n - 1]!.value]
    const value = typeof a === 'number' && typeof b === 'number' && b !== 0 ? a / b - 1 : null
    return {formula: `IF(COUNT(${before},${now})<2,"",IF(${before}=0,"",${now}/${before}-1))`, value}
  }

  /** Bodies present in both of the last two years. */
  function panelOf(region: string, key: string, method: 'S' | 'M'): Cell[] {
    const last = years.at(-1)
    const panel = method === 'M' && last !== undefined ? view.panel(region, last, key) : undefined
    const value = panel && panel.before !== 0 ? panel.now / panel.before - 1 : null
    const formula = panel ? `IF(${panel.before}=0,"",${panel.now}/${panel.before}-1)` : undefined
    return [
      {value, style: style('rate'), ...(formula ? {formula} : {})},
      {value: panel?.bodies ?? null, style: style('number')},
    ]
  }

  /** received + carriedIn of the first year = completed + carriedOut of the last, where every year gives all four. */
  function writeBalance(target: Sheet, region: RollupRegion, ends: Record<string, End>) {
    const parts = ['received', 'carriedIn', 'outcomes.total', 'carriedOut'].map(
      row => ends[`applications.${row}.total`],
    )
    const all = parts.filter(part => part?.whole) as End[]
    if (all.length < 4) return
    const cells = all.map(({cell}) => cell)
    const [received, carriedIn, completed, carriedOut] = all.map(({value}) => value!)
    target.row([
      ...[view.label(region.id), own.balance, null, null].map(value => ({
        value,
        style: style('text', 'total'),
      })),
      ...years.map((year, i) => ({value: null, style: style('number', 'total', ...edged(year, i))})),
      {
        formula: `IF(COUNT(${cells.join(',')})<4,"",${cells[0]}+${cells[1]}-${cells[2]}-${cells[3]})`,
        value: received! + carriedIn! - completed! - carriedOut!,
        style: style('signed', 'total'),
      },
      ...[0, 1, 2].map(() => ({value: null, style: style('number', 'total')})),
    ])
  }
}
