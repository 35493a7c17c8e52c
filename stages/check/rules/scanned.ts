import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Observation, Report} from '../../../pipeline/model/report.ts'
import {type FilledCell, labelOf, listOf, numberOf, placeOf, type RuleFunction} from '../context.ts'
import {addExactly} from '../decimal.ts'
import type {Assessment} from '../sum.ts'

/**
 * S23 扫描数字未获验证: a figure recognised in a picture counts when two sums that share nothing else hold, as its row and
 * its column do: a wrong figure breaks both, and what would hide it in the one shows in the other. Where sums have shown of
 * many figures that this print is read rightly, and of none that it is not, a figure counts, too, that comes out the same
 * however its picture is looked at; and so does one other than 0 that a sum gives of which all other figures count. Nothing
 * vouches for blanks and words: they are named, too. One finding a row.
 */
export const unvouched: RuleFunction = (report, context) => {
  const scanned = context.found.filter(({observation}) => observation.picture !== undefined)
  if (scanned.length === 0) return []
  const holding = context.assessments.filter(({status}) => status === 'pass')
  const sums = sumsByKey(holding)
  const readings = otherReadings(report, holding, listOf(context, 'alike'))
  const isReadOneWay = ({value}: Observation) =>
    value !== null && readings.every(reading => reading(value) === value)
  const isProved = ({cell, observation}: FilledCell) =>
    hasWitnesses(sums.get(cell.key) ?? []) && isReadOneWay(observation)
  const isLegible =
    scanned.filter(isProved).length >= numberOf(context, 'proved') &&
    !isContradicted(report, context.assessments)
  const isAgreed = ({observation}: FilledCell) => observation.agreed && observation.value !== null
  const counting = scanned.filter(filled => isProved(filled) || (isLegible && isAgreed(filled)))
  const vouched = new Set(counting.map(({cell}) => cell.key))
  if (isLegible) {
    // To a sum a stray mark read as 0 is as good as a blank cell.
    const isGiven = ({observation}: FilledCell) => observation.value !== 0 && isReadOneWay(observation)
    const given = scanned.filter(isGiven).map(({cell}) => cell.key)
    addGiven(vouched, new Set(given), new Set(scanned.map(({cell}) => cell.key)), holding)
  }
  const rows = new Map<string, FilledCell[]>()
  for (const filled of scanned) {
    const {cell} = filled
    if (vouched.has(cell.key)) continue
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

/** Adds figures that a sum gives: all others of it count, so that a wrong one would break it. Each may give another one. */
function addGiven(
  vouched: Set<string>,
  given: ReadonlySet<string>,
  scanned: ReadonlySet<string>,
  holding: readonly Assessment[],
): void {
  for (let before = -1; before < vouched.size; ) {
    before = vouched.size
    for (const sum of holding) {
      const [key, ...others] = keysOf(sum).filter(key => scanned.has(key) && !vouched.has(key))
      if (key !== undefined && others.length === 0 && given.has(key)) vouched.add(key)
    }
  }
}

/** The report without the pictures of cells that nobody has to look at. */
export function withPicturesOf(report: Report, keys: ReadonlySet<string>): Report {
  if (!hasPictures(report)) return report
  const observations = Object.entries(report.observations).map(
    ([key, {picture, agreed: _, ...observation}]) => {
      const shown = picture !== undefined && keys.has(key)
      return [key, shown ? {...observation, picture} : observation] as const
    },
  )
  return {...report, observations: Object.fromEntries(observations)}
}

function hasPictures({observations}: Report): boolean {
  for (const key in observations) if (observations[key]!.picture !== undefined) return true
  return false
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
    about.every(({left, right, operands: operandsOf}) => {
      const operands = operandsOf()
      const total = (keys: string[]) =>
        addExactly(keys.map(key => (isScanned(key) ? reading(operands[key] ?? 0) : (operands[key] ?? 0))))
      return total(left) === total(right)
    }),
  )
}
