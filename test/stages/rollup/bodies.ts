import type {RosterEntry} from '../../../pipeline/model/roster.ts'
import {rosterEntry} from '../../generate/report/roster.ts'
import {type Body, sumOf} from './build.ts'

export const county = {province: '福建省', prefecture: '泉州市', county: '石狮市', code: '350581'}
export const body = (name: string, more: Partial<Body> = {}): Body => ({
  ...county,
  name,
  level: 'county',
  ...more,
})
export const summary = body('石狮市人民政府', {type: 'governmentSummary'})
export const received = 'applications.received.total'
export const fees = 'disclosure.fees.amount'
/** The sum over members of the county in 2023. */
export const M = (made: Parameters<typeof sumOf>[0], key: string) => sumOf(made, '350581', 2023, 'M', key)

/** A body of the roster: a department of the county, unless said otherwise. */
export const entry = (code: string, name: string, more: Partial<RosterEntry> = {}): RosterEntry =>
  rosterEntry('350581', code, name, more)
