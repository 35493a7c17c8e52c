import type {Cell, Sheet} from '../xlsx/sheet.ts'
import type {Styles} from '../xlsx/styles.ts'
import type {FigureColumn} from './columns.ts'
import {type Heading, headingHeights} from './headings.ts'
import {styleNamed, type WorkbookSettings} from './settings.ts'

/** The rows above the data: keys (hidden), `depth` rows of headings, units. */
export interface Head {
  /** Heading over the facts. */
  title: string
  facts: {key: string; label: string}[]
  figures: FigureColumn[]
  /** Headings over the figures. */
  headings: Heading[]
  depth: number
  /** Widths of the figures' columns; 0 where a column is folded away. */
  widths: number[]
}

/** Writes the rows above the data. */
export function writeHead(sheet: Sheet, head: Head, settings: WorkbookSettings, styles: Styles): void {
  const {facts, figures, headings, depth, widths} = head
  const {heading} = settings.detail
  const key = styles.id(styleNamed(settings, 'key'))
  sheet.row(
    [...facts, ...figures].map(column => ({value: column.key, style: key})),
    {hidden: true},
  )
  mergeHeadings(sheet, head, settings)
  const heights = headingHeights(headings, widths, depth, heading)
  headingCells(head, settings, styles).forEach((cells, row) => {
    sheet.row(cells, {height: heights[row]})
  })
  sheet.row(unitCells(head, settings, styles), {height: heading.unitHeight})
}

/** Joins the cells of each heading; the first row of the sheet holds the keys. */
function mergeHeadings(sheet: Sheet, {facts, headings, depth}: Head, {detail}: WorkbookSettings): void {
  for (const {row, column, rowSpan, columnSpan} of headings)
    sheet.merge(1 + row, facts.length + column, rowSpan, columnSpan)
  sheet.merge(1, 0, 1, detail.frozen)
  if (depth > 2) for (let i = 0; i < facts.length; i++) sheet.merge(2, i, depth - 1, 1)
}

/** The cells of the heading rows; only the first of those that are joined has a text. */
function headingCells(head: Head, settings: WorkbookSettings, styles: Styles): (Cell | null)[][] {
  const {title, facts, figures, headings, depth} = head
  const factTitle = styles.id(styleNamed(settings, 'tableHeading'))
  const factHeading = styles.id(styleNamed(settings, 'heading'))
  const rows: (Cell | null)[][] = Array.from({length: depth}, (_, row) => [
    ...facts.map(({label}, i) => ({
      value: row === 0 ? (i === 0 ? title : null) : row === 1 ? label : null,
      style: row === 0 ? factTitle : factHeading,
    })),
    ...figures.map(() => null),
  ])
  for (const heading of headings) {
    const {row, column, rowSpan, columnSpan, level, label} = heading
    const band = bandOf(head, settings, column)
    const named = styleNamed(settings, level === 0 ? 'tableHeading' : 'heading')
    const fill = level === 0 ? band.title : level === 1 ? band.first : band.below
    const style = styles.id({...named, fill})
    for (let r = 0; r < rowSpan; r++) {
      for (let c = 0; c < columnSpan; c++) {
        rows[row + r]![facts.length + column + c] = {value: r === 0 && c === 0 ? label : null, style}
      }
    }
  }
  return rows
}

function unitCells(head: Head, settings: WorkbookSettings, styles: Styles): Cell[] {
  const named = styleNamed(settings, 'headingUnit')
  return [
    ...head.facts.map(() => ({value: null, style: styles.id(named)})),
    ...head.figures.map(({unit}, i) => ({
      value: unit,
      style: styles.id({...named, fill: bandOf(head, settings, i).below}),
    })),
  ]
}

/** The colours of the table a figure's column belongs to. */
function bandOf({figures}: Head, {bands}: WorkbookSettings, column: number) {
  return bands[figures[column]!.table % bands.length]!
}
