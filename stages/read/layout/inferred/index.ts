import type {Box} from '../../../../pipeline/model/place.ts'
import {isInZone} from '../furniture.ts'
import type {LaidCell, LaidTable} from '../laid.ts'
import {isNumbered} from '../paragraphs.ts'
import {type Glyph, median} from '../types.ts'
import {baseOf, boxOfFragments, type Fragment, glyphsOf, type TextRow, textRowsOf} from './fragments.ts'
import {type Head, headOf} from './heads.ts'
import {type Cut, edgesBetween, type Labels, labelsOf} from './labels.ts'
import {type Section, sectionsOf} from './sections.ts'

/** Lines of a head are no further apart than this, in letter sizes, and there are at most so many. */
const APART = 4
const MAX_LINES = 16
/** A line over this share of the table's width is a paragraph. */
const PROSE = 0.6
/** A title stands in the middle of its table within this many letter sizes. */
const CENTRAL = 1.5
/** Fewest figures of a section without a neighbour. */
const MIN_FIGURES = 4

/**
 * Tables whose columns and rows show in the alignment of their text alone: figures one below the other, each label beside
 * its figures, labels over several rows and headings over several columns in the middle of them. What does not fit in one
 * way only is left.
 */
export function inferredTables(
  glyphs: readonly Glyph[],
  page: {page: number; height: number},
): {tables: LaidTable[]; rest: Glyph[]} {
  const rows = textRowsOf(glyphs)
  const sections = sectionsOf(rows)
  const tables: LaidTable[] = []
  const used = new Set<Glyph>()
  let end = -Infinity
  for (const [i, section] of sections.entries()) {
    const limit = sections[i + 1]
    const below = limit ? rows[limit.rows[0]!.index]!.base : Infinity
    const found = inferredTable(section, rows, {above: end, below}, page)
    if (!found) {
      end = Math.max(...section.rows.flatMap(row => row.figures.flat().map(({box}) => box[3])))
      continue
    }
    tables.push(found)
    end = found.box[3]
    for (const {parts} of found.cells)
      for (const part of parts) for (const glyph of part.glyphs) used.add(glyph)
  }
  return {tables, rest: used.size === 0 ? [...glyphs] : glyphs.filter(glyph => !used.has(glyph))}
}

function inferredTable(
  section: Section,
  rows: readonly TextRow[],
  between: {above: number; below: number},
  page: {page: number; height: number},
): LaidTable | null {
  const figures = section.rows.flatMap(row => row.figures.flat())
  const size = median(figures.map(fragment => fragment.size))
  const left = section.columns[0]![0]
  const beside = labelSide(rows, section, left, size, between)
  const given = section.rows.map(row => {
    const [, top, , bottom] = boxOfFragments(row.figures.flat())
    return {base: row.base, top, bottom}
  })
  const bare = bodyOfFigures(given)
  const labels = beside.length === 0 ? bare : labelsOf(beside, given, size, cutOf(rows, section, left, page))
  if (!labels) return null
  const top = edgesBetween(labels.rows)[0]!
  const labelled = new Set([
    ...labels.rows.flatMap(row => row.label),
    ...labels.groups.flat().flatMap(group => group.fragments),
  ])
  const above = headLines(rows, section, labelled, {left, top, size, above: between.above, page})
  const labelEnd = labelled.size > 0 ? Math.max(...[...labelled].map(({box}) => box[2])) : null
  const isBeside = ({box}: Fragment) => labelEnd !== null && (box[0] + box[2]) / 2 < (labelEnd + left) / 2
  const side = above.fragments.filter(isBeside)
  const over = above.fragments.filter(fragment => !side.includes(fragment))
  const head = over.length === 0 ? null : headOf(over, section.columns, leadingOf(labels), labelEnd)
  // Of a head that the page cuts only the rest is here, which says nothing certain.
  const isCut = over.length > 0 && !head && above.first
  if (over.length > 0 && !head && !isCut) return null
  if (figures.length < MIN_FIGURES && !head) return null
  const heading = isCut ? {head: null, side: [], titles: []} : {head, side, titles: above.titles}
  return tableOf(section, labels, heading, page.page)
}

