import type {Format} from '../../../pipeline/model/format.ts'
import type {Random} from '../random.ts'
import type {AgencyModel} from './agency.ts'
import type {Figure} from './figures.ts'
import type {SectionModel} from './model.ts'
import {say, words} from './words.ts'

interface Facts {
  agency: AgencyModel
  year: number
  format: Format
  observations: Record<string, Figure>
}

const NUMERALS = '一二三四五六七八九十'

/** A number of a heading: 1 is 一. */
function numeral(number: number): string {
  return NUMERALS[number - 1]!
}

/** Preamble and six sections; every figure they name is the one in the tables. */
export function narrativeOf(facts: Facts, random: Random): {preamble: string[]; sections: SectionModel[]} {
  const {agency, year, format} = facts
  const values = {name: agency.name, we: agency.we, year, next: year + 1, instrument: format.instrument}
  const pick = (list: string[]) => say(random.pick(list), values)
  const bodies: Record<string, string[]> = {
    overview: [
      pick(words.opening),
      '（一）主动公开',
      pick(words.proactive) + documents(facts),
      '（二）依申请公开',
      applications(facts),
      '（三）政府信息管理',
      pick(words.management),
      '（四）政府信息公开平台建设',
      pick(words.platform),
      '（五）监督保障',
      pick(words.supervision),
    ],
    problems: [pick(words.problems), pick(words.improvements)],
    other: [pick(format.from >= 2021 ? words.feeNone : words.otherNone)],
  }
  return {
    preamble: [pick(words.preamble) + pick(words.period)],
    sections: format.sections.map(section => ({
      key: section.key,
      heading: `${numeral(section.number)}、${section.title}`,
      paragraphs: bodies[section.key] ?? [],
    })),
  }
}

function documents({year, format, observations}: Facts): string {
  if (format.id === '2019') return ''
  const [issued, repealed, inForce] = ['issued', 'repealed', 'inForce'].map(
    column => observations[`disclosure.normativeDocuments.${column}`]!.value!,
  )
  if (inForce === 0) return ''
  return `${year}年制发行政规范性文件${issued}件，废止行政规范性文件${repealed}件，现行有效行政规范性文件${inForce}件。`
}

function applications({agency, year, observations}: Facts): string {
  const at = (row: string) => observations[`applications.${row}.total`]!.value!
  const [received, carriedIn, handled, carriedOut] = [
    at('received'),
    at('carriedIn'),
    at('outcomes.total'),
    at('carriedOut'),
  ]
  const sentences = [
    received === 0
      ? `${year}年，${agency.we}未收到政府信息公开申请。`
      : `${year}年，${agency.we}共收到政府信息公开申请${received}件，上年结转${carriedIn}件，` +
        `办结${handled}件，结转下年度继续办理${carriedOut}件。`,
  ]
  const cases = (group: string) => observations[`disputes.${group}.total`]!.value!
  const reconsidered = cases('reconsideration')
  const litigated = cases('litigationDirect') + cases('litigationAfterReconsideration')
  sentences.push(
    reconsidered + litigated === 0
      ? '全年未发生因政府信息公开引起的行政复议和行政诉讼。'
      : `因政府信息公开被申请行政复议${reconsidered}件，被提起行政诉讼${litigated}件。`,
  )
  return sentences.join('')
}

/** A metadata block as government sites print it. The index number is a social credit code, year and serial number. */
export function metadataOf(
  agency: AgencyModel,
  publishedOn: string,
  random: Random,
): {name: string; value: string}[] {
  const organ = Array.from({length: 8}, () => random.int(0, 9)).join('')
  const serial = String(random.int(1, 99999)).padStart(5, '0')
  return [
    {
      name: '索引号',
      value: `11${agency.code}${organ}${random.int(0, 9)}X/${publishedOn.slice(0, 4)}-${serial}`,
    },
    {name: '公开方式', value: '主动公开'},
    {name: '发布机构', value: agency.name},
    {name: '发布日期', value: publishedOn},
  ]
}
