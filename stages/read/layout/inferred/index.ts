import type {LaidTable} from '../laid.ts'
import {isInZone} from '../text/furniture.ts'
import {isNumbered} from '../text/paragraphs.ts'
import {type Edge, type Glyph, median} from '../types.ts'
import {labelsInBands} from './bands.ts'
import {baseOf, boxOfFragments, type Fragment, type TextRow, textRowsOf} from './fragments.ts'
import {headOf} from './heads.ts'
import {type Cut, edgesBetween, type Labels, labelsOf} from './labels.ts'
import {type Section, sectionsOf} from './sections.ts'
import {tableOf} from './table.ts'

/** Lines of a head are no further apart than this, in letter sizes, and there are at most so many. */
const APART = 4
const MAX_LINES = 16
/** A line over this share of the table's width is a paragraph. */
const PROSE = 0.6
/** A title stands in the middle of its table within this many letter sizes. */
const CENTRAL = 1.5
/** Fewest figures of a section without a neighbour. */
const MIN_FIGURES = 4

/** A page as far as its tables without upright rules go. */
export interface Sheet {
  page: number
  height: number
  /** Its level rules: what stands between two of them is of one row. */
  horizontal?: readonly Edge[]
}

/**
 * Tables whose columns and rows show in the alignment of their text alone: figures one below the other, each label beside
 * its figures, labels over several rows and headings over several columns in the middle of them. What does not fit in one
 * way only is left.
 */
export function inferredTables(glyphs: readonly Glyph[], page: Sheet): {tables: LaidTable[]; rest: Glyph[]} {
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
  page: Sheet,
): LaidTable | null {
  const figures = section.rows.flatMap(row => row.figures.flat())
  const size = median(figures.map(fragment => fragment.size))
  const left = section.columns[0]![0]
  const beside = labelSide(rows, section, left, size, between)
  const given = section.rows.map(row => {
    const [, top, , bottom] = boxOfFragments(row.figures.flat())
    return {base: row.base, top, bottom}
  })
  const cut = cutOf(rows, section, left, page)
  const make = (labels: Labels | null) =>
    labels && withLabels(section, rows, labels, {left, size, between, page})
  if (beside.length === 0) return make(bodyOfFigures(given))
  const over = [left, section.columns.at(-1)![1]] as const
  const inBands = make(labelsInBands(beside, given, page.horizontal ?? [], over, size))
  return inBands ?? make(labelsOf(beside, given, size, cut))
}

/** The table of a section with its labels; null where there is something over it that is no head. */
function withLabels(
  section: Section,
  rows: readonly TextRow[],
  labels: Labels,
  {
    left,
    size,
    between,
    page,
  }: {left: number; size: number; between: {above: number; below: number}; page: Sheet},
): LaidTable | null {
  const top = edgesBetween(labels.rows)[0]!
  const labelled = new Set([
    ...labels.rows.flatMap(row => row.label),
    ...labels.groups.flat().flatMap(group => group.fragments),
  ])
  const above = headLines(rows, section, labelled, {left, top, size, above: between.above, page})
  const labelEnd = labelled.size > 0 ? Math.max(...[...labelled].map(({box}) => box[2])) : null
  const isBeside = ({box}: Fragment) => labelEnd !== null && (box[0] + box[2]) / 2 < (labelEnd + left) / 2
  const side = above.fragments.filter(isBeside)
  const headings = above.fragments.filter(fragment => !side.includes(fragment))
  const head = headings.length === 0 ? null : headOf(headings, section.columns, leadingOf(labels), labelEnd)
  // Of a head that the page cuts only the rest is here, which says nothing certain.
  const isCut = headings.length > 0 && !head && above.first
  if (headings.length > 0 && !head && !isCut) return null
  const figures = section.rows.flatMap(row => row.figures.flat())
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
