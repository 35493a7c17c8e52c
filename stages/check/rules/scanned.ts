import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {
  type FilledCell,
  foundCells,
  labelOf,
  listOf,
  numberOf,
  placeOf,
  type RuleFunction,
} from '../context.ts'
import {addExactly} from '../decimal.ts'
import type {Assessment} from '../sum.ts'

/**
 * S23 扫描数字未获验证: a figure recognised in a picture counts when two sums that share nothing else hold, as its row and
 * its column do: a wrong figure breaks both, and what would hide it in the one shows in the other. Where sums have shown of
 * many figures that this print is read rightly, and of none that it is not, a figure counts, too, that comes out the same
 * however its picture is looked at. Nothing vouches for blanks and words: they are named, too. One finding a row.
 */
export const unvouched: RuleFunction = (report, context) => {
  const scanned = foundCells(report, context).filter(({observation}) => observation.picture !== undefined)
  if (scanned.length === 0) return []
  const holding = context.assessments.filter(({status}) => status === 'pass')
  const sums = sumsByKey(holding)
  const readings = otherReadings(report, holding, listOf(context, 'alike'))
  const isProved = ({cell, observation: {value}}: FilledCell) =>
    value !== null &&
    hasWitnesses(sums.get(cell.key) ?? []) &&
    readings.every(reading => reading(value) === value)
  const isLegible =
    scanned.filter(isProved).length >= numberOf(context, 'proved') &&
    !isContradicted(report, context.assessments)
  const rows = new Map<string, FilledCell[]>()
  for (const filled of scanned) {
    const {cell, observation} = filled
    if (isProved(filled) || (isLegible && observation.agreed && observation.value !== null)) continue
    const row = `${cell.table} ${labelOf(context, cell.key).row}`
    rows.set(row, [...(rows.get(row) ?? []), filled])
  }
  return [...rows.values()].map((cells): FindingDetails => {
    const {cell} = cells[0]!
    const title = context.format.tables.find(({key}) => key === cell.table)?.title ?? cell.table
    const {row} = labelOf(context, cell.key)
    const figures = cells.map(
      ({cell: {key}, observation: {raw}}) => `“${labelOf(context, key).column}” ${raw || '空白'}`,
    )
    return {
      values: {table: title, row: row === '' ? '' : `「${row}」一行`, figures: figures.join('、')},
      keys: cells.map(filled => filled.cell.key),
      place: placeOf(report, cell.key),
      related: cells.slice(1).map(filled => filled.observation.place),
      actual: cells.map(({observation}) => observation.raw).join(' | '),
    }
  })
}

/** The report without the pictures of cells that nobody has to look at. */
export function withPicturesOf(report: Report, keys: ReadonlySet<string>): Report {
  const entries = Object.entries(report.observations)
  if (!entries.some(([, {picture}]) => picture !== undefined)) return report
  const observations = entries.map(([key, {picture, agreed: _, ...observation}]) => {
    const shown = picture !== undefined && keys.has(key)
    return [key, shown ? {...observation, picture} : observation] as const
  })
  return {...report, observations: Object.fromEntries(observations)}
}

/** Whether a sum with recognised figures does not hold. */
function isContradicted(report: Report, assessments: readonly Assessment[]): boolean {
  return assessments.some(
    sum => sum.status === 'fail' && keysOf(sum).some(key => report.observations[key]?.picture !== undefined),
  )
}

function keysOf({left, right}: Assessment): string[] {
  return [...new Set([...left, ...right])]
}

function sumsByKey(assessments: readonly Assessment[]): Map<string, Assessment[]> {
  const sums = new Map<string, Assessment[]>()
  for (const assessment of assessments) {
    for (const key of keysOf(assessment)) sums.set(key, [...(sums.get(key) ?? []), assessment])
  }
  return sums
}

/** Whether two of the sums share no figure but one. */
function hasWitnesses(sums: readonly Assessment[]): boolean {
  return sums.some((one, i) => {
    const keys = new Set(keysOf(one))
    return sums.slice(i + 1).some(other => keysOf(other).filter(key => keys.has(key)).length === 1)
  })
}

type Reading = (value: number) => number

/**
 * Other ways to read all scanned figures under which the same sums would hold: a digit taken for one that looks alike, or
 * two of the same for one. A type is misread everywhere in the same way, so a table of ones alone may be one of sevens.
 */
function otherReadings(report: Report, holding: readonly Assessment[], alike: string[]): Reading[] {
  const isScanned = (key: string) => report.observations[key]?.picture !== undefined
  const about = holding.filter(sum => keysOf(sum).some(isScanned))
  const replaced =
    (read: string, printed: string): Reading =>
    value =>
      Number(String(value).replaceAll(read, printed))
  const readings = [
    ...alike.flatMap(([one, other]) => [replaced(one!, other!), replaced(other!, one!)]),
    ...[...'123456789'].map(
      (digit): Reading =>
        value =>
          String(value) === digit ? Number(digit + digit) : value,
    ),
  ]
  return readings.filter(reading =>
    about.every(({left, right, operands}) => {
      const total = (keys: string[]) =>
        addExactly(keys.map(key => (isScanned(key) ? reading(operands[key] ?? 0) : (operands[key] ?? 0))))
      return total(left) === total(right)
    }),
  )
}
