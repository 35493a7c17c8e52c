import {ofLegalPersons, type Reading} from './figures.ts'
import type {Lexicon} from './lexicon.ts'
import {lossDenied} from './loss.ts'
import type {DisputeGroup, NarrativeClaim} from './model.ts'
import {isOwnName, type State} from './state.ts'
import type {Token} from './tokens.ts'

const FRONT = new Set<string>([
  'filler',
  'adverb',
  'aside',
  'thisYear',
  'year',
  'own',
  'territory',
  'conjunction',
  'until',
  'crowd',
  'phrase',
])
const BETWEEN_APPLICATIONS = new Set<string>([
  'filler',
  'adverb',
  'arose',
  'received',
  'accepted',
  'phrase',
  'own',
  'thisYear',
  'year',
])
/** 未收到行政复议申请 may be said by the body that decides on them; it denies nothing of its own. */
const BETWEEN_DISPUTES = new Set<string>([
  'filler',
  'adverb',
  'arose',
  'phrase',
  'own',
  'thisYear',
  'year',
  'cause',
  'matter',
  'application',
  'request',
  'conjunction',
])
const DISPUTES = new Set<string>(['reconsideration', 'litigation', 'bothDisputes'])

/** What a clause says without a number. `figuresBefore` is the count of figures before this clause. */
export function claimsIn(
  tokens: Token[],
  state: State,
  reading: Reading,
  opening: boolean,
): NarrativeClaim[] {
  const {sentence} = reading
  const own = state.year !== 'other' && !state.partOfYear && state.body === 'own'
  const plain = own && state.parts === null
  const claims: NarrativeClaim[] = []
  const claim = (kind: NarrativeClaim['kind'], groups: DisputeGroup[] = []) =>
    claims.push({kind, groups, concluded: concludes(sentence.text, reading), sentence})
  if (plain) {
    tokens.forEach((token, n) => {
      if (token.kind !== 'negation' || !frontIsPlain(tokens.slice(0, n), reading)) return
      if (deniesApplications(tokens, n, state, reading)) claim('noApplications')
      const denied = deniedDisputes(tokens, n, reading.lexicon)
      if (denied) claim(denied.loss ? 'noLoss' : 'noDisputes', denied.groups)
    })
    const unlost = lossDenied(tokens, state.cause || ofOwnCases(sentence, reading), reading.lexicon)
    if (unlost && frontIsPlain(unlost.front, reading)) claim('noLoss', unlost.groups)
  }
  const lost = own ? partLost(tokens, state, reading) : null
  if (lost) claim('noLoss', [lost])
  if (allAnswered(tokens, state, reading, opening)) claim('allAnswered')
  else if (plain && wholeRate(tokens, state, reading)) claim('wholeRate')
  if (plain && (state.cause || ofOwnCases(sentence, reading)) && upheldAll(tokens)) {
    const groups = groupsOf(sentence.text)
    if (groups.length > 0) claim('allUpheld', groups)
  }
  return claims
}

/** 行政诉讼2件，其中败诉0件: of cases that are counted none was lost. The kind of cases is that of the whole. */
function partLost(tokens: Token[], {parts}: State, {figures, lexicon}: Reading): DisputeGroup | null {
  const whole = parts?.whole == null ? undefined : figures[parts.whole]
  if (whole?.doubts.length !== 0 || (whole.subject !== 'litigation' && whole.subject !== 'reconsideration'))
    return null
  const denied = lossDenied(tokens, false, lexicon, whole.subject)
  return denied?.front.length === 0 ? whole.subject : null
}

/** The section on disputes is about those over publicity, but where a body tells of the cases that it decides. */
function ofOwnCases({section, text}: Reading['sentence'], {lexicon}: Reading): boolean {
  return section === DISPUTES_SECTION && !lexicon.deciding.some(word => text.includes(word))
}

const DISPUTES_SECTION = 'disputes'