/** Whether nothing but page numbers stands above or below the rows of a section. */
function cutOf(rows: readonly TextRow[], section: Section, left: number, page: {height: number}): Cut {
  const isOther = ({fragments}: TextRow) =>
    fragments.some(({box}) => box[2] > left && !isInZone(box, page)) &&
    !fragments.every(f => f.box[2] <= left)
  const [first, last] = [section.rows[0]!.index, section.rows.at(-1)!.index]
  return {top: !rows.slice(0, first).some(isOther), bottom: !rows.slice(last + 1).some(isOther)}
}

/** Rows without any label. */
function bodyOfFigures(given: readonly {top: number; bottom: number}[]): Labels {
  const rows = given.map(({top, bottom}, figures) => ({figures, top, bottom, label: []}))
  return {rows, groups: [], ends: [], setting: 'middle'}
}

/** Text left of the figures, as far up and down as labels may reach. */
function labelSide(
  rows: readonly TextRow[],
  section: Section,
  left: number,
  size: number,
  {above, below}: {above: number; below: number},
): Fragment[] {
  const [first, last] = [section.rows[0]!.base, section.rows.at(-1)!.base]
  const fragments: Fragment[] = []
  for (const row of rows) {
    if (row.base <= above || row.base >= below) continue
    if (row.base < first - 12 * size || row.base > last + 12 * size) continue
    // A paragraph, or a heading over the figures, parts what is above from what is below.
    const crosses = row.fragments.some(({box, value}) => box[2] > left && !value)
    if (crosses && row.base > last) break
    if (crosses) {
      fragments.length = 0
      continue
    }
    fragments.push(...row.fragments.filter(({box}) => box[2] <= left))
  }
  return fragments
}

/** Usual distance of lines of one label; null where none has two. */
function leadingOf({rows}: Labels): number | null {
  const gaps = rows.flatMap(({label}) => {
    const bases = [...new Set(label.map(baseOf))].sort((a, b) => a - b)
    return bases.slice(1).flatMap((base, i) => (base - bases[i]! > 1 ? [base - bases[i]!] : []))
  })
  return gaps.length > 0 ? median(gaps) : null
}

/** Where a head is looked for, and the letter size. */
interface Bounds {
  left: number
  top: number
  size: number
  above: number
  page: {height: number}
}

/** Lines above the body that belong to the table, from the lowest up; titles stand in the middle of all columns. */
function headLines(
  rows: readonly TextRow[],
  section: Section,
  labelled: ReadonlySet<Fragment>,
  {left, top, size, above, page}: Bounds,
): {fragments: Fragment[]; titles: Fragment[]; first: boolean} {
  const fragments: Fragment[] = []
  const titles: Fragment[] = []
  const right = section.columns.at(-1)![1]
  const begin = labelled.size > 0 ? Math.min(...[...labelled].map(({box}) => box[0])) : left
  let next = section.rows[0]!.base
  let lines = 0
  for (let i = section.rows[0]!.index - 1; i >= 0 && lines < MAX_LINES; i--) {
    const {base, fragments: all} = rows[i]!
    const own = all.filter(fragment => !labelled.has(fragment))
    if (own.length === 0) {
      next = base
      continue
    }
    if (base <= above || next - base > APART * size || base > top + size) break
    const [only] = own
    const width = right - begin
    if (own.some(({box}) => box[2] - box[0] > PROSE * width || box[0] < begin - 4 * size)) break
    if (own.length === 1 && isNumbered(only!.text)) break
    if (own.length === 1 && only!.box[0] < left - size && only!.box[2] > left) {
      const middle = (only!.box[0] + only!.box[2]) / 2
      if (Math.abs(middle - (begin + right) / 2) > CENTRAL * size + 0.1 * width || isNumbered(only!.text))
        break
      titles.unshift(only!)
      break
    }
    if (own.length === 1 && only!.box[2] <= left && fragments.length === 0) break
    fragments.unshift(...own)
    next = base
    lines++
  }
  const highest = Math.min(...[...fragments, ...titles].map(baseOf))
  const first = !rows.some(row => row.base < highest && row.fragments.some(({box}) => !isInZone(box, page)))
  return {fragments, titles, first}
}

