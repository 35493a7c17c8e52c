import type {Image} from '../../../../pipeline/model/ast.ts'
import type {EmbeddedPicture} from '../../reader.ts'
import {hasDigits, type Ink} from '../../word/ink.ts'
import {faintDigits, inkOf} from '../draft/faint.ts'
import type {Reason} from '../draft/leftOut.ts'
import {addText, type ParagraphDraft, startParagraph} from '../draft/paragraph.ts'
import type {CellDraft} from '../draft/table.ts'
import type {RunProperties} from '../format/properties.ts'
import {isHidden, isStruck} from '../format/styles.ts'
import type {Story} from './state.ts'

/** Begins a paragraph where text goes now, with what one without a mark of its own handed on. */
export function openParagraph({at, state}: Story): ParagraphDraft {
  const paragraph = startParagraph(at.container.joined)
  at.container.joined = undefined
  paragraph.style = state.styles.paragraph(undefined)
  at.paragraph = paragraph
  return paragraph
}

/** The paragraph that is open; text outside any begins one. */
export function paragraphOf(story: Story): ParagraphDraft {
  return story.at.paragraph ?? openParagraph(story)
}

/** Begins a run of like letters (w:r). */
export function beginRun({at}: Story): void {
  at.run = {}
}

/** Ends the run. */
export function endRun({at}: Story): void {
  at.run = null
}

/** Adds text, or notes that it is left out where it is hidden, deleted or a placeholder. */
export function showText(story: Story, text: string): void {
  if (text === '') return
  const {at, fields, state} = story
  const paragraph = paragraphOf(story)
  const run = at.run ?? {}
  const reason = unseen(story, run, paragraph)
  if (reason !== null) {
    leaveOut(story, reason, text)
    return
  }
  if (fields.hides) {
    fields.swallow(text)
    return
  }
  fields.show()
  const raised = isRaised(story, run, paragraph)
  if (at.cell && hasDigits(text)) {
    noteLook(at.cell, text, inkOf(run, paragraph, state.styles), raised)
    if (isSuperscript(story, run, paragraph)) at.cell.hasRaised = true
  }
  addText(paragraph, text, raised, markTaker(story))
}

/** Notes what tells that digits of a cell may not be seen, or not belong to its figure. */
function noteLook(cell: CellDraft, text: string, ink: Ink & {size: number}, raised: boolean): void {
  cell.doubt ??= faintDigits(text, ink, cell) ?? undefined
  cell.sizes ??= new Set()
  if (!raised) cell.sizes.add(ink.size)
}

/** Notes text that is not in the tree. */
export function leaveOut({state, part, at}: Story, reason: Reason, text: string): void {
  state.leftOut.add(reason, text, {part, cell: at.cell, paragraph: at.paragraph})
}

/** Takes marks of notes beside the figures of a cell; null outside tables, where they stay in the text. */
export function markTaker({state, part, at}: Story): ((mark: string) => void) | null {
  const {cell} = at
  return cell && (mark => state.leftOut.add('noteMark', mark, {part, cell}))
}

/** A picture follows the paragraph it is anchored in. */
export function showImage(story: Story, node: Image, picture: EmbeddedPicture | undefined): void {
  const {leaving, at, state} = story
  if (leaving.deleted || leaving.hidden || leaving.placeholder) return
  const paragraph = paragraphOf(story)
  if (at.run && hides(story, at.run, paragraph)) return
  paragraph.after.push(node)
  if (picture) state.context.picture?.(node, picture)
}

/** Whether a run's properties, or those of its styles, hide it. */
export function hides({state}: Story, run: RunProperties, paragraph: ParagraphDraft): boolean {
  const {styles} = state
  return isHidden(run, paragraph.style, styles.character(run.style), styles.defaults)
}

/** Why a run cannot be seen, or null. */
function unseen(story: Story, run: RunProperties, paragraph: ParagraphDraft): Reason | null {
  const {leaving, state} = story
  const {styles} = state
  if (leaving.deleted) return 'deleted'
  if (leaving.placeholder) return 'placeholder'
  if (leaving.hidden || hides(story, run, paragraph)) return 'hidden'
  return isStruck(run, paragraph.style, styles.character(run.style), styles.defaults) ? 'struck' : null
}

function isRaised(story: Story, run: RunProperties, paragraph: ParagraphDraft): boolean {
  const position = run.position ?? story.state.styles.character(run.style)?.run.position ?? 0
  return isSuperscript(story, run, paragraph) || position !== 0
}

/** Whether letters are set as a superscript or subscript, which are smaller, too. */
function isSuperscript({state}: Story, run: RunProperties, {style: own}: ParagraphDraft): boolean {
  return run.raised ?? state.styles.character(run.style)?.run.raised ?? own?.run.raised ?? false
}
