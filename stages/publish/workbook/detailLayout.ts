import type {Config} from '../../../pipeline/config.ts'
import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Cell, Sheet, SheetLayout} from '../xlsx/sheet.ts'
import type {Styles} from '../xlsx/styles.ts'
import {type FigureColumn, figureColumns} from './columns.ts'
import {type Heading, headingDepth, headingHeights, layHeadings, splitHeadings} from './headings.ts'
import {columnBreaks} from './pages.ts'
import {styleNamed, type WorkbookSettings} from './settings.ts'
import type {Survey} from './survey.ts'
import {footerOf} from './words.ts'

/** A column in front of the figures. */
export interface FactColumn {
  key: string
  label: string
  width: number
  hidden?: boolean
}

/** A sheet with the columns of 明细: itself, and the one that says where its figures stand. */
export interface Sheeted {
  tab: string
  header: string
  /** Heading over the facts. */
  title: string
  facts: FactColumn[]
  /** Width of each figure's column. */
  widths: number[]
}

/** How such a sheet is laid out: what each column is, and the rows above the data. */
export interface DetailLayout {
  /** Border colour where a column begins a table or a row of the form; by column of `figures`. */
  edges: (string | undefined)[]
  sheet: SheetLayout
  /** Writes key row, headings and units. */
  headings(sheet: Sheet): void
}

/** The figures as columns; those of older formats are folded away where no report fills any of their kind. */
export function detailFigures(config: Config, settings: WorkbookSettings, {widths}: Survey) {
  const figures = figureColumns(Object.values(config.formats), settings.words)
  const group = ({table, formats}: FigureColumn) => `${table} ${formats.join()}`
  const used = new Set(figures.filter(one => one.superseded && widths.has(one.key)).map(group))
  return figures.map(column => ({...column, hidden: column.superseded && !used.has(group(column))}))
}
export type ShownFigure = ReturnType<typeof detailFigures>[number]

/** Lays such a sheet out: facts, then all formats' figures under their official headings. */
export function detailLayout(
  figures: ShownFigure[],
  {tab, header, title, facts, widths}: Sheeted,
  settings: WorkbookSettings,
  info: RunInfo,
  styles: Styles,
): DetailLayout {
  const {detail} = settings
  const paths = figures.map(({path}) => path)
  const depth = headingDepth(paths)
  const laid = layHeadings(paths, depth)
  const columns = [
    ...facts.map(({width, hidden}) => ({width, hidden})),
    ...figures.map(({superseded, hidden}, i) => ({
      width: widths[i]!,
      hidden,
      outline: superseded ? 1 : undefined,
    })),
  ]
  const shown = columns.map(({width, hidden}) => (hidden ? 0 : width))
  const frozenWidth = shown.slice(0, detail.frozen).reduce((sum, width) => sum + width, 0)
  const room = (detail.pageWidth * 100) / detail.scale - frozenWidth
  const breaks = columnBreaks(laid, shown, facts.length, room)
  const headings = splitHeadings(
    laid,
    breaks.map(column => column - facts.length),
  )
  // Row 1 holds the keys, the last heading row the units.
  const above = 1 + depth + 1
  const starts = new Set(
    headings.filter(({columnSpan, level}) => columnSpan > 1 && level > 0).map(one => one.column),
  )
  const tables = new Set(headings.filter(({level}) => level === 0).map(({column}) => column))
  return {
    edges: figures.map((_, i) =>
      tables.has(i) ? settings.figures.tableEdge : starts.has(i) ? settings.figures.groupEdge : undefined,
    ),
    sheet: {
      columns,
      frozen: {rows: above, columns: detail.frozen},
      filterRow: above - 1,
      tab,
      zoom: detail.zoom,
      print: {
        paper: 'A3',
        landscape: true,
        scale: detail.scale,
        header,
        footer: footerOf(settings, info),
        pageNumbers: settings.pageNumbers,
        titleRows: [1, above - 1],
        titleColumns: [0, detail.frozen - 1],
        columnBreaks: breaks,
      },
    },
    headings: sheet =>
      writeHeadings(
        sheet,
        settings,
        title,
        facts,
        figures,
        headings,
        depth,
        shown.slice(facts.length),
        styles,
      ),
  }
}

function writeHeadings(
  sheet: Sheet,
  settings: WorkbookSettings,
  title: string,
  facts: FactColumn[],
  figures: FigureColumn[],
  headings: Heading[],
  depth: number,
  widths: number[],
  styles: Styles,
): void {
  const {detail, bands} = settings
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
  const keys = [...facts, ...figures].map(column => column.key)
  sheet.row(
    keys.map(value => ({value, style: key})),
    {hidden: true},
  )
  const grid: (Cell | null)[][] = Array.from({length: depth}, (_, row) => [
    ...facts.map(({label}, i) => ({
      value: row === 0 ? (i === 0 ? title : null) : row === 1 ? label : null,
      style: row === 0 ? factTitle : factHeading,
    })),
    ...figures.map(() => null),
  ])
  for (const heading of headings) {
    const style = styleOf(heading)
    for (let r = 0; r < heading.rowSpan; r++) {
      for (let c = 0; c < heading.columnSpan; c++) {
        const value = r === 0 && c === 0 ? heading.label : null
        grid[heading.row + r]![facts.length + heading.column + c] = {value, style}
      }
    }
    sheet.merge(1 + heading.row, facts.length + heading.column, heading.rowSpan, heading.columnSpan)
  }
  sheet.merge(1, 0, 1, detail.frozen)
  if (depth > 2) for (let i = 0; i < facts.length; i++) sheet.merge(2, i, depth - 1, 1)
  const heights = headingHeights(headings, widths, depth, detail.heading)
  for (const [row, cells] of grid.entries()) sheet.row(cells, {height: heights[row]})
  const units = [
    ...facts.map(() => ({value: null, style: factUnit})),
    ...figures.map(({unit}, i) => ({
      value: unit,
      style: styles.id({...styleNamed(settings, 'headingUnit'), fill: bandOf(i).below}),
    })),
  ]
  sheet.row(units, {height: detail.heading.unitHeight})
}
