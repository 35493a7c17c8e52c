import type {Box} from '../../../../pipeline/model/place.ts'
import type {LaidCell, LaidTable} from '../laid.ts'
import {boxOfFragments, type Fragment, glyphsOf} from './fragments.ts'
import type {Head} from './heads.ts'
import {edgesBetween, type Labels} from './labels.ts'
import type {Section} from './sections.ts'

/** A section with its labels and head as a table; null where its columns of labels run into those of figures. */
export function tableOf(
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
