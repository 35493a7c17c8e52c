import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {type FilledCell, foundCells, labelOf, placeOf, type RuleFunction} from '../context.ts'
import {addExactly} from '../decimal.ts'
import type {Assessment} from '../sum.ts'

const DIGITS = [...'0123456789']

/**
 * S23 扫描数字未获验证: a figure recognised in a picture counts when two sums that share nothing else hold, as its row and
 * its column do: a wrong figure breaks both, and what would hide it in the one shows in the other. Sums vouch for numbers
 * alone: blanks and words are named, too. One finding a row.
 */
export const unvouched: RuleFunction = (report, context) => {
  const scanned = foundCells(report, context).filter(({observation}) => observation.picture !== undefined)
  if (scanned.length === 0) return []
  const holding = context.assessments.filter(({status}) => status === 'pass')
  const sums = sumsByKey(holding)
  const alike = alikeDigits(report, holding)
  const rows = new Map<string, FilledCell[]>()
  for (const filled of scanned) {
    const {cell, observation} = filled
    const witnessed = observation.value !== null && hasWitnesses(sums.get(cell.key) ?? [])
    if (witnessed && ![...String(observation.value)].some(digit => alike.has(digit))) continue
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
  const observations = entries.map(([key, {picture, ...observation}]) => {
    const shown = picture !== undefined && keys.has(key)
    return [key, shown ? {...observation, picture} : observation] as const
  })
  return {...report, observations: Object.fromEntries(observations)}
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

/**
 * Digits of which the sums tell nothing: were each of them another digit, or twice the same, in all scanned cells, the same
 * sums would hold. A type is misread everywhere in the same way, so a table of ones alone may be one of sevens.
 */
function alikeDigits(report: Report, holding: readonly Assessment[]): Set<string> {
  const scanned = new Set(
    Object.entries(report.observations).flatMap(([key, {picture}]) => (picture === undefined ? [] : [key])),
  )
  const alike = new Set<string>()
  for (const digit of DIGITS) {
    const about = holding.filter(({operands}) =>
      Object.entries(operands).some(([key, value]) => scanned.has(key) && String(value).includes(digit)),
    )
    const others = [...DIGITS.filter(other => other !== digit), digit + digit]
    const holdsWith = (other: string) =>
      about.every(({left, right, operands}) => {
        const value = (key: string) => {
          const read = operands[key] ?? 0
          return scanned.has(key) ? Number(String(read).replaceAll(digit, other)) : read
        }
        return addExactly(left.map(value)) === addExactly(right.map(value))
      })
    if (about.length > 0 && others.some(holdsWith)) alike.add(digit)
  }
  return alike
}
