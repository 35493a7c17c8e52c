import type {Agency} from '../../../pipeline/model/report.ts'
import {sameBody} from '../bodies.ts'
import type {Lexicon} from './lexicon.ts'
import type {Subject} from './model.ts'
import type {Token} from './tokens.ts'

/** Whose narrative it is. */
export interface Teller {
  agency: Agency
  year: number | null
}

/** What the reader of a sentence bears in mind from clause to clause. */
export interface State {
  /** The year spoken of: none named, the report year, another one. */
  year: 'none' | 'own' | 'other'
  /** Several years named in a row: 2022年、2023年分别收到15件、11件. */
  years: number[] | null
  partOfYear: boolean
  /** 截至: what follows may be a running total. */
  until: boolean
  distributive: boolean
  body: 'own' | 'other'
  /** The body itself is named. */
  named: boolean
  topic: Subject | null
  /** The last subject was somebody else's, or of another kind: figures that name none are told of that. */
  elsewhere: boolean
  /** 信息公开 or an application was named as the cause of disputes. */
  cause: boolean
  parts: {whole: number | null; sum: number; wholeValue: number | null} | null
  /** Index of the last figure a following 均 refers to. */
  last: number | null
}

/**
 * The state at the start of a sentence; within a paragraph the year spoken of is carried over, and, where only a semicolon
 * parts the two (收到12件；办结11件), whose applications they are.
 */
export function freshState(before: State | null, goesOn: boolean): State {
  const about = goesOn && before?.topic === 'application' ? before : null
  return {
    year: before?.year ?? 'none',
    years: null,
    partOfYear: false,
    until: false,
    distributive: false,
    body: about?.body ?? 'own',
    named: false,
    topic: about?.topic ?? null,
    elsewhere: about?.elsewhere ?? false,
    cause: false,
    parts: null,
    last: before?.last ?? null,
  }
}

const SUMMARY = new Set(['governmentSummary', 'zoneCommittee'])

/** Takes in a token that says when or whose; returns whether it begins a comparison (较2022年). */
export function takeIn(state: State, token: Token, before: Token | undefined, teller: Teller): boolean {
  const compared = before?.kind === 'compare'
  switch (token.kind) {
    case 'compare':
      return true
    case 'year':
      if (compared) return true
      state.year = token.value === teller.year ? 'own' : 'other'
      state.years = null
      state.partOfYear = false
      return false
    case 'thisYear':
      if (before?.kind !== 'year') state.year = 'own'
      state.partOfYear = false
      return false
    case 'otherYear':
      if (!compared) state.year = 'other'
      state.years = token.years ?? null
      return compared
    case 'partOfYear':
      state.partOfYear = true
      return false
    case 'until':
      state.until = true
      return false
    case 'distributive':
      state.distributive = true
      return false
    case 'own':
      state.body = 'own'
      state.named = true
      return false
    case 'territory':
      state.body = SUMMARY.has(teller.agency.type) ? 'own' : 'other'
      state.named = true
      return false
    case 'matter':
    case 'application':
      state.cause = true
      return false
    default:
      return false
  }
}

/** Whether a name in front of a verb is that of the reporting body, or of nobody else. */
export function isOwnName(name: string, {agency}: Teller): boolean {
  if (agency.name === null || name.length < 2) return false
  const {province, prefecture, county} = agency.region
  if (SUMMARY.has(agency.type)) {
    // 区政府 is one body of the many whose figures a government's report gives.
    return (
      [province, prefecture, county].some(region => region?.endsWith(name)) && /[省市区县州旗盟]$/.test(name)
    )
  }
  return sameBody(name, agency.name, agency.region)
}

/** What body a clause without a figure begins with; null where it begins with none. */
export function bodyAtHead(
  text: string,
  tokens: Token[],
  lexicon: Lexicon,
  teller: Teller,
): State['body'] | null {
  const own = tokens.find(token => token.kind === 'own')
  if (own) return 'own'
  const first = tokens.find(token => !['year', 'thisYear', 'adverb', 'filler', 'aside'].includes(token.kind))
  if (!first || first.kind === 'all') return null
  const rest = text.slice(first.at)
  if (first.kind === 'crowd') return 'other'
  if (lexicon.prepositions.some(word => rest.startsWith(word))) return null
  const head = rest.slice(0, 16)
  const ends = lexicon.sureEndings.flatMap(ending => {
    let at = head.indexOf(ending, 1)
    // 登记办理 is no 登记办.
    while (at > 0 && lexicon.noEndings.some(word => rest.startsWith(word, at)))
      at = head.indexOf(ending, at + 1)
    return at > 0 ? [at + ending.length] : []
  })
  if (ends.length === 0) return null
  const name = head.slice(0, Math.min(...ends))
  const longer = head.slice(0, Math.max(...ends))
  const known = isOwnName(name, teller) || isOwnName(longer, teller)
  if (known || (teller.agency.name !== null && sameBody(longer, teller.agency.name, teller.agency.region)))
    return 'own'
  return 'other'
}
