import type {DocCell, DocRow} from '../rows/rows.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import type {Printed} from '../texts/printed.ts'
import {isColumnText, isCornerText, isRowLabel} from '../texts/senses.ts'
import {trimBlanks} from './assign.ts'
import {
  displacedColumns,
  groupAsColumn,
  headsBesideItsOwn,
  standsBehindRemarks,
  standsInGroupsPlace,
  unheadedColumns,
} from './displaced.ts'
import {type ColumnMap, gridHeadings, matchColumns, sequenceHeadings, supposedColumns} from './headings.ts'
import {withPartsJoined} from './headParts.ts'
import {isOnlyColumn} from './onlyColumn.ts'
import {scrambledColumns} from './scrambled.ts'

/** What stands above a row of figures: heading rows, and the short text above the table. */
export interface Above {
  heading: DocRow[]
  title: Printed | null
}

/** The columns for a labelled row: from the heading just above it, else those in force, else the official order. */
export function columnsFor(
  form: Form,
  row: DocRow,
  at: number,
  above: Above,
  inForce: ColumnMap | null,
  config: MapConfig,
): ColumnMap {
  if (above.heading.length > 0) {
    const map = readHeading(form, row, at, above, [], config)
    if (isKnown(map) || isOnlyColumn(form, map)) return map
  }
  if (inForce && sameKind(inForce, row) && !isStrange(form, row, above, config)) return inForce
  return supposedColumns(form, unreadHeading(form, row, at, above, config))
}

/** Whether headings stand above a row of a text that are none of the form's: what held before them does not any more. */
function isStrange(form: Form, row: DocRow, {heading}: Above, config: MapConfig): boolean {
  const words = (heading.at(-1)?.cells ?? []).filter(({kind}) => kind === 'words')
  return (
    !row.grid &&
    words.length > 1 &&
    !words.some(
      text => isColumnText(form, text, config) || isCornerText(form, text, config) || isRowLabel(form, text),
    )
  )
}

/**
 * The texts over the figures of a row where they are not the headings the form has there: nobody knows what they say. Of
 * several columns only as many texts as there are figures are headings at all.
 */
function unreadHeading(form: Form, row: DocRow, at: number, {heading}: Above, config: MapConfig): Printed[] {
  const label = row.cells[at]
  const start = row.grid && label ? label.column + label.columnSpan : 1
  const texts = (heading.at(-1)?.cells ?? []).filter(
    (cell, i) => (row.grid ? cell.column >= start : i > 0) && cell.kind === 'words',
  )
  const unread = texts.filter(text => !isCornerText(form, text, config))
  if (form.columns.length === 1) return unread.slice(0, 1)
  return unread.length === form.columns.length ? unread : []
}

/** Whether at least one heading was recognised by its words. */
export function isKnown(map: ColumnMap): boolean {
  return map.columns.some(({column, grade}) => column !== null && grade !== 'position')
}

/** Columns of an earlier table serve a later part of it only if they can be the same columns. */
function sameKind(map: ColumnMap, row: DocRow): boolean {
  return map.columns.length > 0 && (!row.grid || (map.columns.at(-1)?.heading.to ?? 0) < row.table.columns)
}

/**
 * The block without row labels whose heading stands above, with its columns for this row. A row of mostly words is no row
 * of figures: 填报人 张三 联系电话 8262321.
 */
export function unlabelledColumns(
  row: DocRow,
  above: Above,
  forms: Form[],
  config: MapConfig,
): {form: Form; map: ColumnMap; at: number} | null {
  const form = forms.find(candidate => candidate.unlabelled && headingFits(candidate, above, config))
  const told = row.cells.filter(({kind}) => kind === 'words').length
  const filled = row.cells.filter(({kind}) => kind !== 'blank').length
  // A few words alone may be the label of a row left blank.
  const isOfWords = 2 * told > row.cells.length || (2 * told > filled && filled > told)
  if (!form || isOfWords) return null
  if (forms.some(other => headingsOf(other, above, config) > headingsOf(form, above, config))) return null
  const firstFigure = row.cells.findIndex(({kind}) => kind === 'value')
  const lead = firstFigure < 0 ? row.cells : row.cells.slice(0, firstFigure)
  const at = lead.findLastIndex(({kind}) => kind === 'words')
  const words = lead.filter(({kind}) => kind === 'words')
  return {form, at, map: readHeading(form, row, at, above, words, config)}
}

/** Whether enough headings of a form stand above for the row below to be its figures. */
export function headingFits(form: Form, above: Above, config: MapConfig): boolean {
  return headingsOf(form, above, config) >= 3
}

