import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {aboutCell, type CheckContext, type FilledCell, numberOf, type RuleFunction} from '../context.ts'

function amounts({found}: CheckContext): FilledCell[] {
  return found.filter(({cell}) => cell.measure === 'money')
}

/**
 * P13 金额单位: an amount other than zero whose unit is printed nowhere (元 or 万元?), or one too large for a body below
 * the prefecture. An amount printed in another unit than the column's was converted: V06 says so; one that is ten thousand
 * times last year's: P16.
 */
export const moneyUnit: RuleFunction = (report, context) =>
  amounts(context).flatMap((item): FindingDetails[] => {
    const {unit, value} = item.observation
    if (value === null || value === 0) return []
    if (unit === 'unknown') return [aboutCell(item)]
    const small = report.agency.level === 'county' || report.agency.level === 'township'
    const most = numberOf(context, 'most')
    if (!small || report.agency.type === 'governmentSummary' || value <= most) return []
    return [aboutCell(item, {variant: 'implausible', values: {value, most}, expected: `≤ ${most}`})]
  })

/** P15 小数位: an amount in 万元 with more than six decimals is finer than a 分 and was probably converted twice. */
export const moneyPrecision: RuleFunction = (_, context) =>
  amounts(context).flatMap((item): FindingDetails[] => {
    const text = fold(item.observation.raw)
    if (item.observation.value === null || /(?<!万)元/.test(text)) return []
    const decimals = /\d\.(\d+)/.exec(text)?.[1]?.length ?? 0
    const most = numberOf(context, 'most')
    return decimals > most ? [aboutCell(item, {values: {decimals, most}})] : []
  })
