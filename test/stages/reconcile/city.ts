import type {Finding} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {cleanCorpus, reportOf} from '../../generate/report/corpus.ts'
import {rosterEntry} from '../../generate/report/roster.ts'
import {said, withValues} from './support.ts'

const [model] = cleanCorpus(5, {bodies: 1, from: 2023, to: 2023})

interface Body {
  name: string
  type?: Report['agency']['type']
  code?: string
  level?: Report['agency']['level']
  township?: string
  year?: number
  text?: string
  indexNumber?: string
}

/** A report of a body of 昆山市 (320583) of the county level, unless said otherwise. */
export function report(file: string, body: Body, values: Parameters<typeof withValues>[1] = {}): Report {
  const base = reportOf(model!, file)
  const {name, type = 'department', code = '320583', level = 'county', township = null, year = 2023} = body
  const summary = type === 'governmentSummary'
  const county = code.endsWith('00') ? null : code === '320583' ? '昆山市' : '常熟市'
  const filled: Report = {
    ...base,
    agency: {
      name,
      type,
      level,
      region: {code, province: '江苏省', prefecture: '苏州市', county, township},
    },
    year,
    scope: summary ? 'jurisdiction' : 'own',
    metadata: body.indexNumber ? {indexNumber: body.indexNumber} : {},
    sections: body.text
      ? [{...base.sections[0]!, key: 'overview', paragraphs: [{text: body.text, place: {line: 5}}]}]
      : [],
  }
  return withValues(filled, {...zeros(filled), ...values})
}

function zeros({observations}: Report) {
  return Object.fromEntries(Object.keys(observations).map(key => [key, 0]))
}

/** A body of the roster: a department of 昆山市, unless said otherwise. */
export function entry(code: string, name: string, more: Partial<RosterEntry> = {}): RosterEntry {
  return rosterEntry('320583', code, name, more)
}

/** A finding about a report, of check, unless said otherwise. */
export function finding({id, source}: Report, more: Partial<Finding>): Finding {
  return {
    rule: 'A03',
    severity: 'error',
    message: '收办不平衡。',
    report: id,
    file: source.file,
    keys: [],
    place: {},
    related: [],
    expected: null,
    actual: null,
    basis: null,
    ...more,
  }
}

export const RECEIVED = 'applications.received.total'
export const DONE = 'applications.outcomes.total.total'
export const city = {name: '昆山市人民政府', type: 'governmentSummary'} as const
/** What one rule says of reports set against each other. */
export const only = (rule: string, reports: Report[], roster?: RosterEntry[]) =>
  said(reports, roster).then(all => all.filter(one => one.rule === rule))
