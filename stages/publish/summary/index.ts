import {join} from 'node:path'
import type {Config} from '../../../pipeline/config.ts'
import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import {cellsOf} from '../../../pipeline/model/format.ts'
import type {Rollup} from '../../../pipeline/model/rollup.ts'
import {type Output, openOutput} from '../output.ts'
import {workbookSettings} from '../workbook/settings.ts'
import type {TablesWriter} from '../writer.ts'
import {startWorkbook} from '../xlsx/workbook.ts'
import {writeCharts} from './charts.ts'
import {type Listed, writeCover} from './cover.ts'
import {writeData} from './data.ts'
import {writeForm} from './form.ts'
import {printSetup, startGrid} from './grid.ts'
import {
  writeCorrections,
  writeExcluded,
  writeIndicators,
  writeMedians,
  writeMissing,
  writePartial,
} from './lists.ts'
import type {Selected} from './lookup.ts'
import {summedNames} from './names.ts'
import {summarySettings} from './settings.ts'
import {
  type Sheets,
  writeCoverage,
  writeDifference,
  writeDisputes,
  writeMatrix,
  writeRegions,
  writeSystems,
} from './sheets.ts'
import {type View, viewOf} from './view.ts'
import {writeYears} from './years.ts'

const FILE = '汇总.xlsx'

/** The statistical workbook: official tables for any region and year, regions, systems, years, indicators, and what is not in. */
export const summary: TablesWriter = {
  name: 'summary',
  files: [FILE],
  write({rollup}, config, info, directory) {
    const output = openOutput(join(directory, FILE))
    try {
      writeSheets(rollup, config, info, output)
    } finally {
      output.close()
    }
  },
}

function writeSheets(rollup: Rollup, config: Config, info: RunInfo, output: Output): void {
  const settings = summarySettings(config)
  const shared = workbookSettings(config)
  const {font, normal, cutMark, pageNumbers, words} = shared
  const book = startWorkbook(output, {font, normal, cutMark, info})
  const view = viewOf(rollup, settings)
  const print = printSetup(settings, info, pageNumbers)
  const names = summedNames(config.formats, words, settings)
  const sheets: Sheets = {
    view,
    settings,
    words,
    names,
    grid: (sheet, rowOutlines) => startGrid(book, settings.sheets[sheet], settings, print, rowOutlines),
  }
  const {sheetTexts} = settings.cover
  const listed: Listed[] = []
  const list = (text: string, {name, rows}: {name: string; rows: number | null}) =>
    void listed.push({name, rows, text: sheetTexts[text]!})
  const selected = selectedIn(view)
  const data = selected && writeData(book, view, settings, names, print)
  if (data) {
    for (const {format, selected: own} of formsOf(view, config, selected))
      list('form', {name: writeForm(book, format, view, data, own, settings, print), rows: null})
    list('charts', {name: writeCharts(book, view, data, selected, settings, print), rows: null})
  }
  list('regions', writeRegions(sheets))
  list('systems', writeSystems(sheets))
  list('years', writeYears(book, view, settings, print))
  list('matrix', writeMatrix(sheets))
  list('disputes', writeDisputes(sheets))
  list('indicators', writeIndicators(sheets))
  list('medians', writeMedians(sheets))
  list('coverage', writeCoverage(sheets))
  list('missing', writeMissing(sheets))
  list('difference', writeDifference(sheets))
  list('corrections', writeCorrections(sheets))
  list('excluded', writeExcluded(sheets))
  list('partial', writePartial(sheets))
  if (data) list('data', data)
  writeCover(book, view, settings, listed, info, print)
  book.end([settings.cover.name, ...listed.map(({name}) => name)])
}

/** What is shown first: the newest year, and of its regions the first with applications. */
function selectedIn(view: View): Selected | null {
  const found =
    view.regionYears.find(({region, year}) => view.chosen(region.id, year, 'applications')) ??
    view.regionYears[0]
  return found ? {region: found.region.id, year: found.year} : null
}

/** The formats that any sum has figures of alone, newest first, each with what it shows first. */
function formsOf(view: View, config: Config, selected: Selected) {
  return Object.values(config.formats)
    .reverse()
    .flatMap(format => {
      const others = Object.values(config.formats).filter(one => one !== format)
      const shared = new Set(others.flatMap(one => cellsOf(one).map(({key}) => key)))
      const alone = cellsOf(format).filter(({key}) => !shared.has(key))
      const shows = ({region, year}: Selected) => alone.some(({key}) => view.sum(region, year, key))
      const all = view.regionYears.map(({region, year}) => ({region: region.id, year}))
      const first = shows(selected) ? selected : all.find(shows)
      return first ? [{format, selected: first}] : []
    })
}
