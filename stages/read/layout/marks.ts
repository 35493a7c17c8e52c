import type {Box} from '../../../pipeline/model/place.ts'
import type {GridCell} from './cells.ts'
import type {Straddling} from './straddling.ts'
import {isDigit, isNumeric, isOfNumber} from './text.ts'
import {centreOf, type Glyph, heightOf, type LayoutProblem, least, most} from './types.ts'

/** A cell of a page as far as marks go. */
interface MarkedCell {
  page: number
  box: Box
  glyphs: readonly Glyph[]
  doubts?: string[] | undefined
}

/** A rule that runs through this middle part of a digit leaves open to which row the digit belongs. */
const THROUGH = 0.3

function addDoubt(cell: MarkedCell, what: string): void {
  cell.doubts = [...(cell.doubts ?? []), what]
}

/**
 * Numbers and labels that an upright rule runs through. Notes a doubt with each cell they touch; where headings are cut, the
 * rule is none that a person sees, and a doubt goes with the figures of those columns.
 */
export function straddlings<T extends MarkedCell & GridCell>(
  runs: readonly Straddling<T>[],
  cells: readonly T[],
): LayoutProblem[] {
  const figures = cells.filter(({glyphs}) => glyphs.length > 0 && glyphs.every(({text}) => isOfNumber(text)))
  return runs.flatMap(({box, text, cells: touched, number}): LayoutProblem[] => {
    const what = `${number ? '数字' : '文字'}“${text}”压在表格竖线上`
    for (const cell of touched) addDoubt(cell, what)
    const page = touched[0]!.page
    if (number) return [{kind: 'straddling', page, box, text}]
    const isBeside = (cell: T) =>
      touched.some(t => cell.row < t.row + t.rowSpan && t.row < cell.row + cell.rowSpan)
    if (!figures.some(isBeside)) {
      const from = least(touched.map(({column}) => column))
      const to = most(touched.map(({column, columnSpan}) => column + columnSpan))
      for (const cell of figures)
        if (cell.column < to && cell.column + cell.columnSpan > from) addDoubt(cell, what)
    }
    return [{kind: 'label', page, box, text}]
  })
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
