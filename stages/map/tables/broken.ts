import {type Table, type TableCell, textCell, textOf} from '../../../pipeline/model/ast.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {type Printed, printedCell, printedOf} from '../texts/printed.ts'
import {isCaption, isColumnLabel, isCorner, isRowLabel} from '../texts/senses.ts'

/** Most parts a label is broken into: headings of narrow columns run over a few lines. */
const MOST_PARTS = 4

/**
 * Puts labels together that a text shows in parts: a line break within a cell of a page (结果, 维持) ends a line of the text,
 * and what ends a line there ends a cell. Parts are neighbours, or the last and the first of rows that follow one another;
 * such rows become one. A label that is none without its parts is certain; what makes no label of the form stays as it is.
 */
export function withWholeLabels(table: Table, forms: Form[], config: MapConfig): Table {
  if (table.addressing === 'grid') return table
  const cells = [...table.children].sort((a, b) => a.row - b.row || a.column - b.column)
  const printed = cells.map(cell => printedCell(cell, config))
  const out: TableCell[] = []
  let joined = false
  let row = 0
  let column = 0
  for (let i = 0; i < cells.length; ) {
    const parts = partsAt(printed, i, forms, config)
    joined ||= parts > 1
    const cell = cells[i]!
    const text = parts > 1 ? textsOf(cells.slice(i, i + parts)) : null
    out.push(text === null ? {...cell, row, column} : textCell(row, column, text, {place: cell.place}))
    column++
    const [last, next] = [cells[i + parts - 1]!, cells[i + parts]]
    if (next && next.row !== last.row) {
      row++
      column = 0
    }
    i += parts
  }
  if (!joined) return table
  const columns = Math.max(...out.map(cell => cell.column + 1))
  return {...table, rows: row + 1, columns, children: out}
}

function textsOf(cells: TableCell[]): string {
  return cells.flatMap(({children}) => children.map(textOf)).join('')
}

/** How many cells from `start` on are parts of one label; 1 where the cell stands for itself. */
function partsAt(printed: Printed[], start: number, forms: Form[], config: MapConfig): number {
  for (let end = start + MOST_PARTS; end > start + 1; end--) {
    const parts = printed.slice(start, end)
    if (parts.length < end - start || parts.some(({kind}) => kind !== 'words')) continue
    const whole = printedOf(parts.map(({text}) => text).join(''), config)
    if (isAnyLabel(whole, forms) && !parts.every(part => isAnyLabel(part, forms))) return parts.length
  }
  return 1
}

function isAnyLabel(printed: Printed, forms: Form[]): boolean {
  return forms.some(
    form =>
      isColumnLabel(form, printed) ||
      isRowLabel(form, printed) ||
      isCorner(form, printed) ||
      isCaption(form, printed),
  )
}
