import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {listOf, numberOf, type RuleFunction, textOf} from '../context.ts'
import type {NarrativeSentence} from '../narrative/sentences.ts'
import {quote} from '../narrative.ts'
import {isElsewhere} from './sections.ts'

/**
 * N08 年份残留: the overview or the section on problems opens with an earlier year, or names an earlier year only. Comparisons
 * and plans do not count; a later year is always a plan.
 */
export const staleYear: RuleFunction = (report, context) => {
  const {year} = report
  if (year === null) return []
  const sections = listOf(context, 'sections')
  const sentences = context
    .narrative()
    .sentences.filter(({section}) => section !== null && sections.includes(section))
  const opening = new RegExp(textOf(context, 'opening'))
  const stale = sections.flatMap(key => {
    const first = sentences.find(sentence => sentence.section === key && /20\d\d年/.test(sentence.text))
    const named = first && opening.exec(first.text)
    return first && named && Number(named.groups?.year) < year ? [first] : []
  })
  const passing = listOf(context, 'passing').map(pattern => new RegExp(pattern, 'g'))
  const counted = sentences.flatMap(sentence => {
    if (!sentence.text.includes('年')) return []
    const text = passing.reduce((rest, pattern) => rest.replace(pattern, ''), sentence.text)
    return [...text.matchAll(/(20\d\d)年/g)].map(match => ({sentence, year: Number(match[1])}))
  })
  const earlier = counted.filter(item => item.year < year)
  const only = !counted.some(item => item.year === year) && earlier.length >= numberOf(context, 'least')
  const found: NarrativeSentence[] =
    stale.length > 0 ? stale : only ? earlier.map(({sentence}) => sentence) : []
  const [first, ...rest] = [...new Set(found)]
  if (!first) return []
  const other = /(20\d\d)年/.exec(first.text)![1]!
  return [
    {
      values: {quote: quote(first.printed), other, year},
      place: first.place,
      related: rest.map(sentence => sentence.place),
      expected: year,
      actual: other,
    },
  ]
}

/**
 * S19 未报信息处理费: since the charges of 2020-11-17 the last section tells what was collected for processing; said in
 * another section it is said all the same.
 */
export const feeNotStated: RuleFunction = (report, context) => {
  const key = textOf(context, 'section')
  const section = report.sections.find(item => item.key === key)
  if (report.year === null || report.year < numberOf(context, 'from') || !section) return []
  if (isElsewhere(section)) return []
  const patterns = listOf(context, 'patterns').map(pattern => new RegExp(pattern))
  const tells = (text: string) => patterns.some(pattern => pattern.test(text.replace(/\s+/g, '')))
  const told = [section, ...report.sections].some(
    ({headings, paragraphs}) =>
      headings.some(({title}) => tells(title)) || paragraphs.some(({text}) => tells(text)),
  )
  if (told) return []
  return [{values: {section: quote(section.title, 30)}, place: section.place}]
}

/** S20 政府报告缺考核评议: a government reports on 考核 and on 评议 or 评估 of disclosure (条例第四十六条、第五十条). */
export const assessmentAbsent: RuleFunction = (report, context) => {
  if (!listOf(context, 'types').includes(report.agency.type)) return []
  const sections = report.sections.filter(
    ({key}) => key === 'overview' || key === 'problems' || key === 'other',
  )
  if (sections.length === 0 || sections.some(isElsewhere)) return []
  const text = sections
    .flatMap(({paragraphs, headings}) => [
      ...paragraphs.map(item => item.text),
      ...headings.map(item => item.title),
    ])
    .join('')
    .replace(/\s+/g, '')
  const missing = ['assessment', 'appraisal'].flatMap((name): string[] => {
    const words = listOf(context, name)
    return words.some(word => text.includes(word)) ? [] : [words.join('或')]
  })
  if (missing.length === 0) return []
  const details: FindingDetails = {
    values: {missing: missing.join('、')},
    place: sections[0]!.place,
  }
  return [details]
}
