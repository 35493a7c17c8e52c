import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {about} from '../broken.ts'
import {type CheckContext, labelOf, listOf, numberOf, placeOf, type RuleFunction} from '../context.ts'
import {keyMatcher} from '../pattern.ts'
import type {Assessment} from '../sum.ts'
import {isWrongCell, locatedCells} from './location.ts'

/**
 * A08 重复计入部分公开: "区分处理的，只计这一情形，不计其他情形". The outcomes of a column exceed their total by exactly the
 * figure of partial disclosure, or by that of one refused cell: it was probably counted twice. Where A14 finds a single wrong
 * cell, nothing is guessed.
 */
export const partialCountedTwice: RuleFunction = (report, context) =>
  failed(context, ['A02']).flatMap((assessment): FindingDetails[] => {
    const excess = assessment.difference ?? 0
    if (excess <= 0 || isWrongCell(assessment, context)) return []
    const operands = assessment.operands()
    const candidates = listOf(context, 'candidates').flatMap(pattern => {
      const isCandidate = keyMatcher(pattern)
      const equal = assessment.left.filter(key => isCandidate(key) && operands[key] === excess)
      // Two refused cells with the same figure: nothing says which, so nothing is said.
      return equal.length === 1 ? equal : []
    })
    const key = candidates[0]
    return key === undefined ? [] : [hint(key, assessment, report, context)]
  })

/**
 * A09 换位错误: what a failed sum looks like when two digits were swapped (the difference is a multiple of 9), when one
 * figure was left out or counted twice (the difference is that figure), or stands on the wrong side (twice the figure).
 * Where A14 finds another cell to be the mistake, nothing is guessed.
 */
export const slipOfThePen: RuleFunction = (report, context) =>
  failed(context, ['A01', 'A02', 'A03', 'A13']).flatMap((assessment): FindingDetails[] => {
    const located = locatedCells(assessment, context)
    return slips(assessment, report, context).filter(
      ({keys}) => located.length === 0 || located.includes(keys![0]!),
    )
  })

function slips(assessment: Assessment, report: Report, context: CheckContext): FindingDetails[] {
  const difference = Math.abs(assessment.difference ?? 0)
  if (difference < numberOf(context, 'least')) return []
  const operands = assessment.operands()
  const only = (wanted: (value: number) => boolean) => {
    const found = Object.entries(operands).filter(([key, value]) => value > 0 && wanted(value) && key)
    return found.length === 1 ? found[0]![0] : undefined
  }
  const omitted = only(value => value === difference)
  if (omitted) return [{...hint(omitted, assessment, report, context), variant: 'omitted'}]
  const misplaced = only(value => value * 2 === difference)
  if (misplaced) return [{...hint(misplaced, assessment, report, context), variant: 'misplaced'}]
  if (difference % 9 !== 0) return []
  const swapped = only(value => swaps(value).some(other => Math.abs(other - value) === difference))
  if (swapped) return [{...hint(swapped, assessment, report, context), variant: 'swapped'}]
  return [{...hint(assessment.right[0]!, assessment, report, context), variant: 'nines'}]
}

/** Sums without a blank operand that do not hold: where cells are blank, the blank explains the difference better. */
function failed(context: CheckContext, rules: string[]): Assessment[] {
  return context.assessments.filter(
    item => rules.includes(item.rule) && item.status === 'fail' && item.blanks.length === 0,
  )
}

/** The numbers that come of swapping two neighbouring digits. */
function swaps(value: number): number[] {
  const digits = String(value)
  return [...digits]
    .slice(1)
    .map((digit, i) => Number(digits.slice(0, i) + digit + digits[i] + digits.slice(i + 2)))
}

function hint(key: string, assessment: Assessment, report: Report, context: CheckContext): FindingDetails {
  const {values, expected, actual} = about(assessment, report, context)
  const total = assessment.right[0]!
  return {
    values: {
      ...values,
      sum: labelOf(context, total).cell,
      check: context.rules[assessment.rule]!.name,
      cell: labelOf(context, key).cell,
      value: assessment.operands()[key] ?? '',
    },
    keys: key === total ? [total] : [key, total],
    place: placeOf(report, key),
    related: key === total ? [] : [placeOf(report, total)],
    expected,
    actual,
  }
}

/**
 * A10 上年结转误入新收: a column is out of balance by exactly what was carried in, as if received counted it already. Where A14
 * finds a single wrong cell, nothing is guessed.
 */
export const carriedInCountedTwice: RuleFunction = (report, context) =>
  failed(context, ['A03']).flatMap((assessment): FindingDetails[] => {
    const carriedIn = assessment.left[1]!
    const amount = assessment.operands()[carriedIn] ?? 0
    if (amount === 0 || assessment.difference !== amount || isWrongCell(assessment, context)) return []
    const details = hint(carriedIn, assessment, report, context)
    return [{...details, keys: [...assessment.left], related: [placeOf(report, assessment.left[0]!)]}]
  })
