import {type Table, type TableCell, textOf} from '../../pipeline/model/ast.ts'
import type {Form} from './form.ts'
import {isLabel, letters, type Printed, printedOf} from './labels.ts'
import type {MapConfig} from './settings.ts'
import {isValueText} from './value.ts'

/**
 * Parts a table in which lists were set side by side to save paper. In a grid each corner text (信息内容) of one row begins
 * a panel, which keeps the grid's columns. In rows of cells whose columns are unknown, a label after figures begins the
 * next panel. Every other table is its own only panel.
 */
export function panelsOf(table: Table, forms: Form[], config: MapConfig): Table[] {
  return table.addressing === 'grid' ? gridPanels(table, forms) : sequencePanels(table, forms, config)
}

function gridPanels(table: Table, forms: Form[]): Table[] {
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

/** Columns at which corner texts stand, in the first row that shows more than one with other cells between. */
function panelStarts(table: Table, forms: Form[]): number[] {
  for (let row = 0; row < table.rows; row++) {
    const cells = table.children.filter(cell => cell.row === row)
    const corners = cells.filter(cell => isCorner(printedOf(textOf(cell)), forms))
    const apart = corners.filter(
      (corner, i) => i === 0 || cells[cells.indexOf(corner) - 1] !== corners[i - 1],
    )
    if (apart.length > 1) return apart.map(({column}) => column)
  }
  return []
}

function sequencePanels(table: Table, forms: Form[], config: MapConfig): Table[] {
  const rows: TableCell[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children) rows[cell.row]!.push(cell)
  const parts = rows.map(row => splitRow(row, forms, config))
  const count = Math.max(1, ...parts.map(row => row.length))
  if (count === 1) return [table]
  return Array.from({length: count}, (_, panel) => {
    const children = parts.flatMap((row, r) =>
      (row[panel] ?? []).map((cell, column) => ({...cell, row: r, column})),
    )
    return {...table, children}
  })
}

/** A row cut before each label that follows a figure, and before each repeated corner or caption. */
function splitRow(row: TableCell[], forms: Form[], config: MapConfig): TableCell[][] {
  const parts: TableCell[][] = [[]]
  const heads = new Set<string>()
  let figures = false
  for (const cell of row) {
    const text = printedOf(textOf(cell))
    const isValue = text.letters !== '' && isValueText(text.text, config)
    const opens = !isValue && (isCorner(text, forms) || isCaption(text, forms))
    const again = opens && parts.at(-1)!.length > 0 && (heads.has(text.letters) || isCaption(text, forms))
    if (again || (figures && !isValue && isRowLabel(text, forms))) {
      parts.push([])
      figures = false
    }
    if (opens) heads.add(text.letters)
    figures ||= isValue && letters(text.text) !== ''
    parts.at(-1)!.push(cell)
  }
  return parts.filter(part => part.some(cell => textOf(cell).trim() !== ''))
}

function isCorner(text: Printed, forms: Form[]): boolean {
  return forms.some(({corner}) => isLabel(text, corner))
}

function isCaption(text: Printed, forms: Form[]): boolean {
  return forms.some(({caption}) => isLabel(text, caption))
}

function isRowLabel(text: Printed, forms: Form[]): boolean {
  return forms.some(({rows}) => rows.some(leaf => leaf.path.some(labels => isLabel(text, labels))))
}
