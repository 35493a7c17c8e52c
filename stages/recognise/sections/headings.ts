import type {Block, Paragraph} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {Lexicon, SectionWords} from '../words/lexicon.ts'
import {derivedFromText} from '../words/memo.ts'
import {type Numbering, type NumberingStyle, numberingOf} from '../words/numbering.ts'

/** Longest heading by keywords, folded characters without numbering. */
const LONGEST_HEADING = 40

/**
 * A paragraph that may head a section. `exact`: it says the official title, or an alias, and no more; `keyword`: it holds
 * the section's words. `rest` is text glued behind the heading.
 */
export interface Candidate {
  block: number
  section: SectionWords
  numbering: Numbering | null
  strength: 'exact' | 'keyword'
  /** The heading as printed, white space collapsed. */
  title: string
  rest: string
  /** Blocks the heading takes: 2 where it was parted over two paragraphs. */
  blocks: 1 | 2
  depth: boolean
}

/** A section heading that was accepted. */
export interface SectionHeading {
  block: number
  /** Null for a numbered section no format knows. */
  key: string | null
  number: number | null
  title: string
  rest: string
  blocks: 1 | 2
}

const SUFFIX = /(?:[[(](?:单位)?[:]?[^()[\]]{0,12}[)\]])?[:.,;]*$/

/** Whether a whole text is a section heading on its own: the official title, or keywords under the right number. */
export function isSectionHeading(lexicon: Lexicon, text: string): boolean {
  const found = headingIn(lexicon, text)
  if (found?.rest !== '') return false
  return found.strength === 'exact' || (found.numbering !== null && fits(found))
}

/** What heading a paragraph may be. */
function candidateOf(lexicon: Lexicon, paragraph: Paragraph, block: number): Candidate | null {
  const found = headingIn(lexicon, paragraph.value)
  return found && {block, blocks: 1, depth: paragraph.data?.depth !== undefined, ...found}
}

const headingIn = derivedFromText(
  (lexicon: Lexicon, value): Omit<Candidate, 'block' | 'blocks' | 'depth'> | null => {
    // Lists of a page come as • 总体情况.
    const text = value
      .replace(/\s+/g, ' ')
      .replace(/^\s*[•●○■◆▪·‣]\s*/u, '')
      .trim()
    const numbering = numberingOf(text)
    const body = numbering ? text.slice(numbering.length) : text
    const whole = fold(body)
    const folded = whole.replace(SUFFIX, '')
    if (folded === '' || /[.,]{3,}\d*$/.test(whole) || /[….]\s*\d+$/.test(body)) return null
    for (const section of lexicon.sections) {
      if (section.titles.includes(folded))
        return {numbering, section, strength: 'exact', title: text, rest: ''}
    }
    const glued = gluedTitle(lexicon, text, body, numbering)
    if (glued) return {numbering, ...glued}
    const cut = headPart(body, numbering !== null)
    if (cut === null) return null
    const head = fold(cut).replace(SUFFIX, '')
    const matching = lexicon.sections.filter(({keywords}) =>
      keywords.some(group => group.every(word => head.includes(word))),
    )
    // 因…申请提起行政复议情况 holds the words of two sections: its number decides, then the later one.
    const section = matching.find(({numbers}) => numbers.has(numbering?.number ?? 0)) ?? matching.at(-1)
    if (!section) return null
    const title = text.slice(0, text.length - body.length + cut.length).trim()
    const rest = body.slice(cut.length).replace(/^[\s:：。.,，]+/, '')
    return {numbering, section, strength: 'keyword', title, rest}
  },
)

/** The official title at the start of a line with text behind it: 六、其他需要报告的事项：无. */
function gluedTitle(lexicon: Lexicon, text: string, body: string, numbering: Numbering | null) {
  for (const section of lexicon.sections) {
    for (const title of section.titles) {
      const length = prefixLength(body, title)
      if (length === null) continue
      const suffix =
        /^\s*[（([［]\s*单位\s*[:：]\s*\S{1,4}\s*[）)\]］]/u.exec(body.slice(length))?.[0].length ?? 0
      const behind = body.slice(length + suffix)
      const parted = /^[\s:：。，,]/.test(behind)
      // Without a number only a mark or a space makes it a heading: 总体情况良好 is none.
      if (!(parted || (numbering && title.length >= 6 && !/^[的和与及、]/.test(behind)))) continue
      if (!numbering && !/^[\s:：]/.test(behind)) continue
      const head = text.slice(0, text.length - body.length + length + suffix).trim()
      return {section, strength: 'exact' as const, title: head, rest: behind.replace(/^[\s:：。，,]+/, '')}
    }
  }
  return null
}

