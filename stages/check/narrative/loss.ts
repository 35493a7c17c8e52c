import type {Lexicon} from './lexicon.ts'
import type {DisputeGroup} from './model.ts'
import type {Token} from './tokens.ts'

/** What may stand in front of a loss that is denied besides what may stand in front of any claim: the cases themselves. */
const CASES = new Set<string>([
  'reconsideration',
  'litigation',
  'bothDisputes',
  'matter',
  'application',
  'request',
  'cause',
  'arose',
  'quantity',
  'part',
])
/** Between the denial and the loss: 无一败诉, 均未出现败诉. */
const BETWEEN = new Set<string>(['filler', 'adverb', 'arose'])
const RATE = '率'
const ONE = '一'

/**
 * A loss denied behind its noun: 行政诉讼无败诉, 无一败诉, 败诉率为0, and, said of cases over disclosure, 均胜诉. `front` is what
 * else stands before it, and has to be plain. `whole`: the cases that these are some of. Null where nothing of the kind is said.
 */
export function lossDenied(
  tokens: Token[],
  ofDisclosure: boolean,
  lexicon: Lexicon,
  whole: DisputeGroup | null = null,
): {groups: DisputeGroup[]; front: Token[]} | null {
  const at = tokens.findIndex(({kind}) => kind === 'loss' || kind === 'won')
  const token = tokens[at]
  if (!token) return null
  const start =
    token.kind === 'won'
      ? ofDisclosure
        ? allWon(tokens, at)
        : null
      : (deniedBefore(tokens, at) ?? (isZero(tokens.slice(at + 1)) ? at : null))
  if (start === null) return null
  const before = tokens.slice(0, start)
  const named = whole ? [whole] : groupsNamed(before)
  // A plain 未出现败诉, without the noun, is read with the other denials.
  const bare = named.length === 0 && token.kind === 'loss' && start < at && tokens[at - 1]!.text !== ONE
  const court = token.kind === 'won' || lexicon.lost.some(word => token.text.includes(word))
  if (bare || (named.length === 0 && !court)) return null
  return {
    groups: named.length > 0 && token.kind === 'loss' ? named : ['litigation'],
    front: before.filter(({kind}) => !CASES.has(kind)),
  }
}

/** The place of the denial right before the loss; 无败诉风险 denies something else. */
function deniedBefore(tokens: Token[], at: number): number | null {
  if (tokens[at + 1]?.kind === 'other') return null
  let n = at - 1
  while (n >= 0 && (BETWEEN.has(tokens[n]!.kind) || tokens[n]!.text === ONE)) n--
  return tokens[n]?.kind === 'negation' ? n : null
}

/** 败诉率为0, 败诉案件0件; nothing else behind it. */
function isZero(rest: Token[]): boolean {
  const said = rest.filter(({kind, text}) => kind !== 'filler' && text !== RATE)
  return said.length === 1 && ['quantity', 'percent'].includes(said[0]!.kind) && said[0]!.value === 0
}

/** 均胜诉: all of them, and nothing but the end behind it. */
function allWon(tokens: Token[], at: number): number | null {
  if (tokens.slice(at + 1).some(({kind}) => kind !== 'filler')) return null
  let n = at - 1
  while (n >= 0 && BETWEEN.has(tokens[n]!.kind)) n--
  return tokens[n]?.kind === 'all' && tokens[n - 1]?.kind !== 'negation' ? n : null
}

function groupsNamed(tokens: Token[]): DisputeGroup[] {
  const kinds = new Set(tokens.map(({kind}) => kind))
  return [
    ...(kinds.has('reconsideration') || kinds.has('bothDisputes') ? (['reconsideration'] as const) : []),
    ...(kinds.has('litigation') || kinds.has('bothDisputes') ? (['litigation'] as const) : []),
  ]
}
