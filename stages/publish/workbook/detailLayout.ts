import type {Config} from '../../../pipeline/config.ts'
import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Sheet, SheetLayout} from '../xlsx/sheet.ts'
import type {Styles} from '../xlsx/styles.ts'
import {type FigureColumn, figureColumns} from './columns.ts'
import {headingDepth, layHeadings, splitHeadings} from './headings.ts'
import {writeHead} from './headRows.ts'
import {columnBreaks} from './pages.ts'
import type {WorkbookSettings} from './settings.ts'
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
      writeHead(
        sheet,
        {title, facts, figures, headings, depth, widths: shown.slice(facts.length)},
        settings,
        styles,
      ),
  }
}
