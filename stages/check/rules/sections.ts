import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {SectionForm} from '../../../pipeline/model/format.ts'
import type {Report, Section} from '../../../pipeline/model/report.ts'
import {fold, unnumbered} from '../../../pipeline/model/text.ts'
import {listOf, numberOf, type RuleFunction} from '../context.ts'
import {quote} from '../narrative.ts'

const ORDINALS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function official(form: SectionForm): string {
  return `${ORDINALS[form.number] ?? form.number}、${form.title}`
}

/** S01 缺章节: 条例第五十条 and the format ask for all sections. */
export const sectionMissing: RuleFunction = (report, context) => {
  const present = new Set(report.sections.map(section => section.key))
  return context.format.sections
    .filter(form => !present.has(form.key))
    .map(form => ({values: {section: official(form)}, expected: official(form)}))
}

/** S02 章节次序: the printed numerals ascend, and the sections follow the order of the format. */
export const sectionOrder: RuleFunction = (report, context) => {
  const due = new Map(context.format.sections.map(form => [form.key, form.number]))
  const printed = report.sections.filter(section => section.number !== null)
  const known = report.sections.filter(section => section.key !== null && due.has(section.key))
  const wrong =
    descent(printed, section => section.number!) ?? descent(known, section => due.get(section.key!)!)
  if (!wrong) return []
  const titles = (sections: {title: string}[]) => sections.map(section => quote(section.title, 30)).join('；')
  return [
    {
      values: {title: quote(wrong.title, 30), order: titles(report.sections)},
      place: wrong.place,
      expected: context.format.sections.map(official).join('；'),
      actual: titles(report.sections),
    },
  ]
}

/** The first section whose number is not larger than the one before. */
function descent(sections: Section[], number: (section: Section) => number): Section | undefined {
  return sections.find((section, i) => i > 0 && number(section) <= number(sections[i - 1]!))
}

/** S03 章节标题不规范: compared without numbering, white space and "(单位:件)". */
export const sectionTitle: RuleFunction = (report, context) =>
  report.sections.flatMap((section): FindingDetails[] => {
    const form = context.format.sections.find(item => item.key === section.key)
    if (!form) return []
    const bare = (title: string) =>
      unnumbered(fold(title))
        .replace(/\(单位:?.*?\)/g, '')
        .replace(/[.:,]+$/, '')
    if (bare(section.title) === bare(form.title)) return []
    const printed = quote(unnumbered(section.title.trim()).trim())
    return [
      {
        values: {printed, official: form.title},
        place: section.place,
        expected: form.title,
        actual: printed,
      },
    ]
  })

/** S16 小节空白: a heading followed at once by the next; one that is followed by its own sub-headings is not empty. */
export const emptySubsection: RuleFunction = report =>
  report.sections.flatMap(section =>
    section.headings.flatMap((heading, i): FindingDetails[] => {
      const next = section.headings[i + 1]
      if (!heading.empty || (next && next.level > heading.level)) return []
      const printed = `${heading.numbering}${heading.title}`
      return [
        {
          // A picture somewhere in the section may be what stands under the heading.
          ...(section.images > 0 ? {variant: 'image', severity: 'info' as const} : {}),
          values: {heading: printed, section: quote(section.title, 30)},
          place: heading.place,
          actual: printed,
        },
      ]
    }),
  )

/**
 * S17 总体情况五项: the overview tells of 主动公开、依申请公开、政府信息管理、平台建设、监督保障. Each threshold is a topic with the words
 * that announce it. Topics are looked for in headings and at the start of paragraphs; a narrative without any heading may
 * mention them anywhere.
 */
export const overviewTopics: RuleFunction = (report, context) => {
  const section = report.sections.find(item => item.key === 'overview')
  if (!section || isElsewhere(section)) return []
  const openings = section.paragraphs.map(
    ({text}) => /^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*(.{2,25})/.exec(text)?.[1],
  )
  const headings = [
    ...section.headings.map(heading => heading.title),
    ...openings.filter(text => text !== undefined),
  ]
  const places = headings.length > 0 ? headings : section.paragraphs.map(({text}) => text)
  const texts = places.map(fold)
  const missing = Object.keys(context.thresholds).filter(
    topic => !listOf(context, topic).some(word => texts.some(text => text.includes(word))),
  )
  if (missing.length === 0) return []
  return [
    {
      values: {missing: missing.join('、'), topics: Object.keys(context.thresholds).join('、')},
      place: section.place,
      expected: Object.keys(context.thresholds).join('、'),
      actual: quote(headings.join('；'), 120),
    },
  ]
}

/** S18 问题与改进空缺: 条例第五十条第（四）项; the section says nothing, or next to nothing. */
export const problemsVoid: RuleFunction = (report, context) => {
  const section = report.sections.find(item => item.key === 'problems')
  if (!section || section.images > 0 || section.attachments.length > 0) return []
  const length = [...fold(textIn(section))].length
  const least = numberOf(context, 'least')
  if (length >= least) return []
  return [
    {
      values: {section: quote(section.title, 30), length, least},
      place: section.place,
      expected: `≥ ${least}`,
      actual: length,
    },
  ]
}

/**
 * Whether what a section says stands in a picture or an attachment. Photographs beside its text, and the code and files at
 * the foot of a page, which belong to the last section, say nothing of it.
 */
export function isElsewhere(section: Section): boolean {
  return (
    (section.images > 0 || section.attachments.length > 0) &&
    section.paragraphs.every(({text}) => text.trim() === '')
  )
}

function textIn(section: Report['sections'][number]): string {
  return [
    ...section.headings.map(heading => heading.title),
    ...section.paragraphs.map(({text}) => text),
  ].join('')
}