function tableOf(
  {rows: figureRows}: Section,
  labels: Labels,
  {head, side, titles}: {head: Head | null; side: Fragment[]; titles: Fragment[]},
  page: number,
): LaidTable | null {
  const section = {columns: figureRows[0]!.figures.length}
  const hasLabels = labels.rows.some(row => row.label.length > 0) || side.length > 0
  const labelColumns = hasLabels ? 1 + labels.groups.length : 0
  const all = [
    ...labels.rows.flatMap(row => row.label),
    ...labels.groups.flat().flatMap(group => group.fragments),
    ...figureRows.flatMap(row => row.figures.flat()),
    ...side,
    ...titles,
    ...(head?.headings.flatMap(heading => heading.fragments) ?? []),
  ]
  const box = boxOfFragments(all)
  const figureEdges = head?.edges ?? edgesOfFigures(figureRows)
  const inner = [...labels.ends].reverse()
  const xs = [...(hasLabels ? [box[0], ...inner] : []), ...figureEdges]
  xs[0] = Math.min(xs[0]!, box[0])
  xs[xs.length - 1] = Math.max(xs.at(-1)!, box[2])
  if (xs.some((x, i) => i > 0 && x <= xs[i - 1]!)) return null
  const headRows = head?.rows ?? (side.length > 0 ? 1 : 0)
  const top = titles.length + headRows
  const bodyEdges = edgesBetween(labels.rows)
  const headTop = Math.min(box[1], bodyEdges[0]! - 1)
  const ys = [
    ...Array.from({length: top}, (_, i) => headTop + ((bodyEdges[0]! - headTop) * i) / top),
    ...bodyEdges,
  ]
  const taken = new Set<number>()
  const cells: LaidCell[] = []
  const columns = labelColumns + section.columns
  const add = (
    row: number,
    column: number,
    rowSpan: number,
    columnSpan: number,
    own: readonly Fragment[],
  ) => {
    const at: Box = [xs[column]!, ys[row]!, xs[column + columnSpan]!, ys[row + rowSpan]!]
    cells.push({row, column, rowSpan, columnSpan, parts: [{page, box: at, glyphs: glyphsOf(own), inner: []}]})
    for (let r = row; r < row + rowSpan; r++)
      for (let c = column; c < column + columnSpan; c++) taken.add(r * columns + c)
  }
  titles.forEach((title, row) => {
    add(row, 0, 1, columns, [title])
  })
  if (side.length > 0) add(titles.length, 0, headRows, labelColumns, side)
  for (const {row, rowSpan, column, columnSpan, fragments} of head?.headings ?? [])
    add(titles.length + row, labelColumns + column, rowSpan, columnSpan, fragments)
  for (const [level, groups] of labels.groups.entries()) {
    const column = labelColumns - 2 - level
    for (const {from, to, fragments} of groups) add(top + from, column, to - from + 1, 1, fragments)
  }
  for (const [i, {label, figures}] of labels.rows.entries()) {
    const row = top + i
    if (label.length > 0) {
      // A row beside no group of the next column has its label over that column, too.
      let column = labelColumns - 1
      while (
        column > 0 &&
        !taken.has(row * columns + column - 1) &&
        isWide(label, xs[column]!, labels, column)
      )
        column--
      add(row, column, 1, labelColumns - column, label)
    }
    const own = figures === null ? [] : figureRows[figures]!.figures
    for (let column = 0; column < section.columns; column++)
      add(row, labelColumns + column, 1, 1, own[column] ?? [])
  }
  for (let row = 0; row < ys.length - 1; row++) {
    for (let column = 0; column < columns; column++)
      if (!taken.has(row * columns + column)) add(row, column, 1, 1, [])
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return {kind: 'table', page, box, xs, ys, cells, open: {top: false, bottom: false}, ruled: false}
}

/** Whether a label goes over the column left of `edge`: no group stands there beside any row, or the label begins there. */
function isWide(label: readonly Fragment[], edge: number, labels: Labels, column: number): boolean {
  const groups = labels.groups[labels.groups.length - column]
  return groups === undefined || groups.length > 0 || boxOfFragments(label)[0] < edge
}

function edgesOfFigures(rows: Section['rows']): number[] {
  const extents = rows[0]!.figures.map((_, column) => {
    const [left, , right] = boxOfFragments(rows.flatMap(row => row.figures[column]!))
    return [left, right] as const
  })
  const inner = extents.slice(1).map(([left], i) => (extents[i]![1] + left) / 2)
  return [extents[0]![0], ...inner, extents.at(-1)![1]]
}
