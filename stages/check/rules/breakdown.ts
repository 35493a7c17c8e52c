import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {figureOf, keyOf, numberOf, placeOf, type RuleFunction} from '../context.ts'
import {addExactly} from '../decimal.ts'
import type {NarrativeWords} from '../narrative/lexicon.ts'
import type {Narrative, NarrativeFigure} from '../narrative/model.ts'
import {quote} from '../narrative.ts'

/**
 * N06 叙述分项大于合计: 15件，其中7件、9件. 其中 need not name all parts, so only more than the whole is wrong; and only parts that
 * are told in one way count, since a whole may be divided by applicant and by channel in one breath.
 */
export const partsExceedWhole: RuleFunction = (_, context) => {
  const {figures} = context.narrative()
  return figures.flatMap((whole, index): FindingDetails[] => {
    if (whole.hedge !== null || hasRival(figures, index)) return []
    const parts = alike(
      figures.filter(figure => figure.whole === index),
      whole,
      context.narrativeWords,
    )
    const sum = addExactly(parts.map(part => part.value))
    if (sum <= whole.value) return []
    return [
      {
        values: {
          quote: quote(whole.sentence.printed, 120),
          whole: whole.printed,
          parts: parts.map(part => part.printed).join('、'),
          sum,
        },
        place: whole.sentence.place,
        expected: whole.value,
        actual: sum,
      },
    ]
  })
}

/** 建议12件、提案20件，其中……: what the parts are parts of cannot be told. */
function hasRival(figures: NarrativeFigure[], index: number): boolean {
  const whole = figures[index]!
  return figures
    .slice(0, index)
    .some(
      figure =>
        figure.sentence === whole.sentence && figure.unit === whole.unit && figure.whole === whole.whole,
    )
}

/**
 * The leading parts that are told alike: same unit, same verbs, one dimension; none where one is not exact, nor where they are
 * the ways in which something was published.
 */
function alike(parts: NarrativeFigure[], whole: NarrativeFigure, words: NarrativeWords): NarrativeFigure[] {
  if (parts.some(part => part.hedge !== null)) return []
  // 办理20件，其中新收18件、上年结转4件，结转下年2件: what came in is told beside what is carried over.
  if (whole.verb !== 'received' && parts.some(({verb}) => verb === 'carriedOut')) return []
  const published = whole.subject !== 'application' && parts.some(part => isChannel(part, words))
  if (published) return []
  const verbs = ({wording}: NarrativeFigure) => {
    // 法人或其他组织 names who applied; nobody organizes anything.
    const said = words.legalPersons.reduce((text, word) => text.replaceAll(word, ''), wording)
    return words.partVerbs.filter(verb => said.includes(verb)).join()
  }
  const dimensions = new Set<number>()
  const kept: NarrativeFigure[] = []
  for (const part of parts) {
    if (part.unit !== whole.unit || verbs(part) !== verbs(parts[0]!)) break
    words.dimensions.forEach((dimension, i) => {
      if (dimension.some(word => part.wording.includes(word))) dimensions.add(i)
    })
    if (dimensions.size > 1) return []
    kept.push(part)
  }
  return kept
}

function isChannel({wording}: NarrativeFigure, {channels}: NarrativeWords): boolean {
  return channels.some(word => wording.includes(word))
}

/**
 * N07 百分比不符: a share of the applications is a share of something the report gives: all outcomes, all received, or a
 * figure of the same paragraph. Only a percentage that fits none of them is reported.
 */
export const shareDiffers: RuleFunction = (report, context) => {
  const {shares, figures} = context.narrative()
  const key = keyOf(context, 'handled')
  const [handled, received, carriedIn] = [key, keyOf(context, 'received'), keyOf(context, 'carriedIn')].map(
    name => figureOf(report, name),
  )
  if (handled == null || handled === 0) return []
  return shares.flatMap(({figure: index, percent, decimals, sentence}): FindingDetails[] => {
    const figure = figures[index]!
    if (figure.hedge !== null || !isOfApplications(figure, figures, context.narrativeWords)) return []
    const wholes = [
      handled,
      ...(received == null ? [] : [received, received + (carriedIn ?? 0)]),
      ...figures
        .filter(other => other.sentence.paragraph === sentence.paragraph && other !== figure)
        .map(({value}) => value),
    ]
    // Half of the last place printed: what rounding explains, and no more. The rest is for what floating point adds.
    const tolerance = Math.max(numberOf(context, 'tolerance'), 10 ** -decimals / 2) + 1e-9
    const fits = wholes.some(
      whole => whole > 0 && Math.abs((figure.value / whole) * 100 - percent) <= tolerance,
    )
    if (fits) return []
    const right = Number(((figure.value / handled) * 100).toFixed(Math.max(decimals, 1) + 1))
    return [
      {
        values: {quote: quote(sentence.printed, 120), figure: figure.printed, percent, handled, right},
        keys: [key],
        place: sentence.place,
        related: [placeOf(report, key)],
        expected: `${right}%`,
        actual: `${percent}%`,
      },
    ]
  })
}

function isOfApplications(
  figure: NarrativeFigure,
  figures: Narrative['figures'],
  words: NarrativeWords,
): boolean {
  if (figure.subject === 'application') return true
  const {paragraph} = figure.sentence
  const told = figures.some(
    other => other.subject === 'application' && other.sentence.paragraph === paragraph,
  )
  return told && figure.subject === null && words.outcomes.some(word => figure.wording.endsWith(word))
}
