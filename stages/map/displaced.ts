import type {Form} from './form.ts'
import {type ColumnMap, matchColumns, sequenceHeadings} from './headings.ts'
import type {Printed} from './printed.ts'
import type {DocRow} from './rows.ts'
import {columnsNamed, tellsGroup} from './senses.ts'
import type {MapConfig} from './settings.ts'

/**
 * The columns where headings and figures are drawn apart: a wrong row span or column span above moves every heading right
 * of it over the neighbour's figures. It shows in a heading that stands outside the group it belongs to (商业企业 under
 * 自然人, nothing under 法人或其他组织), or over no figures at all. The turn of the headings then decides, if they are the form's, all of them and in
 * its order, and the row has as many cells. Null: headings stand where they belong.
 * @param start first grid column right of the row's label
 * @param inTurn texts of the heading rows, without the corner
 */
export function displacedColumns(
  form: Form,
  row: DocRow,
  start: number,
  map: ColumnMap,
  inTurn: Printed[][],
  config: MapConfig,
): ColumnMap | null {
  if (isWhole(form, map) || !map.columns.some(({column}) => column !== null)) return null
  const shown = inTurn.flat()
  if (!standsOutside(form, map, shown, config) && !standsOverNothing(form, map, shown, config)) return null
  const turn = matchColumns(form, sequenceHeadings(form, inTurn, [], config), config)
  const values = row.cells.filter(({column}) => column >= start)
  const named = turn.columns.filter(({grade}) => grade !== 'position').length
  const sure = isWhole(form, turn) && 2 * named > form.columns.length
  if (!sure || values.length !== form.columns.length) return {...map, displaced: 'open'}
  const columns = turn.columns.map((match, i) => {
    const {column, columnSpan} = values[i]!
    return {...match, heading: {...match.heading, from: column, to: column + columnSpan - 1}}
  })
  return {...turn, columns, displaced: 'turn'}
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
