import type {Report} from '../../pipeline/model/report.ts'

/** An ISO date (YYYY-MM-DD) at the start of a printed date (2024-01-11 09:51:00, 2024年1月11日); null where there is none. */
export function isoDate(printed: string | null | undefined): string | null {
  const match = /^\s*((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(printed ?? '')
  if (!match) return null
  const [, year = '', month = '', day = ''] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = new Date(`${date}T00:00:00Z`)
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? null : date
}

/** A day (YYYY-MM-DD) and who says it. */
export interface DatedFact {
  source: 'publishedOn' | 'createdAt' | 'signedOn'
  date: string
}

/** The dates a report carries, the one that says most about its publication first. */
export function datesOf(report: Report): DatedFact[] {
  const candidates = [
    {source: 'publishedOn', date: isoDate(report.publishedOn)},
    {source: 'createdAt', date: isoDate(report.metadata.createdAt)},
    {source: 'signedOn', date: isoDate(report.signedOn)},
  ] as const
  return candidates.flatMap(({source, date}) => (date === null ? [] : [{source, date}]))
}
