import type {Subject, Verb} from './model.ts'
import type {Token} from './tokens.ts'

/** What a quantity counts and what was done with it. The clause up to `prefix` has not been looked at. */
export interface Attribution {
  subject: Subject | null
  verb: Verb | null
  /** Tokens from the start of the segment that stand in front of verb and noun. */
  prefix: Token[]
  /** Index behind the last token that belongs to the quantity. */
  end: number
  /** A noun is there, but of several kinds, or with something unknown behind it. */
  mixed: boolean
  /** The noun is a bare 申请, of whatever kind. */
  bare: boolean
}

const VERBS = new Set<string>([
  'received',
  'accepted',
  'handled',
  'answered',
  'carriedIn',
  'carriedOut',
  'carried',
  'issued',
  'repealed',
  'inForce',
  'upheld',
  'corrected',
  'pending',
])
const NOUNS = new Set<string>([
  'application',
  'request',
  'reconsideration',
  'litigation',
  'bothDisputes',
  'document',
])
const DISPUTES = new Set<string>(['reconsideration', 'litigation', 'bothDisputes'])
const HANDLING = new Set<string>(['received', 'accepted', 'both', 'handled', 'answered'])
/** Verbs that may follow their figure: 1件结转下年度, 2件维持. */
const AFTER = new Set<string>(['carriedIn', 'carriedOut', 'upheld', 'corrected', 'pending'])
const LOOSE = new Set<string>(['filler', 'aside', 'cumulative'])
const LOOSER = new Set<string>([...LOOSE, 'adverb', 'thisYear'])

/** Looks left, then right of the quantity at `q` for the nearest noun and verb; nothing unknown may stand between. */
export function attribute(tokens: Token[], q: number, from: number): Attribution {
  let j = q - 1
  let nouns: Token[] = []
  const skip = (kinds: Set<string>) => {
    while (j >= from && kinds.has(tokens[j]!.kind)) j--
  }
  const at = (i: number) => (i >= from ? tokens[i]?.kind : undefined)
  const isDispute = (nouns: Token[]) => nouns.some(token => DISPUTES.has(token.kind))

  const takeNouns = (): Token[] => {
    const nouns: Token[] = []
    for (;;) {
      const kind = at(j)
      if (kind !== undefined && NOUNS.has(kind)) {
        nouns.unshift(tokens[j--]!)
        continue
      }
      // 行政复议、行政诉讼; 申请行政复议和提起行政诉讼: only disputes are told of in pairs.
      let i = j
      while (i >= from && nouns.length > 0 && isDispute(nouns)) {
        if (!['conjunction', 'arose', 'filler', 'request'].includes(tokens[i]!.kind)) break
        i--
      }
      if (i < j && i >= from && DISPUTES.has(tokens[i]!.kind)) {
        j = i
        continue
      }
      return nouns
    }
  }
  const takeVerb = (): Verb | null => {
    const verbs: Verb[] = []
    while (j >= from) {
      const kind = tokens[j]!.kind
      if (VERBS.has(kind)) verbs.push(tokens[j--]!.kind as Verb)
      // 新增申请3件 came in; 申请新增3件 are so many more.
      else if (kind === 'added' && verbs.length === 0 && nouns.length > 0) {
        verbs.push('received')
        j--
      } else if (verbs.length > 0 && ['conjunction', 'adverb'].includes(kind) && VERBS.has(at(j - 1) ?? ''))
        j--
      else break
    }
    return verbs.length === 0 ? null : oneVerb(verbs)
  }

  skip(LOOSE)
  nouns = takeNouns()
  if (nouns.length > 0) skip(LOOSE)
  let verb = takeVerb()
  if (nouns.length === 0 && verb !== null) {
    const here = j
    skip(LOOSER)
    nouns = takeNouns()
    if (nouns.length === 0) j = here
  }
  let k = q + 1
  let mixed = false
  if (nouns.length === 0) {
    let i = k
    while (i < tokens.length && LOOSE.has(tokens[i]!.kind)) i++
    const right: Token[] = []
    while (i < tokens.length && (NOUNS.has(tokens[i]!.kind) || joins(i))) right.push(tokens[i++]!)
    nouns = right.filter(token => NOUNS.has(token.kind))
    if (nouns.length > 0) {
      while (i < tokens.length && LOOSE.has(tokens[i]!.kind)) i++
      k = i
      // 5件政府信息公开申请的补正材料: what is counted comes last.
      mixed = tokens[i]?.kind === 'other'
    }
  }
  if (verb === null) {
    let i = k
    while (i < tokens.length && LOOSER.has(tokens[i]!.kind)) i++
    const kind = tokens[i]?.kind ?? ''
    if (AFTER.has(kind)) {
      verb = kind as Verb
      k = i + 1
    }
  }
  // 回复30条留言: what was handled is named behind it.
  if (nouns.length === 0 && verb !== null && HANDLING.has(verb) && tokens[k]?.kind === 'other') mixed = true
  const {subject, bare, several} = subjectOf(nouns)
  return {subject, verb, prefix: tokens.slice(from, j + 1), end: k, mixed: mixed || several, bare}

  function joins(i: number): boolean {
    return tokens[i]!.kind === 'conjunction' && DISPUTES.has(tokens[i + 1]?.kind ?? '')
  }
}

function oneVerb(verbs: Verb[]): Verb {
  const [nearest] = verbs
  const some = (...list: Verb[]) => verbs.some(verb => list.includes(verb))
  if (some('received', 'accepted') && some('handled', 'answered')) return 'both'
  if (some('received') && some('accepted')) return 'accepted'
  if (some('handled') && some('answered')) return 'answered'
  return nearest!
}

function subjectOf(nouns: Token[]): {subject: Subject | null; bare: boolean; several: boolean} {
  const kinds = new Set(nouns.map(token => token.kind))
  const one = (subject: Subject | null, bare = false) => ({subject, bare, several: false})
  if (kinds.size === 0) return one(null)
  if (kinds.has('reconsideration') || kinds.has('litigation') || kinds.has('bothDisputes')) {
    if (kinds.has('document') || kinds.has('application')) return {subject: null, bare: false, several: true}
    const both = kinds.has('bothDisputes') || (kinds.has('reconsideration') && kinds.has('litigation'))
    return one(both ? 'disputes' : kinds.has('litigation') ? 'litigation' : 'reconsideration')
  }
  if (kinds.has('document'))
    return kinds.size === 1 ? one('document') : {subject: null, bare: false, several: true}
  return one('application', !kinds.has('application'))
}
