import type {Box} from '../../../../pipeline/model/place.ts'
import type {LaidTable} from '../laid.ts'
import type {Frame} from '../rules/frames.ts'
import {linesOf, segmentsOf} from '../text/lines.ts'
import {isValue, textOfLine} from '../text/text.ts'
import {heightOf, type LayoutOptions, type LayoutProblem, type Line, median, unionOf} from '../types.ts'
import {type AlignedRow, columnsOf, tableOfRows} from './alignment.ts'

/** Gap that parts two columns, in letters. */
const GAP = 1
/** Fewest rows of figures that make a table; between rules fewer will do. */
const MIN_ROWS = 3
const MIN_ROWS_RULED = 2
/** Fewest pieces of text in a row of figures. */
const MIN_PIECES = 3
/** Lines of one table are no further apart than this, in usual line distances. */
const APART = 2.5

/**
 * Tables without upright rules. Rows are lines, or what stands between two level rules; columns are where figures stand
 * one below the other. Where the alignment is not certain the lines stay lines; either way it is reported.
 */
export function unruledTables(
  lines: Line[],
  frames: readonly Frame[],
  page: number,
  options: LayoutOptions,
): {tables: LaidTable[]; rest: Line[]; problems: LayoutProblem[]} {
  const tables: LaidTable[] = []
  const problems: LayoutProblem[] = []
  const rules = frames.filter(f => f.horizontal.length === 1 && f.vertical.length === 0).map(f => f.box)
  let rest = lines
  for (const block of blocksOf(lines.filter(line => line.turn === 0))) {
    const box = unionOf(block.map(line => line.box))
    const own = rules.filter(rule => rule[0] < box[2] && rule[2] > box[0]).map(rule => rule[1])
    const levels = own.filter(y => y > box[1] - 2 * options.tolerance && y < box[3] + 2 * options.tolerance)
    const rows = rowsOf(block, levels)
    const figures = rows.filter(isFigureRow)
    if (figures.length < (levels.length > 1 ? MIN_ROWS_RULED : MIN_ROWS)) continue
    problems.push({kind: 'unruled', page, box})
    const columns = columnsOf(figures)
    const table = columns && tableOfRows(rows, columns, page)
    if (!table) continue
    tables.push(table)
    const used = new Set(block)
    rest = rest.filter(line => !used.has(line))
  }
  return {tables, rest, problems}
}

/** Runs of neighbouring lines of which the first and last have several pieces. */
function blocksOf(lines: Line[]): Line[][] {
  const pitch = median(lines.map(line => heightOf(line.box))) * 1.5
  const blocks: Line[][] = []
  let block: Line[] = []
  const finish = () => {
    while (block.length > 0 && segmentsOf(block.at(-1)!, GAP).length < 2) block.pop()
    if (block.length > 0) blocks.push(block)
    block = []
  }
  for (const line of lines) {
    const last = block.at(-1)
    if (last && line.box[1] - last.box[3] > APART * pitch) finish()
    if (block.length > 0 || segmentsOf(line, GAP).length > 1) block.push(line)
  }
  finish()
  // Prose between two tables, or under a heading with a gap in it, ends a block.
  return blocks.flatMap(splitAtProse)
}

function splitAtProse(block: Line[]): Line[][] {
  const parts: Line[][] = [[]]
  let single = 0
  for (const line of block) {
    const pieces = segmentsOf(line, GAP).length
    single = pieces > 1 ? 0 : single + 1
    if (single === 2) {
      const part = parts.at(-1)!
      part.pop()
      parts.push([])
    } else if (single < 2) parts.at(-1)!.push(line)
  }
  return parts.filter(part => part.some(line => segmentsOf(line, GAP).length > 1))
}

/** Lines as rows; between two rules the lines around a single row of figures are one row. */
function rowsOf(block: Line[], levels: number[]): AlignedRow[] {
  const single = block.map((line): AlignedRow => ({box: line.box, pieces: segmentsOf(line, GAP)}))
  if (levels.length === 0) return single
  const bands = new Map<number, AlignedRow[]>()
  for (const row of single) {
    const band = levels.filter(y => y < (row.box[1] + row.box[3]) / 2).length
    bands.set(band, [...(bands.get(band) ?? []), row])
  }
  return [...bands.values()].flatMap(rows =>
    rows.filter(isFigureRow).length === 1 ? [mergedRow(rows)] : rows,
  )
}

function mergedRow(rows: AlignedRow[]): AlignedRow {
  const pieces: Line[][] = []
  for (const piece of rows.flatMap(row => row.pieces)) {
    const overlapping = pieces.find(group => group.some(other => overlaps(other.box, piece.box)))
    if (overlapping) overlapping.push(piece)
    else pieces.push([piece])
  }
  return {
    box: unionOf(rows.map(row => row.box)),
    pieces: pieces.map(group => {
      const {size, turn} = group[0]!
      return {glyphs: group.flatMap(p => p.glyphs), box: unionOf(group.map(p => p.box)), size, turn}
    }),
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2]
}

/** A row that begins with a label and goes on with figures. */
function isFigureRow(row: AlignedRow): boolean {
  const texts = row.pieces.map(piece => linesOf(piece.glyphs).map(textOfLine).join(''))
  return texts.length >= MIN_PIECES && texts.slice(1).filter(isValue).length >= 0.6 * (texts.length - 1)
}
