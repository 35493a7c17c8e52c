import {type Table, textOf} from '../../pipeline/model/ast.ts'
import type {Form} from './form.ts'
import {gradeOf} from './labels.ts'
import type {MapConfig} from './settings.ts'

/**
 * Parts a grid in which lists were set side by side to save paper: where one row shows a corner text (信息内容) more than
 * once, each begins a panel. Panels keep the grid's columns; every other table is its own only panel.
 */
export function panelsOf(table: Table, forms: Form[], config: MapConfig): Table[] {
  if (table.addressing !== 'grid') return [table]
  const starts = panelStarts(table, forms, config)
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
function panelStarts(table: Table, forms: Form[], config: MapConfig): number[] {
  for (let row = 0; row < table.rows; row++) {
    const corners = table.children.filter(cell => cell.row === row && isCorner(textOf(cell), forms, config))
    if (corners.length > 1) return corners.map(({column}) => column)
  }
  return []
}

function isCorner(text: string, forms: Form[], config: MapConfig): boolean {
  return forms.some(({block}) => {
    const grade =
      block.stub === undefined ? null : gradeOf(text, [block.stub, ...(block.stubAliases ?? [])], config)
    return grade === 'official' || grade === 'alias'
  })
}