function concludes(text: string, {lexicon}: Reading): boolean {
  return lexicon.concluded.some(word => text.includes(word))
}

function frontIsPlain(front: Token[], {teller}: Reading): boolean {
  const strange = front.filter(token => !FRONT.has(token.kind))
  if (strange.length === 0) return true
  const [first, last] = [strange[0]!, strange.at(-1)!]
  const name = front
    .slice(front.indexOf(first), front.indexOf(last) + 1)
    .map(token => token.text)
    .join('')
  return isOwnName(name, teller)
}

/** 未收到(任何)政府信息公开申请: nothing but plain words up to the noun, and nothing but an end or a list behind it. */
function deniesApplications(
  tokens: Token[],
  n: number,
  state: State,
  {aboutApplications, lexicon}: Reading,
): boolean {
  let i = n + 1
  while (i < tokens.length && (BETWEEN_APPLICATIONS.has(tokens[i]!.kind) || isOne(tokens[i]!))) {
    i++
    // 未收到和处理: what did not come in was not handled either.
    if (
      tokens[i - 1]!.kind === 'received' &&
      tokens[i]?.kind === 'conjunction' &&
      tokens[i + 1]?.kind === 'handled'
    )
      i += 2
  }
  const noun = tokens[i]
  if (
    noun?.kind !== 'application' &&
    !(noun?.kind === 'request' && (aboutApplications || state.topic === 'application'))
  )
    return false
  // 未收到法人提出的申请 denies those of others in no way.
  const between = tokens.slice(n + 1, i).map(({text}) => text)
  if (ofLegalPersons(between.join(''), lexicon)) return false
  i++
  while (i < tokens.length && ['filler', 'aside', 'request', 'application'].includes(tokens[i]!.kind)) i++
  const next = tokens[i]
  if (next === undefined) return true
  if (next.kind !== 'conjunction') return false
  const listed = tokens[i + 1]
  return listed !== undefined && (listed.kind === 'negation' || isListed(listed, lexicon))
}

/** What is denied in one breath with applications. */
function isListed(token: Token, lexicon: Lexicon): boolean {
  return DISPUTES.has(token.kind) || startsWithOne(token.text, lexicon.besideApplications)
}

function startsWithOne(text: string, words: readonly string[]): boolean {
  return words.some(word => text.startsWith(word))
}

function isOne(token: Token): boolean {
  return token.kind === 'quantity' && token.value === 1 && token.hedge === undefined
}

/** 未发生因政府信息公开引起的行政复议、行政诉讼; with 败诉 behind it, only a loss is denied. */
function deniedDisputes(
  tokens: Token[],
  n: number,
  lexicon: Lexicon,
): {groups: DisputeGroup[]; loss: boolean} | null {
  let i = n + 1
  const groups = new Set<DisputeGroup>()
  for (; i < tokens.length; i++) {
    const {kind} = tokens[i]!
    if (kind === 'reconsideration' || kind === 'bothDisputes') groups.add('reconsideration')
    if (kind === 'litigation' || kind === 'bothDisputes') groups.add('litigation')
    if (!DISPUTES.has(kind) && !BETWEEN_DISPUTES.has(kind) && !isOne(tokens[i]!) && kind !== 'aside') break
  }
  const next = tokens[i]
  if (next?.kind === 'loss') {
    // 未出现败诉: losing is a matter of courts where nothing else is named; 未发生违法行为 speaks of no case at all.
    if (groups.size === 0 && !lexicon.lost.some(word => next.text.includes(word))) return null
    return {groups: groups.size > 0 ? [...groups] : ['litigation'], loss: true}
  }
  if (groups.size === 0) return null
  const last = tokens[i - 1]
  if (next === undefined) return {groups: [...groups], loss: false}
  const list = last?.kind === 'conjunction' && startsWithOne(next.text, lexicon.besideDisputes)
  const rest = tokens.slice(i).some(token => token.kind === 'loss')
  return list && !rest ? {groups: [...groups], loss: false} : null
}

