import type {FigureRow, Method, RollupRegion} from '../../../pipeline/model/rollup.ts'
import {filled} from '../workbook/words.ts'
import type {Cell, Sheet} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {decimal, type printSetup} from './grid.ts'
import {type SummarySettings, styler} from './settings.ts'
import {isWhole, type View} from './view.ts'
import {changeOf, panelChange, totalOf, yearCell} from './yearFormulas.ts'

type Style = ReturnType<typeof styler>
type Item = SummarySettings['years']['items'][number]

/** The sheet being written, and all that its rows are made of. */
interface Years {
  sheet: Sheet
  view: View
  settings: SummarySettings
  style: Style
  years: number[]
  /** The years in which the format changes: a line stands before them. */
  breaks: number[]
}

/** The cell of a row over all years, what it holds, and whether every year has a number. */
interface End {
  cell: string
  value: number | null
  whole: boolean
}

/** What goes in and what comes out; over any years both sides are equal. */
const BALANCE = ['received', 'carriedIn', 'outcomes.total', 'carriedOut'].map(
  row => `applications.${row}.total`,
)

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
  const {name} = settings.years
  const {years, about} = view.rollup
  const sheet = startSheet(book, settings, print, years)
  const to: Years = {sheet, view, settings, style: styler(book, settings), years, breaks: about.breaks}
  writeHeadings(to)
  for (const region of view.rollup.regions) writeRegion(to, region)
  sheet.end()
  return {name, rows: sheet.rows - 2}
}

function startSheet(
  book: Workbook,
  {years: own}: SummarySettings,
  print: ReturnType<typeof printSetup>,
  years: number[],
): Sheet {
  const {region, item, method, rule, year, total, change} = own.widths
  const widths = [region, item, method, rule, ...years.map(() => year), total, change, change, change]
  return book.sheet(own.name, {
    columns: widths.map(width => ({width})),
    frozen: {rows: 2, columns: 2},
    filterRow: 1,
    tab: own.tab,
    print: print({paper: own.paper, header: own.header, titleRows: [1, 1], titleColumns: [0, 1]}),
  })
}

/** The hidden row of keys for programs, and the headings. */
function writeHeadings(to: Years): void {
  const {sheet, settings, style, years} = to
  const {region, item, method, rule, total, change, panel, panelCount} = settings.years.columns
  const facts = ['region', 'item', 'method', 'rule']
  const keys = [...facts, ...years.map(year => `year.${year}`), 'total', 'change', 'panel', 'panelCount']
  sheet.row(
    keys.map(value => ({value, style: style('key')})),
    {hidden: true},
  )
  const heading = (value: string, ...more: string[]): Cell => ({value, style: style('heading', ...more)})
  const computed = (value: string): Cell => ({value, style: style('computed')})
  sheet.row(
    [
      ...[region, item, method, rule].map(text => heading(text)),
      ...years.map((year, i) => heading(String(year), ...edgeOf(to, i))),
      ...[total, change, panel].map(computed),
      heading(panelCount),
    ],
    {height: 44},
  )
}

/** The line before a year in which the format changes. */
function edgeOf({years, breaks}: Years, i: number): string[] {
  return i > 0 && breaks.includes(years[i]!) ? ['break'] : []
}

function writeRegion(to: Years, region: RollupRegion): void {
  const ends: Record<string, End> = {}
  for (const item of to.settings.years.items) {
    const end = writeItem(to, region, item)
    if (end) ends[item.key] = end
  }
  writeBalance(to, region, ends)
}

/** Writes the row of an item; undefined where no method speaks for it or no year has a figure. */
function writeItem(to: Years, {id: region}: RollupRegion, {key, label}: Item): End | undefined {
  const {sheet, view, settings, style, years} = to
  const found = view.keys.get(key)
  if (!found) return undefined
  const {table, years: rule, measure} = found
  const method = methodOf(to, region, table)
  if (!method) return undefined
  const rows = years.map(year =>
    view.choice(region, year, table)?.usable.includes(method)
      ? view.figures(region, year, table, method)
      : undefined,
  )
  const sums = rows.map(one => one?.sums[key])
  if (sums.every(sum => sum === undefined || sum.value === null)) return undefined
  const base = measure === 'money' ? 'money' : 'number'
  const shown = rows.map(one => (one ? figureOf(to, one, key) : {value: null, look: ['none']}))
  const figures = shown.map(
    ({value, look}, i): Cell => ({value, style: style(base, ...look, ...edgeOf(to, i))}),
  )
  const row = sheet.rows
  const total = totalOf(rule, figures, row)
  // A year without a figure is missing from the total; one whose format lacks the item is not.
  const hasGaps = rule === 'sum' && sums.some((sum, i) => (sum ? sum.value === null : !rows[i]))
  const ofAll = looksOf(shown)
  const told = [
    view.label(region),
    label,
    methodInWords(to, region, table, method),
    settings.words.years[rule]!,
  ]
  sheet.row([
    ...told.map(value => ({value, style: style('text')})),
    ...figures,
    {...total, style: style(base, ...(hasGaps ? ['partial'] : ofAll))},
    {...changeOf(years, figures, row), style: style('rate', ...looksOf(shown.slice(-2)))},
    ...panelCells(to, region, key, method),
  ])
  const whole = figures.every(({value}) => typeof value === 'number')
  return {cell: yearCell(row, years.length), value: total.value, whole}
}