/** 一、总体情况 at the start of a text, whatever stands behind it: an official title under a number of its own. */
export function officialHeadingAt(lexicon: Lexicon, text: string): {number: number; length: number} | null {
  const numbering = numberingOf(text)
  if (!numbering) return null
  const body = text.slice(numbering.length, numbering.length + LONGEST_HEADING)
  const lengths = lexicon.sections
    .filter(({numbers}) => numbers.has(numbering.number))
    .flatMap(({titles}) => titles.map(title => prefixLength(body, title) ?? 0))
  const longest = Math.max(0, ...lengths)
  return longest > 0 ? {number: numbering.number, length: numbering.length + longest} : null
}

/** How many characters of the text make up the folded prefix, or null where it does not start with it. */
function prefixLength(text: string, prefix: string): number | null {
  let seen = ''
  for (let i = 0; i < text.length && i < prefix.length * 3; i++) {
    seen += fold(text[i]!)
    if (seen === prefix) return i + 1
    if (!prefix.startsWith(seen)) return null
  }
  return null
}

/** The part of a line that reads as a heading: all of it when short and no sentence, else up to a colon, stop or space. */
function headPart(body: string, numbered: boolean): string | null {
  const plain = body.trim().replace(/[。：:；;，,]$/, '')
  if (fold(plain).length <= LONGEST_HEADING && !/[。；;，,！？!?]/.test(plain) && !/[:：]/.test(plain)) {
    return numbered && / /.test(plain) ? (headBeforeSpace(plain) ?? body.trim()) : body.trim()
  }
  if (!numbered) return null
  const end = plain.search(/[。：:；;，,！？!? ]/)
  if (end < 2 || fold(plain.slice(0, end)).length > LONGEST_HEADING) return null
  return plain.slice(0, end)
}

/** Text behind a space counts as glued where it speaks of a year or ourselves: 总体情况 2023年我局…. */
function headBeforeSpace(plain: string): string | null {
  const match = /^(\S{2,})\s+(?=(?:20\d\d年|我[局委区县市镇乡办]|本机关|无$|无[。，,]))/u.exec(plain)
  return match ? match[1]! : null
}

/** Whether the printed number is one the formats give this section. */
export function fits(candidate: Pick<Candidate, 'numbering' | 'section'>): boolean {
  return candidate.numbering !== null && candidate.section.numbers.has(candidate.numbering.number)
}

/** All candidates of a document in order; a heading parted over two paragraphs is joined. */
export function candidatesOf(lexicon: Lexicon, blocks: Block[]): Candidate[] {
  const found: Candidate[] = []
  blocks.forEach((block, i) => {
    if (block.type !== 'paragraph') return
    const next = blocks[i + 1]
    const joined = next?.type === 'paragraph' ? joinedHeading(lexicon, block, next, i) : null
    const candidate = joined ?? candidateOf(lexicon, block, i)
    if (candidate) found.push(candidate)
  })
  return found
}

/** 一、 / 总体情况, or 四、政府信息公开行政复议、 / 行政诉讼情况: only where both together say an official title. */
function joinedHeading(
  lexicon: Lexicon,
  first: Paragraph,
  second: Paragraph,
  block: number,
): Candidate | null {
  if (first.value.length > LONGEST_HEADING || second.value.length > LONGEST_HEADING) return null
  const numbering = numberingOf(`${first.value} `)
  if (!numbering || numberingOf(second.value)) return null
  const bare = first.value.length <= numbering.raw.length + 1
  const alone = candidateOf(lexicon, first, block)
  if (!bare && alone?.strength === 'exact') return null
  const value = bare ? `${numbering.raw}${second.value}` : `${first.value}${second.value}`
  const candidate = candidateOf(lexicon, {...first, value}, block)
  if (candidate?.strength !== 'exact' || candidate.rest !== '') return null
  return {...candidate, blocks: 2}
}

/** The numbering style that carries the sections: the one under which most sections stand with their own number. */
export function mainStyle(candidates: Candidate[]): NumberingStyle | null {
  const sections = new Map<NumberingStyle, Set<string>>()
  for (const candidate of candidates) {
    if (!candidate.numbering || !fits(candidate)) continue
    const {style} = candidate.numbering
    sections.set(style, (sections.get(style) ?? new Set()).add(candidate.section.key))
  }
  let best: NumberingStyle | null = null
  for (const style of ['part', 'chinese', 'roman', 'chineseParen', 'arabic', 'arabicParen'] as const) {
    const size = sections.get(style)?.size ?? 0
    if (size > 0 && (best === null || size > sections.get(best)!.size)) best = style
  }
  return best
}
