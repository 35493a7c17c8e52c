import {type Attribution, attribute} from './attribution.ts'
import type {Subject} from './model.ts'
import type {State} from './state.ts'
import type {Token} from './tokens.ts'

/** A figure of a list, with what the words before the list say of it alone. */
interface Share {
  /** Index of its token. */
  at: number
  found: Attribution
  year: State['year']
}

/** Lists of figures that 分别 shares out (15件、11件和9件): the indexes of their tokens. */
export function listsIn(tokens: Token[]): number[][] {
  const lists: number[][] = []
  if (!tokens.some(({kind}) => kind === 'distributive')) return lists
  tokens.forEach(({kind}, i) => {
    if (kind !== 'quantity') return
    const last = lists.at(-1)
    if (last && tokens[i - 1]?.kind === 'conjunction' && last.at(-1) === i - 2) last.push(i)
    else lists.push([i])
  })
  return lists.filter(list => list.length > 1)
}

/**
 * What each figure of a list is about where 分别 stands before the list and something is named as often as there are figures:
 * years (2022年、2023年分别收到15件、11件), or 行政复议 and 行政诉讼. Null where nothing is, or it is not certain in which order.
 */
export function shared(
  tokens: Token[],
  list: number[],
  from: number,
  state: State,
  reportYear: number | null,
): Share[] | null {
  if (!state.distributive) return null
  const first = list[0]!
  const words = tokens.slice(0, first).filter(({kind}, i) => i < from || kind !== 'distributive')
  const found = attribute([...words, ...tokens.slice(first)], words.length, from)
  const rest = {...found, prefix: []}
  const own = (i: number) => (i === 0 ? found : rest)
  if (state.years !== null) {
    if (state.years.length !== list.length || found.mixed) return null
    return list.map((at, i) => ({at, found: own(i), year: state.years![i] === reportYear ? 'own' : 'other'}))
  }
  const subjects = disputesIn(words.slice(from))
  if (found.subject !== 'disputes' || found.mixed || subjects.length !== list.length) return null
  return list.map((at, i) => ({at, found: {...own(i), subject: subjects[i]!}, year: state.year}))
}

/** 行政复议 and 行政诉讼 in the order named, each once; none where one is named again, or both in one word. */
function disputesIn(tokens: Token[]): Subject[] {
  const kinds = tokens.map(({kind}) => kind)
  const named = kinds.filter(kind => kind === 'reconsideration' || kind === 'litigation')
  return new Set(named).size === named.length && !kinds.includes('bothDisputes') ? named : []
}
