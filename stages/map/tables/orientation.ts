import type {Table, TableCell} from '../../../pipeline/model/ast.ts'
import {gridOf} from '../../../pipeline/model/grid.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {type Printed, printedCell} from '../texts/printed.ts'
import {isColumnLabel, isColumnText, isRowLabel} from '../texts/senses.ts'

/** Fewest column labels standing one below the other that show a table turned on its side. */
const TURNED = 4
/** Fewest row labels standing side by side that show it. */
const LAID = 8

/**
 * A grid set on its side, headings of columns running down, is turned back: 结果维持, 结果纠正 … below one another with
 * the figures beside them. Other tables are returned as they are.
 */
export function uprightOf(table: Table, forms: Form[], config: MapConfig): Table {
  if (table.addressing !== 'grid') return table
  const words = table.children.flatMap(cell => {
    const printed = printedCell(cell, config)
    return printed.kind === 'words' ? [{cell, printed}] : []
  })
  const cellsThat = (isLabel: (form: Form, printed: Printed) => boolean): TableCell[] =>
    words.flatMap(({cell, printed}) => (forms.some(form => isLabel(form, printed)) ? [cell] : []))
  const labels = cellsThat(isColumnLabel)
  const across = most(labels, ({row}) => row)
  const down = most(labels, ({column}) => column)
  if (down >= TURNED && down > 2 * across) return turned(table)
  if (isTurnedCut(cellsThat, forms, config)) return turned(table)
  const heads = cellsThat(isRowLabel)
  const wide = most(heads, ({row}) => row)
  return wide >= LAID && wide > 2 * most(heads, ({column}) => column) ? turned(table) : table
}

/** Whether all headings of a single line of figures stand one below the other, cut off after their first letters (结果, 结果, 其他, 尚未). */
function isTurnedCut(
  cellsThat: (isLabel: (form: Form, printed: Printed) => boolean) => TableCell[],
  forms: Form[],
  config: MapConfig,
): boolean {
  return forms.some(single => {
    if (!single.unlabelled) return false
    const texts = cellsThat((form, printed) => form === single && isColumnText(form, printed, config))
    const down = most(texts, ({column, columnSpan}) => column + columnSpan)
    return down >= single.columns.length && down > 2 * most(texts, ({row}) => row)
  })
}

function most(cells: TableCell[], lineOf: (cell: TableCell) => number): number {
  const counts = new Map<number, number>()
  for (const cell of cells) counts.set(lineOf(cell), (counts.get(lineOf(cell)) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

function turned(table: Table): Table {
  const children = table.children
    .map(cell => ({
      ...cell,
      row: cell.column,
      column: cell.row,
      rowSpan: cell.columnSpan,
      columnSpan: cell.rowSpan,
    }))
    .sort((a, b) => a.row - b.row || a.column - b.column)
  const turned = {...table, rows: table.columns, columns: table.rows, children}
  return gridOf(table).problems.length === 0 ? turned : {...turned, children: children.map(doubted)}
}

/** Headings stand in the first column, so one hole moves figures between rows of the form. */
function doubted(cell: TableCell): TableCell {
  return {
    ...cell,
    data: {...cell.data, doubt: cell.data?.doubt ?? '表格横置，且有单元格残缺或跨度有误，数字可能错行'},
  }
}
