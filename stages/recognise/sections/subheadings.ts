import type {Paragraph} from '../../../pipeline/model/ast.ts'
import type {Heading} from '../../../pipeline/model/report.ts'
import {type NumberingStyle, numberingOf} from '../words/numbering.ts'

const LEVELS: Record<NumberingStyle, number> = {
  part: 1,
  roman: 1,
  chinese: 1,
  chineseParen: 2,
  arabic: 3,
  arabicParen: 4,
  circled: 5,
}

/** Longest heading that is a line of its own, and longest that opens a paragraph. */
const LONGEST_LINE = 40
const LONGEST_OPENING = 25

/** A sub-heading, and whether text of its own paragraph follows it. */
export interface SubHeading extends Heading {
  glued: boolean
}

/**
 * The sub-heading a paragraph is or opens with: （一）主动公开 · （一）强化组织领导。高度重视…. A numbered statement
 * （（五）无需要说明的事项。） is none. `empty` is filled in by the caller.
 */
export function subHeadingOf(paragraph: Paragraph): SubHeading | null {
  const text = paragraph.value.replace(/\s+/g, ' ').trim()
  const numbering = numberingOf(text)
  const place = paragraph.place ?? {}
  const depth = paragraph.data?.depth
  if (!numbering) {
    const heading = depth !== undefined && text.length <= LONGEST_LINE && !/[。；;！？]/.test(text)
    return heading ? {numbering: '', title: text, level: depth, empty: false, place, glued: false} : null
  }
  const body = text.slice(numbering.length).trim()
  const end = body.search(/[。：:；;！？]/)
  const title = (end < 0 ? body : body.slice(0, end)).trim()
  const rest = end < 0 ? '' : body.slice(end + 1).trim()
  const limit = rest === '' && end < 0 ? LONGEST_LINE : LONGEST_OPENING
  if (title === '' || title.length > limit || /[，,]/.test(title)) return null
  if (rest === '' && end >= 0 && body[end] !== '：' && body[end] !== ':') return null
  const level = LEVELS[numbering.style]
  return {numbering: numbering.raw, title, level, empty: false, place, glued: rest !== ''}
}
