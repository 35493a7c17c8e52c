import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import {cellsOf, type Format, type FormCell, namesOf} from '../../../pipeline/model/format.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {Words, WorkbookSettings} from './settings.ts'

/** Fills the `{name}`s of a text from config/workbook.yaml. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`config/workbook.yaml: nothing to put for {${name}} in ${text}`)
    return String(value)
  })
}

/** What stands at the foot of every page: which run it is of. */
export function footerOf({footer}: WorkbookSettings, info: RunInfo): string {
  const {program, runId: run, configHash: config, schemaVersion: schema} = info
  return filled(footer, {program, run, config, schema})
}

/** A place as a person would say it: 第2页表格3第5行第2列. Rows and columns are counted from 1 here. */
export function placeInWords(place: Place | undefined, words: Words): string {
  if (!place) return ''
  const {segment, page, line, table, row, column, part} = place
  const says = words.place
  const told = [
    segment !== undefined && segment > 1 ? filled(says.segment, {n: segment}) : '',
    page === undefined ? '' : filled(says.page, {n: page}),
    line === undefined ? '' : filled(says.line, {n: line}),
    table === undefined ? '' : filled(says.table, {n: table}),
    row === undefined ? '' : filled(says.row, {n: row + 1}),
    column === undefined ? '' : filled(says.column, {n: column + 1}),
  ].join('')
  if (told || part === undefined) return told
  return filled(says.part, {text: Object.hasOwn(says.parts, part) ? says.parts[part]! : part})
}

/** Gives the official Chinese names of observation keys, those of one format before those of any other. */
export function cellNames(formats: Record<string, Format>, words: Words) {
  const byFormat = new Map(Object.values(formats).map(format => [format.id, cellNamesOf(format)]))
  const {times, and, separator, most, more} = words.keys
  return (keys: string[], format: string | undefined): string => {
    const own = format === undefined ? undefined : byFormat.get(format)
    const columnsOf = new Map<string, string[]>()
    for (const key of keys) {
      const name = own?.get(key) ?? nameIn([...byFormat.values()], key)
      const columns = columnsOf.get(name.row)
      if (columns) columns.push(name.column)
      else columnsOf.set(name.row, [name.column])
    }
    const rows = [...columnsOf].slice(0, most).map(([row, columns]) => {
      return [row, columns.join(and)].filter(Boolean).join(times)
    })
    return rows.join(separator) + (columnsOf.size > most ? filled(more, {n: keys.length}) : '')
  }
}

/** Row and column of a cell in words; the column by its own label where no other column of the block has the same. */
interface CellName {
  row: string
  column: string
}

function cellNamesOf(format: Format): Map<string, CellName> {
  const cells = cellsOf(format)
  const labels = new Map<string, Set<string>>()
  const labelOf = (cell: FormCell) => `${cell.table} ${cell.block} ${cell.column.path.at(-1)?.[0]}`
  for (const cell of cells) {
    const keys = labels.get(labelOf(cell)) ?? new Set()
    labels.set(labelOf(cell), keys.add(cell.column.key))
  }
  return new Map(
    cells.map(cell => {
      const alone = labels.get(labelOf(cell))!.size === 1
      const path = alone ? cell.column.path.slice(-1) : cell.column.path
      return [cell.key, {row: namesOf(cell.row).join('／'), column: joined(path)}]
    }),
  )
}

function joined(path: string[][]): string {
  return path.map(names => names[0]).join('／')
}

function nameIn(formats: Map<string, CellName>[], key: string): CellName {
  const format = formats.findLast(names => names.has(key))
  return format?.get(key) ?? {row: key, column: ''}
}
