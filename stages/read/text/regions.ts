import {readColumn} from './column.ts'
import {type CellKind, cellsOfLine, HEADING, isCellText, isValue, kindOf, SECTION} from './lines.ts'
import {withoutLonePipes} from './lonePipes.ts'
import type {Line, Piece, Region, TextRow} from './pieces.ts'
import {withThousands} from './thousands.ts'

/** Lines that show how the cells of a row follow one another. */
const LINES_OF_ROW = 12

/**
 * Finds the tables of a plain text. Cells are parted by pipes, tabs, gaps or commas, or stand one on a line; a row may
 * run over several lines (`label |` with its values on the lines below). Rows keep every cell in order, empty ones too;
 * nothing is said about columns.
 */
export function findPieces(all: Line[]): Piece[] {
  const lines = withoutLonePipes(all)
  const pieces: Piece[] = []
  let i = 0
  while (i < lines.length) {
    const kind = kindOf(lines[i]!.text)
    if (kind === 'blank' || kind === 'rule') {
      i++
      continue
    }
    const region =
      kind === 'plain' ? readColumn(lines, i) : (readRows(lines, i, kind) ?? readColumn(lines, i))
    if (region) {
      pieces.push({kind: 'table', rows: region.rows, bare: region.bare})
      i = region.next
    } else {
      pieces.push({kind: 'line', line: lines[i]!})
      i++
    }
  }
  return pieces
}

/** Rows of one kind of separator from line `start` on; null where the lines turn out to be no table. */
function readRows(lines: Line[], start: number, kind: CellKind): Region | null {
  const rows: TextRow[] = []
  let open: TextRow | null = null
  let width = 0
  let padded = 0
  let next = start
  const parted = kind === 'pipe' && partsRows(lines, start)
  const opened = barsAlone(lines[start]!.text) === 1
  const begin = (): TextRow => {
    const row: TextRow = {cells: []}
    rows.push(row)
    return row
  }
  for (let i = start; i < lines.length; i++) {
    const {text, number} = lines[i]!
    const here = isBlank(text) ? 'blank' : kindOf(text)
    if (here === 'blank' && parted) open = null
    if (here === 'blank' || here === 'rule') continue
    if (open && (isFull(open, width, text) || isFilledUp(open, padded))) open = null
    if (open && here === kind && filledCells(text, kind) > 1) open = null
    if (here === kind) {
      const bars = barsAlone(text)
      if (bars === 1 && opened) {
        if (open && isBlankCell(open, lines, i)) open.cells.push({text: '', line: number})
        else open = null
        next = i + 1
        continue
      }
      if (open && bars > 0) {
        open.cells.push(...Array.from({length: bars}, () => ({text: '', line: number})))
        if (bars > 1) {
          padded = Math.max(padded, open.cells.length)
          open = null
        }
        next = i + 1
        continue
      }
      const row: TextRow = open ?? begin()
      row.cells.push(...cellsOfLine(text, kind).map(cell => ({text: cell, line: number})))
      open = goesOn(text, kind) ? row : null
      if (!open) width = Math.max(width, row.cells.length)
    } else if (open && closesRow(open, text)) {
      open.cells.push({text: text.trim(), line: number})
      open = null
    } else if (
      isLooseCell(lines, i, kind) ||
      (kind === 'spaced' && rows.some(isWide) && isLabelPart(lines, i))
    ) {
      open = null
      begin().cells.push({text: text.trim(), line: number})
    } else break
    next = i + 1
  }
  if (!isTable(rows, kind)) return null
  return {rows: kind === 'comma' ? withThousands(rows) : rows, bare: false, next}
}

