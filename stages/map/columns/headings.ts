import type {DocCell, DocRow} from '../rows/rows.ts'
import type {MapConfig} from '../settings.ts'
import type {Form, Head} from '../texts/form.ts'
import {type Grade, gradeOf, namesGroup, WORTH} from '../texts/labels.ts'
import type {Printed} from '../texts/printed.ts'
import {columnsNamed, tellsGroup} from '../texts/senses.ts'
import {levelPaths} from './levels.ts'

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
  /** A column people add beside the form's: 备注, 序号. */
  other: boolean
}

/** Columns of a document as they relate to the form, left to right. */
export interface ColumnMap {
  columns: ColumnMatch[]
  /** No heading was found: the official order is supposed, and must be confirmed by the number of cells. */
  supposed: boolean
  /** Figures of the form whose column was not found. */
  missing: number[]
  /**
   * Headings do not stand over the figures they belong to (spans set wrongly): `turn` they name the form's columns one by
   * one from left to right, and so do the figures; `open` not even that, so that no figure is sure of its column; `unheaded`
   * some are missing and the others may have moved, and the figures are as many as the form has columns; `scrambled` their
   * letters are all there, read line by line over the columns.
   */
  displaced?: 'turn' | 'open' | 'unheaded' | 'scrambled'
}

/**
 * The official order without any heading to confirm it.
 * @param unread the heading that stands there and is none of the form's
 */
export function supposedColumns(form: Form, unread: Printed[]): ColumnMap {
  const columns = form.columns.map((_, column) => ({
    heading: {path: unread, from: column, to: column},
    column,
    grade: 'position' as const,
    other: false,
  }))
  return {columns, supposed: true, missing: []}
}

/**
 * Gives each heading the column of the form whose label and group headings it shows. Headings that are left over are
 * matched by position: between two known neighbours, when as many headings as columns are left there.
 */
export function matchColumns(form: Form, headings: Heading[], config: MapConfig): ColumnMap {
  const columns: ColumnMatch[] = headings.map(heading => ({
    heading,
    column: null,
    grade: null,
    other: isOther(heading, config),
  }))
  const free = new Set(form.columns.keys())
  const pairs = headings
    .flatMap((heading, h) => fitting(form, heading.path, config).map(fit => ({h, ...fit})))
    .sort((a, b) => b.worth - a.worth || Math.abs(a.h - a.column) - Math.abs(b.h - b.column))
  for (const {h, column, grade, worth} of pairs) {
    if (columns[h]!.column !== null || !free.has(column)) continue
    const rivals = pairs.filter(pair => pair.h === h && pair.worth === worth && free.has(pair.column))
    if (rivals.length > 1 && headings.length !== form.columns.length) continue
    columns[h] = {heading: headings[h]!, column, grade, other: false}
    free.delete(column)
  }
  fillByPosition(form, columns, free, config)
  return {columns, supposed: false, missing: [...free]}
}

/** The columns of the form that a heading may be, with what speaks for each. */
function fitting(
  form: Form,
  path: Printed[],
  config: MapConfig,
): {column: number; grade: Grade; worth: number}[] {
  const bottom = path.at(-1)
  if (!bottom) return []
  return columnsNamed(form, bottom, config).flatMap((named, column) => {
    if (!named || WORTH[named.grade] < WORTH.similar) return []
    const {grade, joined} = named
    const above = joined ? path : path.slice(0, -1)
    const groups = form.columns[column]!.path.slice(0, -1)
    const shown = groups.filter(labels => above.some(text => tellsGroup(form, text, labels, config))).length
    const worth = WORTH[grade] * 10 + 2 * shown - groups.length
    return worth > 0 ? [{column, grade, worth}] : []
  })
}

/**
 * Runs of unknown headings between known ones take the columns left between the same neighbours, if the numbers agree. Where more
 * are left, those of the group that stands above the run, if each heading is the beginning of the label it takes (结果 for 结果维持).
 */
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
    const between = [...free].filter(column => column > low && column < high)
    const open = columns.slice(start, end).filter(({other}) => !other)
    const left = between.length === open.length ? between : ofGroup(form, between, open, config)
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

