import type {Block, Paragraph} from '../../../pipeline/model/ast.ts'
import {BARE_FIGURES, isFigure} from './loose.ts'
import {writtenTable} from './written.ts'

/** What parts cells in a line of text: bars, and those that tables are drawn with. */
const BAR = /[|｜│┃║]/
/** A line drawn between rows: |---|---|, ├──┼──┤, +---+. */
const RULE = /^[\s|｜│┃║+:—─━═\-┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]*[—─━═-]{2}[\s|｜│┃║+:—─━═\-┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]*$/u
/** Longest line that can be a caption between rows, characters. */
const LONGEST_CAPTION = 40
const SENTENCE = /[。；！？]/
/** Fewest rows of a label and figures that make a table. */
const FEWEST_ROWS = 3

/**
 * Tables that a page shows as lines with bars between the cells (Markdown that nobody set, tables drawn in plain text): neighbouring
 * lines with bars, among which are rows of the form or the figures of its single row. Blank cells are kept. Other lines stay.
 */
export function tablesFromPipes(
  blocks: Block[],
  {isLabel, isHeading}: {isLabel(text: string): boolean; isHeading(text: string): boolean},
): Block[] {
  const out: Block[] = []
  for (let i = 0; i < blocks.length; ) {
    const lines: Paragraph[] = []
    const rows: {cells: string[]}[] = []
    let end = i
    for (; end < blocks.length; end++) {
      const block = blocks[end]!
      if (block.type !== 'paragraph') break
      if (RULE.test(block.value)) continue
      const cells = cellsOf(block.value)
      if (cells.length < 2 && (rows.length === 0 || !isBetween(blocks, end, isHeading))) break
      lines.push(block)
      rows.push({cells: cells.length === 0 ? [block.value.trim()] : cells})
    }
    if (isTable(rows, isLabel)) out.push(writtenTable(lines, rows))
    else out.push(...blocks.slice(i, Math.max(end, i + 1)))
    i = Math.max(end, i + 1)
  }
  return out
}

/** Whether a line without bars is a row of one cell: a caption, directly above another row. */
function isBetween(blocks: Block[], at: number, isHeading: (text: string) => boolean): boolean {
  const [line, next] = [blocks[at], blocks[at + 1]]
  if (line?.type !== 'paragraph' || next?.type !== 'paragraph') return false
  const {value} = line
  const isCaption = value.length <= LONGEST_CAPTION && !SENTENCE.test(value) && !isHeading(value)
  return isCaption && cellsOf(next.value).length > 1
}

function cellsOf(value: string): string[] {
  const line = value.trim()
  if (!BAR.test(line)) return []
  const cells = line.split(BAR).map(cell => cell.trim())
  if (BAR.test(line[0]!)) cells.shift()
  if (BAR.test(line.at(-1)!)) cells.pop()
  return cells
}

function isTable(rows: {cells: string[]}[], isLabel: (text: string) => boolean): boolean {
  let known = 0
  for (const {cells} of rows) {
    const figures = cells.filter(isFigure).length
    if (figures >= BARE_FIGURES) known += FEWEST_ROWS
    else if (figures > 0 && cells.some(cell => cell !== '' && !isFigure(cell) && isLabel(cell))) known++
  }
  return known >= FEWEST_ROWS
}
