import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {labelOf, placeOf, type RuleFunction} from '../context.ts'
import {enumerate} from '../labels.ts'
import type {BoundSum} from '../pattern.ts'
import {assessWith, derivedTotal, isUnfilled} from '../sum.ts'

/**
 * A04 总计列空白: the total of a row is blank while a component holds a figure; the derived value is reported. Rows whose
 * figures are all zero share one finding. Where the last component is the sum of all before it, the row has probably slid by
 * a cell to the left, and every figure of it is named.
 */
export const blankRowTotals: RuleFunction = (report, context) => {
  const unfilled = context.sums.filter(
    ({rule, right}) => rule === 'A01' && isUnfilled(report.observations[right[0]!]),
  )
  if (unfilled.length === 0) return []
  const reportedByColumn = new Set(
    context.sums
      .filter(sum => sum.rule === 'A02' && derivedTotal(report, sum) !== null)
      .map(sum => sum.right[0]!),
  )
  const blank = unfilled.flatMap(sum => {
    const key = sum.right[0]!
    if (reportedByColumn.has(key)) return []
    const derived = derivedTotal(report, sum)
    return derived === null ? [] : [{sum, key, derived, row: labelOf(context, key).row}]
  })
  const zeros = blank.filter(({derived}) => derived === 0)
  const findings = blank
    .filter(({derived}) => derived !== 0)
    .map(
      ({sum, key, derived, row}): FindingDetails => ({
        ...(isSlid(report, sum) ? {variant: 'slid', keys: [...sum.left, key]} : {keys: [key]}),
        values: {row, derived, last: labelOf(context, sum.left.at(-1)!).column},
        place: placeOf(report, key),
        related: sum.left.filter(item => report.observations[item]).map(item => placeOf(report, item)),
        expected: derived,
        actual: '',
      }),
    )
  const first = zeros[0]
  if (!first) return findings
  const rows = enumerate(zeros.map(({row}) => `「${row}」`))
  return [
    ...findings,
    {
      variant: 'zeros',
      values: {count: zeros.length, rows},
      keys: zeros.map(({key}) => key),
      place: placeOf(report, first.key),
      related: zeros.slice(1).map(({key}) => placeOf(report, key)),
      expected: 0,
      actual: '',
    },
  ]
}

/** Whether the last component of a sum without total is the sum of those before it. */
function isSlid({observations}: Report, {left}: BoundSum): boolean {
  const values = left.map(key => observations[key]?.value ?? 0)
  const last = values.pop() ?? 0
  return last > 0 && last === values.reduce((sum, value) => sum + value, 0)
}

/**
 * A05 （七）总计空白: the row of outcome totals is blank in columns that hold outcomes. One finding for the row. Where the
 * derived value breaks the balance of the column (A03 cannot be assessed then), the sentence says so.
 */
export const blankOutcomeTotals: RuleFunction = (report, context) => {
  const blank = context.sums.flatMap(sum => {
    if (sum.rule !== 'A02' || !isUnfilled(report.observations[sum.right[0]!])) return []
    const derived = derivedTotal(report, sum)
    return derived === null ? [] : [{sum, key: sum.right[0]!, derived}]
  })
  const last = blank.at(-1)
  if (!last) return []
  const unbalanced = blank.filter(({key, derived}) => breaksBalance(context.sums, key, derived))
  const name = (item: {key: string; derived: number}) =>
    `${labelOf(context, item.key).column} ${item.derived}`

  function breaksBalance(sums: BoundSum[], key: string, derived: number): boolean {
    const balance = sums.find(sum => sum.rule === 'A03' && sum.right[0] === key)
    return balance !== undefined && assessWith(report, balance, derived).status === 'fail'
  }
  return [
    {
      ...(unbalanced.length > 0 ? {variant: 'unbalanced'} : {}),
      values: {
        row: labelOf(context, last.key).row,
        derived: blank.map(name).join('，'),
        unbalanced: unbalanced.map(item => `“${labelOf(context, item.key).column}”`).join('、'),
      },
      keys: blank.map(item => item.key),
      place: placeOf(report, last.key),
      related: last.sum.left.filter(key => report.observations[key]).map(key => placeOf(report, key)),
      expected: last.derived,
      actual: '',
    },
  ]
}
