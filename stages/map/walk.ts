import type {Table} from '../../pipeline/model/ast.ts'
import {type Assignment, assignCells, habitOf} from './assign.ts'
import type {Form} from './form.ts'
import {type ColumnMap, gridHeadings, matchColumns, sequenceHeadings, supposedColumns} from './headings.ts'
import {gradeOf, isLabel, type Printed, printedOf} from './labels.ts'
import {type GroupMatch, matchGroup, matchRow, type RowMatch} from './match.ts'
import {panelsOf} from './panels.ts'
import {type DocRow, rowsOf} from './rows.ts'
import type {MapConfig} from './settings.ts'

/** A row of figures found for a row of the form. */
export interface Hit {
  kind: 'row'
  match: RowMatch
  row: DocRow
  map: ColumnMap
  assignment: Assignment
}

/** A printed subtotal. */
export interface SubtotalHit {
  kind: 'subtotal'
  match: GroupMatch
  row: DocRow
  map: ColumnMap
  assignment: Assignment
}

/** A row with figures that is no row of the form. */
export interface UnknownHit {
  kind: 'unknown'
  form: Form
  row: DocRow
  label: string
}

export type AnyHit = Hit | SubtotalHit | UnknownHit

/** What the walk knows when a row comes: it goes on from one table to the next, as split tables do. */
interface State {
  form: Form | null
  map: ColumnMap | null
  heading: DocRow[]
  after: {form: Form; row: number} | null
}

interface Pending {
  row: DocRow
  at: number
  map: ColumnMap
  make(assignment: Assignment): AnyHit
}

/**
 * Goes through the rows of all tables in reading order and finds the rows of the form in them. Rows of words become the
 * heading of the rows of figures below; a heading holds until the next one, over a break of the table too.
 * @param titles for each table, the short text standing directly above it
 */
export function walkTables(tables: Table[], titles: string[], forms: Form[], config: MapConfig): AnyHit[] {
  const state: State = {form: null, map: null, heading: [], after: null}
  return tables.flatMap((table, i) =>
    panelsOf(table, forms).flatMap(panel => walkTable(panel, titled(titles[i]), state, forms, config)),
  )
}

function walkTable(
  table: Table,
  title: Printed | null,
  state: State,
  forms: Form[],
  config: MapConfig,
): AnyHit[] {
  const pending: Pending[] = []
  const hits: (AnyHit | Pending)[] = []
  let broken: string | null = null
  let evidence = 0
  let singles = 0
  state.heading = []
  for (const row of rowsOf(table, config)) {
    if (row.cells.every(({kind}) => kind === 'blank')) {
      if (singles > 0 || !expectsFigures(state, title, forms, config)) continue
    }
    const caption = captionOf(row, forms)
    if (caption) {
      state.form = caption
      state.heading = []
      state.map = null
      evidence++
      continue
    }
    const columnLabels = countColumnLabels(row, forms)
    const figures = row.cells.filter(({kind}) => kind === 'value').length
    if (columnLabels >= 2 && figures === 0) {
      state.heading.push(row)
      evidence += 2
      broken = null
      continue
    }
    const found =
      matchRow(row, candidates(state, forms), config, broken, state.after) ??
      matchRow(row, forms, config, broken, state.after)
    const followed = found ? row.cells.slice(found.at + 1) : []
    if (found && (followed.some(({kind}) => kind !== 'words') || (row.grid && followed.length > 0))) {
      const map = columnsFor(found.form, row, found.at, title, state, config)
      const item: Pending = {
        row,
        at: found.at,
        map,
        make: assignment => ({kind: 'row', match: found, row, map, assignment}),
      }
      pending.push(item)
      hits.push(item)
      evidence++
      state.form = found.form
      state.map = map
      state.heading = []
      state.after = {form: found.form, row: found.row}
      broken = null
      continue
    }
    const single =
      figures > 0 || row.cells.every(({kind}) => kind === 'blank')
        ? unlabelledForm(state, title, row, forms, config)
        : null
    if (single) {
      const {form, map, at} = single
      const match: RowMatch = {form, row: 0, grade: 'official', printed: '', at}
      const item: Pending = {row, at, map, make: assignment => ({kind: 'row', match, row, map, assignment})}
      pending.push(item)
      hits.push(item)
      evidence += 2
      singles++
      state.form = form
      continue
    }
    if (figures === 0) {
      state.heading.push(row)
      broken = row.grid ? null : row.cells.map(({text}) => text).join('')
      continue
    }
    const group = matchGroup(row, candidates(state, forms), config)
    if (group && state.map) {
      const map = state.map
      const item: Pending = {
        row,
        at: group.at,
        map,
        make: assignment => ({kind: 'subtotal', match: group, row, map, assignment}),
      }
      pending.push(item)
      hits.push(item)
      continue
    }
    if (state.form) hits.push({kind: 'unknown', form: state.form, row, label: labelOf(row)})
  }
  if (evidence < 2) return []
  const habits = habitsOf(pending)
  return hits.map(hit => {
    if ('kind' in hit) return hit
    const width = Math.max(
      ...hit.map.columns.map(({column}) => (column ?? -1) + 1),
      ...hit.map.missing.map(c => c + 1),
    )
    return hit.make(assignCells(hit.row, hit.at, hit.map, width, habits.get(hit.map.columns.length)!))
  })
}

function habitsOf(pending: Pending[]): Map<number, ReturnType<typeof habitOf>> {
  const habits = new Map<number, ReturnType<typeof habitOf>>()
  for (const {map} of pending) {
    const n = map.columns.length
    if (!habits.has(n))
      habits.set(
        n,
        habitOf(
          pending.filter(item => item.map.columns.length === n),
          n,
        ),
      )
  }
  return habits
}

