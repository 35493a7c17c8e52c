import {z} from 'zod'
import {ASIDE} from './clauses.ts'

const words = z.array(z.string().min(1)).min(1)

/** Classes of words; config/narrative.yaml says what each is for. */
const classes = {
  received: words,
  added: words,
  accepted: words,
  handled: words,
  answered: words,
  carriedIn: words,
  carriedOut: words,
  carried: words,
  issued: words,
  repealed: words,
  inForce: words,
  arose: words,
  upheld: words,
  corrected: words,
  pending: words,
  application: words,
  request: words,
  matter: words,
  reconsideration: words,
  litigation: words,
  bothDisputes: words,
  document: words,
  loss: words,
  won: words,
  thisYear: words,
  partOfYear: words,
  otherYear: words,
  until: words,
  cumulative: words,
  own: words,
  territory: words,
  crowd: words,
  part: words,
  all: words,
  distributive: words,
  compare: words,
  negation: words,
  exception: words,
  conjunction: words,
  cause: words,
  filler: words,
  adverb: words,
  phrase: words,
}
export type WordClass = keyof typeof classes

/** config/narrative.yaml: the words of sentences that state figures. */
export const narrativeSchema = z
  .strictObject({
    units: words,
    counted: words,
    notUnit: words,
    hedgesBefore: words,
    hedgesAfter: words,
    words: z.strictObject(classes),
    unfinished: words,
    done: words,
    totals: words,
    totalMarks: words,
    concluded: words,
    remaining: words,
    lost: words,
    besideApplications: words,
    besideDisputes: words,
    pointing: words,
    deciding: words,
    legalPersons: words,
    people: words,
    applicationHeadings: words,
    bodyEndings: words,
    noEndings: words,
    prepositions: words,
    dimensions: z.array(words),
    channels: words,
    partVerbs: words,
    shareWords: words,
    wholeRates: words,
    outcomes: words,
  })
  .superRefine((value, context) => {
    const seen = new Map<string, string>()
    for (const [name, list] of Object.entries(value.words)) {
      for (const word of list) {
        const other = seen.get(word)
        if (other !== undefined) {
          context.addIssue({code: 'custom', path: ['words', name], message: `“${word}”已在 ${other} 中`})
        }
        seen.set(word, name)
      }
    }
  })
export type NarrativeWords = z.infer<typeof narrativeSchema>

/** The words made ready for reading: by the code of their first character, the longest first. */
export interface Lexicon extends NarrativeWords {
  byFirst: Map<number, {word: string; kind: WordClass}[]>
  quantity: RegExp
  /** What a token that begins with a character may be, by its code: sums of BEGINS. */
  begins: Uint8Array
  /** Ends of names of bodies that tell one even without its full name. */
  sureEndings: string[]
  /** Words by which a text is about applications. */
  aboutApplications: RegExp
  /** Whether a sentence can state anything that is looked for; one that cannot need not be read. */
  tells: (text: string) => boolean
}

/** What a token may be, by its first character. */
export const BEGINS = {
  aside: 1,
  year: 2,
  carried: 4,
  percent: 8,
  vague: 16,
  quantity: 32,
  zero: 64,
  word: 128,
}

const DIGITS = '0123456789'
const NUMERALS = `${DIGITS}〇零一二两三四五六七八九十百千万`
const NUMERAL = '\\d+(?: \\d+)+|\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?|[〇零一二两三四五六七八九十百千万]+'
const MORE = '(?<vague>[余多来几])?(?<scale>[万千百亿])?(?<more>[余多])?'

/** Lexicons by the words they are made of. A memory of a pure function, nothing more. */
const lexicons = new WeakMap<NarrativeWords, Lexicon>()

/** Prepares the lists, once for a configuration. */
export function lexiconOf(config: NarrativeWords): Lexicon {
  const known = lexicons.get(config)
  if (known) return known
  const made = compile(config)
  lexicons.set(config, made)
  return made
}

function compile(config: NarrativeWords): Lexicon {
  const byFirst: Lexicon['byFirst'] = new Map()
  for (const [kind, list] of Object.entries(config.words)) {
    for (const word of list) {
      const entry = {word, kind: kind as WordClass}
      const same = byFirst.get(word.charCodeAt(0))
      if (same) same.push(entry)
      else byFirst.set(word.charCodeAt(0), [entry])
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length)
  const [before, after, units] = [config.hedgesBefore, config.hedgesAfter, config.units].map(anyOf)
  const quantity = new RegExp(
    `(?<before>${before})?(?<number>${NUMERAL})${MORE}` +
      `(?<unit>${units})(?!${anyOf(config.notUnit)})(?<after>${after})?`,
    'y',
  )
  return {
    ...config,
    byFirst,
    quantity,
    begins: beginnings(config, byFirst),
    sureEndings: config.bodyEndings.filter(ending => ending.length > 1 || '局委办厅镇乡院'.includes(ending)),
    aboutApplications: anyIn(config.words.application),
    tells: tellsOf(config),
  }
}

function beginnings({hedgesBefore}: NarrativeWords, byFirst: Lexicon['byFirst']): Uint8Array {
  const begins = new Uint8Array(0x10000)
  const mark = (kind: number, characters: string) => {
    for (let i = 0; i < characters.length; i++) begins[characters.charCodeAt(i)]! |= kind
  }
  mark(BEGINS.aside, ASIDE)
  mark(BEGINS.year, DIGITS)
  mark(BEGINS.carried, '顺结转延')
  mark(BEGINS.percent, `${DIGITS}近约超逾`)
  mark(BEGINS.vague, '数几上好若多')
  mark(BEGINS.quantity, NUMERALS + hedgesBefore.map(word => word[0]).join(''))
  mark(BEGINS.zero, '0零')
  for (const code of byFirst.keys()) begins[code]! |= BEGINS.word
  return begins
}

/**
 * A sentence states something only with a number of things or a percentage, where it denies or upholds a case or an
 * application, or says that all were answered. It may do so for other reasons; what it tells is found by reading it.
 */
function tellsOf({words, units}: NarrativeWords): Lexicon['tells'] {
  const number = new RegExp(`[${NUMERALS}]${MORE}(?:${anyOf(units)})|%|[0零](?:$|[，：()])`)
  const negation = anyIn(words.negation)
  const denied = anyIn([
    ...words.application,
    ...words.request,
    ...words.reconsideration,
    ...words.litigation,
    ...words.bothDisputes,
    ...words.loss,
  ])
  const all = anyIn(words.all)
  const answered = anyIn([...words.handled, ...words.answered, ...words.upheld, ...words.won])
  return text =>
    number.test(text) || (negation.test(text) && denied.test(text)) || (all.test(text) && answered.test(text))
}

/** Any of the words, wherever it stands; words that hold another one need not be looked for. */
function anyIn(list: string[]): RegExp {
  return new RegExp(anyOf(list.filter(word => !list.some(other => other !== word && word.includes(other)))))
}

function anyOf(list: string[]): string {
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
}