function headingsOf(form: Form, {title, heading}: Above, config: MapConfig): number {
  const texts = [...(title ? [title] : []), ...heading.flatMap(({cells}) => cells)]
  return texts.filter(text => isColumnText(form, text, config)).length
}

function readHeading(
  form: Form,
  row: DocRow,
  at: number,
  {heading, title}: Above,
  words: Printed[],
  config: MapConfig,
): ColumnMap {
  if (!row.grid) {
    const rows = heading.map(line => headingTexts(form, line, config)).filter(texts => texts.length > 0)
    const whole = form.unlabelled ? rows : withPartsJoined(form, rows, config)
    const headings = sequenceHeadings(form, whole, [...(title ? [title] : []), ...words], config)
    const map = matchColumns(form, headings, config)
    const scrambled = map.missing.length > 0 ? scrambledColumns(form, row, at, wordsOf(heading)) : null
    if (scrambled) return scrambled
    if (isRest(form, row, at, map) || isOutOfTurn(whole, map)) return supposedColumns(form, [])
    return groupAsColumn(form, map) ? {...map, displaced: 'open'} : map
  }
  const label = row.cells[at]
  const start = label ? label.column + label.columnSpan : 0
  const from = Math.min(start, cornerEnd(form, heading, config) ?? start)
  const isCorner = (text: Printed): boolean => isCornerText(form, text, config)
  const extra = [...(title ? [title] : []), ...words]
  const headings = gridHeadings(heading, from, row.table.columns, extra, form.columns.length, isCorner)
  const map = matchColumns(form, headings, config)
  const inTurn = headingsInTurn(form, heading, config)
  const end = Math.max(...inTurn.flat().map(({column, columnSpan}) => column + columnSpan))
  const turned = displacedColumns(form, row, start, map, inTurn, end, config)
  const known = turned ?? unheadedColumns(form, row, start, map, config)
  const isOpen =
    headsBesideItsOwn(form, map) || standsBehindRemarks(row, map) || standsInGroupsPlace(row, map)
  return known ?? (isOpen ? {...map, displaced: 'open'} : map)
}

/**
 * Whether some headings of a text are the form's, in its order, while others were lost (自然 人, broken over lines): the row has as
 * many figures as the form has columns, so that the official order may be supposed.
 */
function isRest(form: Form, row: DocRow, at: number, {columns, missing}: ColumnMap): boolean {
  const figures = trimBlanks(row.cells.slice(at + 1))
  return (
    missing.length > 0 &&
    figures.length === form.columns.length &&
    figures.every(({kind}) => kind === 'value') &&
    columns.every(({column}, i) => column !== null && column > (columns[i - 1]?.column ?? -1))
  )
}

/**
 * Whether headings of several rows of a text name columns, but not in the order of the form: they were read line by line, or the
 * first of them are lost, so that nothing tells which of them stands over which figure.
 */
function isOutOfTurn(rows: Printed[][], {columns}: ColumnMap): boolean {
  const named = columns.flatMap(({column}) => (column === null ? [] : [column]))
  return rows.length > 1 && named.some((column, i) => column < (named[i - 1] ?? -1))
}

function wordsOf(heading: DocRow[]): Printed[] {
  return heading.flatMap(({cells}) => cells.filter(({kind}) => kind === 'words'))
}

/** Texts of the heading rows as they follow one another, each in the row it begins in. */
function headingsInTurn(form: Form, heading: DocRow[], config: MapConfig): DocCell[][] {
  return heading
    .map(line => ({...line, cells: line.cells.filter(cell => cell.row === line.index)}))
    .map(line => headingTexts(form, line, config))
    .filter(texts => texts.length > 0)
}

/** First grid column right of the corner cell, where one is found. */
function cornerEnd(form: Form, heading: DocRow[], config: MapConfig): number | null {
  for (const {cells} of heading) {
    for (const cell of cells) if (isCornerText(form, cell, config)) return cell.column + cell.columnSpan
  }
  return null
}

/**
 * Heading texts of a row whose columns are unknown. The corner is left out, under whatever name; so is a row without any
 * heading of the form, a title set inside the table.
 */
function headingTexts(form: Form, row: DocRow, config: MapConfig): DocCell[] {
  const isHeading = (text: Printed): boolean => isColumnText(form, text, config)
  // Where a text shows a cell a line, the heading of the first group of rows follows those of columns.
  const isRow = (text: Printed): boolean => !row.grid && isRowLabel(form, text) && !isHeading(text)
  const words = row.cells.filter(cell => cell.kind === 'words' && !isRow(cell))
  if (!words.some(isHeading)) return []
  const corner = words.findLastIndex(text => isCornerText(form, text, config) && !isHeading(text))
  if (corner >= 0) return words.slice(corner + 1)
  return words.slice(words.findIndex(isHeading))
}
