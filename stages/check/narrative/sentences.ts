import type {Place} from '../../../pipeline/model/place.ts'
import type {Report, Section} from '../../../pipeline/model/report.ts'
import {withoutInvisible} from '../../../pipeline/model/text.ts'

/** A sentence of the narrative. `text` is what is read, `printed` what a person is shown. */
export interface NarrativeSentence {
  text: string
  printed: string
  section: string | null
  /** Heading the sentence stands under, as far as its place tells. */
  heading: string | null
  place: Place
  /** Only a semicolon parts it from the one before. */
  goesOn: boolean
  /** Sentences with the same number stand in one paragraph. */
  paragraph: number
}

interface Piece {
  text: string
  place: Place
}

/** The sentences of a report in reading order. Lines that a page broke in the middle of a sentence are joined. */
export function narrativeSentences(report: Report): NarrativeSentence[] {
  let paragraph = 0
  return report.sections.flatMap(section =>
    joined(section).flatMap(({pieces, heading}) => {
      paragraph++
      return sentencesIn(pieces).map(sentence => ({...sentence, section: section.key, heading, paragraph}))
    }),
  )
}

const ENDED = /[。；;！!？?：:”"』」]\s*[)）]?\s*$/
const BEGINS_ANEW =
  /^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}[、.．是]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]|[①-⑳])/
/** A line shorter than this without a mark or a number is a heading or a caption, not a broken sentence. */
const SHORT = 14

function joined(section: Section): {pieces: Piece[]; heading: string | null}[] {
  const groups: {pieces: Piece[]; heading: string | null}[] = []
  for (const [i, {text, place}] of section.paragraphs.entries()) {
    const heading = headingAbove(section, i, text, place)
    const last = groups.at(-1)
    const before = last?.pieces.at(-1)?.text
    const goesOn =
      before !== undefined &&
      last!.heading === heading &&
      !ENDED.test(before) &&
      !isCaption(before) &&
      !BEGINS_ANEW.test(text)
    if (goesOn) last!.pieces.push({text, place})
    else groups.push({pieces: [{text, place}], heading})
  }
  return groups
}

function isCaption(text: string): boolean {
  const bare = text.trim()
  return (
    !/[，,、。；：]/.test(bare) &&
    ([...bare].length < SHORT || BEGINS_ANEW.test(bare)) &&
    !/\d\s*年?$|[的共为收到]$/.test(bare)
  )
}

/** The last heading in front of a paragraph: its own beginning, or by their order. Null where nothing tells that. */
function headingAbove(section: Section, index: number, text: string, place: Place): string | null {
  const own = /^\s*[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*(.{2,30}?)[。：:，,]/.exec(text)?.[1]
  if (own !== undefined) return own
  let heading: string | null = null
  for (const item of section.headings) {
    const order = item.before === undefined ? before(item.place, place) : item.before <= index
    if (order === null) return null
    if (order) heading = item.title
  }
  return heading
}

function before(first: Place, second: Place): boolean | null {
  if (first.line !== undefined && second.line !== undefined) return first.line <= second.line
  if (first.offset !== undefined && second.offset !== undefined && first.part === second.part)
    return first.offset <= second.offset
  if (first.page !== undefined && second.page !== undefined && first.box && second.box) {
    return first.page < second.page || (first.page === second.page && first.box[1] <= second.box[1])
  }
  return null
}

/** An end of a sentence; a dot only behind a Chinese character, a bracket or a digit, and before none of the Latin kind. */
const END = /[。；;！!？?\n｡]|(?<=[\u4e00-\u9fa5)）\d])[.．](?![\w０-９])/
const ENDS = new RegExp(END, 'g')

function sentencesIn(pieces: Piece[]): Omit<NarrativeSentence, 'section' | 'heading' | 'paragraph'>[] {
  const sentences: Omit<NarrativeSentence, 'section' | 'heading' | 'paragraph'>[] = []
  let open: {printed: string; place: Place} | null = null
  let goesOn = false
  const close = (mark = '') => {
    const text = open && readable(open.printed)
    if (open && text) sentences.push({text, printed: open.printed.trim(), place: open.place, goesOn})
    goesOn = mark === '；' || mark === ';'
    open = null
  }
  pieces.forEach(({text, place}, i) => {
    const whole = text.replace(/[①-⑳]/g, '\n')
    const marks = [...whole.matchAll(ENDS)].map(([mark]) => mark)
    whole.split(END).forEach((part, k) => {
      if (k > 0) close(marks[k - 1])
      // A space where the line broke: digits on both sides of it may be one number or two.
      if (open) open.printed += i > 0 && k === 0 ? ` ${part}` : part
      else open = {printed: part, place}
    })
  })
  close()
  return sentences
}

const YEAR = /[一二][〇零○oO0一二三四五六七八九]{3}年/g

/** Marks as Chinese writes them, half-width digits, no white space but between digits, no quotation marks, titles empty. */
export function readable(printed: string): string {
  if (PLAIN.test(printed)) return withYears(printed)
  return withYears(COMMON.test(printed) ? remarked(printed) : rewritten(printed))
}

/** Text in which nothing is written otherwise than it is read, but years; and text in which only common marks are. */
const PLAIN = /^[\u4e00-\u9fff\d，、.%-]*$/
const COMMON = /^[\u4e00-\u9fff\d，、.%“”《》（）：-]*$/

function remarked(printed: string): string {
  return printed
    .replace(/[“”]/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/《[^《》]{0,80}》/g, '《》')
}

function withYears(text: string): string {
  return text.replace(
    YEAR,
    year =>
      `${[...year.slice(0, 4)].map(digit => '〇一二三四五六七八九'.indexOf(digit.replace(/[零○oO0]/, '〇'))).join('')}年`,
  )
}

function rewritten(printed: string): string {
  return withoutInvisible(printed)
    .replace(/，/g, '\ue000')
    .normalize('NFKC')
    .replace(/(?<=\d)\s+(?=\d)/g, '\ue001')
    .replace(/\s+/g, '')
    .replace(/\ue001/g, ' ')
    .replace(/(?<!\d),|,(?!\d{3}(?!\d))/g, '\ue000')
    .replace(/\ue000/g, '，')
    .replace(/:/g, '：')
    .replace(/["“”'‘’「」『』]/g, '')
    .replace(/[《〈<][^《》〈〉<>]{0,80}[》〉>]/g, '《》')
    .replace(/[[〔【［]\d{4}[\]〕】］]/g, '')
}
