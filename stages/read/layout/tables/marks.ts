import type {Box} from '../../../../pipeline/model/place.ts'
import type {GridCell} from '../rules/cells.ts'
import {isDigit, isNumeric, isOfNumber, isValue} from '../text/text.ts'
import {centreOf, type Glyph, heightOf, type LayoutProblem, widthOf} from '../types.ts'
import type {Straddling} from './straddling.ts'

/** A cell of a page as far as marks go. */
interface MarkedCell {
  page: number
  box: Box
  glyphs: readonly Glyph[]
  doubts?: string[] | undefined
}

/** An outline that takes this share of its cell's width and height is the cell's own. */
const WHOLE = 0.8
/** A rule that runs through this middle part of a digit leaves open to which row the digit belongs. */
const THROUGH = 0.3

/** A straight piece this close to the edge of its cell is part of a border, points. */
const EDGE = 2

function addDoubt(cell: MarkedCell, what: string): void {
  cell.doubts = [...(cell.doubts ?? []), what]
}

/**
 * Numbers and labels that an upright rule runs through. Notes a doubt with each cell they touch; where headings are cut, the
 * rules are none that a person sees, and a doubt goes with all figures of the table.
 */
export function straddlings<T extends MarkedCell & GridCell>(
  runs: readonly Straddling<T>[],
  cells: readonly T[],
): LayoutProblem[] {
  const figures = cells.filter(({glyphs}) => glyphs.length > 0 && glyphs.every(({text}) => isOfNumber(text)))
  const isBeside = (cell: T, others: readonly T[]) =>
    others.some(other => cell.row < other.row + other.rowSpan && other.row < cell.row + cell.rowSpan)
  const problems = runs.map(({box, text, cells: touched, number}): LayoutProblem => {
    for (const cell of touched) addDoubt(cell, `${number ? '数字' : '文字'}“${text}”压在表格竖线上`)
    return {kind: number ? 'straddling' : 'label', page: touched[0]!.page, box, text}
  })
  const heading = runs.find(run => !run.number && !run.cells.some(cell => isBeside(cell, figures)))
  if (!heading) return problems
  for (const cell of cells) {
    // What stands in place of a figure, and blanks, are as doubtful.
    const isFigure = isValue(cell.glyphs.map(({text}) => text).join('')) && isBeside(cell, figures)
    if (isFigure) addDoubt(cell, `表头“${heading.text}”压在表格竖线上`)
  }
  return problems
}

/** Figures that a level rule of their cell runs through. Notes a doubt with the cells on both sides. */
export function crossings<T extends MarkedCell>(
  cells: readonly T[],
  cellAt: (x: number, y: number) => T,
): LayoutProblem[] {
  return cells.flatMap((cell): LayoutProblem[] => {
    const cut = cell.glyphs.filter(({text, turn, box}) => {
      if (turn !== 0 || !isDigit(text)) return false
      const margin = THROUGH * heightOf(box)
      return cell.box[1] > box[1] + margin || cell.box[3] < box[3] - margin
    })
    if (cut.length === 0) return []
    const text = cut.map(glyph => glyph.text).join('')
    const touched = new Set([cell])
    for (const {box} of cut) {
      const x = (box[0] + box[2]) / 2
      touched.add(cellAt(x, box[1])).add(cellAt(x, box[3]))
    }
    for (const other of touched) addDoubt(other, `数字“${text}”压在表格横线上`)
    return [{kind: 'crossing', page: cell.page, box: cell.box, text}]
  })
}

/**
 * Letters drawn as outlines or strokes in cells that hold a figure or nothing. One problem a table: a program that draws one letter so
 * draws many.
 */
export function drawnTexts(
  cells: readonly MarkedCell[],
  outlines: readonly Box[],
  table: Box,
  cellAt: (x: number, y: number) => MarkedCell,
): LayoutProblem[] {
  const drawn = new Set<MarkedCell>()
  for (const outline of outlines) {
    const [x, y] = centreOf(outline)
    if (x <= table[0] || x >= table[2] || y <= table[1] || y >= table[3]) continue
    const cell = cellAt(x, y)
    const text = cell.glyphs.map(glyph => glyph.text).join('')
    // A border with round corners; a figure of which that much is known.
    if (fills(outline, cell.box) || isBorder(outline, cell.box) || cell.glyphs.some(({doubt}) => doubt))
      continue
    if (text === '' || isNumeric(text)) drawn.add(cell)
  }
  for (const cell of drawn) addDoubt(cell, '格内有以图形画出的文字或符号')
  const first = cells.find(cell => drawn.has(cell))
  return first ? [{kind: 'outline', page: first.page, box: first.box}] : []
}

/** Whether a straight piece lies at the edge of its cell. */
function isBorder(outline: Box, cell: Box): boolean {
  const [left, top, right, bottom] = outline
  const isNear = (value: number, a: number, b: number) => value - a < EDGE || b - value < EDGE
  if (left === right) return isNear(left, cell[0], cell[2])
  return top === bottom && isNear(top, cell[1], cell[3])
}

function fills(outline: Box, cell: Box): boolean {
  return widthOf(outline) > WHOLE * widthOf(cell) && heightOf(outline) > WHOLE * heightOf(cell)
}
