import type {Fragment, TextRow} from './fragments.ts'

/** Left and right end of a column's figures. */
export type Extent = [number, number]

/** Figures on one baseline, each in a column. */
export interface FigureRow {
  /** Position among the text rows of the page. */
  index: number
  base: number
  /** By column; none where the cell is blank. */
  figures: Fragment[][]
}

/** Rows of figures one below the other with the same columns and nothing but labels beside them. */
export interface Section {
  columns: Extent[]
  rows: FigureRow[]
}

/** Rows of figures of one section are no further apart than this, in letter sizes: labels of a dozen lines stand between. */
const APART = 18

/** The sections of a page, top to bottom. */
export function sectionsOf(rows: readonly TextRow[]): Section[] {
  const sections: Section[] = []
  let own: {index: number; values: Fragment[]}[] = []
  let columns: Extent[] | null = null
  const finish = () => {
    if (columns) sections.push(sectionOf(own, columns, rows))
    own = []
    columns = null
  }
  for (const [index, row] of rows.entries()) {
    const values = valuesOf(row)
    if (values.length === 0) {
      // Text over figures ends them: headings of the next rows, or a paragraph.
      if (columns && row.fragments.some(({box}) => box[2] > columns![0]![0])) finish()
      continue
    }
    const last = own.at(-1)
    if (last && row.base - rows[last.index]!.base > APART * values[0]!.size) finish()
    const together: Extent[] | null = columnsOf([...own.map(r => r.values), values])
    const label = row.fragments.find(fragment => !values.includes(fragment))
    const isOverFigures = together !== null && label !== undefined && label.box[2] > together[0]![0]
    if (!together || isOverFigures) finish()
    own.push({index, values})
    columns = columnsOf(own.map(r => r.values))
  }
  finish()
  return sections
}

/** The figures a row ends with; whatever stands before its last text is part of the label. */
function valuesOf({fragments}: TextRow): Fragment[] {
  const last = fragments.findLastIndex(({value}) => !value)
  return fragments.slice(last + 1)
}

/** Stretches of the width in which figures overlap; null where a row has two in one. */
function columnsOf(rows: readonly Fragment[][]): Extent[] | null {
  const extents = rows.flatMap(values => values.map(({box}): Extent => [box[0], box[2]]))
  const columns: Extent[] = []
  for (const extent of extents.sort((a, b) => a[0] - b[0])) {
    const last = columns.at(-1)
    if (last && extent[0] < last[1]) last[1] = Math.max(last[1], extent[1])
    else columns.push([...extent])
  }
  const clear = rows.every(
    values => new Set(values.map(value => columnAt(columns, value))).size === values.length,
  )
  return clear ? columns : null
}

function columnAt(columns: readonly Extent[], {box}: Fragment): number {
  return columns.findIndex(column => box[0] < column[1] && box[2] > column[0])
}

function sectionOf(
  own: readonly {index: number; values: Fragment[]}[],
  columns: Extent[],
  rows: readonly TextRow[],
): Section {
  return {
    columns,
    rows: own.map(({index, values}) => ({
      index,
      base: rows[index]!.base,
      figures: columns.map((_, column) => values.filter(value => columnAt(columns, value) === column)),
    })),
  }
}
