import type {Report} from '../../../pipeline/model/report.ts'
import {claimsIn} from './claims.ts'
import {clausesOf} from './clauses.ts'
import {type Reading, readQuantities} from './figures.ts'
import {type Lexicon, lexiconOf, type NarrativeWords} from './lexicon.ts'
import type {Narrative, NarrativeClaim, NarrativeFigure, NarrativeShare} from './model.ts'
import {type NarrativeSentence, narrativeSentences} from './sentences.ts'
import {bodyAtHead, freshState, type State} from './state.ts'
import {type Token, tokensOf} from './tokens.ts'

/** Sentences longer than this are no prose but a table that lost its cells; they are not read. */
const LONGEST = 1500
/** No report states as many figures; a text that does is not read to its end. */
const MOST = 5000

/** What the narrative of a report states: figures, claims without a figure, shares; in reading order. */
export function readNarrative(report: Report, words: NarrativeWords): Narrative {
  const lexicon = lexiconOf(words)
  const sentences = narrativeSentences(report)
  const narrative: Narrative = {sentences, figures: [], claims: [], shares: []}
  const teller = {agency: report.agency, year: report.year}
  for (let from = 0; from < sentences.length && narrative.figures.length <= MOST; ) {
    const {paragraph} = sentences[from]!
    let to = from
    let told = from
    for (; sentences[to]?.paragraph === paragraph; to++) {
      const {text} = sentences[to]!
      if (text.length <= LONGEST && lexicon.tells(text)) told = to + 1
    }
    readParagraph(sentences.slice(from, told), lexicon, teller, narrative)
    from = to
  }
  return narrative
}

/** Reads the sentences of a paragraph up to the last one that can tell anything: behind it nothing is borne in mind. */
function readParagraph(
  sentences: NarrativeSentence[],
  lexicon: Lexicon,
  teller: Reading['teller'],
  narrative: Narrative,
): void {
  let before: State | null = null
  let aboutApplications = false
  for (const sentence of sentences) {
    if (narrative.figures.length > MOST) return
    if (sentence.text.length > LONGEST) {
      before = null
      continue
    }
    aboutApplications ||= isAboutApplications(sentence, lexicon)
    const reading: Reading = {lexicon, teller, sentence, aboutApplications, figures: narrative.figures}
    before = readSentence(reading, before, narrative)
  }
}

/** The figures of a report's narrative, each with its sentence; those without doubts may be compared. */
export function figuresOf(report: Report, words: NarrativeWords): NarrativeFigure[] {
  return readNarrative(report, words).figures
}

/** What the narrative claims without a figure. */
export function claimsOf(report: Report, words: NarrativeWords): NarrativeClaim[] {
  return readNarrative(report, words).claims
}

function isAboutApplications({heading, text}: NarrativeSentence, lexicon: Lexicon): boolean {
  if (heading !== null && lexicon.applicationHeadings.some(word => heading.includes(word))) return true
  return lexicon.aboutApplications.test(text)
}

/** Reads a sentence clause by clause and returns what is to be borne in mind for the next one of the paragraph. */
function readSentence(reading: Reading, before: State | null, narrative: Narrative): State {
  const {sentence, lexicon, teller} = reading
  const state = freshState(before, sentence.goesOn)
  let outside: State | null = null
  clausesOf(sentence.text).forEach((clause, i) => {
    if (clause.aside && !outside) outside = {...state, parts: state.parts && {...state.parts}}
    if (!clause.aside && outside) {
      // What brackets say of a year, a body or parts does not hold outside; what was counted outside is what counts.
      Object.assign(state, {...outside, cause: state.cause})
      outside = null
    }
    const tokens = tokensOf(clause.text, lexicon, teller.year)
    const figures = narrative.figures.length
    readQuantities(clause.text, tokens, state, reading)
    narrative.claims.push(...claimsIn(tokens, state, reading, i === 0))
    narrative.shares.push(...sharesIn(tokens, figures, state, reading))
    if (narrative.figures.length > figures) return
    // 收到工单若干: what follows with 均 is about something else now.
    if (tokens.some(token => token.kind === 'received' || token.kind === 'accepted')) state.last = null
    const body = bodyAtHead(clause.text, tokens, lexicon, teller)
    if (body !== null) state.body = body
  })
  return state
}

/** 占(总数的)33.9%, right behind a figure. */
function sharesIn(tokens: Token[], figures: number, state: State, reading: Reading): NarrativeShare[] {
  const {lexicon, sentence} = reading
  const p = tokens.findIndex(token => token.kind === 'percent')
  const percent = tokens[p]
  if (!percent || percent.hedge !== undefined || state.last === null) return []
  const q = tokens.slice(0, p).findLastIndex(token => token.kind === 'quantity')
  const words = tokens
    .slice(q + 1, p)
    .map(token => token.text)
    .join('')
  const plain = words.replace(/[为达的]$/, '')
  if (!lexicon.shareWords.includes(plain)) return []
  const figure =
    q >= 0 ? figures + tokens.slice(0, q).filter(token => token.kind === 'quantity').length : state.last
  if (reading.figures[figure]?.sentence !== sentence) return []
  return [{figure, percent: percent.value!, decimals: percent.decimals!, sentence}]
}