/** A row that goes over several lines has one cell on each of them: a line with more begins a row of its own. */
function filledCells(text: string, kind: CellKind): number {
  return cellsOfLine(text, kind).filter(cell => cell !== '').length
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

/**
 * Whether an empty line parts rows of a cell a line: cells follow one another without one, as far as an empty line is near.
 */
function partsRows(lines: Line[], start: number): boolean {
  const near = lines.slice(start, start + LINES_OF_ROW)
  return near.some(({text}, i) => goesOn(text, 'pipe') && goesOn(near[i + 1]?.text ?? '', 'pipe'))
}

/**
 * How many pipes a line holds that holds nothing else: a blank cell is one, and more fill a row up that ends there. Where the
 * first line is one, it opens a row, and so do all others.
 */
function barsAlone(text: string): number {
  return /^[\s|｜]+$/.test(text) ? text.replace(/\s+/g, '').length : 0
}

/**
 * Where a lone pipe opens each row, a blank cell is one, too: it is a cell where another lone pipe, or a figure of the row
 * that is open, follows.
 */
function isBlankCell(open: TextRow, lines: Line[], i: number): boolean {
  const next = lines.slice(i + 1).find(({text}) => !isBlank(text))?.text ?? ''
  if (barsAlone(next) > 0) return true
  const figure = isValue(next.replace(/[|｜\s]+$/, ''))
  return figure && (open.cells.length === 1 || open.cells.some(({text}) => isValue(text)))
}

/** `label |` alone on a line: one cell and one pipe, so the row goes on below. */
function goesOn(text: string, kind: CellKind): boolean {
  return kind === 'pipe' && /^[^|｜]*[^|｜\s][^|｜]*[|｜]\s*$/.test(text)
}

/**
 * A row over several lines is full when a label follows its figures, or when it is as wide as the rows before it: but before
 * a figure no row ends, because headings broken over lines may have run into it.
 */
function isFull(row: TextRow, width: number, following: string): boolean {
  if (isValue(following.replace(/[|｜\s]+$/, ''))) return false
  const last = row.cells.findLast(({text}) => text !== '')
  return (last !== undefined && isValue(last.text)) || (width > 1 && row.cells.length >= width)
}

/** A row of blank cells ends where it is as wide as one that several pipes filled up: its last pipe filled it, too. */
function isFilledUp(row: TextRow, padded: number): boolean {
  return padded > 1 && row.cells.length >= padded && row.cells.at(-1)!.text === ''
}

/** Whether a line without separators is the last cell of a row that goes over several lines. */
function closesRow(row: TextRow, text: string): boolean {
  if (isValue(text)) return true
  const hasValue = row.cells.some((cell, i) => i > 0 && cell.text !== '' && isValue(cell.text))
  return !hasValue && isCellText(text) && !HEADING.test(text)
}

/** A short line between two rows: part of a cell that was broken over lines. A heading does not end within brackets. */
function isLooseCell(lines: Line[], i: number, kind: CellKind): boolean {
  const {text} = lines[i]!
  if (kind === 'comma' || kind === 'spaced' || !isCellText(text)) return false
  if (HEADING.test(text) && !/[（(][^）)]*$/.test(text) && !isBegunLabel(lines, i)) return false
  for (let k = i + 1; k < lines.length; k++) {
    const next = kindOf(lines[k]!.text)
    if (next !== 'blank') return next === kind
  }
  return false
}

/** How a heading ends; a label broken after its first words does not. */
const HEADING_END = /(?:情况|事项|问题|表)\s*$/

/** A numbered line directly above a row whose first cell has no number: the first part of its label, broken within the cell. */
function isBegunLabel(lines: Line[], i: number): boolean {
  const below = lines[i + 1]?.text ?? ''
  if (HEADING_END.test(lines[i]!.text) || kindOf(below) !== 'tab') return false
  const [first = '', ...others] = cellsOfLine(below, 'tab')
  return first !== '' && !isValue(first) && !HEADING.test(first) && others.every(isValue)
}

/** Figures by which a line with gaps is a row of a wide table for sure, and lines that a label may have above it. */
const WIDE = 5
const MOST_PARTS = 4

/** Part of a label that is broken over lines, between rows of a wide table that are set with gaps. */
function isLabelPart(lines: Line[], i: number): boolean {
  const parts = lines.slice(i, i + MOST_PARTS + 1).filter(({text}) => !isBlank(text))
  const end = parts.findIndex(({text}) => isWideRow(text))
  return end > 0 && parts.slice(0, end).every(({text}) => isCellText(text.trim()) && !SECTION.test(text))
}

function isWideRow(text: string): boolean {
  return kindOf(text) === 'spaced' && cellsOfLine(text, 'spaced').filter(isValue).length >= WIDE
}

function isWide({cells}: TextRow): boolean {
  return cells.filter(({text}) => text !== '' && isValue(text)).length >= WIDE
}

/** Pipes and tabs are meant as tables; gaps and commas occur in prose and must show figures in a good part of their rows. */
function isTable(rows: TextRow[], kind: CellKind): boolean {
  if (kind === 'pipe') return true
  const withFigure = rows.filter(({cells}) =>
    cells.some((cell, i) => i > 0 && cell.text !== '' && isValue(cell.text)),
  )
  if (kind === 'tab') return rows.length > 1 || withFigure.length > 0
  return rows.length > 1 && withFigure.length * 4 >= rows.length
}
