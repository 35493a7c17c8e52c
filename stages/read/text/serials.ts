import {isValue} from './lines.ts'
import type {Piece, TextRow} from './pieces.ts'

/** What the column of row numbers is headed. */
const HEADING = /^(?:序\s*号|行\s*次|栏\s*次|编\s*号)$/
/** Fewest numbers in turn, and their share among the figures before labels, that show such a column. */
const FEWEST = 5
const SHARE = 0.8
/** Rows below in which the next label is looked for: cells may be blank. */
const NEAR = 4
/** Most rows in turn whose numbers may be missing. */
const MOST_MISSING = 3

/**
 * Tables without the row numbers that got to the end of the row before, as they do where each cell stands on a line of its
 * own (件 / 128 / 3 / 制发规范性文件总数): of a row whose figure is blank, the next row's number would be taken for it. Numbers
 * count one by one and stand before labels, and their column is headed 序号. Other tables are returned as they are.
 */
export function withoutSerials(pieces: Piece[]): Piece[] {
  const head = pieces.findIndex(heads)
  if (head < 0) return pieces
  const rows = pieces.slice(head).flatMap(piece => (piece.kind === 'table' ? piece.rows : []))
  const numbers = rows.map((row, i) => numberAtEnd(row, rows.slice(i + 1, i + 1 + NEAR)))
  const serials = inTurn(numbers)
  const figures = numbers.filter(number => number !== null).length
  if (serials.size < FEWEST || serials.size < figures * SHARE) return pieces
  const numbered = new Set([...serials].map(i => rows[i]!))
  const without = (row: TextRow) => (numbered.has(row) ? withoutLast(row) : row)
  return pieces.map(piece =>
    piece.kind === 'table'
      ? {...piece, rows: piece.rows.map(without).filter(({cells}) => cells.length > 0)}
      : piece,
  )
}

function heads(piece: Piece): boolean {
  return piece.kind === 'line'
    ? HEADING.test(piece.line.text.trim())
    : piece.rows.some(({cells}) => cells.some(({text}) => HEADING.test(text.trim())))
}

/** The number a row ends with, blanks aside, where a label follows it. */
function numberAtEnd({cells}: TextRow, below: TextRow[]): number | null {
  const label = below.flatMap(row => row.cells).find(({text}) => text !== '')?.text
  const last = cells.findLast(({text}) => text !== '')?.text.trim() ?? ''
  return (label === undefined || !isValue(label)) && /^\d{1,3}$/.test(last) ? Number(last) : null
}

function withoutLast({cells}: TextRow): TextRow {
  return {
    cells: cells.slice(
      0,
      cells.findLastIndex(({text}) => text !== ''),
    ),
  }
}

/** Indices of the numbers that go on counting; a row whose number was lost is passed over. */
function inTurn(numbers: (number | null)[]): Set<number> {
  const found = new Set<number>()
  let before = 0
  numbers.forEach((number, i) => {
    if (number === null || number <= before || number > before + MOST_MISSING) return
    found.add(i)
    before = number
  })
  return found
}
