import {ASIDE} from './clauses.ts'
import type {Lexicon, WordClass} from './lexicon.ts'
import {numberFrom} from './numerals.ts'

/**
 * A piece of a clause: a word of the lexicon, a figure, a percentage, a year, a part of a year, or text that no list
 * knows.
 */
export interface Token {
  kind: WordClass | 'quantity' | 'percent' | 'year' | 'other' | 'aside'
  text: string
  /** Characters before it in the clause. */
  at: number
  /** Quantity or percent; the year for `year`, `carriedIn` and `carriedOut`. */
  value?: number
  unit?: string
  /** What makes the quantity inexact. */
  hedge?: string
  /** Decimals of a percentage. */
  decimals?: number
}

const WHOLE_YEAR =
  /(20\d\d)年度?0?1月0?1日起?[至到\-—~～]+(?:20\d\d年)?12月31日(?:止|期间|为止)?|(20\d\d)年度?0?1月?[至到\-—~～]+12月份?/y
const MONTHS = /0?1月?[至到\-—~～]+12月份?/y
const YEARS = /20\d\d年?(?:[至到\-—~～、和](?:20)?\d\d)+年/y
const CARRIED_IN = /(20\d\d)年(?:度|底|末)?结转(?:至|到)?(?:20\d\d年度?|本年度?|今年)?/y
const CARRIED_OUT = /(?:顺延|结转|转结|转|延)(?:至|到|入)?(20\d\d)年度?(?:继续)?(?:办理|处理|答复)?/y
const SINCE = /(20\d\d)年[^，、]{0,12}?以来/y
const DATE = /(20\d\d)年(?:度|全年|间|年度)?(\d{1,2}月(?:份)?(?:\d{1,2}日)?|[上下]半年|[一二三四]季度)?/y
const MONTH = /\d{1,2}月(?:份|\d{1,2}日)?/y
const PERCENT = /(?<before>[近约超逾])?(?<number>\d+(?:\.(?<decimals>\d+))?)%/y
const VAGUE = /[数几上好][十百千万]+|(?:数|几|若干|多)(?=[件起宗条份次个项])/y
const ZERO = /[0零](?=$|[，)])/y
/** What turns the number behind it into something else: 第二十条, 每件, 同一件. */
const NO_NUMBER_AFTER = /[第每某同逐这该那唯任何.\d]$/

/** Reads a clause (no commas, no brackets) from left to right; the longest word wins. */
export function tokensOf(clause: string, lexicon: Lexicon, reportYear: number | null): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < clause.length) {
    const found =
      asideAt(clause, at) ??
      yearAt(clause, at, reportYear) ??
      phraseAt(clause, at, lexicon) ??
      quantityAt(clause, at, lexicon, tokens.at(-1)) ??
      wordAt(clause, at, lexicon)
    if (found) {
      tokens.push({...found, at})
      at += found.text.length
      continue
    }
    const last = tokens.at(-1)
    if (last?.kind === 'other') last.text += clause[at]
    else tokens.push({kind: 'other', text: clause[at]!, at})
    at++
  }
  return tokens
}

type Found = Omit<Token, 'at'>

function asideAt(text: string, at: number): Found | null {
  return text[at] === ASIDE ? {kind: 'aside', text: ASIDE} : null
}

/** Matches a sticky pattern at one place; where it matched last does not matter. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function yearAt(text: string, at: number, reportYear: number | null): Found | null {
  if (!/[\d顺结转延]/.test(text[at]!)) return null
  const whole = matchAt(WHOLE_YEAR, text, at)
  if (whole) return {kind: 'year', text: whole[0], value: Number(whole[1] ?? whole[2])}
  const months = matchAt(MONTHS, text, at)
  if (months) return {kind: 'thisYear', text: months[0]}
  const years = matchAt(YEARS, text, at)
  if (years) return {kind: 'otherYear', text: years[0]}
  const carriedIn = matchAt(CARRIED_IN, text, at)
  if (carriedIn) {
    const before = reportYear !== null && Number(carriedIn[1]) === reportYear - 1
    return {kind: before ? 'carriedIn' : 'otherYear', text: carriedIn[0]}
  }
  const carriedOut = matchAt(CARRIED_OUT, text, at)
  if (carriedOut) {
    const after = reportYear !== null && Number(carriedOut[1]) === reportYear + 1
    return {kind: after ? 'carriedOut' : 'otherYear', text: carriedOut[0]}
  }
  const since = matchAt(SINCE, text, at)
  if (since) {
    const here = Number(since[1]) === reportYear
    return here
      ? {kind: 'year', text: since[0], value: Number(since[1])}
      : {kind: 'otherYear', text: since[0]}
  }
  const date = matchAt(DATE, text, at)
  if (date) {
    if (date[2] !== undefined && !/^12月31日$/.test(date[2])) return {kind: 'partOfYear', text: date[0]}
    return {kind: 'year', text: date[0], value: Number(date[1])}
  }
  const month = matchAt(MONTH, text, at)
  return month ? {kind: 'partOfYear', text: month[0]} : null
}

function phraseAt(text: string, at: number, lexicon: Lexicon): Found | null {
  const word = wordAt(text, at, lexicon)
  return word && /^[一二三四五六七八九十]/.test(word.text) ? word : null
}

function wordAt(text: string, at: number, lexicon: Lexicon): Found | null {
  const entry = lexicon.byFirst.get(text[at]!)?.find(({word}) => text.startsWith(word, at))
  return entry ? {kind: entry.kind, text: entry.word} : null
}

function quantityAt(text: string, at: number, lexicon: Lexicon, last: Token | undefined): Found | null {
  const percent = matchAt(PERCENT, text, at)?.groups
  if (percent) {
    const {before, number = '', decimals = ''} = percent
    const found: Found = {
      kind: 'percent',
      text: `${before ?? ''}${number}%`,
      value: Number(number),
      decimals: decimals.length,
    }
    return before === undefined ? found : {...found, hedge: before}
  }
  const inexact = matchAt(VAGUE, text, at)
  if (inexact) return {kind: 'other', text: inexact[0]}
  const match = matchAt(lexicon.quantity, text, at)
  const groups = match?.groups
  if (match && groups && !NO_NUMBER_AFTER.test(text.slice(0, at))) {
    const {before, number = '', vague, scale, more, unit = '', after} = groups
    const value = numberFrom(number)
    if (value === null) return {kind: 'other', text: match[0]}
    const hedge = [before, vague, scale, more, after].filter(Boolean).join('')
    const found: Found = {kind: 'quantity', text: match[0], value, unit}
    return hedge === '' && Number.isInteger(value) ? found : {...found, hedge: hedge || '.'}
  }
  const zero = matchAt(ZERO, text, at)
  if (zero && last?.kind === 'filler') return {kind: 'quantity', text: zero[0], value: 0, unit: ''}
  return null
}
