import {type Block, type Root, type Table, type TableCell, textOf} from '../../../../pipeline/model/ast.ts'
import {type RawOptions, type RawPage, rawPdf, stream} from './raw.ts'

/** How a program writes a report as PDF: what differs from one to the next, and must not matter. */
export interface Typesetting {
  /** Page in points, before it is turned. */
  width: number
  height: number
  /** Letter size, and where the first line of the first page begins below the margin. */
  pt: number
  shift: number
  /** Borders as strokes, as filled bars, as one rectangle a cell, or as rectangles apart from each other. */
  borders: 'strokes' | 'bars' | 'rectangles'
  /** One string a line, or every letter placed for itself. */
  letters: 'lines' | 'single'
  /** Whether a page's content stands in a form XObject. */
  form: boolean
  /** Whether every text is written once more, invisible. */
  twice: boolean
  rotate: 0 | 90 | 180 | 270
  /** Whether the font tells nothing of the characters it draws. */
  mute: boolean
}

export const ORDINARY: Typesetting = {
  width: 595,
  height: 842,
  pt: 9,
  shift: 0,
  borders: 'strokes',
  letters: 'lines',
  form: false,
  twice: false,
  rotate: 0,
  mute: false,
}

const MARGIN = 50
const LEADING = 1.4
const PADDING = 3

interface Sheet {
  pages: string[]
  /** Distance of the pen from the upper edge. */
  y: number
  set: Typesetting
}

/** Reports as one PDF, each on pages of its own. The font is not embedded: Chinese by the name of a collection. */
export function typeset(roots: readonly Root[], changes: Partial<Typesetting> = {}): Uint8Array {
  const set = {...ORDINARY, ...changes}
  const sheet: Sheet = {pages: [], y: 0, set}
  for (const root of roots) {
    sheet.pages.push('')
    sheet.y = MARGIN + (sheet.pages.length === 1 ? set.shift : 0)
    for (const block of root.children) setBlock(sheet, block)
  }
  return written(sheet)
}

function written({pages, set}: Sheet): Uint8Array {
  const encoding = set.mute ? '/Identity-H' : '/UniGB-UCS2-H'
  const ordering = set.mute ? '(Adobe) /Ordering (Identity)' : '(Adobe) /Ordering (GB1)'
  const widths = set.mute ? '' : '/W [1 95 500]'
  const resources = '/Font << /F1 20 0 R >>'
  const objects: NonNullable<RawOptions['objects']> = {
    20: `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding ${encoding} /DescendantFonts [21 0 R] >>`,
    21: `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 ${widths} /CIDSystemInfo << /Registry ${ordering} /Supplement 2 >> /FontDescriptor 22 0 R >>`,
    22: '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  }
  const forms: string[] = []
  const raw = pages.map((content, i): RawPage => {
    const box = `/MediaBox [0 0 ${set.rotate % 180 ? `${set.height} ${set.width}` : `${set.width} ${set.height}`}]`
    const turned = `q ${turning(set)} cm ${content} Q`
    if (!set.form) return {content: turned, entries: `${box} /Rotate ${set.rotate}`}
    objects[30 + i] = stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Resources << ${resources} >>`,
      turned,
    )
    forms.push(`/X${i} ${30 + i} 0 R`)
    return {content: `/X${i} Do`, entries: `${box} /Rotate ${set.rotate}`}
  })
  return rawPdf(raw, {objects, font: 20, resources: `/XObject << ${forms.join(' ')} >>`})
}

/** Sets the page so that it stands upright once it is turned. */
function turning({width, height, rotate}: Typesetting): string {
  return {
    0: '1 0 0 1 0 0',
    90: `0 1 -1 0 ${height} 0`,
    180: `-1 0 0 -1 ${width} ${height}`,
    270: `0 -1 1 0 0 ${width}`,
  }[rotate]
}

function setBlock(sheet: Sheet, block: Block): void {
  if (block.type === 'table') setTable(sheet, block)
  else if (block.type === 'paragraph') {
    const {width, pt} = sheet.set
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
  const {width, height, pt} = sheet.set
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
      border(sheet, x(cell.column), ys[top - from]!, x(cell.column + cell.columnSpan), ys[bottom - from]!)
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
  if (sheet.y + needed <= sheet.set.height - MARGIN) return
  sheet.pages.push('')
  sheet.y = MARGIN
}

function border({pages, set}: Sheet, x0: number, top: number, x1: number, bottom: number): void {
  const [y0, y1] = [set.height - bottom, set.height - top]
  const drawn = {
    strokes: `${x0} ${y0} m ${x1} ${y0} l S ${x1} ${y0} m ${x1} ${y1} l S ${x0} ${y1} m ${x1} ${y1} l S ${x0} ${y0} m ${x0} ${y1} l S\n`,
    bars: `${x0} ${y0} ${x1 - x0} 0.5 re f ${x0} ${y1} ${x1 - x0} 0.5 re f ${x0} ${y0} 0.5 ${y1 - y0} re f ${x1} ${y0} 0.5 ${y1 - y0} re f\n`,
    rectangles: `${x0} ${y0} ${x1 - x0} ${y1 - y0} re S\n`,
  }
  pages[pages.length - 1] += drawn[set.borders]
}

/** A line with the upper edge of its letters at `y` from the top of the page. */
function print({pages, set}: Sheet, line: string, x: number, y: number): void {
  const base = set.height - y - set.pt
  const text = (letters: string, at: number, extra: string) =>
    `BT ${extra} /F1 ${set.pt} Tf 1 0 0 1 ${at} ${base} Tm <${hex(letters)}> Tj ET\n`
  const whole = (extra: string) => {
    if (set.letters === 'lines') return text(line, x, extra)
    let at = x
    return [...line]
      .map(letter => {
        const placed = text(letter, at, extra)
        at += extent(letter, set.pt)
        return placed
      })
      .join('')
  }
  pages[pages.length - 1] += whole('0 Tr') + (set.twice ? whole('3 Tr') : '')
}

function hex(text: string): string {
  return [...text].map(letter => letter.codePointAt(0)!.toString(16).padStart(4, '0')).join('')
}

function extent(text: string, pt: number): number {
  return [...text].reduce((sum, letter) => sum + (letter < '\u007f' ? pt / 2 : pt), 0)
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
