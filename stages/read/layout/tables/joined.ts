import type {Box} from '../../../../pipeline/model/place.ts'
import type {CellPart} from '../laid.ts'
import type {GridCell} from '../rules/cells.ts'
import type {Grid} from '../rules/grid.ts'
import {linesOfPart} from '../text/cellText.ts'
import {gapBetween} from '../text/lines.ts'
import {isDigit, isValue, textOfLine} from '../text/text.ts'
import {type Glyph, type LayoutProblem, type Line, least, most} from '../types.ts'

/** Letters of one figure stand no further apart than those of the table do, by this much at most, in letter sizes. */
const EVEN = 0.05
/** Beyond this, digits of one figure and two figures look the same. */
const DOUBTFUL = 0.15
/** The blank between thousands is no wider than a letter. */
const THOUSANDS = 0.75
/** A rule between two figures may touch either, in letter sizes. */
const TOUCH = 0.15
/** Fewest gaps between letters that tell how far they stand apart in a table. */
const MIN_GAPS = 4

const APART = '与旁边的数字之间没有表格线，按其他行的竖线分开'
const JOINED = '数字之间空得较开，可能是相邻两格的数字，中间缺少表格线'

interface OpenCell extends GridCell, CellPart {}

/** Figures of a table between which a rule is missing. */
export interface Joined<T> {
  /** Cells of several figures, cut into one for each. */
  pieces: Map<T, T[]>
  /** Cells of which nobody can tell whether they hold one figure. */
  doubtful: Set<T>
}

/**
 * Figures side by side in one cell, where the rule between them is missing. Where another row has a rule at that place, the
 * cell can be parted there; elsewhere a gap wider than those between the letters of the table makes the figure doubtful: 12
 * and 3 would be read as 123.
 * @param spread cells of which the digits are spread over the width: one figure each
 */
export function joinedFigures<T extends OpenCell>(
  cells: readonly T[],
  {xs}: Pick<Grid, 'xs'>,
  spread: ReadonlySet<T>,
): Joined<T> {
  const usual = usualGaps(cells, spread)
  const joined: Joined<T> = {pieces: new Map(), doubtful: new Set()}
  for (const cell of cells) {
    if (cell.glyphs.length < 2 || spread.has(cell)) continue
    const pieces = cell.columnSpan > 1 ? piecesOf(cell, xs, usual.most) : []
    if (pieces.length > 1) joined.pieces.set(cell, pieces)
    else if (linesOfPart(cell).some(line => isWide(line, usual))) joined.doubtful.add(cell)
  }
  return joined
}

/** Cells parted where figures were joined, all of them named. Whatever else stands in a cell keeps it whole. */
export function partJoined<T extends OpenCell>(
  cells: readonly T[],
  {pieces, doubtful}: Joined<T>,
  report: (problem: LayoutProblem) => void,
): T[] {
  return cells.flatMap(cell => {
    const own = cell.doubts ?? []
    const parts = pieces.get(cell)
    const isDoubtful = doubtful.has(cell) || (parts !== undefined && cell.inner.length > 0)
    if (isDoubtful && own.length === 0) cell.doubts = [JOINED]
    if (!parts || cell.inner.length > 0) return [cell]
    const text = parts.map(textOf).join(' / ')
    report({kind: 'joined', page: cell.page, box: cell.box, text})
    return parts.map(part => ({...part, doubts: [...own, APART]}))
  })
}

