import type {Attributes} from '../../ooxml/xml.ts'
import type {ReadContext} from '../../reader.ts'
import type {Colour} from '../../word/ink.ts'
import {empty, type Recording, record, type Sink, shading} from './sink.ts'

/**
 * Tables of OpenDocument (ODF 1.3 part 3, 9) as tables of WordprocessingML: there every place of the grid has an element,
 * covered ones too, and columns, rows and cells may be said to repeat; here cells span, and go on from the row above.
 */
export interface Tables {
  startTable(sink: Sink): void
  endTable(): void
  column(attributes: Attributes): void
  headerRows(by: 1 | -1): void
  startRow(attributes: Attributes): void
  endRow(): void
  /** Where the content of the cell goes; null outside of a row: it stays where it is. */
  startCell(attributes: Attributes, covered: boolean, ground: Colour | null): Sink | null
  /** Whether the cell that is open stands in a hidden column. */
  isHidden(): boolean
  endCell(): void
}

interface Slot {
  covered: boolean
  span: number
  rows: number
  ground: Colour | null
  content: Recording
}

interface OpenTable {
  sink: Sink
  /** Hidden columns. */
  hidden: boolean[]
  headers: number
  rows: number
  /** Cells that go on in the next row, by their first column. */
  merges: Map<number, {span: number; rows: number}>
  row: {slots: Slot[]; repeat: number; hidden: boolean} | null
  cell: {slot: Slot; repeat: number} | null
}

/** No form spans or repeats further. */
const FARTHEST = 1000

/** Tables of a body, none open. @param part for places of findings */
export function createTables(part: string, context: ReadContext): Tables {
  const tables: OpenTable[] = []
  let repeated = 0
  let told = false

  const top = () => tables.at(-1)

  function odd(table: OpenTable, what: string): void {
    const row = table.rows + 1
    const column = (table.row?.slots.length ?? 0) + 1
    context.report('R03', {values: {what: `表格第 ${row} 行第 ${column} 列${what}`}, place: {part}})
  }

  function number(table: OpenTable, attributes: Attributes, name: string): number {
    const text = attributes[name]
    if (text === undefined) return 1
    const value = Number(text)
    if (Number.isInteger(value) && value >= 1 && value <= FARTHEST) return value
    odd(table, `的跨度或重复次数（${text.slice(0, 20)}）不合理，已按 1 处理`)
    return 1
  }

  /** How often to repeat, within what the whole document may repeat. */
  function affordable(times: number, size: number): number {
    if (times === 1) return 1
    repeated += times * size
    if (repeated <= context.limits.maxCells) return times
    if (!told) {
      const what = `重复的单元格超过 ${context.limits.maxCells} 个，其后的重复未读`
      context.report('R08', {values: {what}, place: {part}})
    }
    told = true
    return 1
  }

  /** A cell over `slots`: the first holds it, the others are joined to it. */
  function cell(sink: Sink, slots: readonly (Slot | null)[], merge: 'restart' | 'continue' | null): void {
    slots.forEach((slot, i) => {
      sink.open('w:tc', {})
      sink.open('w:tcPr', {})
      if (slots.length > 1) empty(sink, 'w:hMerge', i === 0 ? {'w:val': 'restart'} : {})
      if (i === 0 && merge) empty(sink, 'w:vMerge', merge === 'restart' ? {'w:val': merge} : {})
      if (slot && slot.ground !== null) empty(sink, 'w:shd', shading(slot.ground))
      sink.close('w:tcPr')
      slot?.content.play(sink)
      sink.close('w:tc')
    })
  }

  function write(table: OpenTable, slots: Slot[], hidden: boolean): void {
    const {sink, merges} = table
    sink.open('w:tr', {})
    sink.open('w:trPr', {})
    if (hidden) empty(sink, 'w:hidden', {})
    if (table.headers > 0) empty(sink, 'w:tblHeader', {})
    sink.close('w:trPr')
    for (let at = 0; at < slots.length; ) {
      const slot = slots[at]!
      const above = merges.get(at)
      const wanted = slot.covered ? (above?.span ?? 1) : slot.span
      let span = 1
      while (span < wanted && slots[at + span]?.covered && (slot.covered || !merges.has(at + span))) span++
      // What a writer left out behind the last cell is empty, whatever covers it.
      if (!slot.covered && at + span === slots.length) span = wanted
      for (let i = at; i < at + span; i++) if (i > at || !slot.covered) merges.delete(i)
      const merged = Array.from({length: span}, (_, i) => slots[at + i] ?? null)
      if (slot.covered) {
        if (above && --above.rows === 0) merges.delete(at)
        cell(sink, merged, 'continue')
      } else {
        if (slot.rows > 1) merges.set(at, {span, rows: slot.rows - 1})
        cell(sink, merged, slot.rows > 1 ? 'restart' : null)
      }
      at += span
    }
    sink.close('w:tr')
    table.rows++
  }

  return {
    startTable(sink) {
      sink.open('w:tbl', {})
      tables.push({sink, hidden: [], headers: 0, rows: 0, merges: new Map(), row: null, cell: null})
    },
    endTable() {
      tables.pop()?.sink.close('w:tbl')
    },
    column(attributes) {
      const table = top()
      if (!table) return
      const hidden = isCollapsed(attributes)
      const many = number(table, attributes, 'table:number-columns-repeated')
      for (let i = 0; i < many && table.hidden.length < FARTHEST; i++) table.hidden.push(hidden)
    },
    headerRows(by) {
      const table = top()
      if (table) table.headers += by
    },
    startRow(attributes) {
      const table = top()
      if (!table || table.cell) return
      const repeat = number(table, attributes, 'table:number-rows-repeated')
      table.row = {slots: [], repeat, hidden: isCollapsed(attributes)}
    },
    endRow() {
      const table = top()
      if (!table?.row || table.cell) return
      const {slots, repeat, hidden} = table.row
      table.row = null
      const times = affordable(repeat, slots.length)
      for (let i = 0; i < times; i++) write(table, slots, hidden)
    },
    startCell(attributes, covered, ground) {
      const table = top()
      if (!table?.row || table.cell) return null
      const content = record()
      const span = covered ? 1 : number(table, attributes, 'table:number-columns-spanned')
      const rows = covered ? 1 : number(table, attributes, 'table:number-rows-spanned')
      const repeat = number(table, attributes, 'table:number-columns-repeated')
      table.cell = {slot: {covered, span, rows, ground, content}, repeat}
      return content
    },
    isHidden() {
      const table = top()
      return table?.hidden[table.row?.slots.length ?? 0] ?? false
    },
    endCell() {
      const table = top()
      if (!table?.cell) return
      const {slot, repeat} = table.cell
      table.cell = null
      const times = affordable(repeat, 1)
      for (let i = 0; i < times; i++) table.row?.slots.push(slot)
    },
  }
}

function isCollapsed(attributes: Attributes): boolean {
  return (attributes['table:visibility'] ?? 'visible') !== 'visible'
}
