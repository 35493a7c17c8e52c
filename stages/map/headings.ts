import {type Form, type Head, labelsOf} from './form.ts'
import {type Grade, gradeOf, type Printed, WORTH} from './labels.ts'
import type {DocCell, DocRow} from './rows.ts'
import type {MapConfig} from './settings.ts'

/** One column of figures in a document: the texts above it, top down, and the grid columns it covers. */
export interface Heading {
  path: Printed[]
  from: number
  to: number
}

/** What a document's column is: a column of the form, or null for one the form does not have. */
export interface ColumnMatch {
  heading: Heading
  column: number | null
  grade: Grade | 'position' | null
}

/** Columns of a document as they relate to the form, left to right. */
export interface ColumnMap {
  columns: ColumnMatch[]
  /** No heading was found: the official order is supposed, and must be confirmed by the number of cells. */
  supposed: boolean
  /** Figures of the form whose column was not found. */
  missing: number[]
}

/** The official order without any heading to confirm it. */
export function supposedColumns(form: Form): ColumnMap {
  const columns = form.columns.map((_, column) => ({
    heading: {path: [], from: column, to: column},
    column,
    grade: 'position' as const,
  }))
  return {columns, supposed: true, missing: []}
}

/**
 * Gives each heading the column of the form whose label and group headings it shows. Headings that are left over are
 * matched by position: between two known neighbours, when as many headings as columns are left there.
 */
export function matchColumns(form: Form, headings: Heading[], config: MapConfig): ColumnMap {
  const scores = headings.map(heading =>
    form.columns.map((_, column) => score(form, column, heading.path, config)),
  )
  const columns: ColumnMatch[] = headings.map(heading => ({heading, column: null, grade: null}))
  const free = new Set(form.columns.keys())
  const pairs = scores
    .flatMap((row, h) => row.map((found, column) => ({h, column, ...found})))
    .filter(({worth}) => worth >= WORTH.similar * 10)
    .sort((a, b) => b.worth - a.worth || Math.abs(a.h - a.column) - Math.abs(b.h - b.column))
  for (const {h, column, grade, worth} of pairs) {
    if (columns[h]!.column !== null || !free.has(column)) continue
    const rivals = pairs.filter(pair => pair.h === h && pair.worth === worth && free.has(pair.column))
    if (rivals.length > 1 && headings.length !== form.columns.length) continue
    columns[h] = {heading: headings[h]!, column, grade}
    free.delete(column)
  }
  fillByPosition(form, columns, free, config)
  return {columns, supposed: false, missing: [...free]}
}

function score(
  form: Form,
  column: number,
  path: Printed[],
  config: MapConfig,
): {worth: number; grade: Grade} {
  const leaf = form.columns[column]!
  const bottom = path.at(-1)
  const grade = bottom === undefined ? null : gradeOf(bottom, labelsOf(leaf), config)
  if (!grade) return {worth: 0, grade: 'truncated'}
  const above = path.slice(0, -1)
  const groups = leaf.path.slice(0, -1)
  const shown = groups.filter(labels => above.some(text => gradeOf(text, labels, config) !== null)).length
  return {worth: WORTH[grade] * 10 + shown, grade}
}

/** Runs of unknown headings between known ones take the columns left between the same neighbours, if the numbers agree. */
function fillByPosition(form: Form, columns: ColumnMatch[], free: Set<number>, config: MapConfig): void {
  let start = 0
  while (start < columns.length) {
    if (columns[start]!.column !== null) {
      start++
      continue
    }
    let end = start
    while (end < columns.length && columns[end]!.column === null) end++
    const low = columns[start - 1]?.column ?? -1
    const high = columns[end]?.column ?? form.columns.length
    const left = [...free].filter(column => column > low && column < high)
    const open = columns.slice(start, end).filter(({heading}) => !isOther(heading, config))
    if (left.length === open.length) {
      open.forEach((match, i) => {
        match.column = left[i]!
        match.grade = 'position'
        free.delete(left[i]!)
      })
    }
    start = end
  }
}

/** A column people add beside the form's: 备注, 序号. */
export function isOther(heading: Heading, config: MapConfig): boolean {
  const bottom = heading.path.at(-1)
  return bottom !== undefined && config.otherColumns.includes(bottom.text.replace(/\s+/g, ''))
}

/**
 * Headings of a grid: for each column right of `from`, the cells that stand above it. Columns under one and the same
 * bottom heading are one column. Columns under the corner cell, and empty ones at the right edge, are no headings unless
 * the form has just as many columns.
 * @param extra words that belong to all columns: the line above the table, the label of the row
 * @param isCorner whether a text is that of the corner cell
 */
export function gridHeadings(
  rows: DocRow[],
  from: number,
  width: number,
  extra: Printed[],
  wanted: number,
  isCorner: (text: Printed) => boolean,
): Heading[] {
  const headings: Heading[] = []
  let last: DocCell | null = null
  for (let c = from; c < width; c++) {
    const stack = rows.flatMap(row => {
      const cell = row.cells.find(({column, columnSpan}) => column <= c && c < column + columnSpan)
      return cell && cell.kind !== 'blank' ? [cell] : []
    })
    const distinct = stack.filter((cell, i) => stack.indexOf(cell) === i)
    const bottom = distinct.at(-1) ?? null
    const previous = headings.at(-1)
    if (bottom && bottom === last && previous) previous.to = c
    else headings.push({path: distinct, from: c, to: c})
    last = bottom
  }
  const first = headings.findIndex(({path}) => path.length > 0 && !isCorner(path.at(-1)!))
  const end = headings.findLastIndex(({path}) => path.length > 0)
  const kept = headings.length === wanted || first < 0 ? headings : headings.slice(first, end + 1)
  return kept.map(heading => ({...heading, path: heading.path.length > 0 ? [...extra, ...heading.path] : []}))
}

/** The heading a text names among some headings or below them: outer headings may be missing. */
function findHead(heads: Head[], text: Printed, config: MapConfig): Head | undefined {
  const named = heads.find(({labels}) => labels.length > 0 && gradeOf(text, labels, config))
  if (named) return named
  const below = heads.flatMap(head => head.below)
  return below.length > 0 ? findHead(below, text, config) : undefined
}

/**
 * Headings of rows whose columns are unknown: each heading with sub-headings in the form takes its number of headings
 * from the next row, in order. `stub` and captions are left out beforehand.
 */
export function sequenceHeadings(form: Form, rows: Printed[][], config: MapConfig): Heading[] {
  const queue = rows.map(row => [...row])
  const paths: Printed[][] = []
  const take = (depth: number, most: number, siblings: Head[], above: Printed[]): void => {
    for (let i = 0; i < most; i++) {
      const text = queue[depth]?.shift()
      if (text === undefined) return
      const below = findHead(siblings, text, config)?.below ?? []
      if (below.length > 0 && queue[depth + 1]?.length) take(depth + 1, below.length, below, [...above, text])
      else paths.push([...above, text])
    }
  }
  take(0, Number.POSITIVE_INFINITY, form.heads, [])
  const rest = queue.flat()
  return [...paths, ...rest.map(text => [text])].map((path, i) => ({path, from: i, to: i}))
}
