import type {CellObject, ColInfo, RowInfo, WorkSheet} from 'xlsx'
import {hasDigits} from '../word/ink.ts'
import {addressOf, type ShownCells, ZEROS} from './look/look.ts'
import {type CellText, cellText} from './value.ts'

/** A rectangle of a sheet with what is shown in it; `text` is empty for a blank cell that only has a format. */
export interface SheetCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  text: string
  /** Why its text is not certain: a Chinese clause. */
  doubt?: string
}

/** What a sheet shows, and what of it is doubtful or hidden. */
export interface SheetContent {
  /** By row, then column; hidden rows and columns taken out and the rest counted anew. */
  cells: SheetCell[]
  /** Chinese clauses: cells doubtful or without value (R04). */
  doubts: string[]
  /** Texts with digits in hidden rows and columns, and under merged cells. */
  hidden: number
  covered: number
  /** Merged areas that overlap others, or are too large to be any. */
  overlaps: number
  /** Comments on the cells. */
  comments: number
  /** For a row of the sheet its number among the visible ones; for a hidden one that of the next. */
  visibleRow(row: number): number
}

interface Extent {
  top: number
  left: number
  bottom: number
  right: number
}

/** What a sheet shows. Areas merged beyond the last text are cut back to it: sheets are merged to column XFD. */
export function contentOf(
  sheet: WorkSheet,
  date1904: boolean,
  maxCells: number,
  shown: ShownCells | undefined,
): SheetContent {
  const texts = textsOf(sheet, date1904)
  const rows = visibleIndex(
    sheet['!rows'],
    row => row.hidden === true || (row.hpt ?? row.hpx ?? LOWEST) < LOWEST,
  )
  const columns = visibleIndex(sheet['!cols'], column => column.hidden === true || isShut(column.width))
  const {areas, overlaps} = areasOf(sheet, texts, maxCells)
  const content: SheetContent = {
    cells: [],
    doubts: [],
    hidden: 0,
    covered: 0,
    overlaps,
    comments: commentsOf(sheet),
    visibleRow: row => Math.max(rows(row), ~rows(row)),
  }
  const places = placesOf(areas)
  for (const {row, column, text: stored, isZero, doubt} of texts) {
    const address = addressOf(row, column)
    const own = /\d/.test(stored) ? shown?.get(address) : undefined
    const seen = own ?? (isZero ? shown?.get(ZEROS) : undefined)
    const text = seen?.text?.trim() ?? stored
    const area = places.get(placeKey(row, column))
    if (area && (area.top !== row || area.left !== column)) {
      if (text !== '') content.covered++
      continue
    }
    const extent = area ?? {top: row, left: column, bottom: row, right: column}
    const span = visibleSpan(extent, rows, columns)
    if (!span) {
      if (/\d/.test(text)) content.hidden++
      continue
    }
    const why = doubt ?? seen?.why ?? (hasDigits(text) && isThin(sheet, extent) ? THIN : undefined)
    const told = why === undefined ? undefined : `单元格 ${address} ${why}`
    if (told !== undefined) content.doubts.push(told)
    content.cells.push(told === undefined ? {...span, text} : {...span, text, doubt: told})
    if (area) places.delete(placeKey(area.top, area.left))
  }
  for (const area of areas) {
    if (!places.has(placeKey(area.top, area.left))) continue
    const span = visibleSpan(area, rows, columns)
    if (span) content.cells.push({...span, text: ''})
  }
  content.cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return content
}

/** Points of height below which a row shows nothing. */
const LOWEST = 1
/** Characters of width below which a column shows nothing. */
const SHUT = 0.2

/** The library says null of a column without a width. */
function isShut(width: number | null | undefined): boolean {
  return typeof width === 'number' && width < SHUT
}

/** Points of height, and characters of width, below which nothing that is shown can be read. */
const THINNEST = {height: 4, width: 0.5}
const THIN = '所在的行或列窄到无法辨认，可能不显示'

/** Whether all rows, or all columns, over which a cell reaches are shown, but too thin to be read. */
function isThin(sheet: WorkSheet, {top, left, bottom, right}: Extent): boolean {
  const isLow = (row: RowInfo | undefined) => (row?.hpt ?? row?.hpx ?? THINNEST.height) < THINNEST.height
  const isNarrow = (column: ColInfo | undefined) => (column?.width ?? THINNEST.width) < THINNEST.width
  return areAll(sheet['!rows'], top, bottom, isLow) || areAll(sheet['!cols'], left, right, isNarrow)
}

