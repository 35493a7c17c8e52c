import type {CellPart} from '../laid.ts'
import type {GridCell} from '../rules/cells.ts'
import {linesOfPart} from '../text/cellText.ts'
import {gapBetween} from '../text/lines.ts'
import {isNumeric} from '../text/text.ts'
import type {Line} from '../types.ts'

/** Gaps of letters spread over their cell are this wide at least, in letter sizes, and differ by no more than this. */
const WIDE = 0.3
const EVEN = 0.15
/** Room left beside spread letters at most, and difference of both sides, in letter sizes. */
const MARGIN = 1.3
const CENTRED = 0.5
/** Most letters that people spread: longer labels fill their line. */
const MAX_LETTERS = 10
/** Fewest texts of a table that tell each other; a figure of so many letters tells itself. */
const MIN_SPREAD = 3
const MIN_LETTERS = 4
/** Margins in gaps where figures may as well stand in the middle of columns of their own, between which rules are missing. */
const COLUMNS = [0.38, 0.65] as const

interface Spread {
  line: Line
  text: string
  /** Margins in gaps. */
  margin: number
}

/**
 * Figures whose digits are spread over the width of their cell (分散对齐) are one figure. They are told from several figures
 * by standing from edge to edge at even distances, as others of the table do, and by single digits in the middle of the same
 * column, where a rule between two columns would be missing. Sets the text of their lines; gives the cells.
 */
export function closeSpread<T extends GridCell & CellPart>(cells: readonly T[]): Set<T> {
  const spread: (Spread & {cell: T})[] = []
  const closed = new Set<T>()
  const whole = new Set<string>()
  let unspread = 0
  for (const cell of cells) {
    const {glyphs} = cell
    if (glyphs.length === 0) continue
    if (glyphs.length === 1) {
      if (isCentred(cell) && isNumeric(glyphs[0]!.text)) whole.add(columnOf(cell))
      continue
    }
    const found = spreadOf(cell)
    if (found) spread.push({...found, cell})
    else if (isNumeric(textOf(glyphs))) unspread++
  }
  const figures = spread.filter(({text}) => isNumeric(text))
  // No figure begins with a zero; a row of single figures may.
  if (figures.some(({text}) => /^0[0-9]/.test(text))) return closed
  const isSure = spread.length >= MIN_SPREAD && (unspread === 0 || spread.some(({text}) => text.length > 2))
  for (const {line, text, margin, cell} of figures) {
    const isWhole = whole.has(columnOf(cell)) || margin < COLUMNS[0] || margin > COLUMNS[1]
    const isLong = text.length >= MIN_LETTERS && margin < COLUMNS[0]
    if (!isLong && !(isSure && isWhole)) continue
    line.text = text
    closed.add(cell)
  }
  return closed
}

function columnOf({column, columnSpan}: GridCell): string {
  return `${column} ${columnSpan}`
}

function isCentred({box, glyphs}: CellPart): boolean {
  const [{box: at, size}] = glyphs as [CellPart['glyphs'][number]]
  return Math.abs(at[0] - box[0] - (box[2] - at[2])) <= CENTRED * size
}

/** The text of a cell of one line whose letters are spread over its width; null of another. */
function spreadOf(part: CellPart): Spread | null {
  if (part.glyphs.length > MAX_LETTERS) return null
  const [line, more] = linesOfPart(part)
  if (!line || more || line.turn !== 0) return null
  const {glyphs, size, box} = line
  const gaps = glyphs.slice(1).map((glyph, i) => gapBetween(glyphs[i]!, glyph, 0) / size)
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)]
  if (least < WIDE || most - least > EVEN) return null
  const [before, behind] = [(box[0] - part.box[0]) / size, (part.box[2] - box[2]) / size]
  const fills = Math.max(before, behind) <= MARGIN && Math.abs(before - behind) <= CENTRED
  return fills ? {line, text: textOf(glyphs), margin: (before + behind) / 2 / least} : null
}

function textOf(glyphs: readonly {text: string}[]): string {
  return glyphs.map(({text}) => text).join('')
}
