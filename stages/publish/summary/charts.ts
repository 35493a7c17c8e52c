import {cellName, sheetReference} from '../xlsx/address.ts'
import type {Cell, Sheet} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import type {DataSheet} from './data.ts'
import type {printSetup} from './grid.ts'
import {type Selected, writeChoice} from './lookup.ts'
import {type SummarySettings, styler} from './settings.ts'
import type {View} from './view.ts'

/** Columns of the sheet: the numbers behind the charts stand right of them, hidden, with #N/A where there is none. */
const CHARTS = 12
/** Rows the charts lie over: the sheet goes on for as long when it is printed. */
const ROWS = 58
const FORMAT = '#,##0'

/** The numbers behind a chart: below a row of names a row a category, its label first, then a number a series. */
interface Numbers {
  /** Row of the names, counted from 0. */
  row: number
  categories: string[]
  series: {name: string; values: (number | null)[]}[]
}

/** Writes native charts of a region and year that the reader chooses: trend, outcomes, regions side by side. */
export function writeCharts(
  book: Workbook,
  view: View,
  data: DataSheet,
  selected: Selected,
  settings: SummarySettings,
  print: ReturnType<typeof printSetup>,
): string {
  const {charts} = settings
  const style = styler(book, settings)
  const sheet = book.sheet(charts.name, {
    columns: Array.from({length: CHARTS + 5}, (_, i) => ({width: 11, hidden: i >= CHARTS})),
    tab: charts.tab,
    print: print({paper: 'A4', landscape: false, onePage: true, header: charts.title}),
  })
  sheet.row(
    [{value: charts.title, style: style('formTitle')}, ...Array.from({length: CHARTS - 1}, () => null)],
    {height: 30},
  )
  sheet.merge(0, 0, 1, CHARTS)
  const choice = style('choice')
  const cells: (Cell | null)[] = []
  cells[0] = {value: settings.form.region, style: style('prompt')}
  for (let i = 2; i < 4; i++) cells[i] = {value: null, style: choice}
  cells[4] = {value: settings.form.year, style: style('prompt')}
  const chosen = writeChoice(
    sheet,
    data,
    view,
    selected,
    {cells, region: 1, year: 5, found: CHARTS},
    {choice, helper: style('helper')},
  )
  sheet.merge(1, 1, 1, 3)
  const numbers = writeNumbers(sheet, view, selected, chosen, settings, style)
  while (sheet.rows < ROWS) sheet.row([])
  drawCharts(sheet, numbers, settings)
  sheet.end()
  return charts.name
}

/** Writes the numbers of the three charts into the hidden columns, as formulas that follow the choice. */
function writeNumbers(
  sheet: Sheet,
  view: View,
  selected: Selected,
  {lookup, region, year, found}: ReturnType<typeof writeChoice>,
  {charts, outcomes, words}: SummarySettings,
  style: ReturnType<typeof styler>,
): Record<'trend' | 'structure' | 'compare', Numbers> {
  const number = style('number')
  const line = (own: Cell[]) => sheet.row([...Array.from({length: CHARTS}, () => null), ...own])
  const heading = (value: string): Cell => ({value, style: style('heading')})
  const write = (corner: Cell, names: string[], rows: {label: Cell; figures: Cell[]}[]): Numbers => {
    const {rows: row} = sheet
    line([corner, ...names.map(heading)])
    for (const {label, figures} of rows) line([label, ...figures])
    const series = names.map((name, i) => ({name, values: rows.map(({figures}) => numberOf(figures[i]!))}))
    return {row, categories: rows.map(({label}) => String(label.value)), series}
  }
  const shown = charts.trendItems
  const trend = view.rollup.years.map(one => {
    const match = lookup.match(region, String(one))
    const where = {region: selected.region, year: one}
    const figures = shown.map(({key}) => lookup.point(key, number, match, where))
    return {label: {value: String(one), style: style('centred')}, figures}
  })
  const structure = outcomes.slice(0, -1).map(({row, label}) => ({
    label: {value: label, style: style('text')},
    figures: [lookup.point(`${row}.total`, number, found, selected)],
  }))
  const compare = comparedRegions(view, selected, charts.most).map(id => {
    const told = view.label(id)
    const match = lookup.match(`"${told.replaceAll('"', '""')}"`, year)
    const where = {region: id, year: selected.year}
    return {
      label: {value: told, style: style('text')},
      figures: [lookup.point(shown[0]!.key, number, match, where)],
    }
  })
  return {
    trend: write(
      {value: null, style: style('helper')},
      shown.map(({label}) => label),
      trend,
    ),
    structure: write(heading(charts.structure), [words.total], structure),
    compare: write(heading(charts.compare), [shown[0]!.label], compare),
  }
}

function drawCharts(
  sheet: Sheet,
  {trend, structure, compare}: ReturnType<typeof writeNumbers>,
  {charts}: SummarySettings,
): void {
  const from = (numbers: Numbers) => dataOf(charts.name, numbers, charts.colours)
  sheet.chart(
    {kind: 'line', title: charts.trend, format: FORMAT, ...from(trend)},
    {row: 3, column: 0, rowSpan: 20, columnSpan: 7},
  )
  sheet.chart(
    {kind: 'doughnut', title: charts.structure, format: FORMAT, ...from(structure), points: charts.colours},
    {row: 3, column: 7, rowSpan: 20, columnSpan: 5},
  )
  sheet.chart(
    {kind: 'bar', title: charts.compare, format: FORMAT, ...from(compare)},
    {row: 24, column: 0, rowSpan: 33, columnSpan: CHARTS},
  )
}

/** Categories and series of a chart: where their cells are, and what these hold. */
function dataOf(name: string, {row, categories, series}: Numbers, colours: string[]) {
  const fixed = (cell: string) => cell.replace(/([A-Z]+)(\d+)/, '$$$1$$$2')
  const reference = (first: number, column: number, rows: number) =>
    `${sheetReference(name)}!${fixed(cellName(first, column))}:${fixed(cellName(first + rows - 1, column))}`
  return {
    categories: {reference: reference(row + 1, CHARTS, categories.length), values: categories},
    series: series.map(({name: told, values}, i) => ({
      name: {reference: reference(row, CHARTS + 1 + i, 1), values: [told]},
      values: {reference: reference(row + 1, CHARTS + 1 + i, values.length), values},
      colour: colours[i]!,
    })),
  }
}

function numberOf({value}: Cell): number | null {
  return typeof value === 'number' ? value : null
}

/** The regions below the selected one (a lone one stands for those below it), or those beside it; of many those that received most. */
function comparedRegions(view: View, {region, year}: Selected, most: number): string[] {
  const {regions} = view.rollup
  const under = (id: string) => regions.filter(({parent}) => parent === id)
  let below = under(region)
  for (let next = below; next.length > 0; next = below.length === 1 ? under(below[0]!.id) : []) below = next
  const beside = regions.filter(({parent}) => parent === view.regions.get(region)!.parent)
  const size = (id: string) => view.sum(id, year, 'applications.received.total')?.value ?? -1
  const all = (below.length > 1 ? below : beside).map(({id}, i) => ({id, i, size: size(id)}))
  return all
    .sort((a, b) => b.size - a.size || a.i - b.i)
    .slice(0, most)
    .map(({id}) => id)
}
