import fc from 'fast-check'
import type {Edge, Glyph, PageContent} from '../../../../stages/read/layout/index.ts'

/** A cell of a table made up for a test. */
export interface DrawnCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}

export interface DrawnTable {
  xs: number[]
  ys: number[]
  cells: DrawnCell[]
}

/** Tables of 2 to 6 columns and rows with some places merged into rectangles. */
export const tableArbitrary: fc.Arbitrary<DrawnTable> = fc
  .record({
    widths: fc.array(fc.integer({min: 24, max: 90}), {minLength: 2, maxLength: 6}),
    heights: fc.array(fc.integer({min: 16, max: 60}), {minLength: 2, maxLength: 6}),
    merges: fc.array(
      fc.tuple(fc.nat(5), fc.nat(5), fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3})),
      {
        maxLength: 4,
      },
    ),
  })
  .map(({widths, heights, merges}) => {
    const positions = (from: number, sizes: number[]) => {
      const all = [from]
      for (const size of sizes) all.push(all.at(-1)! + size)
      return all
    }
    const taken = new Map<string, DrawnCell>()
    const cells: DrawnCell[] = []
    const put = (cell: DrawnCell) => {
      const places: string[] = []
      for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
        for (let c = cell.column; c < cell.column + cell.columnSpan; c++) places.push(`${r} ${c}`)
      }
      if (places.some(place => taken.has(place))) return
      for (const place of places) taken.set(place, cell)
      cells.push(cell)
    }
    for (const [row, column, rowSpan, columnSpan] of merges) {
      if (row + rowSpan <= heights.length && column + columnSpan <= widths.length) {
        put({row, column, rowSpan, columnSpan})
      }
    }
    heights.forEach((_, row) => {
      widths.forEach((_, column) => {
        put({row, column, rowSpan: 1, columnSpan: 1})
      })
    })
    cells.sort((a, b) => a.row - b.row || a.column - b.column)
    return {xs: positions(50, widths), ys: positions(60, heights), cells}
  })

/** The four borders of every cell, each drawn for itself, so that inner ones are drawn twice. */
export function bordersOf({xs, ys, cells}: DrawnTable): {horizontal: Edge[]; vertical: Edge[]} {
  const horizontal: Edge[] = []
  const vertical: Edge[] = []
  for (const {row, column, rowSpan, columnSpan} of cells) {
    const [left, right] = [xs[column]!, xs[column + columnSpan]!]
    const [top, bottom] = [ys[row]!, ys[row + rowSpan]!]
    horizontal.push({at: top, from: left, to: right}, {at: bottom, from: left, to: right})
    vertical.push({at: left, from: top, to: bottom}, {at: right, from: top, to: bottom})
  }
  return {horizontal, vertical}
}

/** The same lines drawn badly: off by a hair, a little short or long. */
export function shaken(edges: Edge[], amounts: number[]): Edge[] {
  const amount = (i: number) => amounts[i % amounts.length] ?? 0
  return edges.map((edge, i) => ({
    at: edge.at + 0.4 * amount(i),
    from: edge.from + amount(i + 1),
    to: edge.to + amount(i + 2),
  }))
}

/** The same lines as rows of short dashes. */
export function dashed(edges: Edge[], dash: number, gap: number): Edge[] {
  return edges.flatMap(edge => {
    const pieces: Edge[] = []
    for (let from = edge.from; from < edge.to; from += dash + gap) {
      pieces.push({at: edge.at, from, to: Math.min(from + dash, edge.to)})
    }
    return pieces
  })
}

/** Text with its first letter's left end and baseline top at a point; letters half as wide as high. */
export function glyphsOf(text: string, x: number, y: number, size = 8, order = 0): Glyph[] {
  return [...text].map((letter, i) => ({
    text: letter,
    box: [x + (i * size) / 2, y, x + ((i + 1) * size) / 2, y + size],
    size,
    order: order + i,
    spaced: false,
    turn: 0,
  }))
}

/** Chinese text: letters as wide as high. */
export function wideGlyphsOf(text: string, x: number, y: number, size = 10, order = 0): Glyph[] {
  return [...text].map((letter, i) => ({
    text: letter,
    box: [x + i * size, y, x + (i + 1) * size, y + size],
    size,
    order: order + i,
    spaced: false,
    turn: 0,
  }))
}

export function pageOf(content: Partial<PageContent>, page = 1): PageContent {
  return {page, width: 600, height: 800, glyphs: [], horizontal: [], vertical: [], pictures: [], ...content}
}
