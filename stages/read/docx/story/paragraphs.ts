import type {Block, Paragraph, ParagraphData} from '../../../../pipeline/model/ast.ts'
import {isFigureAlone} from '../../word/boxes.ts'
import {finishParagraph, type ParagraphDraft, settleRaised} from '../draft/paragraph.ts'
import {type Container, positionIn} from '../draft/position.ts'
import type {CellDraft} from '../draft/table.ts'
import {headingDepth, isContentsStyle} from '../format/styles.ts'
import {emit, reportLost, type Story} from './state.ts'
import {hides, markTaker, openParagraph} from './text.ts'

/** Begins a paragraph (w:p); one that is open ends. */
export function beginParagraph(story: Story): void {
  endParagraph(story)
  openParagraph(story)
}

/** Ends the open paragraph; without a mark of its own (deleted, hidden) its text joins the next one. */
export function endParagraph(story: Story): void {
  const {at, state} = story
  const {paragraph} = at
  if (!paragraph) return
  at.paragraph = null
  settleRaised(paragraph, '', markTaker(story))
  const {properties, style, text, after} = paragraph
  const depth = headingDepth(properties, style)
  if (isWithoutMark(story, paragraph, depth)) {
    at.container.joined = {text, after}
    return
  }
  const data: ParagraphData = {}
  if (depth !== undefined) data.depth = depth
  const align = properties.align ?? style?.paragraph.align
  if (align) data.align = align
  if (story.role) data.role = story.role
  else if (story.leaving.contents || isContentsStyle(style)) data.role = 'navigation'
  const number = story.leaving.placeholder ? null : state.numbering.next(properties, style)
  if (properties.framed ?? style?.paragraph.framed) noteFramed(story, text)
  place(story, finishParagraph(text, number, data), after)
}

/** Frames around tables of old documents are written in the paragraphs of their cells, whose places are known. */
function noteFramed({at, role, state}: Story, text: string): void {
  if (!at.cell && !role && isFigureAlone(text)) state.framed.push(text)
}

function isWithoutMark(story: Story, paragraph: ParagraphDraft, depth: number | undefined): boolean {
  const {mark} = paragraph.properties
  // Word's style separator: a heading that shares its line with text stays a heading.
  const isSeparator = mark.specVanish && depth !== undefined
  return Boolean(mark.deleted || story.leaving.deleted || (hides(story, mark, paragraph) && !isSeparator))
}

/** Puts a paragraph into the tree, where anything of it is seen, and behind it what is anchored in it. */
function place(story: Story, node: Paragraph | null, after: Block[]): void {
  if (node) {
    if (!story.at.cell) node.place = {part: story.part}
    emit(story, node)
  }
  for (const block of after) emit(story, block)
}

/** A container ends: joined text that found no next paragraph becomes one. */
export function endContainer(story: Story): void {
  endParagraph(story)
  const {container} = story.at
  const {joined} = container
  if (!joined) return
  container.joined = undefined
  place(story, finishParagraph(joined.text, null, story.role ? {role: story.role} : {}), joined.after)
}

/** Text goes to a container inside from here on: a table, a cell, a box. */
export function enter(story: Story, container: Container, cell: CellDraft | null): void {
  story.around.push(story.at)
  story.at = positionIn(container, cell, story.fields.depth)
}

/** The container inside has ended, with fields that began in it: text goes on where it went before. */
export function leave(story: Story): void {
  const swallowed = story.fields.unwind(story.at.fieldDepth).trim()
  if (swallowed !== '') reportLost(story, `域没有结束，其中的文字“${swallowed.slice(0, 40)}”未读`)
  endContainer(story)
  story.at = story.around.pop() ?? story.at
}