/** A cell as several, cut at the column edges at which its figures are apart; none where there are no such edges. */
function piecesOf<T extends OpenCell>(cell: T, xs: readonly number[], usual: number): T[] {
  const [line, more] = linesOfPart(cell)
  if (!line || more || line.turn !== 0) return []
  const {glyphs} = line
  const cuts: {column: number; index: number}[] = []
  for (let column = cell.column + 1; column < cell.column + cell.columnSpan; column++) {
    const index = glyphs.findIndex(({box}, i) => i > 0 && (box[0] + box[2]) / 2 > xs[column]!)
    if (index < 1 || cuts.at(-1)?.index === index || !isApart(line, index, xs[column]!, usual)) continue
    cuts.push({column, index})
  }
  if (cuts.length === 0 || !areWidest(line, cuts)) return []
  const ends = [...cuts, {column: cell.column + cell.columnSpan, index: glyphs.length}]
  const pieces = ends.map(({column, index}, i): T => {
    const from = cuts[i - 1] ?? {column: cell.column, index: 0}
    const box: Box = [xs[from.column]!, cell.box[1], xs[column]!, cell.box[3]]
    const place = {column: from.column, columnSpan: column - from.column, box}
    return {...cell, ...place, glyphs: glyphs.slice(from.index, index), made: undefined}
  })
  return pieces.every(piece => isValue(textOf(piece))) ? pieces : []
}

/** Whether the gaps at which a line is cut are wider than all others of it: evenly spaced digits are one figure. */
function areWidest(line: Line, cuts: readonly {index: number}[]): boolean {
  const at = new Set(cuts.map(({index}) => index))
  const gaps = gapsOf(line)
  const own = gaps.filter((_, i) => at.has(i + 1))
  return least(own) - most(gaps.filter((_, i) => !at.has(i + 1))) > EVEN
}

/** The gaps between the letters of a line, in letter sizes. */
function gapsOf({glyphs, size, turn}: Line): number[] {
  return glyphs.slice(1).map((glyph, i) => gapBetween(glyphs[i]!, glyph, turn) / size)
}

/** Whether a place lies between two letters that are further apart than letters of one figure. */
function isApart({glyphs, size}: Line, index: number, at: number, usual: number): boolean {
  const [before, glyph] = [glyphs[index - 1]!, glyphs[index]!]
  const gap = gapBetween(before, glyph, 0) / size - usual
  return gap > EVEN && at > before.box[2] - TOUCH * size && at < glyph.box[0] + TOUCH * size
}

/**
 * Whether digits of a line stand further apart than letters of the table, so that they may be two figures, although they
 * would be read as one: joined, or as thousands with a blank before the last three.
 */
function isWide(line: Line, usual: Usual): boolean {
  if (line.turn !== 0) return false
  const text = textOfLine(line)
  const isThousands = /^[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?$/.test(text)
  if (!isThousands && !/^[-+]?\d[\d.,]*$/.test(text)) return false
  const gaps = gapsOf(line)
  const widest = most(gaps)
  const isEven = gaps.length > 1 && widest - least(gaps) <= EVEN
  return widest - (isEven ? usual.most : usual.least) > (isThousands ? THOUSANDS : DOUBTFUL)
}

/** How far letters of a table stand apart, in letter sizes. Whichever kind the figures are joined in, the other tells. */
interface Usual {
  least: number
  most: number
}

/** The lower quarter of the gaps, of labels and of figures each: where rules are missing, many gaps are those of two figures. */
function usualGaps<T extends OpenCell>(cells: readonly T[], spread: ReadonlySet<T>): Usual {
  const gaps: Record<'digits' | 'letters', number[]> = {digits: [], letters: []}
  for (const cell of cells) {
    if (cell.glyphs.length < 2 || spread.has(cell)) continue
    for (const {glyphs, size, turn} of linesOfPart(cell)) {
      if (turn !== 0) continue
      for (let i = 1; i < glyphs.length; i++) {
        const [before, glyph] = [glyphs[i - 1]!, glyphs[i]!]
        if (isDigit(before.text) !== isDigit(glyph.text)) continue
        gaps[isDigit(glyph.text) ? 'digits' : 'letters'].push(gapBetween(before, glyph, 0) / size)
      }
    }
  }
  const known = [gaps.digits, gaps.letters].filter(({length}) => length >= MIN_GAPS).map(quarterOf)
  return {
    least: Math.max(least([...known, ...(known.length > 0 ? [] : [0])]), 0),
    most: Math.max(0, ...known),
  }
}

function quarterOf(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 2]!
}

function textOf({glyphs}: {glyphs: readonly Glyph[]}): string {
  return glyphs.map(({text}) => text).join('')
}
