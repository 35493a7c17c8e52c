import {cellName, sheetReference} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import type {DataSheet} from './data.ts'
import type {printSetup} from './grid.ts'
import {type Selected, writeChoice} from './lookup.ts'
import {type SummarySettings, styler} from './settings.ts'
import type {View} from './view.ts'

/** Columns of the sheet: the numbers behind the charts stand right of them, hidden, with #N/A where there is none. */
const CHARTS = 12
const TREND = [
  {key: 'applications.received.total', label: '新收申请'},
  {key: 'applications.outcomes.total.total', label: '办结总计'},
  {key: 'applications.carriedOut.total', label: '结转下年'},
]

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
  const [helper, number] = [style('helper'), style('number')]
  const sheet = book.sheet(charts.name, {
    columns: Array.from({length: CHARTS + 5}, (_, i) => ({width: 11, hidden: i >= CHARTS})),
    tab: charts.tab,
    print: print({paper: 'A4', landscape: false, onePage: true, header: charts.title}),
  })
  sheet.row(
    [{value: charts.title, style: style('formTitle')}, ...Array.from({length: CHARTS - 1}, () => null)],
    {
      height: 30,
    },
  )
  sheet.merge(0, 0, 1, CHARTS)
  const choice = style('choice')
  const cells: (Cell | null)[] = []
  cells[0] = {value: settings.form.region, style: style('prompt')}
  for (let i = 2; i < 4; i++) cells[i] = {value: null, style: choice}
  cells[4] = {value: settings.form.year, style: style('prompt')}
  const {lookup, region, year, found} = writeChoice(
    sheet,
    data,
    view,
    selected,
    {cells, region: 1, year: 5, found: CHARTS},
    {choice, helper},
  )
  sheet.merge(1, 1, 1, 3)
  const {years} = view.rollup
  const reference = (row: number, column: number, rows: number) => {
    const fixed = (name: string) => name.replace(/([A-Z]+)(\d+)/, '$$$1$$$2')
    return `${sheetReference(charts.name)}!${fixed(cellName(row, column))}:${fixed(cellName(row + rows - 1, column))}`
  }
  const line = (own: Cell[]) => sheet.row([...Array.from({length: CHARTS}, () => null), ...own])
  const numberOf = ({value}: Cell) => (typeof value === 'number' ? value : null)

  const trendRow = sheet.rows
  line([{value: null, style: helper}, ...TREND.map(({label}) => ({value: label, style: style('heading')}))])
  const trend = years.map(one => {
    const where = {region: selected.region, year: one}
    const label: Cell = {value: String(one), style: style('centred')}
    const match = lookup.match(region, String(one))
    const figures = TREND.map(({key}) => lookup.point(key, number, match, where))
    line([label, ...figures])
    return figures.map(numberOf)
  })
  const structureRow = sheet.rows
  const outcomes = settings.outcomes.slice(0, -1)
  line([
    {value: charts.structure, style: style('heading')},
    {value: settings.words.total, style: style('heading')},
  ])
  const structure = outcomes.map(({row, label}) => {
    const cell = lookup.point(`${row}.total`, number, found, selected)
    line([{value: label, style: style('text')}, cell])
    return numberOf(cell)
  })
  const compareRow = sheet.rows
  const compared = comparedRegions(view, selected, charts.most)
  line([
    {value: charts.compare, style: style('heading')},
    {value: TREND[0]!.label, style: style('heading')},
  ])
  const compare = compared.map(id => {
    const told = view.label(id)
    const match = lookup.match(`"${told.replaceAll('"', '""')}"`, year)
    const cell = lookup.point(TREND[0]!.key, number, match, {region: id, year: selected.year})
    line([{value: told, style: style('text')}, cell])
    return numberOf(cell)
  })
  const needed = 58
  while (sheet.rows < needed) sheet.row([])

  const title = (row: number, column: number, value: string) => ({
    reference: reference(row, column, 1),
    values: [value],
  })
  sheet.chart(
    {
      kind: 'line',
      title: charts.trend,
      format: '#,##0',
      categories: {reference: reference(trendRow + 1, CHARTS, years.length), values: years.map(String)},
      series: TREND.map(({label}, i) => ({
        name: title(trendRow, CHARTS + 1 + i, label),
        values: {
          reference: reference(trendRow + 1, CHARTS + 1 + i, years.length),
          values: trend.map(row => row[i]!),
        },
        colour: charts.colours[i]!,
      })),
    },
    {row: 3, column: 0, rowSpan: 20, columnSpan: 7},
  )
  sheet.chart(
    {
      kind: 'doughnut',
      title: charts.structure,
      format: '#,##0',
      categories: {
        reference: reference(structureRow + 1, CHARTS, outcomes.length),
        values: outcomes.map(({label}) => label),
      },
      series: [
        {
          name: title(structureRow, CHARTS + 1, settings.words.total),
          values: {reference: reference(structureRow + 1, CHARTS + 1, outcomes.length), values: structure},
          colour: charts.colours[0]!,
        },
      ],
      points: charts.colours,
    },
    {row: 3, column: 7, rowSpan: 20, columnSpan: 5},
  )
  sheet.chart(
    {
      kind: 'bar',
      title: charts.compare,
      format: '#,##0',
      categories: {
        reference: reference(compareRow + 1, CHARTS, compared.length),
        values: compared.map(id => view.label(id)),
      },
      series: [
        {
          name: title(compareRow, CHARTS + 1, TREND[0]!.label),
          values: {reference: reference(compareRow + 1, CHARTS + 1, compared.length), values: compare},
          colour: charts.colours[0]!,
        },
      ],
    },
    {row: 24, column: 0, rowSpan: 33, columnSpan: CHARTS},
  )
  sheet.end()
  return charts.name
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
