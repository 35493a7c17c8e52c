import type {Agency} from '../../../pipeline/model/report.ts'
import {figureOf, labelOf, placeOf, type RuleFunction} from '../context.ts'

/**
 * P09 无规章制定权: 立法法 gives the power to make 规章 to departments of the State Council and to the governments of
 * provinces, of cities with districts and of autonomous prefectures. An office report of such a government may carry the
 * government's rules. Where it is not known what body it is, the finding is a warning.
 */
export const rulesWithoutPower: RuleFunction = (report, context) => {
  const power = mayMakeRules(report.agency)
  if (power === true) return []
  const cells = context.cells.filter(
    cell =>
      cell.table === 'disclosure' && cell.row.key === 'regulations' && (figureOf(report, cell.key) ?? 0) > 0,
  )
  const first = cells[0]
  if (!first) return []
  const values = cells.map(cell => figureOf(report, cell.key))
  return [
    {
      ...(power === null ? {variant: 'unknown', severity: 'warning' as const} : {}),
      values: {
        name: report.agency.name ?? '填报单位',
        figures: cells
          .map(cell => `${labelOf(context, cell.key).column} ${figureOf(report, cell.key)}`)
          .join('，'),
      },
      keys: cells.map(cell => cell.key),
      place: placeOf(report, first.key),
      related: cells.slice(1).map(cell => placeOf(report, cell.key)),
      expected: 0,
      actual: [...new Set(values)].join('、'),
    },
  ]
}

/** Whether a body may make 规章; null where its level or kind is not known well enough. */
function mayMakeRules({level, type}: Agency): boolean | null {
  switch (type) {
    case 'townshipGovernment':
    case 'subdistrictOffice':
    case 'zoneCommittee':
      return false
    case 'department':
      return level === null ? null : level === 'national'
    case 'verticalAgency':
      return level === 'national' ? true : level === null ? null : false
    case 'governmentSummary':
    case 'governmentOffice':
      return level === null ? null : level !== 'county' && level !== 'township'
    case 'unknown':
      return level === 'county' || level === 'township' ? false : null
  }
}
