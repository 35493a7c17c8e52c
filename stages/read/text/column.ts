import {cellsOfLine, HEADING, isCellText, isValue, kindOf, SENTENCE} from './lines.ts'
import type {Line, Region, TextRow} from './pieces.ts'

/** Longest label of a row, characters. */
const LONGEST_LABEL = 80
/** 规范性文件（行政机关制定发布的决定、公告……）: a short label with a long note of what counts. */
const NOTED = /^[^（()）]{2,20}[（(][^（()）]{1,200}[）)]$/u
/** Fewest lines, and share of figures among them, that make a column of bare cells. */
const COLUMN_LINES = 8
const COLUMN_SHARE = 0.25

/** A column of bare cells, as pasting a web table gives: labels and figures one on a line, a new row at each label. */
export function readColumn(lines: Line[], start: number): Region | null {
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