/** 均已答复, said of a figure of applications that were received. */
function allAnswered(
  tokens: Token[],
  state: State,
  {figures, sentence, lexicon}: Reading,
  opening: boolean,
): boolean {
  const a = tokens.findIndex(token => token.kind === 'all')
  if (a < 0 || state.last === null || state.year === 'other') return false
  const before = tokens.slice(0, a)
  const afterFigure = before.slice(before.findLastIndex(token => token.kind === 'quantity') + 1)
  const plain = new Set(['filler', 'adverb', 'aside', 'application', 'request', 'conjunction', 'own'])
  if (afterFigure.some(token => !plain.has(token.kind) && !lexicon.pointing.includes(token.text)))
    return false
  const behind = tokens.slice(a + 1)
  const v = behind.findIndex(token => token.kind === 'handled' || token.kind === 'answered')
  if (
    v < 0 ||
    behind
      .slice(0, v)
      .some(token => ['negation', 'quantity', 'percent', 'exception', 'part'].includes(token.kind))
  )
    return false
  if (behind.slice(v + 1).some(({kind, text}) => kind === 'exception' || text.startsWith('率'))) return false
  // 均依法办理 says how, not that it is done.
  const done = tokens.slice(a, a + 1 + v).some(({text}) => lexicon.done.some(word => text.includes(word)))
  if (!done && lexicon.unfinished.includes(behind[v]!.text)) return false
  const whole = wholeOf(state.last, figures)
  const last = whole === null ? undefined : figures[whole]
  // 收到5件，上年结转1件，均已办结 is said of both.
  const figure = last?.verb === 'carriedIn' ? figures[whole! - 1] : last
  if (figure?.subject !== 'application') return false
  if (!['received', 'accepted', 'both'].includes(figure.verb ?? '')) return false
  if (figure.doubts.some(doubt => doubt !== 'hedged')) return false
  if (last?.sentence !== figure.sentence) return false
  if (figure.sentence === sentence) return true
  return opening && figure.sentence.paragraph === sentence.paragraph
}

/** 办结率(达到)100% of applications: not 按时办结率, which leaves out what is not yet due, and not that of hotlines or proposals. */
function wholeRate(tokens: Token[], state: State, {figures, lexicon}: Reading): boolean {
  const p = tokens.findIndex(({kind}) => kind === 'percent')
  const percent = tokens[p]
  if (percent?.value !== 100 || percent.hedge !== undefined) return false
  const said = tokens
    .slice(0, p)
    .map(({text}) => text)
    .join('')
  const {wholeRates} = lexicon
  if (!wholeRates.some(word => said === word || said.replace(/[为达到]+$/, '') === word)) return false
  const last = state.last === null ? undefined : figures[state.last]
  return last?.subject === 'application' && last.doubts.length === 0
}

/** The figure itself, or the whole whose parts, added up, are all of it. */
function wholeOf(index: number, figures: Reading['figures']): number | null {
  const figure = figures[index]!
  if (figure.whole === null) return figure.doubts.includes('part') ? null : index
  const parts = figures.filter(item => item.whole === figure.whole)
  const sum = parts.reduce((total, item) => total + item.value, 0)
  return sum === figures[figure.whole]!.value ? figure.whole : null
}

function upheldAll(tokens: Token[]): boolean {
  const a = tokens.findIndex(token => token.kind === 'all')
  if (a < 0 || tokens[a - 1]?.kind === 'negation') return false
  const v = tokens.findIndex((token, i) => i > a && token.kind === 'upheld')
  return (
    v > 0 && v - a <= 4 && !tokens.slice(a, v).some(token => ['negation', 'quantity'].includes(token.kind))
  )
}

function groupsOf(text: string): DisputeGroup[] {
  return [
    ...(text.includes('复议') ? (['reconsideration'] as const) : []),
    ...(text.includes('诉讼') ? (['litigation'] as const) : []),
  ]
}
