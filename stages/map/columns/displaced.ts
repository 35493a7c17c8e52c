import {textOf} from '../../../pipeline/model/ast.ts'
import type {DocRow} from '../rows/rows.ts'
import type {MapConfig} from '../settings.ts'
import type {Form, Head} from '../texts/form.ts'
import {isLabel} from '../texts/labels.ts'
import type {Printed} from '../texts/printed.ts'
import {columnsNamed, tellsGroup} from '../texts/senses.ts'
import {begins, type ColumnMap, type Heading, matchColumns, sequenceHeadings} from './headings.ts'

/**
 * The columns where headings and figures are drawn apart: a wrong row span or column span above moves every heading right
 * of it over the neighbour's figures. It shows in a heading that stands outside the group it belongs to (商业企业 under
 * 自然人, nothing under 法人或其他组织), or over no figures at all. The turn of the headings then decides, if they are the form's, all of them and in
 * its order, and the row has as many cells. Null: headings stand where they belong.
 * @param start first grid column right of the row's label
 * @param inTurn texts of the heading rows, without the corner
 * @param end grid column behind the last heading; blank cells from there on are those of a wider table above or below
 */
export function displacedColumns(
  form: Form,
  row: DocRow,
  start: number,
  map: ColumnMap,
  inTurn: Printed[][],
  end: number,
  config: MapConfig,
): ColumnMap | null {
  if (isWhole(form, map) || !map.columns.some(({column}) => column !== null)) return null
  const shown = inTurn.flat()
  const moved = [standsOutside, standsInAnother, standsOverNothing].some(is => is(form, map, shown, config))
  if (!moved)
    return standsUngrouped(form, map, config) || lacksGroup(form, map, inTurn)
      ? {...map, displaced: 'open'}
      : null
  const turn = matchColumns(form, sequenceHeadings(form, inTurn, [], config), config)
  const values = row.cells.filter(({column, kind}) => column >= start && (column < end || kind !== 'blank'))
  const named = turn.columns.filter(({grade}) => grade !== 'position').length
  const areCut = () =>
    turn.columns.every(({grade, heading, column}) => grade !== 'position' || begins(form, heading, column!))
  const sure = isWhole(form, turn) && (2 * named > form.columns.length || areCut())
  if (!sure || values.length !== form.columns.length) return {...map, displaced: 'open'}
  const columns = turn.columns.map((match, i) => {
    const {column, columnSpan} = values[i]!
    return {...match, heading: {...match.heading, from: column, to: column + columnSpan - 1}}
  })
  return {...turn, columns, displaced: 'turn'}
}

/**
 * The official order where headings are missing: a heading left out moves those behind it over their neighbours' figures.
 * The row must have as many cells as the form has columns, and the headings that are there must be the form's, in its
 * order; over the other cells stands nothing, or the heading of a group. Null: anything else.
 * @param start first grid column right of the row's label
 */
export function unheadedColumns(
  form: Form,
  row: DocRow,
  start: number,
  map: ColumnMap,
  config: MapConfig,
): ColumnMap | null {
  const values = row.cells.filter(({column}) => column >= start)
  const known = map.columns.flatMap(({column}) => (column === null ? [] : [column]))
  const isGroup = (text: Printed): boolean =>
    form.columns.some(({path}) => path.slice(0, -1).some(labels => tellsGroup(form, text, labels, config)))
  const fits =
    map.missing.length > 0 &&
    known.length > 1 &&
    known.every((column, i) => i === 0 || column > known[i - 1]!) &&
    values.length === form.columns.length &&
    map.columns.every(({column, heading}) => column !== null || heading.path.slice(-1).every(isGroup))
  if (!fits) return null
  const columns = values.map(({column, columnSpan}, i) => ({
    heading: {path: [], from: column, to: column + columnSpan - 1},
    column: i,
    grade: null,
    other: false,
  }))
  return {columns, supposed: false, missing: [], displaced: 'unheaded'}
}

/** All columns of the form are there, none beside them, in the form's order. */
function isWhole(form: Form, {columns}: ColumnMap): boolean {
  return columns.length === form.columns.length && columns.every(({column}, i) => column === i)
}

/** A group's heading is printed, and a heading of that group stands outside of it. */
function standsOutside(form: Form, {columns}: ColumnMap, shown: Printed[], config: MapConfig): boolean {
  return columns.some(({column, heading}) => {
    if (column === null) return false
    const groups = form.columns[column]!.path.slice(0, -1)
    return groups.some(
      labels =>
        shown.some(text => tellsGroup(form, text, labels, config)) &&
        !heading.path.some(text => tellsGroup(form, text, labels, config)),
    )
  })
}

/** The heading of a column stands below that of a group it does not belong to: 总计 below 法人或其他组织. */
function standsInAnother(form: Form, {columns}: ColumnMap, shown: Printed[], config: MapConfig): boolean {
  const groups = form.columns.flatMap(({path}) => path.slice(0, -1))
  return columns.some(({column, heading}) => {
    if (column === null) return false
    const own = form.columns[column]!.path.slice(0, -1)
    const tells = (text: Printed, among: string[][]): boolean =>
      among.some(labels => tellsGroup(form, text, labels, config))
    return heading.path
      .slice(0, -1)
      .some(text => shown.includes(text) && !tells(text, own) && tells(text, groups))
  })
}

/**
 * In a text, the heading of a group came to stand where a column's is due: one before it was left out, or the line broke
 * otherwise. Whatever column it was taken for, or for one of the office's own, others may have moved.
 */
