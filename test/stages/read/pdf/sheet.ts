import {type Block, type Root, type Table, type TableCell, textOf} from '../../../../pipeline/model/ast.ts'
import {extent} from '../../../generate/files/compose.ts'

/** How an office suite sets a report: what word processors do at the end of a page, and where text stands in a cell. */
export interface Setting {
  pt: number
  /** How far down the first page the report begins, points. */
  shift: number
  /** Where text stands in the height of its cell. */
  valign: 'top' | 'middle' | 'bottom'
  /** Space above and below the text of a cell, points; word processors have none. */
  padding: number
  /** Whether a row may go on over the end of a page. */
  split: boolean
  /** Whether the heading rows stand again on the next page. */
  repeat: boolean
  /**
   * What becomes of a label over many rows at the end of a page: set in the part above alone, set in the middle of the
   * whole and cut, or set again in every part.
   */
  labels: 'above' | 'cut' | 'again'
  /** Distance of baselines in letter sizes; 1.3 where left out. Below 1 letters touch the rules. */
  leading?: number
  /** Whether digits are wrapped one by one, in columns of figures this many letters wide. */
  narrow?: number
  /** A line above what of a table stands on a further page. */
  between?: string
}

/** A part of a cell on one page. */
export interface Part {
  cell: TableCell
  box: [left: number, top: number, right: number, bottom: number]
  /** Whether the row, or the cell over many rows, goes on beyond this side. */
  open: {top: boolean; bottom: boolean}
  header: boolean
}

/** A line of text in a cell or on the page: its left end and the upper edge of its letters. */
export interface Piece {
  text: string
  /** Letter size where it is not that of the sheet. */
  pt?: number
  /** A white box drawn before it over the same text. */
  cover?: [left: number, top: number, right: number, bottom: number]
  /** Width of its letters, percent. */
  squeeze?: number
  /** A line below it: left end, height from the top of the page, right end. */
  line?: [left: number, y: number, right: number]
  /** Printed behind it. */
  mark?: Piece
  x: number
  y: number
  /** Room it has in its cell. */
  room: number
  cell: TableCell | null
}

export interface Sheet {
  parts: Part[]
  lines: Piece[]
  /** Content drawn under and over everything else. */
  under?: string
  over?: string
  /** Quarter turns clockwise by which the page is shown; its content is drawn the other way round. */
  turned?: boolean
  /** Whether its content lies on its side. */
  sideways?: boolean
}

export const [WIDTH, HEIGHT] = [595, 842]
const MARGIN = 60
const LEADING = 1.3
const leadOf = ({pt, leading = LEADING}: Setting) => pt * leading
/** The cell margins of word processors: 0.19 cm. */
const SIDE = 5.4

interface Pen extends Setting {
  pages: Sheet[]
  y: number
}

/** Sets a report on pages. */
export function setReport(root: Root, setting: Setting): Sheet[] {
  const pen: Pen = {...setting, pages: [{parts: [], lines: []}], y: MARGIN + setting.shift}
  for (const block of root.children) {
    if (block.type === 'table') setTable(pen, block)
    else if (block.type === 'paragraph') setParagraph(pen, block)
  }
  return pen.pages
}

function setParagraph(pen: Pen, {value, data = {}}: Extract<Block, {type: 'paragraph'}>): void {
  const room = WIDTH - 2 * MARGIN
  const lines = wrapped((data.align ? '' : '　　') + value, room, pen.pt)
  for (const text of lines) {
    if (pen.y + leadOf(pen) > HEIGHT - MARGIN) turnPage(pen)
    const free = room - extent(text, pen.pt)
    const x = MARGIN + (data.align === 'center' ? free / 2 : data.align === 'right' ? free : 0)
    pen.pages.at(-1)!.lines.push({text, x, y: pen.y, room, cell: null})
    pen.y += leadOf(pen)
  }
}

function turnPage(pen: Pen): void {
  pen.pages.push({parts: [], lines: []})
  pen.y = MARGIN
}

