import {type CellKind, cellsOfLine, isCellText, isValue, kindOf, SENTENCE} from './lines.ts'
import {withoutLonePipes} from './lonePipes.ts'
import {withThousands} from './thousands.ts'

/** A line of text with its number, counted from 1. */
export interface Line {
  text: string
  number: number
}

export interface TextRow {
  cells: {text: string; line: number}[]
}

/** A piece of a text in reading order: one paragraph line, or rows of cells. */
export type Piece = {kind: 'line'; line: Line} | {kind: 'table'; rows: TextRow[]; bare: boolean}

/** 一、… at the start of a line is a heading of the text, not a loose cell, even with a comma that a mirror put into it. */
const HEADING =
  /^\s*(?:[一二三四五六七八九十]+[,，]?[、.．]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[部章])/
/** Longest label of a row, characters. */
const LONGEST_LABEL = 80
/** 规范性文件（行政机关制定发布的决定、公告……）: a short label with a long note of what counts. */
const NOTED = /^[^（()）]{2,20}[（(][^（()）]{1,200}[）)]$/u
/** Lines that show how the cells of a row follow one another. */
const LINES_OF_ROW = 12
/** Fewest lines, and share of figures among them, that make a column of bare cells. */
const COLUMN_LINES = 8
const COLUMN_SHARE = 0.25

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

interface Region {
  rows: TextRow[]
  /** One cell on each line. */
  bare: boolean
  /** Index of the first line after the region. */
  next: number
}

/** Rows of one kind of separator from line `start` on; null where the lines turn out to be no table. */
function readRows(lines: Line[], start: number, kind: CellKind): Region | null {
  const rows: TextRow[] = []
  let open: TextRow | null = null
  let width = 0
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
    if (open && isFull(open, width, text)) open = null
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
        if (bars > 1) open = null
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
    } else if (isLooseCell(lines, i, kind)) {
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
  if (HEADING.test(text) && !/[（(][^）)]*$/.test(text)) return false
  for (let k = i + 1; k < lines.length; k++) {
    const next = kindOf(lines[k]!.text)
    if (next !== 'blank') return next === kind
  }
  return false
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

/** A column of bare cells, as pasting a web table gives: labels and figures one on a line, a new row at each label. */
function readColumn(lines: Line[], start: number): Region | null {
  if (HEADING.test(lines[start]!.text) && !startsRow(lines, start)) return null
  const cells: TextRow['cells'] = []
  let next = start
  for (let i = start; i < lines.length; i++) {
    const text = lines[i]!.text.trim()
    const last = cells.at(-1)
    if (text === '') continue
    if (!isBareCell(text) && !isLongLabel(lines, i)) break
    if (HEADING.test(text) && last && !startsRow(lines, i)) break
    cells.push({text, line: lines[i]!.number})
    next = i + 1
  }
  const firstFigure = cells.findIndex(({text}) => isValue(text))
  const figures = cells.filter(({text}) => isValue(text)).length
  if (firstFigure < 1 || cells.length < COLUMN_LINES || figures < cells.length * COLUMN_SHARE) return null
  return {rows: rowsOfColumn(cells), bare: true, next}
}

/** Whether a line is one cell: commas in a label (区分处理的,只计这一情形) part no cells, those between figures do. */
function isBareCell(text: string): boolean {
  if (!isCellText(text)) return false
  const kind = kindOf(text)
  if (kind === 'comma') return !cellsOfLine(text, kind).some(cell => cell !== '' && isValue(cell))
  return kind === 'plain' || isValue(text)
}

/** A label that is longer than cells are, numbered or with a note in brackets behind it, with figures soon below it. */
function isLongLabel(lines: Line[], i: number): boolean {
  const text = lines[i]!.text.trim()
  const numbered = text.length <= LONGEST_LABEL && HEADING.test(text)
  return (numbered || NOTED.test(text)) && !SENTENCE.test(text) && startsRow(lines, i)
}

/** Most words before figures that are labels of one row; of more, all but the last are headings of columns. */
const MOST_LABELS = 2

/**
 * Rows of a column of bare cells: words and the figures that follow them. Headings of columns in front of a row are a row
 * of their own; a last word that the headings hold as well is one of them, and the figures have no label.
 */
function rowsOfColumn(cells: TextRow['cells']): TextRow[] {
  const rows: TextRow[] = []
  for (let i = 0; i < cells.length; ) {
    const figure = cells.findIndex(({text}, k) => k >= i && isValue(text))
    const words = cells.slice(i, figure < 0 ? cells.length : figure)
    const word = figure < 0 ? -1 : cells.findIndex(({text}, k) => k > figure && !isValue(text))
    const end = word < 0 ? cells.length : word
    const last = words.at(-1)
    const again = words.filter(({text}) => text === last?.text).length > 1
    const label = words.length <= MOST_LABELS ? words : again ? [] : words.slice(-1)
    const above = words.slice(0, words.length - label.length)
    if (above.length > 0) rows.push({cells: above})
    rows.push({cells: [...label, ...(figure < 0 ? [] : cells.slice(figure, end))]})
    i = end
  }
  return rows
}

/** Whether figures follow a heading-like line soon: then it is a row label (一、本年新收…), not a heading. */
function startsRow(lines: Line[], i: number): boolean {
  const following = lines
    .slice(i + 1)
    .map(({text}) => text.trim())
    .filter(text => text !== '')
    .slice(0, 3)
  return following.some(isValue)
}
