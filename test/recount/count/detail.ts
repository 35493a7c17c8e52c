import type {Place} from '../../../pipeline/model/place.ts'
import type {Observation, Report} from '../../../pipeline/model/report.ts'
import {type Given, keysOf} from './given.ts'
import {LEVELS, type Row, TYPES, type Value} from './sheets/layout.ts'

const SCOPES = {own: '本机关', jurisdiction: '本行政区域', mixed: '混合', unknown: '未识别'}
const FORMATS: Record<string, string> = {
  '2014': '2014年统计表',
  '2019': '2019年格式（试行）',
  '2021': '2021年格式',
}

/** Days as workbooks count them. */
const dayOf = (date: string | null): Value => (date === null ? null : Date.parse(date) / 86_400_000 + 25_569)

/** A row a report: who, when, where, how many findings, and every figure as printed or as a person corrected it. */
export function detail({reports, findings}: Given, keys: string[]): Row[] {
  return reports.map(report => {
    const {agency, year, status, source} = report
    const {province, prefecture, county, township, code} = agency.region
    const found = (severity: string) =>
      findings.filter(one => one.report === report.id && one.severity === severity && !one.accepted).length
    return {
      agency: agency.name ?? '未识别',
      year,
      status: status === 'accepted' ? '通过' : '待核',
      errors: found('error'),
      warnings: found('warning'),
      infos: found('info'),
      province,
      prefecture,
      county,
      township,
      regionCode: code,
      level: agency.level && LEVELS[agency.level],
      type: TYPES[agency.type],
      scope: SCOPES[report.scope],
      format: FORMATS[report.format]!,
      signedOn: dayOf(report.signedOn),
      publishedOn: dayOf(report.publishedOn),
      title: report.title,
      file: source.file,
      segment: source.segment,
      id: report.id,
      ...Object.fromEntries(keys.map(key => [key, printed(report.observations[key])])),
    }
  })
}

function printed(one: Observation | undefined): Value {
  if (!one) return null
  if (one.corrected) return one.corrected.value
  if (one.state === 'text') return one.raw
  return one.state === 'notApplicable' ? '/' : one.value
}

/** How a cell without a figure looks: nothing printed, not found in the report, or not in its form. */
export function emptyLook({observations, format}: Report, key: string): 'blank' | 'missing' | 'notInFormat' {
  if (observations[key]) return 'blank'
  return keysOf(format).includes(key) ? 'missing' : 'notInFormat'
}

/** Where a figure stands, in words; people count rows and columns from 1. */
export function placeOf(one: Observation | undefined): Value {
  if (!one) return null
  const {table, row, column}: Place = one.place
  return `表格${table}第${row! + 1}行第${column! + 1}列`
}
