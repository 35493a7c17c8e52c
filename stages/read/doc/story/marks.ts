import type {ParagraphData} from '../../../../pipeline/model/ast.ts'
import {addField, addNotes, noNotes} from '../../word/cellNotes.ts'
import {addParagraph, dropRow, endCell, endRow} from '../../word/flow.ts'
import type {CharacterProperties} from '../character.ts'
import {depthOf, type ParagraphProperties} from '../paragraph.ts'
import type {Piece} from '../pieces.ts'
import {shapeOf} from '../rowShape.ts'
import type {Story} from './state.ts'

/** Characters that are no text ([MS-DOC] 2.4.1 and 2.8.25). */
const PICTURE = 0x01
const CELL_MARK = 0x07
const SHAPE = 0x08
const TAB = 0x09
const LINE_BREAK = 0x0b
const SECTION_OR_PAGE = 0x0c
const PARAGRAPH_MARK = 0x0d
const COLUMN_BREAK = 0x0e
const FIELD_BEGIN = 0x13
const FIELD_SEPARATOR = 0x14
const FIELD_END = 0x15
const HYPHEN = 0x1e

/** Lists count from 1; from 0xf801 on no number is shown ([MS-DOC] 2.6.2, sprmPIlfo). */
const LAST_LIST = 0xf800

/** A control character met in a story. */
export interface Mark {
  code: number
  /** Its character position, and the byte it stands at. */
  cp: number
  at: number
  piece: Piece
  /** Whether it is deleted or hidden. */
  gone: boolean
  character: CharacterProperties
}

/** Takes in a control character: the end of a paragraph, cell or row, a part of a field, white space, an object. */
export function takeControl(story: Story, mark: Mark): void {
  const {line, met, shared} = story
  const {code, cp, at, piece, gone, character} = mark
  switch (code) {
    case SECTION_OR_PAGE:
      // A page break stands inside its paragraph, a section mark ends it.
      if (shared.properties.paragraphEnd(at) > at + piece.width) line.add('\n')
      else takeEnd(story, mark)
      return
    case CELL_MARK:
    case PARAGRAPH_MARK:
      takeEnd(story, mark)
      return
    case FIELD_BEGIN:
      line.fieldBegin()
      return
    case FIELD_SEPARATOR:
      line.fieldSeparator()
      return
    case FIELD_END: {
      const instruction = line.fieldEnd()
      if (!instruction || gone) return
      met.field(instruction, cp, line)
      addField(story.notes, instruction)
      return
    }
  }
  if (gone) return
  if (code === TAB) line.add('\t')
  else if (code === LINE_BREAK || code === COLUMN_BREAK) line.add('\n')
  else if (code === HYPHEN) line.add('-')
  else if (character.special && line.shown()) takeObject(story, mark)
}

/** A character that stands for a picture or a drawn object. */
function takeObject({shared, met, notes}: Story, {code, cp, at, piece, character}: Mark): void {
  if (code === PICTURE && !character.binary) met.picture(cp, character.object ? null : character.picture)
  else if (code === SHAPE) {
    const doubt = met.shape(cp, depthOf(shared.properties.paragraph(at, piece)))
    if (doubt !== null) notes.doubts.push(doubt)
  }
}

/** The end of a paragraph, a cell or a row. Inside other tables the paragraph says which, not the character. */
function takeEnd(story: Story, {code, cp, at, piece, gone, character}: Mark): void {
  const {line, flow, met} = story
  const paragraph = story.shared.properties.paragraph(at, piece)
  const isCellMark = code === CELL_MARK
  const isStructural = isCellMark || paragraph.innerCellEnd || paragraph.innerRowEnd
  if (gone && !isStructural) return
  if (isStructural && line.repairFields()) met.brokenField(cp)
  const depth = isStructural ? Math.max(1, depthOf(paragraph)) : depthOf(paragraph)
  if (isCellMark ? paragraph.rowEnd : paragraph.innerRowEnd) {
    takeRowEnd(story, paragraph, depth, character.deleted)
  } else {
    takeParagraphEnd(story, paragraph, depth)
    if (isStructural) endCell(flow, depth)
  }
  story.start = cp + 1
}

/** Some writers mark the end of the row before as deleted, too: a row with text that is shown is none that went. */
function takeRowEnd(story: Story, paragraph: ParagraphProperties, depth: number, isDeleted: boolean): void {
  const {line, flow, start} = story
  const loose = line.take()
  story.notes = noNotes()
  if (isDeleted && loose === '' && dropRow(flow, depth)) return
  addParagraph(flow, loose, depth, start)
  endRow(flow, depth, shapeOf(paragraph.row), start)
}

function takeParagraphEnd(story: Story, paragraph: ParagraphProperties, depth: number): void {
  const {line, flow, role, start, shared} = story
  const {list, level, outline, align, ground} = paragraph
  const data: ParagraphData = {}
  const text = line.take()
  const numbering = list > 0 && list <= LAST_LIST ? shared.document.numbering.next(list, level) : ''
  if (paragraph.framed && depth === 0 && !role) story.met.framed(text, start)
  if (outline !== null && outline < 9) data.depth = outline + 1
  if (numbering !== '') data.numbering = numbering
  if (align === 1) data.align = 'center'
  if (align === 2) data.align = 'right'
  if (role) data.role = role
  const notes = noNotes()
  addNotes(notes, story.notes, ground)
  story.notes = noNotes()
  addParagraph(flow, numbering + text.trimStart(), depth, start, data, notes)
}
