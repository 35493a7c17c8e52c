import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {FormCell} from '../../../pipeline/model/format.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {
  type CheckContext,
  type CheckSettings,
  type FormFacts,
  labelOf,
  listOf,
  numberOf,
  placeOf,
  type RuleFunction,
} from '../context.ts'
import {type Explanation, type Form, rowOf} from '../location/explanations.ts'
import {type Location, locate} from '../location/locate.ts'
import {neighboursOf} from '../location/neighbours.ts'
import type {Assessment} from '../sum.ts'

/**
 * A14 差错定位: where one wrong cell, one exchange of neighbours, one row left out or one row counted twice explains every
 * broken sum of a table, which it is. Where several would, all are named and none is claimed. A hint: nothing is changed.
 */
export const locatedMistake: RuleFunction = (report, context) =>
  context
    .locations()
    .map(location =>
      location.certain
        ? claim(location, location.explanations[0]!, report, context)
        : several(location, report, context),
    )

/** The one mistake that explains a sum, for rules that would guess; undefined where none is certain. */
function certainOf(sum: Assessment, context: CheckContext): Explanation | undefined {
  return context.locations().find(({certain, broken}) => certain && broken.includes(sum))?.explanations[0]
}

/** The cells of the one mistake that explains a sum; empty where none is certain. */
export function locatedCells(sum: Assessment, context: CheckContext): string[] {
  return certainOf(sum, context)?.changes.map(({key}) => key) ?? []
}

/** Whether a sum does not hold because of one wrong figure for certain, and not because of a row counted twice. */
export function isWrongCell(sum: Assessment, context: CheckContext): boolean {
  const kind = certainOf(sum, context)?.kind
  return kind === 'cell' || kind === 'digits'
}

/** What the search finds in a report; nothing where the format does not list the rule. */
export function locationsOf(
  assessments: Assessment[],
  {rules}: CheckSettings,
  {cells}: FormFacts,
): Location[] {
  return rules.A14 ? locate(assessments, formOf(rules.A14, cells)) : []
}

/** The thresholds as the search wants them; `source=into` names rows by their keys. */
function formOf(rule: Pick<CheckContext, 'thresholds'>, cells: FormCell[]): Form {
  const {neighbours, measures} = gridOf(cells)
  return {
    neighbours,
    omitted: listOf(rule, 'omitted'),
    doubled: listOf(rule, 'doubled').map(pair => {
      const [source = '', into = ''] = pair.split('=')
      return {source, into}
    }),
    allows: (key, value) =>
      measures.get(key) === 'change'
        ? Number.isInteger(value)
        : value >= 0 && (measures.get(key) === 'money' || Number.isInteger(value)),
  }
}

interface FormGrid {
  neighbours: [string, string][]
  measures: Map<string, FormCell['measure']>
}

/** What the search needs of a form's cells, by the cells. A memory of a pure function, nothing more. */
const gridsOfCells = new WeakMap<FormCell[], FormGrid>()

function gridOf(cells: FormCell[]): FormGrid {
  const known = gridsOfCells.get(cells)
  if (known) return known
  const measures = new Map(cells.map(({key, measure}) => [key, measure]))
  const made = {neighbours: neighboursOf(cells), measures}
  gridsOfCells.set(cells, made)
  return made
}

function claim(
  location: Location,
  found: Explanation,
  report: Report,
  context: CheckContext,
): FindingDetails {
  const [first, second] = found.changes
  const keys = found.changes.map(({key}) => key)
  const row = labelOf(context, first!.key).row
  const source = found.source === undefined ? undefined : first!.key.slice(rowOf(first!.key).length)
  return {
    variant: found.kind,
    values: {
      ...valuesOf(location, context),
      cell: labelOf(context, first!.key).cell,
      other: second ? labelOf(context, second.key).cell : '',
      from: first!.from,
      to: first!.to,
      row,
      source: source === undefined ? '' : labelOf(context, `${found.source}${source}`).row,
      figures: figures(found, context),
    },
    keys,
    place: placeOf(report, first!.key),
    related: keys.slice(1).map(key => placeOf(report, key)),
    expected: found.changes.map(({to}) => to).join('、'),
    actual: found.changes.map(({from}) => from).join('、'),
  }
}

function several(location: Location, report: Report, context: CheckContext): FindingDetails {
  const {explanations} = location
  const changed = new Set(explanations.flatMap(({changes}) => changes.map(({key}) => key)))
  const keys = context.cells.filter(({key}) => changed.has(key)).map(({key}) => key)
  const candidates = explanations.map(({changes}) =>
    changes
      .slice(0, numberOf(context, 'shown'))
      .map(({key, from, to}) => `${labelOf(context, key).cell}由 ${from} 改为 ${to}`)
      .join('并且'),
  )
  return {
    variant: 'several',
    values: {
      ...valuesOf(location, context),
      count: explanations.length,
      candidates: listed(candidates, context),
    },
    keys,
    place: placeOf(report, keys[0]!),
    related: keys.slice(1).map(key => placeOf(report, key)),
  }
}

/** The first candidates, parted by semicolons, because each is a clause of its own. */
function listed(candidates: string[], context: CheckContext): string {
  const most = numberOf(context, 'named')
  const more = candidates.length > most ? '；等等' : ''
  return `${candidates.slice(0, most).join('；')}${more}`
}

function valuesOf({broken}: Location, context: CheckContext): {table: string; sums: number} {
  const key = broken[0]!.right[0]
  const cell = context.cells.find(cell => cell.key === key)
  const table = context.format.tables.find(table => table.key === cell?.table)
  return {table: table?.title ?? '', sums: broken.length}
}

/** “自然人”应为 3、“总计”应为 3 */
function figures({changes}: Explanation, context: CheckContext): string {
  return changes.map(({key, to}) => `“${labelOf(context, key).column}”${to}`).join('、')
}
