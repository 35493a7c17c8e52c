import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {aboutCell, figureOf, listOf, type RuleFunction} from '../context.ts'

/**
 * P10 执法权: a body of a kind that grants, punishes and compels nothing prints decisions all the same. Only kinds that have no
 * such power anywhere are listed; the others differ from place to place.
 */
export const implausiblePower: RuleFunction = (report, context): FindingDetails[] => {
  const {name, type} = report.agency
  if (name === null || type === 'governmentSummary') return []
  if (!listOf(context, 'names').some(pattern => new RegExp(pattern).test(name))) return []
  const keys = listOf(context, 'keys')
  return context.found
    .filter(({cell}) => keys.includes(cell.key) && (figureOf(report, cell.key) ?? 0) > 0)
    .map(item => aboutCell(item, {values: {name, value: item.observation.value ?? ''}}))
}

/**
 * M14 非行政机关: a company, a school, a hospital or a court files the form, and its figures would go in with those of the
 * departments.
 */
export const noAuthority: RuleFunction = (report, context): FindingDetails[] => {
  const {name} = report.agency
  if (name === null || report.scope !== 'own') return []
  if (!listOf(context, 'names').some(pattern => new RegExp(pattern).test(name))) return []
  if (listOf(context, 'authorities').some(pattern => new RegExp(pattern).test(name))) return []
  const place = report.testimony.find(item => item.fact === 'agency' && item.value === name)?.place ?? {}
  return [{values: {name}, place}]
}
