import {type Config, rulesOf} from '../../pipeline/config.ts'
import type {CorrectionRow} from '../../pipeline/model/correction.ts'
import {type Finding, type FindingDetails, makeFinding} from '../../pipeline/model/finding.ts'
import {fold} from '../../pipeline/model/text.ts'
import {placeOfRow, plainAnswer, signedBy, whereIs} from './row.ts'
import {correctionsSchema} from './settings.ts'

/** The findings of a run as people accepted them; what they accepted is looked for among those it is shown. */
export interface Accepting {
  /** Looks among findings for those that people accepted. Each row is used up by the first finding it fits. */
  show(findings: Iterable<Finding>): void
  /** The finding as accepted, or itself. Only for findings that were shown. */
  accept(finding: Finding): Finding
  /**
   * What is said of rows that nothing came of: findings that are no longer made, reports that are no longer there.
   * @param known whether the run has a report of that id
   */
  left(known: (report: string) => boolean): Finding[]
}

interface Reason {
  reason: string
  by: string
  on: string | null
}

/** Prepares what people accepted. Rows that are not filled in properly are refused in `left`. */
export function acceptFindings(config: Config): Accepting {
  const {values, acceptances} = config.corrections ?? {values: {}, acceptances: []}
  const rules = rulesOf(config, 'correct')
  const words = correctionsSchema.parse(config.files.corrections)
  const refused: Finding[] = []
  const refuse = (row: CorrectionRow, rule: string, details: FindingDetails) =>
    refused.push({
      ...makeFinding(rules, rule, {
        ...details,
        values: {where: whereIs(row), ...details.values},
        related: [placeOfRow(row)],
      }),
      file: row.file,
    })
  const reasons = new Map<CorrectionRow, Reason>()
  for (const row of acceptances) {
    const read = reasonOf(row, plainAnswer(row.accepted, words))
    if ('lacks' in read) refuse(row, 'E03', {values: {what: read.lacks.join('，')}})
    else reasons.set(row, read)
  }
  const waiting = new Set(reasons.keys())
  const accepted = new Map<string, {row: CorrectionRow; reason: Reason}>()
  return {
    show(findings) {
      const candidates = candidatesOf(findings, waiting)
      for (const row of [...waiting]) {
        const chosen = choose(row, candidates.get(wantedBy(row)) ?? [])
        if (chosen === undefined) continue
        waiting.delete(row)
        const identity = identityOf(chosen)
        const earlier = accepted.get(identity)
        if (!earlier) accepted.set(identity, {row, reason: reasons.get(row)!})
        else if (earlier.reason.reason !== reasons.get(row)!.reason) {
          const values = {rule: chosen.rule, other: whereIs(earlier.row)}
          refuse(row, 'E04', {variant: 'accepted', severity: 'info', values})
        }
      }
    },
    accept(finding) {
      const found = accepted.size === 0 ? undefined : accepted.get(identityOf(finding))
      return found ? {...finding, accepted: found.reason} : finding
    },
    left(known) {
      for (const row of waiting) {
        const gone = row.report !== '' && !known(row.report)
        const {report, rule} = row
        refuse(
          row,
          'E02',
          gone ? {variant: 'report', values: {report}} : {variant: 'finding', values: {rule}},
        )
      }
      for (const [report, rows] of Object.entries(values)) {
        if (report !== '' && known(report)) continue
        for (const row of rows) {
          if (report === '') refuse(row, 'E03', {values: {what: '没有填“报告编号”，不知道更正哪一份报告'}})
          else refuse(row, 'E02', {variant: 'report', values: {report}})
        }
      }
      return refused
    },
  }
}

function reasonOf(row: CorrectionRow, answer: 'yes' | 'no' | undefined): Reason | {lacks: string[]} {
  const signed = signedBy(row)
  const lacks = [
    ...(row.rule === '' ? ['没有填“规则”，不知道认可哪一个问题'] : []),
    ...(answer === 'no' ? [`“认可”一栏填的是“${row.accepted}”；不认可的不必填写`] : []),
    ...(answer === 'yes' && row.basis === '' ? ['认可一个问题要有理由，请填在“依据”或“认可”一栏'] : []),
    ...('lacks' in signed ? signed.lacks : []),
  ]
  if (lacks.length > 0 || 'lacks' in signed) return {lacks}
  const reason = [...(answer === 'yes' ? [] : [row.accepted]), ...(row.basis === '' ? [] : [row.basis])]
  return {reason: reason.join('；'), ...signed}
}

function wantedBy({report, rule}: Pick<CorrectionRow, 'report' | 'rule'>): string {
  return `${report}\n${rule}`
}

/** The findings that rows may mean, by report and rule. */
function candidatesOf(findings: Iterable<Finding>, rows: Set<CorrectionRow>): Map<string, Finding[]> {
  const wanted = new Map<string, Finding[]>([...rows].map(row => [wantedBy(row), []]))
  if (wanted.size === 0) return wanted
  for (const finding of findings) {
    wanted.get(wantedBy({report: finding.report ?? '', rule: finding.rule}))?.push(finding)
  }
  return wanted
}

/**
 * The one finding a row means: of its report and rule, about its keys and file, in the same words; or, where a sentence
 * was worded anew since, with the same figures in it. Undefined where none or several are left: figures that changed are
 * to be looked at again.
 */
function choose(row: CorrectionRow, candidates: Finding[]): Finding | undefined {
  const possible = candidates.filter(
    ({keys, file}) => row.keys.every(key => keys.includes(key)) && (row.source === '' || row.source === file),
  )
  if (row.message === '') return possible.length === 1 ? possible[0] : undefined
  const literal = possible.filter(({message}) => fold(message) === fold(row.message))
  if (literal.length > 0) return literal[0]
  const alike = possible.filter(({message}) => figuresIn(message) === figuresIn(row.message))
  return alike.length === 1 ? alike[0] : undefined
}

function figuresIn(text: string): string {
  return (text.normalize('NFKC').match(/\d+(?:\.\d+)?/g) ?? []).join(' ')
}

function identityOf({file, report, rule, keys, message}: Finding): string {
  return [file, report ?? '', rule, keys.join(' '), message].join('\n')
}
