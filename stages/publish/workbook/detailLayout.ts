import type {Config} from '../../../pipeline/config.ts'
import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Cell, Sheet, SheetLayout} from '../xlsx/sheet.ts'
import type {Styles} from '../xlsx/styles.ts'
import {type FigureColumn, figureColumns} from './columns.ts'
import {type Heading, headingDepth, headingHeights, layHeadings, splitHeadings} from './headings.ts'
import {columnBreaks} from './pages.ts'
import {styleNamed, type WorkbookSettings} from './settings.ts'
import type {Survey} from './survey.ts'
import {filled} from './words.ts'

/** How 明细 is laid out: what each column is, and the rows above the data. */
export interface DetailLayout {
  figures: FigureColumn[]
  /** Border colour where a column begins a table or a row of the form; by column of `figures`. */
  edges: (string | undefined)[]
  sheet: SheetLayout
  /** Writes key row, headings and units. */
  headings(sheet: Sheet): void
}

/** Lays 明细 out: facts, then all formats' figures under their official headings. */
export function detailLayout(
  config: Config,
  settings: WorkbookSettings,
  found: Survey,
  info: RunInfo,
  styles: Styles,
): DetailLayout {
  const {detail} = settings
  const figures = figureColumns(Object.values(config.formats), settings.words)
  const facts = detail.columns.length
  const paths = figures.map(({path}) => path)
  const depth = headingDepth(paths)
  const laid = layHeadings(paths, depth)
  const widths = figures.map(column => figureWidth(column, settings, found))
  const columns = [
    ...detail.columns.map(({width}) => ({width})),
    ...figures.map(({superseded, key}, i) => ({
      width: widths[i]!,
      ...(superseded ? {outline: 1, hidden: !usedGroup(figures, i, found)} : {}),
      key,
    })),
  ].map(({width, ...more}) => ({width, outline: undefined, hidden: undefined, ...more}))
  const shown = columns.map(({width, hidden}) => (hidden ? 0 : width))
  const frozenWidth = shown.slice(0, detail.frozen).reduce((sum, width) => sum + width, 0)
  const room = (detail.pageWidth * 100) / detail.scale - frozenWidth
  const breaks = columnBreaks(laid, shown, facts, room)
  const headings = splitHeadings(
    laid,
    breaks.map(column => column - facts),
  )
  // Row 1 holds the keys, the last heading row the units.
  const above = 1 + depth + 1
  const starts = new Set(
    headings.filter(({columnSpan, level}) => columnSpan > 1 && level > 0).map(one => one.column),
  )
  const tables = new Set(headings.filter(({level}) => level === 0).map(({column}) => column))
  return {
    figures,
    edges: figures.map((_, i) =>
      tables.has(i) ? settings.figures.tableEdge : starts.has(i) ? settings.figures.groupEdge : undefined,
    ),
    sheet: {
      columns,
      frozen: {rows: above, columns: detail.frozen},
      filterRow: above - 1,
      tab: detail.tab,
      zoom: detail.zoom,
      print: {
        paper: 'A3',
        landscape: true,
        scale: detail.scale,
        header: detail.header,
        footer: filled(settings.footer, {program: info.program, run: info.runId}),
        pageNumbers: settings.pageNumbers,
        titleRows: [1, above - 1],
        titleColumns: [0, detail.frozen - 1],
        columnBreaks: breaks,
      },
    },
    headings: sheet => writeHeadings(sheet, settings, figures, headings, depth, shown.slice(facts), styles),
  }
}

function figureWidth({key, measure}: FigureColumn, {figures}: WorkbookSettings, found: Survey): number {
  const needed = (found.widths.get(key) ?? 0) + 2
  return Math.min(Math.max(needed, figures.widths[measure]), figures.widest)
}

/** Whether any report fills a column of the same group of superseded columns. */
function usedGroup(figures: FigureColumn[], index: number, found: Survey): boolean {
  const {table, formats} = figures[index]!
  return figures.some(
    one =>
      one.superseded &&
      one.table === table &&
      one.formats.join() === formats.join() &&
      found.widths.has(one.key),
  )
}

function writeHeadings(
  sheet: Sheet,
  settings: WorkbookSettings,
  figures: FigureColumn[],
  headings: Heading[],
  depth: number,
  widths: number[],
  styles: Styles,
): void {
  const {detail, bands} = settings
  const facts = detail.columns.length
  const key = styles.id(styleNamed(settings, 'key'))
  const factTitle = styles.id(styleNamed(settings, 'tableHeading'))
  const factHeading = styles.id(styleNamed(settings, 'heading'))
  const factUnit = styles.id(styleNamed(settings, 'headingUnit'))
  const bandOf = (column: number) => bands[figures[column]!.table % bands.length]!
  const styleOf = ({level, column}: Heading) => {
    const band = bandOf(column)
    const named = styleNamed(settings, level === 0 ? 'tableHeading' : 'heading')
    return styles.id({...named, fill: level === 0 ? band.title : level === 1 ? band.first : band.below})
  }
  const keys = [...detail.columns, ...figures].map(column => column.key)
  sheet.row(
    keys.map(value => ({value, style: key})),
    {hidden: true},
  )
  const grid: (Cell | null)[][] = Array.from({length: depth}, (_, row) => [
    ...detail.columns.map(({label}, i) => ({
      value: row === 0 ? (i === 0 ? detail.title : null) : row === 1 ? label : null,
      style: row === 0 ? factTitle : factHeading,
    })),
    ...figures.map(() => null),
  ])
  for (const heading of headings) {
    const style = styleOf(heading)
    for (let r = 0; r < heading.rowSpan; r++) {
      for (let c = 0; c < heading.columnSpan; c++) {
        const value = r === 0 && c === 0 ? heading.label : null
        grid[heading.row + r]![facts + heading.column + c] = {value, style}
      }
    }
    sheet.merge(1 + heading.row, facts + heading.column, heading.rowSpan, heading.columnSpan)
  }
  sheet.merge(1, 0, 1, detail.frozen)
  if (depth > 2) for (let i = 0; i < facts; i++) sheet.merge(2, i, depth - 1, 1)
  const heights = headingHeights(headings, widths, depth, detail.heading)
  for (const [row, cells] of grid.entries()) sheet.row(cells, {height: heights[row]})
  const units = [
    ...detail.columns.map(() => ({value: null, style: factUnit})),
    ...figures.map(({unit}, i) => ({
      value: unit,
      style: styles.id({...styleNamed(settings, 'headingUnit'), fill: bandOf(i).below}),
    })),
  ]
  sheet.row(units, {height: detail.heading.unitHeight})
}
