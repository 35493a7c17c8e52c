import {type Table, type TableCell, textCell, textOf} from '../../../pipeline/model/ast.ts'
import {type Collector, flat} from '../collector.ts'
import type {MapConfig} from '../settings.ts'
import {type Form, labelsOf} from '../texts/form.ts'
import {printedCell} from '../texts/printed.ts'
import {isColumnWord, isCorner} from '../texts/senses.ts'
import {type FigureColumns, figureColumns, isLongList} from './figureColumns.ts'
import type {ColumnMap} from './headings.ts'
import {ownColumn, type Whose} from './ownColumn.ts'

/** A year, and what may stand behind it in a heading: 2016年度统计数. */
const YEAR = /^(20\d\d)年?度?(?:统计|实际)?(?:数[据值量]?)?$/

/** The block of a format that is one long list with a single column of figures. */
function longList(forms: Form[]): Form | null {
  const [form, ...others] = forms
  return form && others.length === 0 && isLongList(form) ? form : null
}

/**
 * A long list as one with a single column of figures under the form's own heading: where it is headed by the year of the report,
 * or by nothing, the heading is put in; of several the report's own counts (S13), and where none can be told only figures that
 * all of them agree on. Other tables are returned as they are.
 */
export function withColumnNamed(
  table: Table,
  forms: Form[],
  whose: Whose,
  config: MapConfig,
  add: Collector['add'],
): Table {
  const form = longList(forms)
  const found = form && figureColumns(table, form, config)
  if (!form || !found) return table
  const label = labelsOf(form.columns[0]!)[0]!
  const {columns} = found
  const filled = columns.filter(({text}) => text !== '')
  if (filled.length > 1) return ofSeveral(table, form, {...found, columns: filled}, whose, config, add)
  const [only] = filled
  if (only) {
    const isOfYear = whose.year !== null && Number(YEAR.exec(only.text)?.[1]) === whose.year
    return isOfYear ? withText(table, only.heads.at(-1)!, label) : table
  }
  const [blank, ...others] = columns
  if (blank && others.length === 0) return withText(table, blank.heads.at(-1)!, label)
  // A text that keeps no blanks has no cell for a heading that is blank.
  const corner = table.children.find(cell => isCorner(form, printedCell(cell, config)))!
  const last = table.children.filter(({row}) => row === corner.row).at(-1)!
  return columns.length === 0 && table.addressing === 'sequence'
    ? withHeading(table, textCell(corner.row, last.column + 1, label))
    : table
}

/** Several columns of figures: the report's own is put under the form's heading, the others under one of no figures. */
function ofSeveral(
  table: Table,
  form: Form,
  found: FigureColumns,
  whose: Whose,
  config: MapConfig,
  add: Collector['add'],
): Table {
  const {columns} = found
  const own = ownColumn(
    columns,
    whose,
    ({heads}) => isColumnWord(form, printedCell(heads.at(-1)!, config)),
    config,
  )
  const merged = own ? table : merge(table, found)
  if (!merged) return table
  const chosen = own?.column ?? columns[0]!
  const printed = columns.map(({heads}) => heads.map(cell => flat(textOf(cell))).join('／')).join('、')
  const count = String(columns.length)
  const values = {table: form.table.title, count, printed}
  const {place} = chosen.heads[0]!
  if (!own) {
    add('S13', {variant: 'untold', severity: 'error', values, keys: form.keys.flat(), place})
  } else {
    const severity = own.by === 'year' ? 'info' : 'warning'
    const official = chosen.heads.map(cell => flat(textOf(cell))).join('／')
    add('S13', {variant: 'chosen', severity, values: {...values, official}, keys: form.keys.flat(), place})
  }
  const [label] = labelsOf(form.columns[0]!)
  return columns.reduce(
    (all, column) =>
      withText(all, column.heads.at(-1)!, column === chosen ? label! : config.otherColumns[0]!),
    merged,
  )
}

/**
 * The table with all columns of figures in the first of them: a figure where they agree, else the figures side by side, which are
 * none. Null where it is not known which figure stands in which column.
 */
function merge(table: Table, {columns, below}: FigureColumns): Table | null {
  const width = Math.max(...columns.map(({to}) => to)) + 1
  const merged = new Map<TableCell, string>()
  for (let row = below; row < table.rows; row++) {
    const cells = table.children.filter(cell => cell.row === row)
    if (table.addressing === 'sequence' && cells.length > 1 && cells.length !== width) return null
    const places = columns.map(({from, to}) =>
      cells.find(({column, columnSpan}) => column <= to && from < column + columnSpan),
    )
    if (!places[0]) continue
    const texts = places.map(place => (place ? flat(textOf(place)) : ''))
    const same = texts.every(text => text === texts[0])
    for (const place of places) if (place) merged.set(place, '')
    merged.set(places[0], same ? texts[0]! : texts.map(text => text || '（空白）').join(' | '))
  }
  const children = table.children.map(cell => {
    const value = merged.get(cell)
    if (value === undefined) return cell
    return {...cell, children: value === '' ? [] : [{type: 'paragraph' as const, value}]}
  })
  return {...table, addressing: 'grid', children}
}

/** Whether headings, though none is known, leave a long list a single column of figures. */
export function isOnlyColumn(form: Form, {columns, supposed}: ColumnMap): boolean {
  const open = columns.filter(({other}) => !other)
  return isLongList(form) && !supposed && open.length === 1 && open[0]!.column === 0
}

function withText(table: Table, cell: TableCell, value: string): Table {
  const children = table.children.map(one =>
    one.row === cell.row && one.column === cell.column
      ? {...one, children: [{type: 'paragraph' as const, value}]}
      : one,
  )
  return {...table, children}
}

function withHeading(table: Table, cell: TableCell): Table {
  const at = table.children.findIndex(({row}) => row > cell.row)
  const children = at < 0 ? [...table.children, cell] : table.children.toSpliced(at, 0, cell)
  return {...table, children, columns: Math.max(table.columns, cell.column + 1)}
}
