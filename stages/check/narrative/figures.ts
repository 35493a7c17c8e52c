import {type Attribution, attribute} from './attribution.ts'
import type {Lexicon} from './lexicon.ts'
import type {Doubt, NarrativeFigure, Subject, Verb} from './model.ts'
import type {NarrativeSentence} from './sentences.ts'
import {listsIn, shared} from './shared.ts'
import {isOwnName, type State, type Teller, takeIn} from './state.ts'
import type {Token} from './tokens.ts'

export interface Reading {
  lexicon: Lexicon
  teller: Teller
  sentence: NarrativeSentence
  /** Whether the paragraph is about applications: then 申请 alone is one for information. */
  aboutApplications: boolean
  figures: NarrativeFigure[]
}

const DISPUTE = new Set<Subject | null>(['reconsideration', 'litigation', 'disputes'])
const CARRY = new Set<Verb | null>(['carriedIn', 'carriedOut', 'carried'])
const RESULT = new Set<Verb | null>(['upheld', 'corrected', 'pending'])
const DOCUMENT = new Set<Verb | null>(['issued', 'repealed', 'inForce'])
const HANDLING = new Set<Verb | null>(['received', 'accepted', 'both', 'handled', 'answered'])
/** Kinds of tokens that may stand before verb and noun of a figure that is compared. */
const PLAIN = new Set<string>([
  'filler',
  'adverb',
  'aside',
  'conjunction',
  'thisYear',
  'year',
  'own',
  'territory',
  'crowd',
  'phrase',
  'part',
  'cumulative',
  'until',
  'partOfYear',
  'otherYear',
  'distributive',
])
const PLAIN_BEFORE_DISPUTES = new Set<string>([
  ...PLAIN,
  'cause',
  'matter',
  'application',
  'arose',
  'request',
])

/** Reads the quantities of a clause into `reading.figures`, and the rest of it into the state. */
export function readQuantities(text: string, tokens: Token[], state: State, reading: Reading): void {
  let from = 0
  let seen = 0
  let comparing = false
  const takeUntil = (end: number) => {
    for (; seen < end; seen++) {
      const token = tokens[seen]!
      if (takeIn(state, token, tokens[seen - 1], reading.teller)) comparing = true
      if (token.kind === 'part') state.parts = openParts(state, reading)
    }
  }
  const lists = listsIn(tokens)
  tokens.forEach((token, q) => {
    if (token.kind !== 'quantity' || q < from) return
    takeUntil(q)
    const list = lists.find(([first]) => first === q)
    const each = list && shared(tokens, list, from, state, reading.teller.year)
    const around = {comparing, from: tokens[from]!.at, next: tokens[from]}
    if (each) {
      const before = state.year
      for (const {at, found, year} of each) {
        const own = {...state, year, distributive: false}
        addFigure(text, tokens[at]!, found, {...around, next: tokens[at + 1]}, own, reading)
        Object.assign(state, {...own, year: before, distributive: true})
      }
      from = list.at(-1)! + 1
      return
    }
    const found = attribute(tokens, q, from)
    addFigure(text, token, found, {...around, next: tokens[found.end]}, state, reading)
    from = found.end
  })
  takeUntil(tokens.length)
}

function openParts(state: State, {figures, sentence}: Reading): State['parts'] {
  const whole = state.last !== null && figures[state.last]?.sentence === sentence ? state.last : null
  return {whole, sum: 0, wholeValue: whole === null ? null : figures[whole]!.value}
}

interface Surroundings {
  comparing: boolean
  /** Characters before the segment of the quantity. */
  from: number
  next: Token | undefined
}

function addFigure(
  text: string,
  token: Token,
  found: Attribution,
  around: Surroundings,
  state: State,
  reading: Reading,
): void {
  const {figures, sentence, lexicon} = reading
  const said = subjectSaid(found, state, reading)
  if (
    state.parts &&
    found.prefix.some(item => item.kind !== 'part' && lexicon.totals.includes(item.text)) &&
    !hasPart(found)
  )
    state.parts = null
  const value = token.value!
  const subject = said.subject
  const verb = verbFor(subject, found.verb)
  const doubts = new Set<Doubt>(doubtsOf(found, subject, verb, state, reading))
  if (token.hedge !== undefined && token.precision === undefined) doubts.add('hedged')
  if (said.unclear) doubts.add('unclear')
  if (around.comparing) doubts.add('comparison')
  if (token.unit !== '' && !lexicon.counted.includes(token.unit!)) doubts.add('unit')
  if (around.next?.kind === 'other' && /^[的人次]/.test(around.next.text)) doubts.add('unclear')
  const wording = text.slice(around.from, token.at)
  // 收到法人提出的申请3件 are not all applications.
  if (subject === 'application' && ofLegalPersons(wording, lexicon)) doubts.add('unclear')
  const parts = state.parts
  if (parts && !CARRY.has(verb) && !RESULT.has(verb)) doubts.add('part')
  figures.push({
    value,
    printed: token.text,
    unit: token.unit!,
    hedge: token.hedge ?? null,
    precision: token.precision ?? 1,
    subject,
    verb,
    doubts: [...doubts],
    namesYear: state.year === 'own',
    namesTotal:
      state.named ||
      found.prefix.some(item => lexicon.totals.includes(item.text)) ||
      lexicon.totalMarks.some(mark => wording.includes(mark)),
    whole: parts?.whole ?? null,
    wording,
    sentence,
  })
  state.last = figures.length - 1
  // 窗口受理3件，办结3件: what follows is told of the same part.
  const ofPart = parts === null && HANDLING.has(found.verb) && doubts.has('otherBody')
  if (found.subject !== null || ofPart) state.elsewhere = doubts.has('otherBody')
  if (parts) {
    parts.sum += value
    if (parts.wholeValue !== null && parts.sum === parts.wholeValue) state.parts = null
  } else {
    state.topic = subject
  }
}