function areAll<T>(
  infos: (T | undefined)[] | undefined,
  first: number,
  last: number,
  is: (info: T | undefined) => boolean,
): boolean {
  if (!infos || last >= infos.length) return false
  for (let i = first; i <= last; i++) if (!is(infos[i])) return false
  return true
}

interface Text extends CellText {
  row: number
  column: number
  /** Whether it is the number, not a text that looks like it. */
  isZero: boolean
}

function textsOf(sheet: WorkSheet, date1904: boolean): Text[] {
  const texts: Text[] = []
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  data.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (!cell) return
      const isZero = cell.t === 'n' && cell.v === 0
      texts.push({row, column, isZero, ...cellText(cell, date1904)})
    })
  })
  return texts
}

function commentsOf(sheet: WorkSheet): number {
  let count = 0
  for (const cells of (sheet['!data'] ?? []) as (CellObject | undefined)[][])
    for (const cell of cells ?? []) count += cell?.c?.length ?? 0
  return count
}

/** Merged areas within the texts of a sheet; of two that overlap the first counts. No area may have more than `maxCells` places. */
function areasOf(sheet: WorkSheet, texts: Text[], maxCells: number): {areas: Extent[]; overlaps: number} {
  let bottom = -1
  let right = -1
  for (const {row, column, text} of texts) {
    if (text === '') continue
    bottom = Math.max(bottom, row)
    right = Math.max(right, column)
  }
  const areas: Extent[] = []
  const taken = new Set<number>()
  let overlaps = 0
  for (const {s, e} of sheet['!merges'] ?? []) {
    const area = {top: s.r, left: s.c, bottom: Math.min(e.r, bottom), right: Math.min(e.c, right)}
    const sound = area.top >= 0 && area.left >= 0 && area.bottom >= area.top && area.right >= area.left
    if (!sound || (area.bottom === area.top && area.right === area.left)) continue
    const size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
    const keys = taken.size + size <= maxCells ? keysOf(area, taken) : null
    if (!keys) overlaps++
    else {
      for (const key of keys) taken.add(key)
      areas.push(area)
    }
  }
  return {areas, overlaps}
}

/** The places of an area, null when one of them is taken: each place is looked at once more than it is taken. */
function keysOf(area: Extent, taken: Set<number>): number[] | null {
  const keys: number[] = []
  for (let row = area.top; row <= area.bottom; row++) {
    for (let column = area.left; column <= area.right; column++) {
      const key = placeKey(row, column)
      if (taken.has(key)) return null
      keys.push(key)
    }
  }
  return keys
}

function placesOf(areas: Extent[]): Map<number, Extent> {
  const places = new Map<number, Extent>()
  for (const area of areas) for (const key of keysOf(area, new Set())!) places.set(key, area)
  return places
}

function placeKey(row: number, column: number): number {
  return row * 65536 + column
}

/** For a row or column its number among the visible ones; for a hidden one that of the next, below zero (~number). */
type VisibleIndex = (index: number) => number

function visibleIndex<T>(infos: (T | undefined)[] | undefined, isHidden: (info: T) => boolean): VisibleIndex {
  const hidden: number[] = []
  infos?.forEach((info, i) => {
    if (info && isHidden(info)) hidden.push(i)
  })
  return index => {
    let low = 0
    let high = hidden.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (hidden[middle]! < index) low = middle + 1
      else high = middle
    }
    return hidden[low] === index ? ~(index - low) : index - low
  }
}

/** What of an area is visible, counted anew; null where nothing is. */
function visibleSpan(
  area: Extent,
  rows: VisibleIndex,
  columns: VisibleIndex,
): Omit<SheetCell, 'text' | 'doubt'> | null {
  const down = visibleRange(area.top, area.bottom, rows)
  const across = visibleRange(area.left, area.right, columns)
  if (!down || !across) return null
  return {row: down.from, column: across.from, rowSpan: down.count, columnSpan: across.count}
}

function visibleRange(
  first: number,
  last: number,
  index: VisibleIndex,
): {from: number; count: number} | null {
  let from = -1
  let count = 0
  for (let i = first; i <= last; i++) {
    const at = index(i)
    if (at < 0) continue
    if (from < 0) from = at
    count++
  }
  return count > 0 ? {from, count} : null
}
