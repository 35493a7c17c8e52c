import {type Table, textOf} from '../../pipeline/model/ast.ts'
import type {Form} from './form.ts'
import {isLabel, printedOf} from './labels.ts'

/**
 * Parts a grid in which lists were set side by side to save paper: where one row shows a corner text (信息内容) more than
 * once, each begins a panel. Panels keep the grid's columns; every other table is its own only panel.
 */
export function panelsOf(table: Table, forms: Form[]): Table[] {
  if (table.addressing !== 'grid') return [table]
  const starts = panelStarts(table, forms)
  if (starts.length < 2) return [table]
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? table.columns
    const from = i === 0 ? 0 : start
    const children = table.children
      .filter(({column, columnSpan}) => column < end && column + columnSpan > from)
      .map(cell => {
        const left = Math.max(cell.column, from)
        return {...cell, column: left - from, columnSpan: Math.min(cell.column + cell.columnSpan, end) - left}
      })
    return {...table, columns: end - from, children}
  })
}

/** Columns at which corner texts stand, in the first row that shows more than one. */
function panelStarts(table: Table, forms: Form[]): number[] {
  for (let row = 0; row < table.rows; row++) {
    const corners = table.children.filter(cell => cell.row === row && isCorner(textOf(cell), forms))
    if (corners.length > 1) return corners.map(({column}) => column)
  }
  return []
}

function isCorner(text: string, forms: Form[]): boolean {
  const printed = printedOf(text)
  return forms.some(({corner}) => isLabel(printed, corner))
}
