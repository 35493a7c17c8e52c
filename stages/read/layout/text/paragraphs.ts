import type {Paragraph} from '../../../../pipeline/model/ast.ts'
import {heightOf, type Line, least, median, most, unionOf, widthOf} from '../types.ts'
import {seamOf, textOfLine} from './text.ts'

/** A line in the flow of a page, with the margins it is set between. */
export interface FlowLine {
  page: number
  line: Line
  text: string
  left: number
  right: number
}

/** A line is full when less than this many letters would fit behind it: rules on line ends push two to the next. */
const FULL = 2.1
/** Letters a line must be set in from the margin to count as indented. */
const INDENT = 0.8
/** A centred line has at least this much room on both sides, in letters, and hardly more on one than on the other. */
const CENTRE_ROOM = 2.5
const CENTRE_SKEW = 1.2
/** The same for a long title that fills nearly the whole width. */
const TITLE_ROOM = [0.4, 1.7] as const
const EXACT_SKEW = 0.3
/** Line distance of one paragraph against the usual one of the page. */
const PITCH = 1.35
/** Lines of one paragraph have letters of one size within this share. */
const SIZE = 0.15

/** What begins a numbered heading or item: 一、 （一） 1. 1、 （1） ① 第一章. */
const NUMBERED =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部]|[0-9０-９]{1,2}[、．]|[0-9]{1,2}\.(?![0-9])|[①-⑳])/u
/** A wrapped reference to a numbered clause: 第二十条第 / （一）项. */
const REFERENCE = /(?:条|款|第|中|按照)$/

/** Whether a text begins with a number of a section, paragraph or list. */
export function isNumbered(text: string): boolean {
  return NUMBERED.test(text)
}

export type Alignment = 'left' | 'center' | 'right'

/** How a line stands between the edges of its text. */
export function alignmentOf({line, left, right}: FlowLine): Alignment {
  const before = line.box[0] - left
  const after = right - line.box[2]
  const even = Math.abs(before - after) < CENTRE_SKEW * line.size
  const room = Math.min(before, after) / line.size
  if (even && room > CENTRE_ROOM) return 'center'
  // A long title leaves little room; an indented line leaves two letters, so less than that is no indent.
  const exact = Math.abs(before - after) < EXACT_SKEW * line.size
  if (exact && room > TITLE_ROOM[0] && room < TITLE_ROOM[1]) return 'center'
  if (after < line.size && before > 0.4 * (right - left)) return 'right'
  return 'left'
}

/** Whether a line reaches the right edge of its text: the next one may go on with it. */
export function isFull({line, right}: FlowLine): boolean {
  return line.box[2] >= right - FULL * line.size
}

/** Usual distance from line to line, 0 where there are no two lines. */
export function pitchOf(lines: readonly FlowLine[]): number {
  const distances: number[] = []
  for (let i = 1; i < lines.length; i++) {
    const [a, b] = [lines[i - 1]!, lines[i]!]
    if (a.page === b.page && b.line.box[1] > a.line.box[1]) distances.push(b.line.box[3] - a.line.box[3])
  }
  return median(distances)
}

/** Whether `next` goes on with the paragraph `lines`, whose last line stands directly before it in the flow. */
export function continues(lines: readonly FlowLine[], next: FlowLine, pitch: number): boolean {
  const last = lines.at(-1)!
  if (last.line.turn !== next.line.turn) return false
  if (Math.abs(last.line.size - next.line.size) > SIZE * last.line.size) return false
  if (last.page === next.page) {
    const distance = next.line.box[3] - last.line.box[3]
    if (distance > PITCH * Math.max(pitch, heightOf(last.line.box)) || distance < 0) return false
  }
  const alignments = [alignmentOf(last), alignmentOf(next)]
  if (alignments[0] === 'center' && alignments[1] === 'center') return false
  if (alignments[0] !== 'left' || !isFull(last)) return false
  const indent = next.line.box[0] - next.left
  const block = lines.length > 1 && Math.abs(next.line.box[0] - last.line.box[0]) < INDENT * next.line.size
  if (indent > INDENT * next.line.size && !block) return false
  return !isNumbered(next.text) || REFERENCE.test(last.text)
}

/** Paragraphs of a flow. Page ends inside the flow do not end a paragraph. */
export function paragraphsOf(lines: readonly FlowLine[]): Paragraph[] {
  const pitch = pitchOf(lines)
  const groups: FlowLine[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    if (group && continues(group, line, pitch)) group.push(line)
    else groups.push([line])
  }
  return groups.map(paragraphOf)
}

/** Lines as one paragraph, placed where the first stands. At least one must be there. */
export function paragraphOf(lines: readonly FlowLine[]): Paragraph {
  const first = lines[0]!
  const paragraph: Paragraph = {
    type: 'paragraph',
    value: joined(lines.map(l => l.text)),
    place: {
      page: first.page,
      box: round(unionOf(lines.filter(l => l.page === first.page).map(l => l.line.box))),
    },
  }
  const alignment = alignmentOf(first)
  if (alignment !== 'left') paragraph.data = {align: alignment}
  return paragraph
}

/** Texts of lines as one: without a blank between Chinese, with one between words. */
export function joined(texts: readonly string[]): string {
  return texts.reduce((whole, text) => (whole === '' ? text : whole + seamOf(whole, text) + text), '')
}

/** Positions to a tenth of a point: finer is noise. */
export function round(box: readonly [number, number, number, number]): [number, number, number, number] {
  const [left, top, right, bottom] = box
  const tenth = (v: number) => Math.round(v * 10) / 10
  return [tenth(left), tenth(top), tenth(right), tenth(bottom)]
}

/** Lines between the margins they themselves make. */
export function flowOf(
  lines: readonly Line[],
  page: number,
  margins?: {left: number; right: number},
): FlowLine[] {
  const upright = lines.filter(l => l.turn === 0)
  const left = margins?.left ?? least(upright.map(l => l.box[0]))
  const right = margins?.right ?? most(upright.map(l => l.box[2]))
  return lines.map(line => ({page, line, text: textOfLine(line), left, right}))
}

/** Whether lines are running text rather than a label: several long ones. */
export function isProse(lines: readonly FlowLine[]): boolean {
  return (
    lines.length >= 4 && lines.filter(l => isFull(l) && widthOf(l.line.box) > 15 * l.line.size).length >= 2
  )
}
