import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import {textWidth} from '../workbook/headings.ts'
import {filled} from '../workbook/words.ts'
import {sheetReference} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import type {printSetup} from './grid.ts'
import {type SummarySettings, styler} from './settings.ts'
import type {View} from './view.ts'

/** A sheet as the cover lists it. */
export interface Listed {
  name: string
  rows: number | null
  text: string
}

const LINE = 15

/** Writes the cover: what was added up, by which rules, and which run made it. */
export function writeCover(
  book: Workbook,
  view: View,
  settings: SummarySettings,
  sheets: Listed[],
  info: RunInfo,
  print: ReturnType<typeof printSetup>,
): void {
  const {cover} = settings
  const {about, regions, years} = view.rollup
  const last = cover.widths.length
  const style = styler(book, settings)
  const sheet = book.sheet(cover.name, {
    columns: cover.widths.map(width => ({width})),
    tab: cover.tab,
    print: print({paper: 'A4', landscape: false, header: cover.title}),
  })
  const widthFrom = (column: number) => cover.widths.slice(column).reduce((sum, width) => sum + width, 0)
  const heightOf = (text: string, column: number) =>
    Math.max(1, Math.ceil((textWidth(text) * 1.05) / (widthFrom(column) - 4))) * LINE + 5
  const spread = (cells: Cell[]) => {
    const end = cells.at(-1)!
    const more = Array.from({length: last - cells.length}, (): Cell => ({value: null, style: end.style}))
    sheet.row([...cells, ...more], {height: heightOf(String(end.value ?? ''), cells.length - 1)})
    sheet.merge(sheet.rows - 1, cells.length - 1, 1, last - cells.length + 1)
  }
  const across = (value: string, name: string, height: number) => {
    sheet.row([{value, style: style(name)}], {height})
    sheet.merge(sheet.rows - 1, 0, 1, last)
  }
  const section = (text: string) => {
    sheet.row([], {height: 10})
    across(text, 'section', 22)
  }
  const note = (text: string) => across(text, 'note', heightOf(text, 0))

  sheet.row([], {height: 20})
  across(cover.title, 'title', 44)
  const span = years.length
    ? filled(cover.span, {
        first: years[0]!,
        last: years.at(-1)!,
        regions: regions.length,
        reports: about.reports,
      })
    : cover.spanNone
  across(span, 'choice', 26)

  section(cover.sections.run)
  for (const key of ['runId', 'configHash', 'schemaVersion', 'program'] as const)
    spread([
      {value: cover.run[key], style: style('text')},
      {value: info[key], style: style('text')},
    ])
  spread([
    {value: cover.run.roster, style: style('text')},
    {value: about.rostered ? cover.rosterGiven : cover.rosterNone, style: style('wrapped')},
  ])
  if (about.unplaced > 0) note(filled(cover.rosterUnplaced, {count: about.unplaced}))

  section(cover.sections.sheets)
  spread(cover.sheetsHeadings.map(value => ({value, style: style('heading')})))
  for (const {name, rows, text} of sheets) {
    spread([
      {value: name, style: style('link')},
      {value: rows, style: style('number')},
      {value: text, style: style('wrapped')},
    ])
    sheet.link(sheet.rows - 1, 0, `${sheetReference(name)}!A1`)
  }

  section(cover.sections.methods)
  const least = `${Math.round(about.coverage * 100)}%`
  for (const text of cover.methods) note(filled(text, {least, rules: about.gates.join('、')}))

  if (!about.residents) note(cover.residentsNone)

  section(cover.sections.legend)
  for (const {style: name, sample, text} of cover.legend) {
    const look = ['number', 'computed'].includes(name) ? style(name) : style('number', name)
    spread([
      {value: sample ?? null, style: look},
      {value: text, style: style('wrapped')},
    ])
  }

  section(cover.sections.additivity)
  for (const text of cover.additivity) note(filled(text, {breaks: about.breaks.join('、')}))

  section(cover.sections.indicators)
  spread(cover.indicatorsHeadings.map(value => ({value, style: style('heading')})))
  for (const {label, text} of about.indicators)
    spread([
      {value: label, style: style('text')},
      {value: text, style: style('wrapped')},
    ])
  sheet.end()
}
