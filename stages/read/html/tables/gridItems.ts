import type {Element} from '../parse/tree.ts'
import type {Style, StyleOf} from '../style/style.ts'

/** An item of a CSS grid with its place and spans, counted from 0. */
export interface GridItem {
  cell: Element
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}

/** Where an item begins on an axis (null: wherever there is room) and how far it reaches. */
interface Range {
  start: number | null
  span: number
}

/** Most lines and columns of a grid that is a table. */
const MOST = 200

/**
 * Items of a grid of `columns` columns in rows from left to right, when they fill it without a hole and each says where it goes or none
 * does: these follow one another, each where there is room from the one before on (CSS Grid 8.5, sparse packing by rows). Else null.
 */
export function gridRows(cells: Element[], columns: number, styleOf: StyleOf): GridItem[][] | null {
  const items: GridItem[] = []
  const taken = new Set<number>()
  const isFree = (item: GridItem) =>
    eachPlace(item).every(([r, c]) => c < columns && !taken.has(r * columns + c))
  let [row, column] = [0, 0]
  let told: boolean | null = null
  for (const cell of cells) {
    const style = styleOf(cell)
    const [across, down] = [rangeOf(style.gridColumn), rangeOf(style.gridRow)]
    if (!across || !down || isMoved(style)) return null
    const placed = across.start !== null && down.start !== null
    if (!placed && (across.start !== null || down.start !== null)) return null
    told ??= placed
    if (told !== placed || across.span > columns) return null
    const item = {cell, row, column, rowSpan: down.span, columnSpan: across.span}
    if (placed) {
      Object.assign(item, {row: down.start, column: across.start})
      if (!isFree(item)) return null
    } else {
      while (!isFree(item)) {
        item.column++
        if (item.column < columns) continue
        item.column = 0
        if (++item.row > MOST) return null
      }
      row = item.row
      column = item.column + item.columnSpan
    }
    for (const [r, c] of eachPlace(item)) taken.add(r * columns + c)
    items.push(item)
  }
  const height = Math.max(...items.map(item => item.row + item.rowSpan))
  if (height > MOST || taken.size !== height * columns) return null
  return Array.from({length: height}, (_, r) =>
    items.filter(item => item.row === r).sort((a, b) => a.column - b.column),
  )
}

function eachPlace({row, column, rowSpan, columnSpan}: GridItem): [number, number][] {
  return Array.from({length: rowSpan * columnSpan}, (_, i) => [
    row + Math.floor(i / columnSpan),
    column + (i % columnSpan),
  ])
}

function isMoved({gridPlace, order}: Style): boolean {
  return gridPlace !== undefined || (order !== undefined && order !== '0')
}

/** `span 3`, `2`, `2 / 5`, `2 / span 3`; null: anything else. */
function rangeOf(value = 'auto'): Range | null {
  const [from = '', to, ...more] = value.split('/').map(part => part.trim())
  if (more.length > 0) return null
  const spans = (part: string): number | null => {
    const digits = /^span\s+(\d{1,3})$/.exec(part)?.[1]
    return digits === undefined || Number(digits) < 1 ? null : Number(digits)
  }
  if (from === 'auto') return to === undefined || to === 'auto' ? {start: null, span: 1} : null
  if (from.startsWith('span')) {
    const span = spans(from)
    return span === null || !(to === undefined || to === 'auto') ? null : {start: null, span}
  }
  if (!/^[1-9]\d{0,2}$/.test(from)) return null
  const start = Number(from) - 1
  if (to === undefined || to === 'auto') return {start, span: 1}
  const span = to.startsWith('span') ? spans(to) : /^\d{1,3}$/.test(to) ? Number(to) - 1 - start : null
  return span === null || span < 1 || span > MOST ? null : {start, span}
}
