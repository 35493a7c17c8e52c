import type {Period} from '../../../pipeline/model/report.ts'
import type {Said} from '../names/said.ts'
import {periodsIn, yearOf} from '../words/dates.ts'
import type {Lexicon} from '../words/lexicon.ts'
import type {Evidence} from './evidence.ts'
import type {Statement} from './testimony.ts'

/**
 * The period the figures cover, from the sentence that says so: in the preamble or the first section, where a stretch
 * from 1 January is named or words of a period (统计, 数据, 期限) stand beside it.
 */
export function periodOf(lexicon: Lexicon, {preamble, opening}: Evidence): Period | null {
  for (const {value, place} of [...preamble, ...opening]) {
    for (const {start, end, raw, index} of periodsIn(value)) {
      const sentence = value.slice(Math.max(0, index - 40), index + raw.length + 10)
      if (start.endsWith('-01-01') || lexicon.period.test(sentence)) {
        return {start, end, raw, place: place ?? {}}
      }
    }
  }
  return null
}

/** What each witness says of the report year, the most trustworthy first. */
export function yearStatements(evidence: Evidence, period: Period | null, said: Said[]): Statement<number>[] {
  const out: Statement<number>[] = []
  const {title, otherTitles, preamble, opening, folders, stem} = evidence
  if (title?.year != null)
    out.push({source: 'title', value: title.year, raw: title.text, place: title.place ?? {}})
  if (period) {
    const [start, end] = [Number(period.start.slice(0, 4)), Number(period.end.slice(0, 4))]
    if (start === end) out.push({source: 'period', value: start, raw: period.raw, place: period.place})
  }
  for (const {source, parts, raw, place} of otherTitles) {
    if (parts.year !== null) out.push({source, value: parts.year, raw, place: place ?? {}})
  }
  if (!otherTitles.some(({source}) => source === 'fileName')) {
    const year = yearOf(stem) ?? bareYear(stem)
    if (year !== null) out.push({source: 'fileName', value: year, raw: stem, place: {}})
  }
  for (const {name, year, place} of said) {
    if (year !== null) out.push({source: 'body', value: year, raw: `${name ?? ''}${year}年`, place})
  }
  const first = [...preamble, ...opening].flatMap(({value, place}) => {
    const year = openingYear(value)
    return year === null ? [] : [{source: 'body', value: year, raw: value.slice(0, 30), place: place ?? {}}]
  })
  // A body that says which days its figures cover has said its year; other years in it are comparisons and plans.
  const known = [title?.year, out.find(({source}) => source === 'period')?.value]
  const agreeing = first.find(({value}) => known.includes(value))
  const body = agreeing ?? (known[1] === undefined ? first[0] : undefined)
  if (body && !out.some(({source}) => source === 'body')) out.push(body)
  for (const folder of folders.toReversed()) {
    const year = yearOf(folder) ?? bareYear(folder)
    if (year !== null) out.push({source: 'folder', value: year, raw: folder, place: {}})
  }
  return out
}

/**
 * The year a paragraph speaks of: where a clause begins with one (2023年，我局…), as the title of the statistics table has it
 * (…局2017年政府信息公开情况统计表), whose own work it tells of (汇报我镇2023年政府信息公开工作), or by the day its figures end.
 */
function openingYear(text: string): number | null {
  for (const clause of text.split(/[，,。；;：:）)]/)) {
    const year = clauseYear(clause)
    if (year !== null) return year
  }
  const table = /(20\d\d)\s*年度?(?=政府信息公开.{0,12}统计表)/u.exec(text)
  if (table) return Number(table[1])
  const own = /[我本][\p{Script=Han}]{1,5}?\s*(20\d\d)\s*年度?的?(?=政府信息公开|政务公开|信息公开)/u.exec(
    text,
  )
  if (own) return Number(own[1])
  const end = /截[至止]到?\s*(20\d\d)\s*年\s*(?:12\s*月\s*31\s*日|年?底|年?末)/u.exec(text)
  return end ? Number(end[1]) : null
}

/** 2023年… at the start of a clause, behind a number, a bracket (（2017年度）) or 在; 一年来 and 2023年5月 name none. */
function clauseYear(text: string): number | null {
  const lead = /^\s*(?:[（(][一二三四五][)）]\s*|[（(])?(?:(?:在|截至|过去的)\s*)?(?=\S{4,8}\s?年)/u.exec(
    text,
  )
  if (!lead) return null
  const head = text.slice(lead[0].length, lead[0].length + 12)
  return /^[\d〇○零一二三四五六七八九０-９]{4}\s*年(?!\s*[\d一二三四五六七八九十]{1,2}\s*月)/u.test(head)
    ? yearOf(head)
    : null
}

/** 2023 standing alone in a file or folder name. */
function bareYear(text: string): number | null {
  const match = /(?<!\d)(20[0-4]\d)(?!\d|[-./]\d)/.exec(text)
  return match ? Number(match[1]) : null
}
