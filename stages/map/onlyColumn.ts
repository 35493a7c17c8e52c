import {type Table, type TableCell, textCell, textOf} from '../../pipeline/model/ast.ts'
import {fold} from '../../pipeline/model/text.ts'
import {type Form, labelsOf} from './form.ts'
import type {ColumnMap} from './headings.ts'
import {printedCell} from './printed.ts'
import {isColumnWord, isCorner} from './senses.ts'
import type {MapConfig} from './settings.ts'

/** Rows from which a list of figures is told by the labels of its rows alone. */
const LONG = 8
/** A year, and what may stand behind it in a heading: 2016年度统计数. */
const YEAR = /^(20\d\d)年?度?(?:统计|实际)?(?:数[据值量]?)?$/

/** The block of a format that is one long list with a single column of figures, as the statistics table of 2014 is. */
function longList(forms: Form[]): Form | null {
  const [form, ...others] = forms
  return form && others.length === 0 && isLongList(form) ? form : null
}

function isLongList({columns, rows}: Form): boolean {
  return columns.length === 1 && rows.length >= LONG
}

/**
 * A long list whose column is headed by the year of the report, or by nothing, with its heading put in; of two years the
 * report's own. Other tables are returned as they are.
 */
export function withColumnNamed(table: Table, forms: Form[], year: number | null, config: MapConfig): Table {
  const form = longList(forms)
  const corner = form && table.children.find(cell => isCorner(form, printedCell(cell, config)))
  if (!form || !corner) return table
  const label = labelsOf(form.columns[0]!)[0]!
  const cells = table.children.filter(({row, column}) => row === corner.row && column > corner.column)
  const printed = new Map(cells.map(cell => [cell, printedCell(cell, config)]))
  if ([...printed.values()].some(text => isColumnWord(form, text))) return table
  const own = cells.filter(cell => year !== null && Number(YEAR.exec(fold(textOf(cell)))?.[1]) === year)
  const blank = cells.filter(cell => printed.get(cell)!.kind === 'blank')
  const strange = cells.filter(
    cell => !blank.includes(cell) && !config.otherColumns.includes(printed.get(cell)!.letters),
  )
  if (own.length === 1) return withText(table, own[0]!, label)
  if (strange.length > 0) return table
  if (blank.length === 1) return withText(table, blank[0]!, label)
  // A text that keeps no blanks has no cell for a heading that is blank.
  const last = cells.at(-1) ?? corner
  return blank.length === 0 && table.addressing === 'sequence'
    ? withHeading(table, textCell(corner.row, last.column + 1, label))
    : table
}

/** Whether headings, though none is known, leave a long list a single column of figures. */
export function isOnlyColumn(form: Form, {columns, supposed}: ColumnMap): boolean {
  const open = columns.filter(({other}) => !other)
  return isLongList(form) && !supposed && open.length === 1 && open[0]!.column === 0
}

function withText(table: Table, cell: TableCell, value: string): Table {
  const children = table.children.map(one =>
    one === cell ? {...one, children: [{type: 'paragraph' as const, value}]} : one,
  )
  return {...table, children}
}

function withHeading(table: Table, cell: TableCell): Table {
  const at = table.children.findIndex(({row}) => row > cell.row)
  const children = at < 0 ? [...table.children, cell] : table.children.toSpliced(at, 0, cell)
  return {...table, children, columns: Math.max(table.columns, cell.column + 1)}
}