/** How far can be taken what is computed from figures: no further than the least of them. */
function looksOf(figures: {look: string[]}[]): string[] {
  const least = ['partial', 'received'].find(look => figures.some(figure => figure.look.includes(look)))
  return least === undefined ? [] : [least]
}

/** What a year shows of an item, and the styles that say how far it can be taken. */
function figureOf(
  {view, settings}: Years,
  row: FigureRow,
  key: string,
): {value: Cell['value']; look: string[]} {
  const sum = row.sums[key]
  if (!sum) return {value: null, look: ['notInFormat']}
  if (sum.state === 'unassessable') return {value: settings.unassessable, look: ['unassessable']}
  const choice = view.choice(row.region, row.year, row.table)!
  const complete = isWhole(choice, row.method) ? [] : ['received']
  return {
    value: sum.value === null ? null : decimal(sum.value),
    look: sum.state === 'complete' ? complete : [sum.state],
  }
}

/** The method that can speak in most years, S of two that speak in as many; never both in one row. */
function methodOf({view, years}: Years, region: string, table: string): Method | null {
  const usable = years.flatMap(year => view.choice(region, year, table)?.usable ?? [])
  if (usable.length === 0) return null
  const count = (method: Method) => usable.filter(one => one === method).length
  return count('S') >= count('M') ? 'S' : 'M'
}

/** A method by bodies says how few of those due are in the year that has least of them. */
function methodInWords(
  {view, settings, years}: Years,
  region: string,
  table: string,
  method: Method,
): string {
  const {words} = settings
  const name = words.method[method]
  if (method === 'S') return name
  const covers = years.flatMap(year => {
    const {usable, bodiesListed: listed, bodiesExpected: expected} = view.choice(region, year, table) ?? {}
    return usable?.includes('M') && expected ? [{listed: listed!, expected}] : []
  })
  const [least] = covers.sort((a, b) => a.listed / a.expected - b.listed / b.expected)
  return least && least.listed < least.expected ? filled(words.method.least, {method: name, ...least}) : name
}

/** Bodies present in both of the last two years: their change, and how many they are. */
function panelCells({view, years, style}: Years, region: string, key: string, method: Method): Cell[] {
  const last = years.at(-1)
  const panel = method === 'M' && last !== undefined ? view.panel(region, last, key) : undefined
  return [
    {...panelChange(panel), style: style('rate')},
    {value: panel?.bodies ?? null, style: style('number')},
  ]
}

/** received + carriedIn of the first year = completed + carriedOut of the last, where every year gives all four. */
function writeBalance(to: Years, region: RollupRegion, ends: Record<string, End>): void {
  const {sheet, view, settings, style, years} = to
  const all = BALANCE.map(key => ends[key]).filter(end => end?.whole) as End[]
  if (all.length < BALANCE.length) return
  const cells = all.map(({cell}) => cell)
  const [received, carriedIn, completed, carriedOut] = all.map(({value}) => value!)
  const told = [view.label(region.id), settings.years.balance, null, null]
  sheet.row([
    ...told.map(value => ({value, style: style('text', 'total')})),
    ...years.map((_, i) => ({value: null, style: style('number', 'total', ...edgeOf(to, i))})),
    {
      formula: `IF(COUNT(${cells.join(',')})<4,"",${cells[0]}+${cells[1]}-${cells[2]}-${cells[3]})`,
      value: received! + carriedIn! - completed! - carriedOut!,
      style: style('signed', 'total'),
    },
    ...[0, 1, 2].map(() => ({value: null, style: style('number', 'total')})),
  ])
}
