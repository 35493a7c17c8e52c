import type {CorrectionRow} from '../../pipeline/model/correction.ts'
import type {FindingDetails} from '../../pipeline/model/finding.ts'
import {nameOfCell} from '../../pipeline/model/format.ts'
import type {Observation, Report} from '../../pipeline/model/report.ts'
import {placeOfRow, signedBy, whereIs} from './row.ts'
import type {CorrectSettings} from './settings.ts'
import {readCorrected, samePrinted} from './value.ts'

/** What became of one row: a finding either way, and the correction where it is to be applied. */
export interface Verdict {
  rule: 'E01' | 'E02' | 'E03' | 'E04' | 'E05'
  details: FindingDetails
  applied?: {key: string; corrected: NonNullable<Observation['corrected']>}
}

/** Judges all rows that correct figures of a report, in their order. Every row is applied, refused, or says it again. */
export function judgeRows(report: Report, rows: CorrectionRow[], settings: CorrectSettings): Verdict[] {
  const verdicts = rows.map(row => judge(report, row, settings))
  return verdicts.flatMap((verdict, i) => {
    const {applied} = verdict
    if (!applied) return [refused(verdict, rows[i]!)]
    const {value} = applied.corrected
    const rivals = verdicts.flatMap((other, at) =>
      other.applied?.key === applied.key && at !== i ? [{at, ...other.applied}] : [],
    )
    const contrary = rivals.find(({corrected}) => corrected.value !== value)
    if (contrary) return [repeated(verdict, rows[i]!, rows[contrary.at]!)]
    const earlier = rivals.find(({at}) => at < i)
    if (!earlier) return [verdict]
    // 校验.xlsx has a figure once for each finding that speaks of it: one correction, written several times.
    const literal = JSON.stringify(earlier.corrected) === JSON.stringify(applied.corrected)
    return literal ? [] : [repeated(verdict, rows[i]!, rows[earlier.at]!, true)]
  })
}

function judge(report: Report, row: CorrectionRow, {cells, words}: CorrectSettings): Verdict {
  const where = whereIs(row)
  const [key = ''] = row.keys
  const cell = row.keys.length === 1 ? cells[key] : undefined
  const observation = cell && report.observations[key]
  const about = observation ? {keys: [key], place: observation.place} : cell ? {keys: [key]} : {}
  const incomplete = (what: string): Verdict => ({
    rule: 'E03',
    details: {...about, values: {where, what}},
  })
  if (row.keys.length === 0) return incomplete('没有填“数据键”，不知道更正哪一格')
  if (row.keys.length > 1) return incomplete('“数据键”里有几个单元格，一行只能更正一格，请分成几行填写')
  if (!cell) return {rule: 'E02', details: {variant: 'key', values: {where, key}}}
  const name = nameOfCell(cell)
  if (!observation) return {rule: 'E02', details: {...about, variant: 'cell', values: {where, cell: name}}}

  const value = readCorrected(row.corrected, cell.measure, words)
  const signed = signedBy(row)
  const lacks = [
    ...(row.corrected === '' ? ['没有填“更正值”'] : []),
    ...(row.corrected !== '' && value === undefined
      ? [`“更正值”一栏的“${row.corrected}”不是${MEASURES[cell.measure]}`]
      : []),
    ...(row.accepted === '' ? [] : ['“更正值”和“认可”只能填一个']),
    ...(row.basis === '' ? ['没有填“依据”'] : []),
    ...('lacks' in signed ? signed.lacks : []),
  ]
  if (lacks.length > 0 || value === undefined || 'lacks' in signed) return incomplete(lacks.join('，'))

  const shown = value === null ? '空白' : String(value)
  const values = {where, cell: name, value: shown, raw: printed(observation.raw)}
  if (!samePrinted(row.raw, observation.raw)) {
    const details = {...about, values: {...values, given: printed(row.raw)}}
    return {rule: 'E01', details: {...details, expected: row.raw, actual: observation.raw}}
  }
  if (value === observation.value && observation.unit !== 'unknown' && observation.state !== 'text')
    return incomplete('“更正值”与原值相同；如果原值无误，请填“认可”')
  return {
    rule: 'E05',
    details: {
      ...about,
      values: {...values, basis: row.basis, by: row.by, on: signed.on ?? ''},
      expected: shown,
      actual: observation.raw,
    },
    applied: {key, corrected: {value, basis: row.basis, ...signed}},
  }
}

const MEASURES = {
  count: '零或正整数',
  change: '整数（减少的填负数）',
  money: '以万元为单位的数',
}

/** A verdict against a row, with the place of the row: what was filled in is handed back with the findings. */
function refused({rule, details}: Verdict, row: CorrectionRow): Verdict {
  return {rule, details: {...details, related: [placeOfRow(row)]}}
}

/** A row that another one repeats (`same`: only the first is applied) or contradicts (none is). */
function repeated({details}: Verdict, row: CorrectionRow, other: CorrectionRow, same = false): Verdict {
  const {keys, place, values} = details
  const verdict: Verdict = {
    rule: 'E04',
    details: {
      ...(same ? {variant: 'same', severity: 'info'} : {}),
      keys,
      place,
      values: {...values, where: whereIs(row), other: whereIs(other)},
    },
  }
  return refused(verdict, row)
}

function printed(raw: string): string {
  return raw === '' ? '空白' : `“${raw}”`
}
