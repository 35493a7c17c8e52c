import type {Table, TableCell} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {type Collector, flat} from '../collector.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {bodyText, printedOf} from '../texts/printed.ts'
import {isColumnText, isRowLabel} from '../texts/senses.ts'

/** A text that is a year and nothing else: 2023年, 2023年度. */
const YEAR = /^(20\d\d)年?度?$/
const SHORT_FIGURE = /^[\d.-]{0,3}$/
/** Longest heading of a change: 较上年增减（%）. */
const LONGEST_CHANGE = 10

type Axis = 'row' | 'column'
const SPAN = {row: 'rowSpan', column: 'columnSpan'} as const
const EXTENT = {row: 'rows', column: 'columns'} as const

/** A line of years across the table (or down it), and the lines at right angles to it with the report's year and with others. */
interface Years {
  /** The axis along which the years stand beside one another. */
  axis: Axis
  /** The line that holds them. */
  line: number
  dropped: Set<number>
  printed: string[]
  own: string
}

/**
 * A grid that gives this year's figures beside another year's, with a year over every column of figures or in front of every row,
 * without those of other years and without the years (S13). Other tables are returned as they are.
 */
export function withOwnYear(
  table: Table,
  year: number | null,
  forms: Form[],
  config: MapConfig,
  add: Collector['add'],
): Table {
  if (year === null || table.addressing !== 'grid') return table
  const senses = sensesIn(table, year, config)
  // Hardly any table has years beside one another.
  if (senses.size === 0) return table
  const years = yearsAlong(table, 'column', senses) ?? yearsAlong(table, 'row', senses)
  const form = years && formShown(table, forms, config)
  if (!years || !form) return table
  const values = {
    table: form.table.title,
    count: String(years.printed.length),
    printed: years.printed.join('、'),
    official: years.own,
  }
  const keys = forms.filter(one => one.table === form.table).flatMap(one => one.keys.flat())
  add('S13', {variant: 'chosenYear', severity: 'info', values, keys, place: table.place})
  const kept = without(table, years.axis, years.dropped)
  return without(kept, years.axis === 'column' ? 'row' : 'column', new Set([years.line]))
}

/** The form of whose labels a table holds most; null where it holds none. */
function formShown(table: Table, forms: Form[], config: MapConfig): Form | null {
  const words = table.children
    .map(cell => printedOf(bodyText(cell), config))
    .filter(({kind}) => kind === 'words')
  const counts = forms.map(
    form => words.filter(word => isRowLabel(form, word) || isColumnText(form, word, config)).length,
  )
  const most = Math.max(...counts)
  return most > 0 ? forms[counts.indexOf(most)]! : null
}

/**
 * The years beside one another along an axis: from the first of them on, every cell of their line is one (or a change between them),
 * each line at right angles holds one, the report's own is among them and others are.
 */
function yearsAlong(table: Table, axis: Axis, said: Senses): Years | null {
  const across: Axis = axis === 'column' ? 'row' : 'column'
  for (let line = 0; line < table[EXTENT[across]]; line++) {
    const cells = table.children
      .filter(cell => cell[across] === line && cell[SPAN[across]] === 1)
      .sort((a, b) => a[axis] - b[axis])
    const first = cells.findIndex(cell => said.has(cell))
    const rest = first < 0 ? [] : cells.slice(first)
    const senses = rest.map(cell => said.get(cell))
    if (!senses.includes('own') || !senses.includes('other') || senses.includes(undefined)) continue
    const covered = rest.reduce((sum, cell) => sum + cell[SPAN[axis]], 0)
    if (covered !== table[EXTENT[axis]] - rest[0]![axis]) continue
    const dropped = new Set<number>()
    rest.forEach((cell, i) => {
      if (senses[i] === 'own') return
      for (let k = 0; k < cell[SPAN[axis]]; k++) dropped.add(cell[axis] + k)
    })
    const printed = [...new Set(rest.map(cell => flat(bodyText(cell))))]
    return {axis, line, dropped, printed, own: flat(bodyText(rest[senses.indexOf('own')]!))}
  }
  return null
}

/** What cells say of years, where they say nothing else: the report's own, or another or a change between years. */
type Senses = Map<TableCell, 'own' | 'other'>

/** The cells of a table that say years and nothing else. */
function sensesIn(table: Table, own: number, config: MapConfig): Senses {
  const senses: Senses = new Map()
  for (const cell of table.children) {
    const sense = senseOf(cell, own, config)
    if (sense) senses.set(cell, sense)
  }
  return senses
}

function senseOf(
  cell: TableCell,
  own: number,
  {thisYear, yearBefore, yearEnds, changes}: MapConfig,
): 'own' | 'other' | null {
  const body = bodyText(cell)
  // Nearly all cells: shorter than a year, and no word.
  if (SHORT_FIGURE.test(body)) return null
  const text = fold(body)
  const year = YEAR.exec(text)
  if (year) return Number(year[1]) === own ? 'own' : 'other'
  const says = (words: string[]) =>
    words.some(word => text.startsWith(word) && (text === word || yearEnds.includes(text.slice(word.length))))
  if (says(thisYear)) return 'own'
  if (says(yearBefore)) return 'other'
  return text.length <= LONGEST_CHANGE && changes.some(word => text.includes(word)) ? 'other' : null
}

/** A table without some of its rows or columns; cells that reach over them shrink. */
function without(table: Table, axis: Axis, dropped: ReadonlySet<number>): Table {
  const at: number[] = []
  let next = 0
  for (let i = 0; i <= table[EXTENT[axis]]; i++) {
    at.push(next)
    if (!dropped.has(i)) next++
  }
  const extent = at[table[EXTENT[axis]]]!
  const children = table.children.flatMap(cell => {
    const from = at[cell[axis]]!
    const span = at[Math.min(cell[axis] + cell[SPAN[axis]], table[EXTENT[axis]])]! - from
    return span > 0 ? [{...cell, [axis]: from, [SPAN[axis]]: span}] : []
  })
  return {...table, [EXTENT[axis]]: extent, children}
}
