import type {Attributes} from '../../ooxml/xml.ts'
import type {ReadContext} from '../../reader.ts'
import type {Colour} from '../../word/ink.ts'
import {type Merges, type Slot, writeRow} from './row.ts'
import {record, type Sink} from './sink.ts'

/**
 * Tables of OpenDocument (ODF 1.3 part 3, 9) as tables of WordprocessingML: there every place of the grid has an element,
 * covered ones too, and columns, rows and cells may be said to repeat; here cells span, and go on from the row above.
 */
export interface Tables {
  /** For places of findings. */
  readonly part: string
  readonly context: ReadContext
  /** The tables that are open, innermost last. */
  readonly open: OpenTable[]
  /** Cells made by repeating. */
  repeated: number
  /** Whether it was told that no more are repeated. */
  told: boolean
}

interface OpenTable {
  sink: Sink
  /** Whether each column is hidden. */
  hidden: boolean[]
  /** How many elements around the rows make them headings. */
  headers: number
  rows: number
  merges: Merges
  row: {slots: Slot[]; repeat: number; hidden: boolean} | null
  cell: {slot: Slot; repeat: number} | null
}

/** No form spans or repeats further. */
const FARTHEST = 1000

/** Tables of a body, none open. @param part for places of findings */
export function createTables(part: string, context: ReadContext): Tables {
  return {part, context, open: [], repeated: 0, told: false}
}

/** Begins a table (table:table), written to the sink. */
export function beginTable({open}: Tables, sink: Sink): void {
  sink.open('w:tbl', {})
  open.push({sink, hidden: [], headers: 0, rows: 0, merges: new Map(), row: null, cell: null})
}

/** Ends the innermost table. */
export function endTable({open}: Tables): void {
  open.pop()?.sink.close('w:tbl')
}

/** Takes in a column (table:table-column), or several alike. */
export function addColumns(tables: Tables, attributes: Attributes): void {
  const table = tables.open.at(-1)
  if (!table) return
  const hidden = isCollapsed(attributes)
  const many = numberOf(tables, table, attributes, 'table:number-columns-repeated')
  for (let i = 0; i < many && table.hidden.length < FARTHEST; i++) table.hidden.push(hidden)
}

/** Rows from here on are headings (table:table-header-rows), until `endHeaderRows`. */
export function beginHeaderRows({open}: Tables): void {
  const table = open.at(-1)
  if (table) table.headers++
}

/** Ends the rows that are headings. */
export function endHeaderRows({open}: Tables): void {
  const table = open.at(-1)
  if (table) table.headers--
}

/** Begins a row (table:table-row), or several alike. */
export function beginRow(tables: Tables, attributes: Attributes): void {
  const table = tables.open.at(-1)
  if (!table || table.cell) return
  const repeat = numberOf(tables, table, attributes, 'table:number-rows-repeated')
  table.row = {slots: [], repeat, hidden: isCollapsed(attributes)}
}

/** Ends the row and writes it as often as it is there. */
export function endRow(tables: Tables): void {
  const table = tables.open.at(-1)
  if (!table?.row || table.cell) return
  const {slots, repeat, hidden} = table.row
  table.row = null
  const times = affordable(tables, repeat, slots.length)
  const look = {isHidden: hidden, isHeader: table.headers > 0}
  for (let i = 0; i < times; i++) {
    writeRow(table.sink, slots, table.merges, look)
    table.rows++
  }
}

/** Begins a cell (table:table-cell). Gives where its content goes; null outside of a row: it stays where it is. */
export function beginCell(
  tables: Tables,
  attributes: Attributes,
  isCovered: boolean,
  ground: Colour | null,
): Sink | null {
  const table = tables.open.at(-1)
  if (!table?.row || table.cell) return null
  const content = record()
  const span = isCovered ? 1 : numberOf(tables, table, attributes, 'table:number-columns-spanned')
  const rows = isCovered ? 1 : numberOf(tables, table, attributes, 'table:number-rows-spanned')
  const repeat = numberOf(tables, table, attributes, 'table:number-columns-repeated')
  table.cell = {slot: {isCovered, span, rows, ground, content}, repeat}
  return content
}

/** Ends the cell. */
export function endCell(tables: Tables): void {
  const table = tables.open.at(-1)
  if (!table?.cell) return
  const {slot, repeat} = table.cell
  table.cell = null
  const times = affordable(tables, repeat, 1)
  for (let i = 0; i < times; i++) table.row?.slots.push(slot)
}

/** Whether the cell that is open stands in a hidden column. */
export function isInHiddenColumn({open}: Tables): boolean {
  const table = open.at(-1)
  return table?.hidden[table.row?.slots.length ?? 0] ?? false
}

/** A span or a number of repetitions; one that is absurd is taken as 1, which is told. */
function numberOf({context, part}: Tables, table: OpenTable, attributes: Attributes, name: string): number {
  const text = attributes[name]
  if (text === undefined) return 1
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= FARTHEST) return value
  const at = `表格第 ${table.rows + 1} 行第 ${(table.row?.slots.length ?? 0) + 1} 列`
  const what = `${at}的跨度或重复次数（${text.slice(0, 20)}）不合理，已按 1 处理`
  context.report('R03', {values: {what}, place: {part}})
  return 1
}

/** How often to repeat so many cells, within what the whole document may repeat. */
function affordable(tables: Tables, times: number, cells: number): number {
  if (times === 1) return 1
  const {part, context} = tables
  const {maxCells} = context.limits
  tables.repeated += times * cells
  if (tables.repeated <= maxCells) return times
  const what = `重复的单元格超过 ${maxCells} 个，其后的重复未读`
  if (!tables.told) context.report('R08', {values: {what}, place: {part}})
  tables.told = true
  return 1
}

function isCollapsed(attributes: Attributes): boolean {
  return (attributes['table:visibility'] ?? 'visible') !== 'visible'
}
