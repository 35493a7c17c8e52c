import type {FindingDetails, Severity} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {
  type CheckContext,
  figureOf,
  keyOf,
  labelOf,
  listOf,
  placeOf,
  type RuleFunction,
  textOf,
} from '../context.ts'
import {addExactly} from '../decimal.ts'
import type {NarrativeFigure, Verb} from '../narrative/model.ts'
import {quote} from '../narrative.ts'
import {keyMatcher} from '../pattern.ts'
import {allZeroAgainstNarrative} from './narrative.ts'

/**
 * N01 收到数不符: what the narrative says was received is what the table gives as new, or new and carried over together.
 * 受理 may leave out what was sent back to be completed. 申请为零 says so without a verb. A table of zeros is A06's.
 */
export const receivedDiffers: RuleFunction = (report, context) => {
  const key = keyOf(context, 'received')
  const received = figureOf(report, key)
  const carriedIn = figureOf(report, keyOf(context, 'carriedIn'))
  const handled = figureOf(report, keyOf(context, 'handled'))
  if (received === null || isTold(report, context)) return []
  const fits = (figure: NarrativeFigure) =>
    says(figure, received) ||
    (carriedIn !== null && says(figure, received + carriedIn)) ||
    (figure.verb === 'both' && says(figure, handled))
  const verbal = stated(context, ['received', 'accepted', 'both'])
  const known = verbal.some(fits)
  const units = listOf(context, 'units')
  const isNone = (figure: NarrativeFigure) => saysNone(figure, units)
  const none = known || received === 0 ? [] : context.narrative().figures.filter(isNone)
  return [...verbal, ...none.slice(0, 1)]
    .filter(figure => !fits(figure))
    .map(figure => {
      const fewer = figure.verb === 'accepted' && figure.value < received
      const exact = figure.verb === 'received' && figure.precision === 1
      const certain = exact && figure.namesYear && figure.namesTotal && !known
      const severity: Severity = fewer ? 'info' : certain ? 'error' : 'warning'
      return against(figure, [key], received, report, context, {
        severity,
        ...(fewer ? {variant: 'accepted'} : {}),
      })
    })
}

/** 政府信息公开申请为零, 申请0件: none at all. 依申请公开信息0条 is what was published on request: no unit of applications. */
function saysNone(
  {subject, verb, value, unit, whole, doubts}: NarrativeFigure,
  units: readonly string[],
): boolean {
  const isOfApplications = unit === '' || units.includes(unit)
  return (
    subject === 'application' &&
    verb === null &&
    value === 0 &&
    isOfApplications &&
    whole === null &&
    !doubts.length
  )
}

/** Whether A06 already says that figures are told of and the table holds none. */
function isTold(report: Report, context: CheckContext): boolean {
  const rule = context.rules.A06
  return (
    rule !== undefined &&
    allZeroAgainstNarrative(report, {...context, thresholds: rule.thresholds}).length > 0
  )
}

/**
 * N02 办理数不符: what was handled is the total of outcomes. Without what was carried over it is also right, and 答复 need not
 * count what was not processed or closed in another way. 办理 means what there was to handle where 结转 is counted in. The form of
 * 2014 counts what was answered apart from what was completed.
 */
export const handledDiffers: RuleFunction = (report, context) => {
  const key = keyOf(context, 'handled')
  const handled = figureOf(report, key)
  if (handled === null) return []
  const carriedIn = figureOf(report, keyOf(context, 'carriedIn')) ?? 0
  const received = figureOf(report, keyOf(context, 'received'))
  const answered = figureOf(report, textOf(context, 'answered'))
  const unanswered = sumOf(report, context, listOf(context, 'unanswered'))
  const carriedWords = listOf(context, 'carriedWords')
  const withCarried = (text: string) => carriedWords.some(word => text.includes(word))
  const fits = (figure: NarrativeFigure) =>
    says(figure, handled) ||
    says(figure, answered) ||
    says(figure, handled - carriedIn) ||
    (carriedIn > 0 && says(figure, (received ?? 0) + carriedIn) && withCarried(figure.sentence.text)) ||
    (figure.verb === 'answered' && figure.value < handled && figure.value >= handled - carriedIn - unanswered)
  const figures = stated(context, ['handled', 'answered'])
  const known = figures.some(fits)
  return figures
    .filter(figure => !fits(figure))
    .map(figure =>
      against(figure, [key], handled, report, context, {
        ...(figure.value === received ? {variant: 'received'} : {}),
        ...(known ? {severity: 'info' as const} : {}),
      }),
    )
}

/** The figures of all keys that match, added up; blanks add nothing. */
function sumOf(report: Report, context: CheckContext, patterns: string[]): number {
  const matchers = patterns.map(keyMatcher)
  const keys = context.cells.map(cell => cell.key).filter(key => matchers.some(matches => matches(key)))
  return addExactly(keys.map(key => figureOf(report, key) ?? 0))
}

