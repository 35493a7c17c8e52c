import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import * as XLSX from 'xlsx'
import type {Corpus} from '../../../pipeline/model/corpus.ts'
import {config, published} from './build.ts'

export const GRANTED = 'applications.outcomes.granted.naturalPerson'

/** Both workbooks of a corpus, as SheetJS reads them. */
export async function booksOf(corpus: Corpus, settings = config) {
  const directory = await published(corpus, settings)
  const read = (name: string) => XLSX.read(readFileSync(join(directory, name)), {cellStyles: true})
  return {detail: read('明细.xlsx'), review: read('校验.xlsx')}
}

export const workbookOf = async (corpus: Corpus, settings = config) =>
  (await booksOf(corpus, settings)).detail
export const reviewOf = async (corpus: Corpus, settings = config) => (await booksOf(corpus, settings)).review

/** A sheet of 明细 by key row: the rows of data as cells by key. */
export function detailOf(book: XLSX.WorkBook, name = '明细'): Record<string, XLSX.CellObject | undefined>[] {
  const sheet = book.Sheets[name]!
  const range = XLSX.utils.decode_range(sheet['!ref']!)
  const cell = (r: number, c: number): XLSX.CellObject | undefined => sheet[XLSX.utils.encode_cell({r, c})]
  const first = XLSX.utils.decode_range(sheet['!autofilter']!.ref).s.r + 1
  const rows = []
  for (let r = first; r <= range.e.r; r++) {
    const row: Record<string, XLSX.CellObject | undefined> = {}
    for (let c = 0; c <= range.e.c; c++) row[String(cell(0, c)!.v)] = cell(r, c)
    rows.push(row)
  }
  return rows
}

/** Rows of a sheet as objects by its heading row, blank cells left out. */
export function listOf(book: XLSX.WorkBook, name: string): Record<string, unknown>[] {
  const sheet = book.Sheets[name]!
  return XLSX.utils.sheet_to_json(sheet, {range: XLSX.utils.decode_range(sheet['!autofilter']!.ref).s.r})
}
