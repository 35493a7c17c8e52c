import type {ParagraphData} from '../../../pipeline/model/ast.ts'
import {addNotes, type CellNotes, noNotes} from '../word/cellNotes.ts'
import {addParagraph, endCell, endRow, type Flow} from '../word/flow.ts'
import {faintIn, hasDigits, type Ink} from '../word/ink.ts'
import {createLine, type Line} from '../word/line.ts'
import type {Colours} from './colours.ts'
import {type ParagraphState, PLAIN, paragraphAfter} from './paragraph.ts'
import {createRowDefinition, type RowDefinition} from './rowDefinition.ts'

/** Height of letters of which nothing is said, half-points (RTF 1.9.1, \fs). */
const USUAL = 24

/** A stretch of text with paragraphs and tables of its own: the body, a footnote, a header, a text box. */
export interface Body {
  /** Paragraph properties in force; a group's end puts back those of its beginning. */
  state(): ParagraphState
  restore(state: ParagraphState): void
  flow: Flow
  line: Line
  row: RowDefinition
  innerRow: RowDefinition
  /** Takes a control word of paragraphs, cells and rows. @returns whether it was one */
  word(name: string, parameter: number | null, state: {gone: boolean; nested: boolean}): boolean
  /** Automatic number of the paragraph being read, as written by the writer of the file. */
  number(text: string): void
  depth(): number
  offset(): number
  add(text: string, raised: boolean, ink: Ink): void
  /** What is known of the paragraph being read besides its text. */
  notes(): CellNotes
  /** Ends the last paragraph. */
  finish(): void
  /** Paragraphs that belong to a list and came without their number. */
  unnumbered(): number
}

/**
 * A body in which nothing stands yet; paragraphs and tables go to `flow`.
 * @param tellFramed is told of paragraphs in frames outside tables
 */
export function createBody(
  flow: Flow,
  role: ParagraphData['role'],
  maxDepth: number,
  colours: Colours,
  tellFramed: (text: string, offset: number) => void,
): Body {
  const line = createLine(maxDepth)
  const row = createRowDefinition(colours)
  const innerRow = createRowDefinition(colours)
  let paragraph: ParagraphState = PLAIN
  let numbering = ''
  let position = 0
  let start = 0
  let unnumbered = 0
  let notes = noNotes()

  const depth = () => (paragraph.nesting > 0 ? paragraph.nesting : paragraph.inTable ? 1 : 0)
  const endParagraph = (at: number) => {
    const text = line.take()
    const data: ParagraphData = {}
    const number = numbering.trim()
    const space = /[\p{L}\p{N}]$/u.test(number) ? ' ' : ''
    const {outline, align, list, framed} = paragraph
    if (framed && at === 0 && !role) tellFramed(text, start)
    if (outline !== null && outline >= 0 && outline < 9) data.depth = outline + 1
    if (number !== '') data.numbering = number + space
    else if (list && text.trim() !== '') unnumbered++
    if (align === 'center' || align === 'right') data.align = align
    if (role) data.role = role
    const known = noNotes()
    addNotes(known, notes, paragraph.ground)
    addParagraph(flow, number + space + text.trimStart(), at, start, data, known)
    notes = noNotes()
    numbering = ''
    start = position
  }

  return {
    flow,
    line,
    row,
    innerRow,
    depth,
    state: () => paragraph,
    restore: state => {
      paragraph = state
    },
    offset: () => position,
    unnumbered: () => unnumbered,
    notes: () => notes,
    number: text => {
      numbering += text
    },
    add(text, raised, ink) {
      line.add(text, raised)
      position += text.length
      if (!line.shown() || !hasDigits(text)) return
      const pale = faintIn(text, ink)
      if (pale) notes.faint.push(pale)
      if (raised) notes.hasRaised = true
      else notes.sizes.add(ink.size ?? USUAL)
    },
    word(name, parameter, state) {
      const changed = paragraphAfter(paragraph, colours, name, parameter)
      if (changed) {
        paragraph = changed
        return true
      }
      switch (name) {
        case 'par':
        case 'sect':
          if (!state.gone) endParagraph(depth())
          return true
        case 'cell':
          endParagraph(1)
          endCell(flow, 1)
          return true
        case 'nestcell': {
          const at = Math.max(2, depth())
          endParagraph(at)
          endCell(flow, at)
          return true
        }
        case 'row':
          endParagraph(1)
          endRow(flow, 1, row.shape(), start)
          return true
        case 'nestrow':
          endParagraph(Math.max(2, depth()))
          endRow(flow, Math.max(2, depth()), innerRow.shape(), start)
          return true
        default:
          return (state.nested ? innerRow : row).word(name, parameter)
      }
    },
    finish() {
      endParagraph(depth())
    },
  }
}
