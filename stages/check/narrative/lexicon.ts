import {z} from 'zod'

const words = z.array(z.string().min(1)).min(1)

/** Classes of words; config/narrative.yaml says what each is for. */
const classes = {
  received: words,
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
    applicationHeadings: words,
    bodyEndings: words,
    prepositions: words,
    dimensions: z.array(words),
    partVerbs: words,
    shareWords: words,
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

/** The words made ready for reading: by first character, the longest first. */
export interface Lexicon extends NarrativeWords {
  byFirst: Map<string, {word: string; kind: WordClass}[]>
  quantity: RegExp
}

const NUMERAL = '\\d+(?: \\d+)+|\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?|[〇零一二两三四五六七八九十百千万]+'

/** Prepares the lists for one report; cheap enough not to be kept. */
export function lexiconOf(config: NarrativeWords): Lexicon {
  const byFirst: Lexicon['byFirst'] = new Map()
  for (const [kind, list] of Object.entries(config.words)) {
    for (const word of list) {
      const entry = {word, kind: kind as WordClass}
      const known = byFirst.get(word[0]!)
      if (known) known.push(entry)
      else byFirst.set(word[0]!, [entry])
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length)
  const [before, after, units] = [config.hedgesBefore, config.hedgesAfter, config.units].map(anyOf)
  const quantity = new RegExp(
    `(?<before>${before})?(?<number>${NUMERAL})(?<vague>[余多来几])?(?<scale>[万千百亿])?(?<more>[余多])?` +
      `(?<unit>${units})(?!${anyOf(config.notUnit)})(?<after>${after})?`,
    'y',
  )
  return {...config, byFirst, quantity}
}

function anyOf(list: string[]): string {
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
}
