import type {FindingDetails} from '../../pipeline/model/finding.ts'
import type {Report} from '../../pipeline/model/report.ts'
import {type CheckContext, labelOf, placeOf} from './context.ts'
import {enumerate} from './labels.ts'
import type {Assessment} from './sum.ts'

/**
 * The findings of a rule that is a sum: one for each failed assessment, at the total, with every addend pointed at.
 * Where operands were blank the failure is only a warning, and the sentence says which.
 */
export function brokenSums(rule: string, report: Report, context: CheckContext): FindingDetails[] {
  return context.assessments
    .filter(assessment => assessment.rule === rule && assessment.status === 'fail')
    .map(assessment => {
      const blank = assessment.blanks.length > 0
      return {
        ...about(assessment, report, context),
        ...(blank ? {variant: 'blank', severity: 'warning' as const} : {}),
      }
    })
}

/** Keys, places and the values of the sentence for one assessment. */
export function about(assessment: Assessment, report: Report, context: CheckContext): FindingDetails {
  const {left, right, leftSum, rightSum, difference, blanks} = assessment
  const operands = assessment.operands()
  const total = right[0]!
  const labels = labelOf(context, total)
  const sides = new Set([...left, ...right])
  return {
    values: {
      row: labels.row,
      column: labels.column,
      left: leftSum ?? '',
      right: rightSum ?? '',
      difference: Math.abs(difference ?? 0),
      leftTerms: terms(left, operands),
      rightTerms: terms(right, operands),
      blankRows: enumerate(blanks.map(key => `「${labelOf(context, key).row}」`)),
      blankColumns: enumerate(blanks.map(key => `“${labelOf(context, key).column}”`)),
    },
    keys: context.cells.filter(cell => sides.has(cell.key)).map(cell => cell.key),
    place: placeOf(report, total),
    related: [...left, ...right.slice(1)]
      .filter(key => report.observations[key])
      .map(key => placeOf(report, key)),
    expected: leftSum,
    actual: rightSum,
  }
}

function terms(keys: string[], operands: Record<string, number>): string {
  return keys.map(key => operands[key] ?? '空白').join('＋')
}
