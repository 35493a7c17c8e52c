import type {Heading} from './headings.ts'

/** Groups of more columns than this may be parted by a page. */
const TOGETHER = 8

/**
 * Columns that begin a new printed page: every table begins one, and within a table a page takes as many groups of
 * columns (the columns under one row heading) as fit into `room`, beside the columns repeated on every page. `start` is
 * the sheet's column the headings count from; `widths` covers the whole sheet, hidden columns having none.
 */
export function columnBreaks(headings: Heading[], widths: number[], start: number, room: number): number[] {
  const tables = new Set(headings.filter(({level}) => level === 0).map(({column}) => column))
  const breaks: number[] = []
  let used = 0
  for (const {column, columnSpan} of groupsOf(headings)) {
    const first = start + column
    const width = widths.slice(first, first + columnSpan).reduce((sum, one) => sum + one, 0)
    if (tables.has(column) || used + width > room) {
      breaks.push(first)
      used = 0
    }
    used += width
  }
  return breaks
}

function groupsOf(headings: Heading[]): {column: number; columnSpan: number}[] {
  const groups: {column: number; columnSpan: number}[] = []
  const end = Math.max(...headings.map(({column, columnSpan}) => column + columnSpan))
  for (let column = 0; column < end; ) {
    const spans = headings
      .filter(heading => heading.column === column && heading.level > 0 && heading.columnSpan <= TOGETHER)
      .map(heading => heading.columnSpan)
    const columnSpan = Math.max(1, ...spans)
    groups.push({column, columnSpan})
    column += columnSpan
  }
  return groups
}