function hasPart(found: Attribution): boolean {
  return found.prefix.some(item => item.kind === 'part')
}

/** The subject, from the noun or from what the sentence has been about. */
function subjectSaid(
  {subject, verb, bare, mixed}: Attribution,
  state: State,
  {aboutApplications}: Reading,
): {subject: Subject | null; unclear: boolean} {
  if (mixed) return {subject, unclear: true}
  if (subject === 'application' && bare) {
    const known = aboutApplications || state.topic === 'application'
    return {subject: known ? 'application' : null, unclear: !known}
  }
  if (subject !== null) return {subject, unclear: false}
  if (verb === null || state.elsewhere) return {subject: null, unclear: false}
  if (CARRY.has(verb)) {
    const known = state.topic === 'application' || (state.topic === null && aboutApplications)
    return {subject: known ? 'application' : null, unclear: !known}
  }
  if (RESULT.has(verb)) return {subject: DISPUTE.has(state.topic) ? state.topic : null, unclear: false}
  if (DOCUMENT.has(verb)) return {subject: state.topic === 'document' ? 'document' : null, unclear: false}
  return {subject: state.topic === 'application' ? 'application' : null, unclear: false}
}

/** A verb that does not go with the subject is none: 答复 of documents. */
function verbFor(subject: Subject | null, verb: Verb | null): Verb | null {
  if (subject === 'document') return DOCUMENT.has(verb) ? verb : null
  if (subject === 'application') return HANDLING.has(verb) || CARRY.has(verb) ? verb : null
  return verb
}

function doubtsOf(
  {prefix, verb}: Attribution,
  subject: Subject | null,
  kept: Verb | null,
  state: State,
  {teller, lexicon}: Reading,
): Doubt[] {
  const doubts: Doubt[] = []
  const disputes = DISPUTE.has(subject)
  const plain = disputes ? PLAIN_BEFORE_DISPUTES : PLAIN
  if (state.year === 'other' && kept !== 'carriedIn') doubts.push('otherYear')
  if (state.partOfYear) doubts.push('partOfYear')
  if (state.distributive) doubts.push('distributive')
  if (prefix.some(token => token.kind === 'negation')) doubts.push('negated')
  const running = prefix.some(token => token.kind === 'cumulative')
  if (kept !== 'inForce' && (state.until || (running && state.year !== 'own'))) doubts.push('cumulative')
  if (disputes && !state.cause) doubts.push('cause')
  if (disputes && HANDLING.has(verb)) doubts.push('unclear')
  // 其余3件结转下年度: what is left is what was carried over.
  const isRest = ({kind, text}: Token) =>
    kept === 'carriedOut' && kind === 'exception' && lexicon.remaining.includes(text)
  const strange = prefix.filter(token => !plain.has(token.kind) && !isRest(token))
  if (strange.length > 0 || (prefix.some(token => token.kind === 'crowd') && !state.named)) {
    const last = strange.at(-1)
    const name = last === undefined ? '' : between(prefix, strange[0]!, last)
    if (isOwnName(name, teller)) {
      state.body = 'own'
      state.named = true
    } else {
      doubts.push(strange.some(token => token.kind !== 'other') ? 'unclear' : 'otherBody')
    }
  }
  if (state.body === 'other') doubts.push('otherBody')
  return [...new Set(doubts)]
}

/** Whether a text names applicants that are organizations and none that are people. */
export function ofLegalPersons(text: string, {legalPersons, people}: Lexicon): boolean {
  const named = (words: string[]) => words.some(word => text.includes(word))
  return named(legalPersons) && !named(people)
}

function between(tokens: Token[], first: Token, last: Token): string {
  return tokens
    .slice(tokens.indexOf(first), tokens.indexOf(last) + 1)
    .map(token => token.text)
    .join('')
}
