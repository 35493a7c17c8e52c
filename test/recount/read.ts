import {readFileSync} from 'node:fs'
import {strFromU8, unzipSync} from 'fflate'
import * as XLSX from 'xlsx'
import type {Look} from './count/looks.ts'
import type {Row, Value} from './count/sheets/layout.ts'

/** A workbook as programs read it, and what its cells look like. */
export interface Book {
  sheets: Record<string, XLSX.WorkSheet>
  names: string[]
  /** Colour of the letters of a cell: RRGGBB. */
  letters(sheet: string, at: string): string | undefined
}

export function bookOf(path: string): Book {
  const bytes = readFileSync(path)
  const {Sheets, SheetNames} = XLSX.read(bytes, {cellStyles: true})
  const parts = unzipSync(bytes)
  const text = (name: string) => strFromU8(parts[name]!)
  const styles = text('xl/styles.xml')
  const fonts = [...styles.matchAll(/<font>.*?<\/font>/gs)].map(([font]) => /rgb="FF(\w{6})"/.exec(font)?.[1])
  const looks = [.../<cellXfs.*?<\/cellXfs>/s.exec(styles)![0].matchAll(/<xf [^>]*fontId="(\d+)"/g)]
  const cells = new Map<string, Map<string, number>>()
  const stylesOf = (sheet: string) => {
    const known = cells.get(sheet)
    if (known) return known
    const id = new RegExp(`<sheet name="${sheet}"[^>]* r:id="(\\w+)"`).exec(text('xl/workbook.xml'))![1]
    const links = text('xl/_rels/workbook.xml.rels')
    const target = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`).exec(links)![0]
    const xml = text(`xl/${/Target="([^"]+)"/.exec(target)![1]}`)
    const made = new Map([...xml.matchAll(/<c r="(\w+)" s="(\d+)"/g)].map(([, at, s]) => [at!, Number(s)]))
    cells.set(sheet, made)
    return made
  }
  return {
    sheets: Sheets,
    names: SheetNames,
    letters: (sheet, at) => fonts[Number(looks[stylesOf(sheet).get(at)!]![1])],
  }
}

/** What a cell holds: a number, a text, or nothing. */
export function held(cell: XLSX.CellObject | undefined): Value {
  const value = cell?.v
  if (value === undefined || value === '') return null
  return typeof value === 'number' ? Number(value.toPrecision(12)) : (value as Value)
}

/** The rows below the headings by the keys in the first row; `first` is the row of the first, from 0. */
export function rowsOf(sheet: XLSX.WorkSheet): {keys: string[]; rows: Row[]; first: number} {
  const {e} = XLSX.utils.decode_range(sheet['!ref']!)
  const at = (r: number, c: number) => held(sheet[XLSX.utils.encode_cell({r, c})])
  const keys = Array.from({length: e.c + 1}, (_, c) => at(0, c) as string)
  const first = XLSX.utils.decode_range(sheet['!autofilter']!.ref).s.r + 1
  const rows = Array.from({length: e.r + 1 - first}, (_, i) =>
    Object.fromEntries(keys.map((key, c) => [key, at(i + first, c)])),
  )
  return {keys, rows, first}
}

/** What the look of a cell of 汇总.xlsx says, by the colours of its legend. */
export function lookAt(book: Book, sheet: string, at: string): Look {
  const cell = book.sheets[sheet]![at] as XLSX.CellObject | undefined
  if (cell?.v === '…') return 'unassessable'
  const fill = cell?.s as {patternType?: string; fgColor?: {rgb?: string}} | undefined
  if (held(cell) === null) {
    if (fill?.patternType === 'lightUp') return 'notReported'
    return fill?.fgColor?.rgb === 'E4E4E4' ? 'notInFormat' : 'none'
  }
  const letters = book.letters(sheet, at)
  return letters === 'B45F06' ? 'partial' : letters === '7F7F7F' ? 'received' : 'whole'
}

/** Region and year that an official table or a chart is set to. */
export function chosenIn(sheet: XLSX.WorkSheet): [string, number] {
  const told = Object.keys(sheet).filter(at => /^[A-Z]+2$/.test(at))
  const values = told.map(at => held(sheet[at]))
  const region = values.find(value => typeof value === 'string' && /^\d{6} /.test(value)) as string
  return [region, values.find(value => typeof value === 'number' && value > 2000) as number]
}

/** The headings a reader finds for a figure: the nearest text to the left, and the nearest above. */
export function labelsOf(sheet: XLSX.WorkSheet, at: string): [string | null, string | null] {
  const {r, c} = XLSX.utils.decode_cell(at)
  const textAt = (row: number, column: number) => {
    const cell = sheet[XLSX.utils.encode_cell({r: row, c: column})] as XLSX.CellObject | undefined
    return cell?.t === 's' && cell.f === undefined && cell.v !== '' ? String(cell.v) : null
  }
  const first = (texts: (string | null)[]) => texts.find(text => text !== null) ?? null
  const left = first(Array.from({length: c}, (_, i) => textAt(r, c - 1 - i)))
  const above = first(Array.from({length: r}, (_, i) => textAt(r - 1 - i, c)))
  return [left, above]
}