/** The columns among some whose groups all headings of a run tell, where each heading begins the label of its column; else none. */
function ofGroup(form: Form, among: number[], open: ColumnMatch[], config: MapConfig): number[] {
  const left = among.filter(column => {
    const groups = form.columns[column]!.path.slice(0, -1)
    const tells = ({heading}: ColumnMatch) =>
      groups.every(labels =>
        heading.path.some(text => tellsGroup(form, text, labels, config) && tellsOne(form, text, config)),
      )
    return groups.length > 0 && open.every(tells)
  })
  return left.length === open.length && open.every(({heading}, i) => begins(form, heading, left[i]!))
    ? left
    : []
}

/** Whether a text names no more than one of the outer groups: the title of a table names all of them. */
function tellsOne(form: Form, text: Printed, config: MapConfig): boolean {
  const groups = form.heads.filter(({labels, below}) => labels.length > 0 && below.length > 0)
  return groups.filter(({labels}) => tellsGroup(form, text, labels, config)).length < 2
}

/** Whether a heading shows the beginning of a column's label: a narrow column cut it off. */
export function begins(form: Form, {path}: Heading, column: number): boolean {
  const letters = path.at(-1)?.letters ?? ''
  return letters.length > 1 && form.columns[column]!.path.at(-1)!.some(label => label.startsWith(letters))
}

function isOther(heading: Heading, config: MapConfig): boolean {
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

/**
 * Heading rows that repeat a heading over each of its columns are all of one length, and stand one below the other.
 * Null: they do not.
 */
function alignedPaths(rows: Printed[][]): Printed[][] | null {
  const width = rows[0]?.length ?? 0
  const repeats = rows.some(row => row.some((text, i) => i > 0 && text.letters === row[i - 1]!.letters))
  if (rows.length < 2 || !repeats || rows.some(row => row.length !== width)) return null
  return rows[0]!.map((_, i) => {
    const stack = rows.map(row => row[i]!)
    return stack.filter((text, depth) => depth === 0 || text.letters !== stack[depth - 1]!.letters)
  })
}

/**
 * The heading a text names among some headings or below them (outer headings may be missing): the one it is, or the one
 * with the longest name it holds.
 */
function findHead(heads: Head[], text: Printed, config: MapConfig): Head | undefined {
  const all = heads.flatMap(withBelow).filter(({labels}) => labels.length > 0)
  const named = all.find(({labels}) => gradeOf(text.letters, labels, config) !== null)
  const held = all.filter(({labels, below}) => below.length > 0 && namesGroup(text.letters, labels, config))
  return named ?? held.sort((a, b) => b.labels[0]!.length - a.labels[0]!.length)[0]
}

function withBelow(head: Head): Head[] {
  return [head, ...head.below.flatMap(withBelow)]
}

/**
 * Headings of rows whose columns are unknown: each heading with sub-headings in the form takes its number of headings
 * from the next row, in order. `stub` and captions are left out beforehand.
 */
export function sequenceHeadings(
  form: Form,
  rows: Printed[][],
  extra: Printed[],
  config: MapConfig,
): Heading[] {
  const paths = levelPaths(form, rows.flat(), config) ?? alignedPaths(rows) ?? nestedPaths(form, rows, config)
  return paths.map((path, i) => ({path: [...extra, ...path], from: i, to: i}))
}

function nestedPaths(form: Form, rows: Printed[][], config: MapConfig): Printed[][] {
  const queue = rows.map(row => [...row])
  const paths: Printed[][] = []
  const groups = form.heads.flatMap(withBelow).filter(({below}) => below.length > 0)
  // All that stands in the row below the only heading with others below it is its own, the office's own 小计 among it.
  const isOnlyGroup = (group: Printed, depth: number): boolean =>
    rows[depth]!.every(text => text === group || !findHead(groups, text, config)?.below.length)
  const take = (depth: number, most: number, siblings: Head[], above: Printed[]): void => {
    for (let i = 0; i < most; i++) {
      const text = queue[depth]?.shift()
      if (text === undefined) return
      const below = findHead(siblings, text, config)?.below ?? []
      if (below.length > 0 && queue[depth + 1]?.length)
        take(depth + 1, isOnlyGroup(text, depth) ? Number.POSITIVE_INFINITY : below.length, below, [
          ...above,
          text,
        ])
      else paths.push([...above, text])
    }
  }
  take(0, Number.POSITIVE_INFINITY, form.heads, [])
  return [...paths, ...queue.flat().map(text => [text])]
}