/** The text above a table, if there is one. */
function titled(text: string | undefined): Printed | null {
  return text ? printedOf(text) : null
}

/** Blocks of the table being read go first; a label of theirs is not taken for one of another table. */
function candidates(state: State, forms: Form[]): Form[] {
  return state.form ? forms.filter(({table}) => table === state.form!.table) : forms
}

/** 第二十条第（一）项 on a row of its own. */
function captionOf(row: DocRow, forms: Form[]): Form | null {
  const filled = row.cells.filter(({kind}) => kind !== 'blank')
  const texts = new Set(filled.map(({text}) => text))
  if (texts.size !== 1 || filled[0]!.kind !== 'words') return null
  return forms.find(form => form.block.caption !== undefined && isLabel(filled[0]!, form.caption)) ?? null
}

function countColumnLabels(row: DocRow, forms: Form[]): number {
  const words = row.cells.filter(({kind}) => kind === 'words')
  const counts = forms.map(
    form =>
      words.filter(cell => form.columns.some(leaf => leaf.path.some(labels => isLabel(cell, labels)))).length,
  )
  return Math.max(0, ...counts)
}

/** The columns for a row: from the heading just above it, else those in force, else the official order. */
function columnsFor(
  form: Form,
  row: DocRow,
  at: number,
  title: Printed | null,
  state: State,
  config: MapConfig,
): ColumnMap {
  if (state.heading.length > 0) {
    const map = readHeading(form, row, at, title, state.heading, config)
    if (map.columns.some(({column, grade}) => column !== null && grade !== 'position')) return map
  }
  if (state.map && state.form === form && sameKind(state.map, row)) return state.map
  return supposedColumns(form)
}

/** Columns of an earlier table serve a later part of it only if they can be the same columns. */
function sameKind(map: ColumnMap, row: DocRow): boolean {
  return map.columns.length > 0 && (!row.grid || (map.columns.at(-1)?.heading.to ?? 0) < row.table.columns)
}

function readHeading(
  form: Form,
  row: DocRow,
  at: number,
  title: Printed | null,
  heading: DocRow[],
  config: MapConfig,
): ColumnMap {
  const label = row.cells[at]
  if (row.grid) {
    const start = label ? label.column + label.columnSpan : 0
    const from = Math.min(start, stubEnd(form, heading, config) ?? start)
    const corner = (text: Printed): boolean => isStub(form, text, config)
    const extra = title ? [title] : []
    const headings = gridHeadings(heading, from, row.table.columns, extra, form.columns.length, corner)
    return matchColumns(form, headings, config)
  }
  const rows = heading.map(line => headingTexts(form, line, config)).filter(texts => texts.length > 0)
  return matchColumns(form, sequenceHeadings(form, rows, config), config)
}

/** First grid column right of the corner cell, where one is found. */
function stubEnd(form: Form, heading: DocRow[], config: MapConfig): number | null {
  for (const {cells} of heading) {
    for (const cell of cells) if (isStub(form, cell, config)) return cell.column + cell.columnSpan
  }
  return null
}

function headingTexts(form: Form, row: DocRow, config: MapConfig): Printed[] {
  const words = row.cells.filter(({kind}) => kind === 'words')
  return words.filter(
    (text, i) =>
      !isStub(form, text, config) && !(i === 0 && words.length > 1 && !isColumnText(form, text, config)),
  )
}

function isStub(form: Form, text: Printed, config: MapConfig): boolean {
  return form.corner.length > 0 && gradeOf(text, form.corner, config) !== null
}

function isColumnText(form: Form, text: Printed, config: MapConfig): boolean {
  return form.columns.some(leaf => leaf.path.some(labels => gradeOf(text, labels, config) !== null))
}

/** Whether a blank row may be the one row of figures of a block that carries no label. */
function expectsFigures(state: State, title: Printed | null, forms: Form[], config: MapConfig): boolean {
  return (
    state.heading.length > 0 &&
    forms.some(form => form.unlabelled && headingFits(form, title, state.heading, config))
  )
}

function headingFits(form: Form, title: Printed | null, heading: DocRow[], config: MapConfig): boolean {
  const texts = [...(title ? [title] : []), ...heading.flatMap(({cells}) => cells)]
  return texts.filter(text => isColumnText(form, text, config)).length >= 3
}

/** The block without row labels whose heading stands above, with its columns for this row. */
function unlabelledForm(
  state: State,
  title: Printed | null,
  row: DocRow,
  forms: Form[],
  config: MapConfig,
): {form: Form; map: ColumnMap; at: number} | null {
  const form = forms.find(
    candidate => candidate.unlabelled && headingFits(candidate, title, state.heading, config),
  )
  if (!form) return null
  const at = row.cells.findLastIndex(({kind}) => kind === 'words')
  const lead = row.cells.slice(0, at + 1).filter(({kind}) => kind === 'words')
  const rows = state.heading
  if (row.grid) {
    const from = at < 0 ? 0 : row.cells[at]!.column + row.cells[at]!.columnSpan
    const extra = [...(title ? [title] : []), ...lead]
    const corner = (text: Printed): boolean => isStub(form, text, config)
    const headings = gridHeadings(rows, from, row.table.columns, extra, form.columns.length, corner)
    return {form, at, map: matchColumns(form, headings, config)}
  }
  const texts = rows.map(line => headingTexts(form, line, config)).filter(line => line.length > 0)
  return {form, at, map: matchColumns(form, sequenceHeadings(form, texts, config), config)}
}

function labelOf(row: DocRow): string {
  return row.cells
    .filter(({kind}) => kind === 'words')
    .map(({text}) => text)
    .join(' ')
}
