import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {type CheckContext, figureOf, keyOf, labelOf, listOf, placeOf, type RuleFunction} from '../context.ts'
import type {NarrativeClaim} from '../narrative/model.ts'
import {quote} from '../narrative.ts'

/** N03 零申请叙述不符: 未收到申请, and the table has some. Where another sentence states a figure, one of the two is about a part. */
export const zeroClaim: RuleFunction = (report, context) => {
  const key = keyOf(context, 'received')
  const received = figureOf(report, key)
  if (received === null || received === 0) return []
  const {claims, figures} = context.narrative()
  const claim = claims.find(({kind}) => kind === 'noApplications')
  if (!claim) return []
  const stated = figures.some(
    ({subject, verb, doubts, value, precision}) =>
      subject === 'application' &&
      verb === 'received' &&
      doubts.length === 0 &&
      Math.abs(value - received) < precision,
  )
  return [
    {
      ...denied(claim, [key], received, report, context),
      ...(stated ? {severity: 'warning' as const} : {}),
    },
  ]
}

/** D05 叙述无败诉与表: 未发生复议诉讼 means that there were none, 无败诉 that nothing was corrected. */
export const lossClaim: RuleFunction = (report, context) =>
  context
    .narrative()
    .claims.filter(({kind}) => kind === 'noDisputes' || kind === 'noLoss')
    .filter((claim, i, all) => all.findIndex(other => sameClaim(other, claim)) === i)
    .flatMap(claim => {
      const column = claim.kind === 'noLoss' ? 'corrected' : 'total'
      const found = cellsOf(claim, [column], report, context)
      if (!found) return []
      return [
        {
          ...denied(claim, found.keys, found.sum, report, context),
          ...(column === 'total' ? {variant: 'none'} : {}),
        },
      ]
    })

/** 全部胜诉，无败诉案件 says one thing twice. */
function sameClaim(one: NarrativeClaim, other: NarrativeClaim): boolean {
  return (
    one.sentence === other.sentence && one.kind === other.kind && one.groups.join() === other.groups.join()
  )
}

/** N10 均获维持与表: then nothing was corrected, ended otherwise or is pending; 已审结的均获维持 leaves out what is pending. */
export const upheldClaim: RuleFunction = (report, context) =>
  context
    .narrative()
    .claims.filter(({kind}) => kind === 'allUpheld')
    .flatMap(claim => {
      const columns = claim.concluded ? ['corrected', 'other'] : ['corrected', 'other', 'pending']
      const found = cellsOf(claim, columns, report, context)
      return found ? [denied(claim, found.keys, found.sum, report, context)] : []
    })

/** The cells of the groups that hold more than zero, and their sum; null where there are none. */
function cellsOf(
  {groups}: NarrativeClaim,
  columns: string[],
  report: Report,
  context: CheckContext,
): {keys: string[]; sum: number} | null {
  const all = groups.flatMap(group =>
    listOf(context, group).flatMap(prefix => columns.map(column => `${prefix}.${column}`)),
  )
  const keys = all.filter(key => context.labels.has(key) && (figureOf(report, key) ?? 0) > 0)
  if (keys.length === 0) return null
  return {keys, sum: keys.reduce((sum, key) => sum + (figureOf(report, key) ?? 0), 0)}
}

function denied(
  {sentence}: NarrativeClaim,
  keys: string[],
  sum: number,
  report: Report,
  context: CheckContext,
): FindingDetails {
  return {
    values: {
      quote: quote(sentence.printed),
      table: titleOf(keys[0]!, context),
      cells: keys.map(key => `${labelOf(context, key).cell}填 ${figureOf(report, key)}`).join('、'),
    },
    keys,
    place: sentence.place,
    related: keys.map(key => placeOf(report, key)),
    expected: 0,
    actual: sum,
  }
}

/** The title of the form's table that holds a cell. */
function titleOf(key: string, {cells, format}: CheckContext): string {
  const table = cells.find(cell => cell.key === key)?.table
  return format.tables.find(one => one.key === table)?.title ?? format.name
}
