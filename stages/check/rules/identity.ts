import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report, Testimony} from '../../../pipeline/model/report.ts'
import {sameBody} from '../bodies.ts'
import {type CheckContext, listOf, type RuleFunction} from '../context.ts'
import {statements, strongYears} from '../witnesses.ts'

/**
 * M03 单位名称不一致: title, signature, file name and attachments name one body. A publisher is often the office that runs
 * the site for all bodies: information. The text may name another body (information) and surely names its government.
 * A report that nobody puts a name to cannot be used before a person has.
 */
export const namesDisagree: RuleFunction = (report, context) => {
  const witnesses = report.testimony.filter(item => item.fact === 'agency' && item.value !== '')
  const name = report.agency.name ?? witnesses.find(item => strong(item, context))?.value
  if (name === undefined) return [{variant: 'unknown'}]
  const isOffice = (item: Testimony) => listOf(context, 'siteOffices').some(word => item.value.includes(word))
  const others = witnesses.filter(
    item =>
      !sameBody(item.value, name, report.agency.region) &&
      (strong(item, context) || item.source === 'publisher' || !isOffice(item)),
  )
  const severe = others.filter(item => strong(item, context))
  const foreign = others.filter(item => item.source === 'publisher' && !isOffice(item))
  if (severe.length > 0) return [aboutNames([...severe, ...foreign], report, context, name)]
  if (foreign.length > 0) return [{...aboutNames(foreign, report, context, name), variant: 'publisher'}]
  if (others.length === 0) return []
  return [{...aboutNames(others, report, context, name), variant: 'weak', severity: 'info'}]
}

function aboutNames(
  others: Testimony[],
  report: Report,
  context: CheckContext,
  name: string,
): FindingDetails {
  return {
    values: {name, others: statements(others, listOf(context, 'sourceNames'))},
    place: others[0]!.place,
    related: [
      ...report.testimony
        .filter(item => item.fact === 'agency' && item.value === name)
        .map(item => item.place),
      ...others.slice(1).map(item => item.place),
    ],
    expected: name,
    actual: [...new Set(others.map(item => item.value))].join('、'),
  }
}

function strong(item: Testimony, context: CheckContext): boolean {
  return listOf(context, 'strong').includes(item.source)
}

/**
 * M04 年度不一致: title, period, file name and attachment name one year; weaker witnesses, and bare numbers, give a
 * warning. A folder may be named after the year of publication. Without any year nothing can be counted.
 */
export const yearsDisagree: RuleFunction = (report, context) => {
  const names = listOf(context, 'sourceNames')
  const strongest = strongYears(report, listOf(context, 'strong'))
  if (strongest.length > 1) return [aboutYears(strongest)]
  const {year} = report
  if (year === null) return [{variant: 'unknown'}]
  const sources = [...listOf(context, 'weak'), ...listOf(context, 'strong')]
  const weak = report.testimony.filter(
    item =>
      item.fact === 'year' &&
      sources.includes(item.source) &&
      item.value !== String(year) &&
      !(item.source === 'folder' && item.value === String(year + 1)),
  )
  if (weak.length === 0) return []
  const finding = aboutYears(weak)
  return [{...finding, variant: 'weak', severity: 'warning'}]

  function aboutYears(witnesses: Testimony[]): FindingDetails {
    return {
      values: {year: report.year ?? '', statements: statements(witnesses, names)},
      place: witnesses[0]!.place,
      related: witnesses.slice(1).map(item => item.place),
      expected: report.year,
      actual: witnesses.map(item => item.value).join('、'),
    }
  }
}
