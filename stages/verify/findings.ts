import type {FindingDetails} from '../../pipeline/model/finding.ts'
import {type FormCell, nameOfCell} from '../../pipeline/model/format.ts'
import type {Report} from '../../pipeline/model/report.ts'
import type {Disagreement} from './compare.ts'
import {figureIn} from './figure.ts'
import type {Ours, Row} from './rows.ts'

/** A finding about two readings. */
export interface Said {
  rule: 'V11' | 'V12' | 'V13'
  details: FindingDetails
}

/** A disagreement in words. @param program the second reader's @param most cells named in one finding */
export function sayDisagreement(found: Disagreement, program: string, cells: FormCell[], most: number): Said {
  switch (found.kind) {
    case 'differs': {
      const {cell, other} = found
      const values = {program, cells: nameOf(cell, cells), first: cell.observation.raw, second: other}
      return {rule: 'V11', details: {...about([cell]), variant: 'differs', values, expected: other}}
    }
    case 'absent': {
      const named = found.cells.filter(({key}) => key !== '')
      const names = named.slice(0, most).map(cell => nameOf(cell, cells))
      const more = named.length > most ? `等 ${named.length} 格` : ''
      const values = {program, cells: `${names.join('、')}${more}`, first: found.figure}
      return {rule: 'V11', details: {...about(named), variant: 'absent', values}}
    }
    case 'lost':
      return {rule: 'V11', details: {...aboutRow(found.row, found.figures, program), variant: 'lost'}}
    case 'moved':
      return {rule: 'V12', details: aboutRow(found.row, found.figures, program)}
  }
}

/** Cells whose printed figure, turned into a number once more, is not the number of the report. */
export function misconverted(report: Report, cells: FormCell[], units: readonly string[]): Said[] {
  return cells.flatMap((cell): Said[] => {
    const observation = report.observations[cell.key]
    if (!observation || cell.measure === 'money' || observation.unit !== undefined) return []
    const figure = figureIn(observation.raw, units)
    if (figure === null || observation.value === null || Number(figure) === observation.value) return []
    const item = {key: cell.key, figure, observation}
    const values = {
      cells: nameOf(item, cells),
      first: observation.value,
      raw: observation.raw,
      second: figure,
    }
    return [{rule: 'V11', details: {...about([item]), variant: 'number', values, expected: figure}}]
  })
}

function about(items: Ours[]): FindingDetails {
  const [first, ...others] = items
  return {
    keys: items.map(({key}) => key),
    place: first?.observation.place ?? {},
    related: others.map(({observation}) => observation.place),
    actual: first?.observation.raw ?? null,
  }
}

function aboutRow(row: Row, figures: string[], program: string): FindingDetails {
  const [first] = row.ours
  return {
    values: {
      program,
      row: row.label,
      first: row.ours.map(({figure}) => figure).join('、') || '无',
      second: figures.join('、'),
    },
    keys: row.keys,
    place: first?.observation.place ?? {},
    expected: figures.join('、'),
    actual: row.ours.map(({figure}) => figure).join('、'),
  }
}

function nameOf({key}: Ours, cells: FormCell[]): string {
  const cell = cells.find(cell => cell.key === key)
  return cell ? `“${nameOfCell(cell)}”` : ''
}