export function groupAsColumn(form: Form, {columns}: ColumnMap): boolean {
  const isGroup = (heads: Head[], letters: string): boolean =>
    heads.some(({labels, below}) => below.length > 0 && (isLabel(letters, labels) || isGroup(below, letters)))
  return columns.some(({heading}) => {
    const bottom = heading.path.at(-1)
    return bottom !== undefined && isGroup(form.heads, bottom.letters)
  })
}

/**
 * Columns stand in another order than the form's, and the heading of the group they belong to is not over some of them: it
 * was left out, and the next one moved into its place.
 */
function standsUngrouped(form: Form, {columns}: ColumnMap, config: MapConfig): boolean {
  const known = columns.flatMap(({column, heading}) => (column === null ? [] : [{column, heading}]))
  const ascending = known.every(({column}, i) => i === 0 || column > known[i - 1]!.column)
  return (
    !ascending &&
    known.some(({column, heading}) => {
      const [group, own] = form.columns[column]!.path.slice(-2)
      const alike = form.columns.filter(({path}) => path.at(-1)![0] === own?.[0]).length
      return alike > 1 && !heading.path.some(text => tellsGroup(form, text, group!, config))
    })
  )
}

/**
 * The heading of a column that belongs to a group stands in a row below others, and nothing stands above it in their row: the
 * group's heading was left out, and those behind it moved into its place.
 */
function lacksGroup(form: Form, {columns}: ColumnMap, inTurn: Printed[][]): boolean {
  const rowOf = (text: Printed | undefined): number =>
    inTurn.findIndex(row => text !== undefined && row.includes(text))
  const known = columns.filter(({column, heading}) => column !== null && rowOf(heading.path.at(-1)) >= 0)
  const top = Math.min(...known.map(({heading}) => rowOf(heading.path.at(-1))))
  return known.some(
    ({column, heading}) =>
      form.columns[column!]!.path.length > 1 &&
      rowOf(heading.path.at(-1)) > top &&
      !heading.path.slice(0, -1).some(text => rowOf(text) >= top),
  )
}

/** A column of the form was not found, and yet its label is printed once more than such columns were found. */
function standsOverNothing(form: Form, map: ColumnMap, shown: Printed[], config: MapConfig): boolean {
  return map.missing.some(column => {
    const names = (text: Printed): boolean => columnsNamed(form, text, config)[column]?.grade === 'official'
    const found = map.columns.filter(
      match => match.column !== null && match.heading.path.slice(-1).some(names),
    )
    return shown.filter(names).length > found.length
  })
}

/**
 * Whether the heading of a group stands alone over a column, and over others with headings below it, while a column of the form was not
 * found: a heading below it was left out, and those behind it may have moved.
 */
export function headsBesideItsOwn(form: Form, map: ColumnMap): boolean {
  const {columns, missing} = map
  const open = columns.filter(({column, other}) => column === null && !other)
  return (
    missing.length > 0 &&
    open.some(match => {
      const bottom = match.heading.path.at(-1)
      return (
        bottom !== undefined &&
        groupAsColumn(form, {...map, columns: [match]}) &&
        columns.some(({column, heading}) => column !== null && heading.path.slice(0, -1).includes(bottom))
      )
    })
  )
}

/**
 * Whether a column of the office's own (备注) stands before those of the form and holds numbers, while the last of these holds none in
 * all its rows: its heading moved in front, and every other one over its neighbour's figures.
 */
export function standsBehindRemarks({table}: DocRow, {columns}: ColumnMap): boolean {
  const known = columns.filter(({column}) => column !== null)
  const [first, last] = [known[0]?.heading, known.at(-1)?.heading]
  if (!first || !last || known.length < 2) return false
  const holdsNumbers = ({from, to}: Heading): boolean =>
    table.children.some(
      cell =>
        cell.column <= to && from < cell.column + cell.columnSpan && /^\p{Nd}+$/u.test(textOf(cell).trim()),
    )
  const before = columns.filter(({other, heading}) => other && heading.to < first.from)
  return before.some(({heading}) => holdsNumbers(heading)) && !holdsNumbers(last)
}

/**
 * Whether a heading of the office's own stands in front of the form's and begins in a row above all of them, where nothing stands over
 * these: the heading above all columns was left out, and this one moved into its place. Or it stands behind them with a
 * hole over it: a span above is too short, and it moved from its place among them.
 */
export function standsInGroupsPlace({table}: DocRow, {columns}: ColumnMap): boolean {
  const topOf = ({path}: Heading): number =>
    Math.min(...path.flatMap(text => ('row' in text ? [Number(text.row)] : [])))
  const known = columns.flatMap(({column, heading}) =>
    column !== null && heading.path.length > 0 ? [heading] : [],
  )
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return false
  const top = Math.min(...known.map(topOf))
  const isOver = (row: number, at: number): boolean =>
    table.children.some(
      cell =>
        cell.row <= row &&
        row < cell.row + cell.rowSpan &&
        cell.column <= at &&
        at < cell.column + cell.columnSpan,
    )
  return columns.some(({column, heading}) => {
    if (column !== null || heading.path.length === 0) return false
    const own = topOf(heading)
    const before = heading.to < first.from && own < top && !isOver(own, first.from)
    const bottom = topOf({...heading, path: heading.path.slice(-1)})
    return before || (heading.from > last.to && bottom > top && !isOver(bottom - 1, heading.from))
  })
}
