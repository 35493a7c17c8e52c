import {type Block, type Root, type Table, type TableCell, textOf} from '../../../pipeline/model/ast.ts'

/** Paper and letters of a typeset report, points. */
export interface Paper {
  width: number
  height: number
  /** Letter size, and where the first line of the first page begins below the margin. */
  pt: number
  shift: number
}

/** What stands on one page; points from the upper left corner. */
export interface Composition {
  /** Lines of letters: left end and baseline. */
  lines: {text: string; x: number; y: number}[]
  /** Borders of cells: left, top, right, bottom. */
  boxes: [number, number, number, number][]
}

const MARGIN = 50
const LEADING = 1.4
const PADDING = 3

interface Sheet {
  pages: Composition[]
  /** Distance of the pen from the upper edge. */
  y: number
  paper: Paper
}

/** Sets reports on pages, each beginning on a page of its own: wrapped lines, tables broken where a page ends. */
export function compose(roots: readonly Root[], paper: Paper): Composition[] {
  const sheet: Sheet = {pages: [], y: 0, paper}
  for (const root of roots) {
    sheet.pages.push({lines: [], boxes: []})
    sheet.y = MARGIN + (sheet.pages.length === 1 ? paper.shift : 0)
    for (const block of root.children) setBlock(sheet, block)
  }
  return sheet.pages
}

/** Width of a text: Chinese letters fill a square, others half of it. */
export function extent(text: string, pt: number): number {
  return [...text].reduce((sum, letter) => sum + (letter < '\u007f' ? pt / 2 : pt), 0)
}

function setBlock(sheet: Sheet, block: Block): void {
  if (block.type === 'table') setTable(sheet, block)
  else if (block.type === 'paragraph') {
    const {width, pt} = sheet.paper
    const {depth, align} = block.data ?? {}
    const indent = depth || align ? '' : '　　'
    const lines = wrapped(indent + block.value, width - 2 * MARGIN, pt)
    for (const line of lines) {
      room(sheet, pt * LEADING)
      const free = width - 2 * MARGIN - extent(line, pt)
      const x = MARGIN + (align === 'center' ? free / 2 : align === 'right' ? free : 0)
      print(sheet, line, x, sheet.y)
      sheet.y += pt * LEADING
    }
  }
}

function setTable(sheet: Sheet, table: Table): void {
  const {width, height, pt} = sheet.paper
  const x = (column: number) => MARGIN + ((width - 2 * MARGIN) * column) / table.columns
  const linesOf = (cell: TableCell) =>
    wrapped(textOf(cell), x(cell.column + cell.columnSpan) - x(cell.column) - 2 * PADDING, pt)
  const heights = Array.from({length: table.rows}, () => pt * LEADING + 2 * PADDING)
  for (const cell of [...table.children].sort((a, b) => a.rowSpan - b.rowSpan)) {
    const end = cell.row + cell.rowSpan
    const own = heights.slice(cell.row, end).reduce((sum, h) => sum + h, 0)
    heights[end - 1]! += Math.max(linesOf(cell).length * pt * LEADING + 2 * PADDING - own, 0)
  }
  for (let row = 0; row < table.rows; ) {
    room(sheet, heights[row]!)
    const from = row
    const ys = [sheet.y]
    while (row < table.rows && ys.at(-1)! + heights[row]! <= height - MARGIN)
      ys.push(ys.at(-1)! + heights[row++]!)
    for (const cell of table.children) {
      const [top, bottom] = [Math.max(cell.row, from), Math.min(cell.row + cell.rowSpan, row)]
      if (top >= bottom) continue
      const [left, right] = [x(cell.column), x(cell.column + cell.columnSpan)]
      sheet.pages.at(-1)!.boxes.push([left, ys[top - from]!, right, ys[bottom - from]!])
      if (cell.row < from) continue
      linesOf(cell).forEach((line, i) => {
        print(sheet, line, x(cell.column) + PADDING, ys[top - from]! + PADDING + i * pt * LEADING)
      })
    }
    sheet.y = ys.at(-1)!
  }
  sheet.y += pt
}

function room(sheet: Sheet, needed: number): void {
  if (sheet.y + needed <= sheet.paper.height - MARGIN) return
  sheet.pages.push({lines: [], boxes: []})
  sheet.y = MARGIN
}

/** A line with the upper edge of its letters at `y`. */
function print({pages, paper}: Sheet, text: string, x: number, y: number): void {
  pages.at(-1)!.lines.push({text, x, y: y + paper.pt})
}

function wrapped(text: string, width: number, pt: number): string[] {
  const lines: string[] = []
  for (const part of text.split('\n')) {
    let line = ''
    for (const unit of part.match(/[0-9.+-]+|./gu) ?? []) {
      if (line !== '' && extent(line + unit, pt) > width) {
        lines.push(line)
        line = ''
      }
      line += unit
    }
    if (line !== '') lines.push(line)
  }
  return lines
}
