import {fold} from '../../../pipeline/model/text.ts'
import {listOf, type RuleFunction, textOf} from '../context.ts'
import {datesOf, isoDate} from '../dates.ts'
import {formatFor} from './versions.ts'

/** M05 统计期限: stated, 1 January to 31 December of the report year, and no part of it in the title. */
export const reportingPeriod: RuleFunction = (report, context) => {
  const title = report.title ?? ''
  if (new RegExp(textOf(context, 'partOfYear'), 'u').test(fold(title))) {
    const place = report.testimony.find(({fact}) => fact === 'title')?.place ?? {}
    return [{variant: 'title', values: {raw: title}, place, actual: title}]
  }
  if (!report.period) return [{variant: 'absent', severity: 'info'}]
  const {start, end, raw, place} = report.period
  const year = report.year ?? Number(start.slice(0, 4))
  if (start === `${year}-01-01` && end === `${year}-12-31`) return []
  const expected = `${year}-01-01/${year}-12-31`
  return [{values: {raw, start, end, year}, place, expected, actual: `${start}/${end}`}]
}

/** M06 无落款日期: no date under the report; a date of creation on the page does not replace it. */
export const noDate: RuleFunction = report => {
  if (report.signedOn !== null) return []
  const other = datesOf(report)[0]
  return [other ? {variant: 'other', values: {date: other.date}} : {}]
}

/** M07 落款早于年末: 条例第四十九条, the report is written after the year. From the middle of December on a warning. */
export const signedBeforeYearEnd: RuleFunction = (report, context) => {
  const signed = isoDate(report.signedOn)
  if (signed === null || report.year === null || signed > `${report.year}-12-31`) return []
  const december = signed >= `${report.year}-${textOf(context, 'tolerated')}`
  const finding = {
    values: {date: signed, year: report.year},
    place: signaturePlace(report),
    expected: `≥ ${report.year + 1}-01-01`,
    actual: signed,
  }
  return [december ? {...finding, variant: 'december', severity: 'warning'} : finding]
}

/** M08 落款年份: the report is signed in the year after the report year. */
export const signedInOtherYear: RuleFunction = report => {
  const signed = isoDate(report.signedOn)
  if (signed === null || report.year === null) return []
  const due = report.year + 1
  if (Number(signed.slice(0, 4)) === due) return []
  const values = {date: signed, year: report.year, due}
  return [{values, place: signaturePlace(report), expected: due, actual: signed}]
}

/** M09 索引号年份: the year in the 索引号 is the year of signature or publication. */
export const indexYear: RuleFunction = (report, context) => {
  const index = report.metadata.indexNumber
  const date = isoDate(report.signedOn) ?? datesOf(report)[0]?.date
  if (index === undefined || !date) return []
  const years = [...fold(index).matchAll(new RegExp(textOf(context, 'pattern'), 'g'))].map(match => match[1]!)
  const dated = date.slice(0, 4)
  if (years.length === 0 || years.includes(dated)) return []
  return [{values: {index, indexYear: years.join('、'), date}, expected: years.join('、'), actual: dated}]
}

/**
 * M10 依据过时: the text cites 国务院令第492号 without a word of its revision (第711号), or the instrument of a superseded format and not
 * the one that prescribes this year's.
 */
export const staleBasis: RuleFunction = (report, context) => {
  const paragraphs = [...report.preamble, ...report.sections.flatMap(section => section.paragraphs)]
  const texts = paragraphs.map(({text}) => fold(text))
  const cites = (name: string) => {
    const cited = fold(name)
    return texts.findIndex(text => text.includes(cited))
  }
  const due = formatFor(report.year, context.formats)
  const superseded = context.formats
    .filter(format => due && format.from < due.from)
    .map(format => ({old: format.instrument, current: [due!.instrument]}))
  const decree = {old: textOf(context, 'decree'), current: listOf(context, 'revised')}
  return [decree, ...superseded].flatMap(({old, current}) => {
    const at = cites(old)
    if (at < 0 || current.some(name => cites(name) >= 0)) return []
    const values = {old, current: current[0]!}
    return [{values, place: paragraphs[at]!.place, expected: values.current, actual: old}]
  })
}

function signaturePlace(report: Parameters<RuleFunction>[0]) {
  return report.testimony.find(item => item.fact === 'signedOn')?.place ?? {}
}
