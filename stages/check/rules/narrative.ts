import type {Observation} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {type CheckContext, listOf, type RuleFunction, textOf} from '../context.ts'
import type {Doubt} from '../narrative/model.ts'
import {figureIn, quote, type Sentence, sentencesOf} from '../narrative.ts'

/**
 * A06 全零与叙述矛盾: the table of applications holds nothing but zeros and blanks while the narrative states that more than
 * zero were received or handled. Sentences on consultations, on other years or bodies or on running totals do not count.
 */
export const allZeroAgainstNarrative: RuleFunction = (report, context) => {
  const table = textOf(context, 'table')
  const found = context.found.filter(({cell}) => cell.table === table)
  const isNothing = ({state, value}: Observation) => state !== 'text' && (value ?? 0) === 0
  if (found.length === 0 || !found.every(({observation}) => isNothing(observation))) return []
  const exclude = listOf(context, 'exclude')
  for (const sentence of sentencesOf(report)) {
    if (exclude.some(word => sentence.text.includes(word))) continue
    const years = [...sentence.text.matchAll(/(20\d\d)年/g)].map(match => Number(match[1]))
    if (report.year !== null && years.some(year => year !== report.year)) continue
    const figure = figureIn(sentence.text, listOf(context, 'patterns'))
    if (figure === undefined || isElsewhere(sentence, figure, context)) continue
    const keys = [textOf(context, 'received')].filter(key => context.labels.has(key))
    return [
      {
        values: {quote: quote(sentence.printed), figure},
        keys,
        place: sentence.place,
        related: keys.flatMap(key => report.observations[key]?.place ?? []),
        expected: figure,
        actual: 0,
      },
    ]
  }
  return []
}

/** Why a figure can be more than zero although the table is right; a part of the year or about thirty cannot. */
const ELSEWHERE: Doubt[] = ['otherYear', 'otherBody', 'comparison', 'cumulative', 'distributive', 'negated']

function isElsewhere(sentence: Sentence, value: number, context: CheckContext): boolean {
  return context
    .narrative()
    .figures.some(
      figure =>
        figure.value === value &&
        sentence.printed.includes(figure.sentence.printed) &&
        figure.doubts.some(doubt => ELSEWHERE.includes(doubt)),
    )
}

/**
 * P12 信息处理费与行政事业性收费不得混用: 信息处理费 (国办函〔2020〕109号) is told in section six and never compared with the fees of
 * 第二十条第（八）项. It is only compared with itself: stated in the narrative, denied in section six.
 */
export const processingFeeDenied: RuleFunction = (report, context) => {
  const section = report.sections.find(item => item.key === 'other')
  if (!section) return []
  const closing = fold(section.paragraphs.map(item => item.text).join(''))
  const denied =
    listOf(context, 'nothing').includes(closing.replace(/\.$/, '')) ||
    listOf(context, 'denials').some(pattern => new RegExp(pattern).test(closing))
  if (!denied) return []
  for (const sentence of sentencesOf(report)) {
    if (sentence.section === 'other') continue
    const amount = figureIn(sentence.text, listOf(context, 'patterns'))
    if (amount === undefined) continue
    return [
      {
        values: {
          quote: quote(sentence.printed),
          closing: quote(section.paragraphs.map(item => item.text).join('')),
        },
        place: sentence.place,
        related: [section.place],
        expected: null,
        actual: amount,
      },
    ]
  }
  return []
}
