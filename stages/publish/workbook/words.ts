import {cellsOf, type Format, type FormCell, nameOfCell} from '../../../pipeline/model/format.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {Words} from './settings.ts'

/** Fills the `{name}`s of a text from config/workbook.yaml. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`config/workbook.yaml: nothing to put for {${name}} in ${text}`)
    return String(value)
  })
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
  return told || (part === undefined ? '' : filled(says.part, {text: part}))
}

/** Gives the official Chinese names of observation keys, those of one format before those of any other. */
export function cellNames(formats: Record<string, Format>, words: Words) {
  const byFormat = new Map<string, Map<string, FormCell>>()
  const anywhere = new Map<string, FormCell>()
  for (const format of Object.values(formats)) {
    const cells = new Map(cellsOf(format).map(cell => [cell.key, cell]))
    byFormat.set(format.id, cells)
    for (const [key, cell] of cells) anywhere.set(key, cell)
  }
  const {separator, most, more} = words.keys
  return (keys: string[], format: string | undefined): string => {
    const own = format === undefined ? undefined : byFormat.get(format)
    const names = keys.slice(0, most).map(key => {
      const cell = own?.get(key) ?? anywhere.get(key)
      return cell ? nameOfCell(cell) : key
    })
    const rest = keys.length > most ? filled(more, {n: keys.length}) : ''
    return names.join(separator) + rest
  }
}