/**
 * N04 全部答复与结转: nothing is carried over where all was answered, unless the narrative tells of it, too; and 结转 n is what the
 * table says.
 */
export const carriedDiffers: RuleFunction = (report, context) => {
  const [inKey, outKey] = [keyOf(context, 'carriedIn'), keyOf(context, 'carriedOut')]
  const [carriedIn, carriedOut] = [figureOf(report, inKey), figureOf(report, outKey)]
  const findings: FindingDetails[] = []
  const {claims, figures: all} = context.narrative()
  const claim =
    claims.find(({kind}) => kind === 'allAnswered') ?? claims.find(({kind}) => kind === 'wholeRate')
  // Whatever is doubtful of it: a text that tells the figure does not hide it.
  const told = all.some(
    figure => (figure.verb === 'carriedOut' || figure.verb === 'carried') && says(figure, carriedOut),
  )
  if (claim && carriedOut !== null && carriedOut > 0 && !told) {
    findings.push({
      ...(claim.kind === 'wholeRate' ? {variant: 'rate', severity: 'info'} : {variant: 'all'}),
      values: {quote: quote(claim.sentence.printed), out: carriedOut},
      keys: [outKey],
      place: claim.sentence.place,
      related: [placeOf(report, outKey)],
      expected: 0,
      actual: carriedOut,
    })
  }
  for (const figure of stated(context, ['carriedIn', 'carriedOut', 'carried'])) {
    if (figure.verb === 'carried') {
      const unknown = carriedIn === null || carriedOut === null
      if (unknown || says(figure, carriedIn) || says(figure, carriedOut)) continue
    }
    const [key, table] = figure.verb === 'carriedIn' ? [inKey, carriedIn] : [outKey, carriedOut]
    if (table !== null && !says(figure, table)) findings.push(against(figure, [key], table, report, context))
  }
  return findings
}

/**
 * N05 复议诉讼叙述不符: cases over disclosure against the totals, 维持、纠正、未审结 against their columns. 行政诉讼 is both groups of
 * litigation together; where the sentence tells them apart, either.
 */
export const disputesDiffer: RuleFunction = (report, context) =>
  context
    .narrative()
    .figures.filter(isCertain)
    .flatMap(figure => {
      if (!['reconsideration', 'litigation', 'disputes'].includes(figure.subject ?? '')) return []
      const result = figure.verb ?? 'total'
      const groups = listOf(context, figure.subject!).map(group => `${group}.${result}`)
      const keys = groups.filter(key => context.labels.has(key))
      const values = keys.map(key => figureOf(report, key))
      if (keys.length === 0 || values.some(value => value === null)) return []
      const total = addExactly(values.map(Number))
      const apart = figure.verb !== null || /复议后|直接起诉/.test(figure.sentence.text)
      if (says(figure, total) || (apart && values.some(value => says(figure, value)))) return []
      const severity = figure.verb === null && figure.namesYear ? 'error' : 'warning'
      return [against(figure, keys, total, report, context, {severity})]
    })

/** N09 规范性文件数不符: documents issued, repealed and in force, by the table that counts them. */
export const documentsDiffer: RuleFunction = (report, context) =>
  stated(context, ['issued', 'repealed', 'inForce'], 'document').flatMap(figure => {
    const key = `${textOf(context, 'row')}.${figure.verb}`
    const table = context.labels.has(key) ? figureOf(report, key) : null
    return table === null || says(figure, table) ? [] : [against(figure, [key], table, report, context)]
  })

/** Whether a figure of the narrative can be that of a table: 1.2万 is any that its last place does not tell from 12000. */
function says({value, precision}: NarrativeFigure, table: number | null): boolean {
  return table !== null && Math.abs(value - table) < precision
}

function isCertain(figure: NarrativeFigure): boolean {
  return figure.doubts.length === 0
}

/** Figures without doubts of one subject and some verbs; the same figure said twice counts once. */
function stated(
  context: CheckContext,
  verbs: Verb[],
  subject: NarrativeFigure['subject'] = 'application',
): NarrativeFigure[] {
  const found = context
    .narrative()
    .figures.filter(
      figure =>
        isCertain(figure) &&
        figure.subject === subject &&
        figure.verb !== null &&
        verbs.includes(figure.verb),
    )
  return found.filter(
    (figure, i) => found.findIndex(({value, verb}) => value === figure.value && verb === figure.verb) === i,
  )
}

/** The finding that a figure of the narrative differs from the table. */
function against(
  figure: NarrativeFigure,
  keys: string[],
  table: number,
  report: Report,
  context: CheckContext,
  more: Pick<FindingDetails, 'severity' | 'variant'> = {},
): FindingDetails {
  return {
    ...more,
    values: {
      quote: quote(figure.sentence.printed),
      figure: figure.printed,
      cell: keys.map(key => labelOf(context, key).cell).join('、'),
      table,
    },
    keys,
    place: figure.sentence.place,
    related: keys.map(key => placeOf(report, key)),
    expected: figure.value,
    actual: table,
  }
}
