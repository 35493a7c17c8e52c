import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Sum} from '../../../pipeline/model/rollup.ts'
import {textWidth} from '../workbook/headings.ts'
import {filled} from '../workbook/words.ts'
import {columnName} from '../xlsx/address.ts'
import type {Cell, PrintSetup, Sheet} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {type GridColumn, type GridSettings, type SummarySettings, styler} from './settings.ts'

/**
 * What a column of a row holds: a fact, a sum (null: no form has it, undefined: nothing was chosen), or a formula. `over`
 * is a style laid over complete sums.
 */
export type GridValue = string | number | null | {sum: Sum | null | undefined; over?: string} | Computed

/** A formula of our own with the value it gives. */
export interface Computed {
  formula: string
  value: number | string | null
}

/** How a row differs from the others of its sheet. */
export interface GridRow {
  outline?: number
  /** A style laid over those of the columns. */
  over?: string
  /** Styles of single columns in place of the usual ones. */
  styles?: Record<string, string>
}

/** A sheet of data: hidden key row, group row, heading row, then a row a line; computed columns are filled in. */
export interface Grid {
  sheet: Sheet
  /** Writes a row and gives its number as Excel counts (from 1). */
  row(values: Record<string, GridValue>, options?: GridRow): number
  /** Letters of a column. */
  letter(key: string): string
  end(): {name: string; rows: number}
}

const HEADING_ROWS = 3
/** Height of a line of text, in points. */
const LINE = 13.5

/** The page set-up that all sheets share, with the run in the footer; each sheet adds its paper and header. */
export function printSetup(settings: SummarySettings, info: RunInfo, pageNumbers: string) {
  const {program, runId: run, configHash: config, schemaVersion: schema} = info
  const footer = filled(settings.footer, {program, run, config, schema})
  return (more: Pick<PrintSetup, 'paper' | 'header'> & Partial<PrintSetup>): PrintSetup => ({
    landscape: true,
    footer,
    pageNumbers,
    ...more,
  })
}

/**
 * Starts a sheet of 汇总.xlsx with its title and headings.
 * @param rowOutlines how many levels of rows fold away
 */
export function startGrid(
  book: Workbook,
  grid: GridSettings,
  settings: SummarySettings,
  print: ReturnType<typeof printSetup>,
  rowOutlines = 0,
): Grid {
  const {columns} = grid
  const sheet = book.sheet(grid.name, {
    columns: columns.map(({width}) => ({width})),
    frozen: {rows: HEADING_ROWS, columns: grid.frozen},
    filterRow: HEADING_ROWS - 1,
    rowOutlines,
    tab: grid.tab,
    print: print({paper: grid.paper, header: grid.header, titleRows: [1, HEADING_ROWS - 1]}),
  })
  const style = styler(book, settings)
  writeHeadings(sheet, columns, style)
  const at = new Map(columns.map(({key}, i) => [key, columnName(i)]))
  const letter = (key: string) => {
    const found = at.get(key)
    if (!found) throw new Error(`config/summary.yaml: ${grid.name} has no column ${key}`)
    return found
  }
  let rows = 0
  return {
    sheet,
    letter,
    row(values, {outline, over, styles = {}} = {}) {
      const number = sheet.rows + 1
      const known = new Map<string, number | null>()
      const cells = columns.map((column): Cell => {
        const look = styles[column.key] ?? column.style
        const base = over === undefined ? [look] : [look, over]
        const value = values[column.key]
        if (value === undefined && column.plus) {
          const made = compute(column, known, key => `${letter(key)}${number}`)
          known.set(column.key, typeof made.value === 'number' ? made.value : null)
          return {...made, style: style(...base)}
        }
        if (value === undefined) throw new Error(`${grid.name}: no value for column ${column.key}`)
        const cell = cellOf(value, base, settings.unassessable)
        known.set(column.key, typeof cell.value === 'number' ? cell.value : null)
        const {names, ...rest} = cell
        return {...rest, style: style(...names)}
      })
      sheet.row(cells, {outline, height: heightOf(cells, columns, settings)})
      rows++
      return number
    },
    end() {
      sheet.end()
      return {name: grid.name, rows}
    },
  }
}

/** Height of a row whose wrapped texts need more than a line; programs do not agree on finding it themselves. */
function heightOf(cells: Cell[], columns: GridColumn[], {styles}: SummarySettings): number | undefined {
  const lines = columns.map(({style, width}, i) => {
    const {value} = cells[i]!
    return styles[style]?.wrap && typeof value === 'string' ? Math.ceil(textWidth(value) / (width - 3)) : 1
  })
  const most = Math.max(...lines)
  return most > 1 ? most * LINE + 4 : undefined
}

function writeHeadings(sheet: Sheet, columns: GridColumn[], style: (...names: string[]) => number): void {
  sheet.row(
    columns.map(({key}) => ({value: key, style: style('key')})),
    {hidden: true},
  )
  const groups = columns.map(({group}) => group ?? null)
  const grouped = groups.some(group => group !== null)
  sheet.row(
    groups.map(value => ({value, style: style('group')})),
    {height: 20, hidden: !grouped},
  )
  for (let first = 0; first < groups.length; ) {
    let end = first + 1
    while (end < groups.length && groups[end] === groups[first]) end++
    sheet.merge(1, first, 1, end - first)
    first = end
  }
  sheet.row(
    columns.map(({label, plus}) => ({value: label, style: style(plus ? 'computed' : 'heading')})),
    {height: 44},
  )
}

function cellOf(
  value: GridValue,
  base: string[],
  unassessable: string,
): Omit<Cell, 'style'> & {names: string[]} {
  if (value === null || typeof value !== 'object') return {value, names: base}
  if ('formula' in value) return {...value, names: base}
  const {sum, over} = value
  if (sum === undefined) return {value: null, names: [...base, 'none']}
  if (sum === null) return {value: null, names: [...base, 'notInFormat']}
  switch (sum.state) {
    case 'complete':
      return {value: sum.value, names: over === undefined ? base : [...base, over]}
    case 'partial':
      return {value: sum.value, names: [...base, 'partial']}
    case 'unassessable':
      return {value: unassessable, names: [...base, 'unassessable']}
    default:
      return {value: null, names: [...base, sum.state]}
  }
}

/** (plus − minus) ÷ over of a row; nothing where an operand is missing or the divisor is 0. */
function compute(
  {plus = [], minus = [], over = []}: GridColumn,
  known: Map<string, number | null>,
  reference: (key: string) => string,
): Computed {
  const all = [...plus, ...minus, ...over]
  const value = (keys: string[]) => keys.reduce((sum, key) => sum + known.get(key)!, 0)
  const sumOf = (keys: string[]) => keys.map(reference).join('+')
  const above = `${sumOf(plus)}${minus.map(key => `-${reference(key)}`).join('')}`
  const count = `COUNT(${[...new Set(all)].map(reference).join(',')})<${new Set(all).size}`
  const divisor = over.length ? sumOf(over) : ''
  const formula = over.length
    ? `IF(${count},"",IF(${divisor}=0,"",(${above})/(${divisor})))`
    : `IF(${count},"",${above})`
  for (const key of all)
    if (!known.has(key)) throw new Error(`config/summary.yaml: column ${key} must stand before`)
  if (all.some(key => known.get(key) === null)) return {formula, value: null}
  const result = decimal(value(plus) - value(minus))
  if (over.length === 0) return {formula, value: result}
  return {formula, value: value(over) === 0 ? null : result / value(over)}
}

/** A sum without the traces of binary fractions: amounts have at most eight decimals. */
export function decimal(value: number): number {
  return Number(value.toFixed(8))
}
