import {type Table, type TableCell, textCell} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {Form} from '../texts/form.ts'

/** A figure with its place in the form, and the cell that says so. */
export interface PlacedFigure {
  row: number
  column: number
  figure: TableCell
  label: TableCell
}

/**
 * Figures as a grid with the form's own headings and labels; a cell of the form for which there is none stays empty.
 * @param blankWhy why such a cell may have a figure all the same; null: nothing says so
 */
export function formTable(
  source: Table,
  form: Form,
  figures: PlacedFigure[],
  blankWhy: string | null,
): Table {
  const depth = Math.max(...form.columns.map(({path}) => path.length))
  const left = Math.max(...form.rows.map(({path}) => path.length))
  const children: TableCell[] = left > 0 ? [textCell(0, 0, '', {rowSpan: depth, columnSpan: left})] : []
  for (let level = 0; level < depth; level++) {
    for (let column = 0; column < form.columns.length; ) {
      const {path} = form.columns[column]!
      let end = column + 1
      while (
        end < form.columns.length &&
        level < path.length - 1 &&
        form.columns[end]!.path[level] === path[level]
      )
        end++
      const rowSpan = level === path.length - 1 ? depth - level : 1
      if (level < path.length)
        children.push(textCell(level, left + column, path[level]![0]!, {rowSpan, columnSpan: end - column}))
      column = end
    }
  }
  const rows = [...new Set(figures.map(({row}) => row))].sort((a, b) => a - b)
  rows.forEach((row, i) => {
    const at = depth + i
    const own = figures.filter(figure => figure.row === row)
    const {place} = own[0]!.label
    const {path} = form.rows[row]!
    path.forEach(([label], level) => {
      const columnSpan = level === path.length - 1 ? left - level : 1
      children.push(textCell(at, level, label!, {columnSpan, ...(place ? {place} : {})}))
    })
    form.columns.forEach((_, column) => {
      const found = own.find(figure => figure.column === column)
      children.push(
        found
          ? {...found.figure, row: at, column: left + column, rowSpan: 1, columnSpan: 1}
          : emptyCell(at, left + column, place, blankWhy),
      )
    })
  })
  const {data: _, ...rest} = source
  return {
    ...rest,
    addressing: 'grid',
    rows: depth + rows.length,
    columns: left + form.columns.length,
    children,
  }
}

function emptyCell(row: number, column: number, place: Place | undefined, why: string | null): TableCell {
  const cell = textCell(row, column, '', place ? {place} : {})
  return why === null ? cell : {...cell, data: {doubt: why}}
}