function setTable(pen: Pen, table: Table): void {
  const {pt, padding} = pen
  const xs = columnEdges(table, pen.narrow)
  const lead = leadOf(pen)
  const linesOf = (cell: TableCell) =>
    wrapped(
      textOf(cell),
      xs[cell.column + cell.columnSpan]! - xs[cell.column]! - 2 * SIDE,
      pt,
      pen.narrow !== undefined,
    )
  const counts = Array.from({length: table.rows}, () => 1)
  for (const cell of [...table.children].sort((a, b) => a.rowSpan - b.rowSpan)) {
    const own = counts.slice(cell.row, cell.row + cell.rowSpan).reduce((sum, n) => sum + n, 0)
    counts[cell.row + cell.rowSpan - 1]! += Math.max(linesOf(cell).length - own, 0)
  }
  // Bands: a row, or what of a row stands on one page.
  const bands: {row: number; from: number; to: number; page: number; top: number; bottom: number}[] = []
  const heads = headRows(table)
  for (let row = 0; row < table.rows; row++) {
    let from = 0
    while (from < counts[row]!) {
      const room = HEIGHT - MARGIN - pen.y - 2 * padding
      const fits = Math.floor(room / lead + 1e-6)
      const left = counts[row]! - from
      const take = fits >= left ? left : pen.split && fits > 0 ? fits : 0
      if (take === 0) {
        turnPage(pen)
        if (pen.between && bands.length > 0) setBetween(pen, pen.between)
        if (pen.repeat && row >= heads) {
          for (let r = 0; r < heads; r++) {
            const bottom = pen.y + counts[r]! * lead + 2 * padding
            bands.push({row: r, from: 0, to: counts[r]!, page: pen.pages.length - 1, top: pen.y, bottom})
            pen.y = bottom
          }
        }
        continue
      }
      const bottom = pen.y + take * lead + 2 * padding
      bands.push({row, from, to: from + take, page: pen.pages.length - 1, top: pen.y, bottom})
      pen.y = bottom
      from += take
    }
  }
  for (const cell of table.children) {
    const lines = linesOf(cell)
    const own = bands.filter(({row}) => row >= cell.row && row < cell.row + cell.rowSpan)
    const pages = [...new Set(own.map(band => band.page))]
    let set = 0
    for (const [i, page] of pages.entries()) {
      const here = own.filter(band => band.page === page)
      const header = cell.row < heads
      const [left, right] = [xs[cell.column]!, xs[cell.column + cell.columnSpan]!]
      const [top, bottom] = [here[0]!.top, here.at(-1)!.bottom]
      const open = {top: i > 0 && !header, bottom: i < pages.length - 1 && !header}
      const sheet = pen.pages[page]!
      sheet.parts.push({cell, box: [left, top, right, bottom], open, header})
      const again = header || (pen.labels === 'again' && cell.rowSpan > 1)
      const rest = again ? lines : lines.slice(set)
      const fits = Math.max(Math.floor((bottom - top - 2 * padding) / lead + 1e-6), 0)
      let now = rest.slice(0, fits)
      if (!again && cell.rowSpan > 1 && pen.labels === 'cut' && pages.length > 1) {
        const all = own.reduce((sum, band) => sum + band.bottom - band.top, 0)
        const before = own
          .filter(band => pages.indexOf(band.page) < i)
          .reduce((sum, band) => sum + band.bottom - band.top, 0)
        const first = (all - lines.length * lead) / 2 - before
        now = rest.filter((_, k) => first + (k + set + 1) * lead <= bottom - top || i === pages.length - 1)
        now = now.slice(0, fits)
        const y = Math.max(top + first + set * lead, top)
        place(pen, sheet, cell, now, [left, right], Math.min(y, bottom - now.length * lead))
        set += now.length
        continue
      }
      if (!again) set += now.length
      const free = bottom - top - 2 * padding - now.length * lead
      const down = pen.valign === 'top' ? 0 : pen.valign === 'middle' ? free / 2 : free
      place(pen, sheet, cell, now, [left, right], top + padding + down)
    }
    if (set < lines.length && !pages.some(() => cell.row < heads || pen.labels === 'again')) {
      throw new Error(`${lines.slice(set).join('')} was not set`)
    }
  }
  pen.y += pt
}

function setBetween(pen: Pen, text: string): void {
  const {pt} = pen
  const x = WIDTH - MARGIN - extent(text, pt)
  pen.pages.at(-1)!.lines.push({text, x, y: pen.y, room: WIDTH - 2 * MARGIN, cell: null})
  pen.y += leadOf(pen)
}

function place(
  pen: Pen,
  sheet: Sheet,
  cell: TableCell,
  lines: readonly string[],
  [left, right]: readonly [number, number],
  y: number,
): void {
  const {pt} = pen
  const lead = leadOf(pen)
  lines.forEach((text, i) => {
    const x = (left + right - extent(text, pt)) / 2
    sheet.lines.push({text, x, y: y + i * lead, room: right - left - 2 * SIDE, cell})
  })
}

/** Rows at the top that hold headings alone. */
function headRows(table: Table): number {
  let rows = 0
  while (rows < table.rows) {
    const own = table.children.filter(cell => cell.row <= rows && cell.row + cell.rowSpan > rows)
    if (!own.every(cell => cell.data?.header)) break
    rows++
  }
  return rows < table.rows ? rows : 0
}

/** Columns as wide as their own texts want, within bounds. */
function columnEdges(table: Table, narrow?: number): number[] {
  const wants = Array.from({length: table.columns}, (_, column) => {
    const own = table.children.filter(cell => cell.column === column && cell.columnSpan === 1)
    const longest = Math.max(...own.map(cell => [...textOf(cell)].length))
    if (narrow && own.some(cell => /^[0-9.]+$/.test(textOf(cell)))) return narrow
    return Math.min(Math.max(longest, 3), 8)
  })
  const sum = wants.reduce((a, b) => a + b, 0)
  const xs = [MARGIN]
  for (const want of wants) xs.push(xs.at(-1)! + ((WIDTH - 2 * MARGIN) * want) / sum)
  return xs
}

function wrapped(text: string, room: number, pt: number, anywhere = false): string[] {
  const lines: string[] = []
  let line = ''
  for (const unit of text.match(anywhere ? /./gu : /[0-9.+-]+|./gu) ?? []) {
    if (line !== '' && extent(line + unit, pt) > room) {
      lines.push(line)
      line = ''
    }
    line += unit
  }
  if (line !== '') lines.push(line)
  return lines
}

export function isFigure(text: string): boolean {
  return /^[0-9.+-]+$/.test(text)
}
