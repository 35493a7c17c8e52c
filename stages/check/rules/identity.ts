import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report, Testimony} from '../../../pipeline/model/report.ts'
import {renamedBody, sameBody} from '../bodies.ts'
import {type CheckContext, listOf, type RuleFunction} from '../context.ts'
import {statements, strongYears} from '../witnesses.ts'

/**
 * M03 单位名称不一致: title, signature, file name and attachments name one body. A publisher is often the office that runs
 * the site for all bodies: information, and so is a name the body had before a reform. The text may name another body (information) and surely names its government.
 * A report that nobody puts a name to cannot be used before a person has; a name of the text alone must be of the kind the
 * text calls itself.
 */
export const namesDisagree: RuleFunction = (report, context) => {
  const witnesses = report.testimony.filter(item => item.fact === 'agency' && item.value !== '')
  const name = report.agency.name ?? witnesses.find(item => strong(item, context))?.value
  if (name === undefined) return [{variant: 'unknown'}]
  const isOffice = (item: Testimony) => listOf(context, 'siteOffices').some(word => item.value.includes(word))
  const differing = witnesses.filter(
    item =>
      !sameBody(item.value, name, report.agency.region) &&
      (strong(item, context) || item.source === 'publisher' || !isOffice(item)),
  )
  const isRenamed = (item: Testimony) =>
    renamedBody(item.value, name, report.agency.region, listOf(context, 'renamed'))
  const others = differing.filter(item => !isRenamed(item))
  const severe = others.filter(item => strong(item, context))
  const foreign = others.filter(item => item.source === 'publisher' && !isOffice(item))
  if (severe.length > 0) return [aboutNames([...severe, ...foreign], report, context, name)]
  if (foreign.length > 0) return [{...aboutNames(foreign, report, context, name), variant: 'publisher'}]
  const self = strangeSelf(report, context, name)
  if (self !== null) {
    const place = witnesses.find(item => item.value === name)?.place ?? {}
    return [{variant: 'self', severity: 'warning', values: {name, self}, place, expected: name, actual: self}]
  }
  if (differing.length === 0) return []
  const variant = others.length > 0 ? 'weak' : 'renamed'
  return [{...aboutNames(differing, report, context, name), variant, severity: 'info'}]
}

/**
 * What the text calls its body where only the text names it and that name is of another kind: 我街道 in a report on
 * 青溪县卫生健康局, which was copied from there. Null where it agrees.
 */
function strangeSelf(report: Report, context: CheckContext, name: string): string | null {
  // 县财政局 of the text is where 青溪县财政局 comes from.
  const named = report.testimony.filter(
    ({fact, value}) => fact === 'agency' && value !== '' && name.endsWith(value),
  )
  if (named.length === 0 || named.some(item => item.source !== 'body')) return null
  const kinds = listOf(context, 'selves').map(kind => kind.split('|'))
  const text = report.sections.flatMap(({paragraphs}) => paragraphs.map(item => item.text)).join('\n')
  const said = kinds.filter(([kind]) => text.includes(`我${kind}`) || text.includes(`本${kind}`))
  if (said.length === 0 || said.some(words => words.some(word => name.includes(word)))) return null
  return `我${said[0]![0]}`
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
