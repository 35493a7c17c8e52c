import type {Box} from '../../../pipeline/model/place.ts'
import {isDigit, isNumeric} from './text.ts'
import {centreOf, type Glyph, heightOf, type LayoutProblem} from './types.ts'

/** A cell of a page as far as marks go. */
interface MarkedCell {
  page: number
  box: Box
  glyphs: readonly Glyph[]
  doubts?: string[] | undefined
}

/** A rule that runs through this middle part of a digit leaves open to which row the digit belongs. */
const THROUGH = 0.3

export function addDoubt(cell: MarkedCell, what: string): void {
  cell.doubts = [...(cell.doubts ?? []), what]
}

/** Figures that a level rule of their cell runs through. Notes a doubt with each cell. */
export function crossings(cells: readonly MarkedCell[]): LayoutProblem[] {
  return cells.flatMap((cell): LayoutProblem[] => {
    const cut = cell.glyphs.filter(({text, turn, box}) => {
      if (turn !== 0 || !isDigit(text)) return false
      const margin = THROUGH * heightOf(box)
      return cell.box[1] > box[1] + margin || cell.box[3] < box[3] - margin
    })
    const [first] = cut
    if (!first) return []
    const text = cut.map(glyph => glyph.text).join('')
    addDoubt(cell, `数字“${text}”压在表格横线上`)
    return [{kind: 'crossing', page: cell.page, box: cell.box, text}]
  })
}

/**
 * Letters drawn as outlines in cells that hold a figure or nothing. One problem a table: a program that draws one letter so
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
    if (text === '' || isNumeric(text)) drawn.add(cell)
  }
  for (const cell of drawn) addDoubt(cell, '格内有以图形画出的文字或符号')
  const first = cells.find(cell => drawn.has(cell))
  return first ? [{kind: 'outline', page: first.page, box: first.box}] : []
}
