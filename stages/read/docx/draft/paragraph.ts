import type {Block, Paragraph} from '../../../../pipeline/model/ast.ts'
import type {ParagraphProperties} from '../format/properties.ts'
import type {ResolvedStyle} from '../format/styles.ts'

/** A paragraph as it is being read (w:p). */
export interface ParagraphDraft {
  properties: ParagraphProperties
  /** Set when the properties are complete, that is at the first content. */
  style: ResolvedStyle | null
  text: string
  /** Superscript or subscript text that may belong to what comes before and after. */
  raised: string
  /** Pictures and text boxes anchored here; they follow the paragraph. */
  after: Block[]
}

/** A paragraph in which nothing stands yet. @param joined what a paragraph whose mark was deleted hands on */
export function startParagraph(joined?: {text: string; after: Block[]}): ParagraphDraft {
  return {
    properties: {mark: {}},
    style: null,
    text: joined?.text ?? '',
    raised: '',
    after: joined?.after ?? [],
  }
}

/** Marks that point to a note: [1] ① * 注1. */
const NOTE_MARK = /^(?:[[［(（〔]\d{1,2}[\]］)）〕]|[①-⑳]|注\d{0,2}|[*＊※†‡#])+$/

/**
 * Adds text. Raised text next to a digit must not become part of the figure: in a table cell a note mark there is left
 * out and handed to `leaveOut`; anything else gets a space.
 */
export function addText(
  paragraph: ParagraphDraft,
  text: string,
  raised: boolean,
  leaveOut: ((mark: string) => void) | null,
): void {
  if (raised) {
    paragraph.raised += text
    return
  }
  settleRaised(paragraph, text, leaveOut)
  paragraph.text += text
}

/** Decides on raised text once it is known what follows (empty at the end of the paragraph). */
export function settleRaised(
  paragraph: ParagraphDraft,
  next: string,
  leaveOut: ((mark: string) => void) | null,
): void {
  if (paragraph.raised === '') return
  const mark = paragraph.raised
  paragraph.raised = ''
  const before = /\p{N}$/u.test(paragraph.text)
  const after = /^\p{N}/u.test(next)
  if ((before || after) && leaveOut && NOTE_MARK.test(mark.trim())) {
    leaveOut(mark.trim())
    return
  }
  paragraph.text += (before ? ' ' : '') + mark + (after ? ' ' : '')
}

/** Collapses white space, keeping line breaks. */
function collapse(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

/** The paragraph of the tree, or null where there is nothing to be seen. */
export function finishParagraph(
  text: string,
  number: {number: string; gap: string} | null,
  data: NonNullable<Paragraph['data']>,
): Paragraph | null {
  const own = collapse(text)
  if (!number && own === '') return null
  const paragraph: Paragraph = {type: 'paragraph', value: own}
  const all: NonNullable<Paragraph['data']> = {...data}
  if (number) {
    paragraph.value = own === '' ? number.number : number.number + number.gap + own
    all.numbering = number.number
  }
  if (Object.keys(all).length) paragraph.data = all
  return paragraph
}
