import type {Block, Paragraph, ParagraphData} from '../../../pipeline/model/ast.ts'
import {visible} from '../../../pipeline/model/text.ts'
import {isFigureAlone} from '../word/boxes.ts'
import {RAISED_ALONE} from '../word/ink.ts'

/** Noncharacters (never in decoded text that means anything) that mark what white space handling must not touch. */
const BREAK = '\ufdd0'
const NOTE_OPEN = '\ufdd1'
const NOTE_CLOSE = '\ufdd2'
const RESERVED = /[\ufdd0-\ufdd2]/g
const RAISED_PARTS = /\ufdd1[^\ufdd1\ufdd2]*\ufdd2/g

/** Text that collects into paragraphs: of the page, or of one cell. */
export interface Flow {
  blocks: Block[]
  text: string
  /** Source line on which the open paragraph began. */
  line: number | undefined
  data: ParagraphData | undefined
  /** Pictures and attachments met inside the open paragraph; they follow it. */
  pending: Block[]
  inCell: boolean
  /** Automatic number of the list item that begins, until its first paragraph takes it. */
  numbering: string | undefined
  /** Texts struck out in this cell. */
  deleted: string[]
  /** Whether letters of the size of the others stand above or below their line. */
  shifted: boolean
  /** Why what is read of this cell may not be what it shows. */
  doubt: string | null
}

/** A flow in which nothing stands yet. */
export function newFlow(inCell: boolean): Flow {
  return {
    blocks: [],
    text: '',
    line: undefined,
    data: undefined,
    pending: [],
    inCell,
    numbering: undefined,
    deleted: [],
    shifted: false,
    doubt: null,
  }
}

/** Text of the open paragraph; the first piece of it says where it stands. */
export function addText(
  flow: Flow,
  text: string,
  line: number | undefined,
  data: ParagraphData | undefined,
): void {
  if (flow.text === '' || flow.line === undefined) {
    if (!/\S/.test(text)) {
      // Indentation of the next paragraph; a plain space parts nothing yet.
      if (flow.text === '') return
    } else {
      flow.line ??= line
      flow.data ??= data
    }
  }
  flow.text += text
}

/** A line end that stays one. */
export function addBreak(flow: Flow): void {
  flow.text += BREAK
}

/** Preformatted text: its line ends are line ends. */
export function addLines(
  flow: Flow,
  text: string,
  line: number | undefined,
  data: ParagraphData | undefined,
): void {
  addText(flow, text.replace(/\r\n?|\n/g, BREAK), line, data)
}

/** Marks what is raised or lowered (a footnote mark), so that it cannot run into a figure beside it. */
export function openNote(flow: Flow): void {
  flow.text += NOTE_OPEN
}

/** The end of a mark of a note. */
export function closeNote(flow: Flow): void {
  flow.text += NOTE_CLOSE
}

/** Ends the open paragraph. Outside of cells an empty line or an indented line begins another paragraph. */
export function endParagraph(flow: Flow, preformatted = false): void {
  const {text, pending} = flow
  if (text !== '') {
    const pieces = preformatted
      ? text.split(BREAK)
      : flow.inCell
        ? [text]
        : !text.includes(BREAK)
          ? [text]
          : text.split(/\ufdd0(?:\s*\ufdd0|(?=[ \t\r\n]*[\u3000\u00a0\u2003]))/)
    for (const piece of pieces) pushParagraph(flow, piece, preformatted)
  }
  for (const block of pending) flow.blocks.push(block)
  flow.text = ''
  flow.line = undefined
  flow.data = undefined
  if (pending.length > 0) flow.pending = []
}

function pushParagraph(flow: Flow, raw: string, preformatted: boolean): void {
  const text = preformatted ? visible(raw).trimEnd() : collapse(raw)
  if (text.trim() === '') return
  const notes: string[] = []
  const value = text.includes(NOTE_OPEN) ? withNotes(text, notes) : text
  const digits = notes.find(note => /^\[\d+\]$/.test(note) && (flow.shifted || text.startsWith(NOTE_OPEN)))
  if (flow.inCell && !flow.shifted && isMarkAlone(text, value)) flow.doubt ??= RAISED_ALONE
  if (digits !== undefined && flow.inCell)
    flow.doubt ??= `单元格中的“${digits.slice(1, -1)}”高于或低于其余数字，按注释的标记没有读入，可能是数字的一部分`
  if (value.trim() !== '') {
    const paragraph: Paragraph = {type: 'paragraph', value}
    if (flow.data) paragraph.data = flow.data
    if (flow.line !== undefined) paragraph.place = {line: flow.line}
    if (flow.numbering !== undefined) {
      paragraph.value = flow.numbering + value
      paragraph.data = {...flow.data, numbering: flow.numbering}
      flow.numbering = undefined
    }
    flow.blocks.push(paragraph)
  }
  for (const note of notes) flow.blocks.push({type: 'paragraph', value: note, data: {role: 'footnote'}})
}

/** Text without white space or anything that cannot be seen, as most cells have it. */
const PLAIN = /^[\u4e00-\u9fff\w，。、；：（）《》“”.%+-]*$/

/** White space as a browser shows it; a line end between two Chinese characters is no space (CSS Text 3, 4.1.3). */
function collapse(raw: string): string {
  if (PLAIN.test(raw)) return raw
  const joined = /[\r\n]/.test(raw)
    ? raw
        .replace(
          /([\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])/g,
          '$1',
        )
        .replace(/[\r\n]/g, ' ')
    : raw
  return visible(joined.replaceAll(BREAK, '\n'))
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

/** Whether a figure is nothing but what is raised or lowered: it may be the mark of a note. */
function isMarkAlone(text: string, value: string): boolean {
  return text.includes(NOTE_OPEN) && isFigureAlone(value) && text.replace(RAISED_PARTS, '').trim() === ''
}

/**
 * Raised text beside a digit is no digit: 12<sup>①</sup> is 12 with a note. A figure alone keeps its value and the note
 * becomes a paragraph of its own; in running text the note goes into square brackets.
 */
function withNotes(text: string, notes: string[]): string {
  const parts = text.split(/\ufdd1([^\ufdd1\ufdd2]*)\ufdd2/)
  const bare = parts.filter((_, i) => i % 2 === 0).join('')
  const alone = /^[\s\d.,，+\-－－%％]*\d[\s\d.,，%％]*$/.test(bare.replace(RESERVED, ''))
  let value = ''
  parts.forEach((part, i) => {
    if (i % 2 === 0) value += part
    else if (part.trim() !== '') {
      const mark = /^[[［〔【(（].*[\]］〕】)）]$/.test(part.trim()) ? part.trim() : `[${part.trim()}]`
      if (alone) notes.push(mark)
      else value += /\d\s*$/.test(value) || /^\s*\d/.test(parts[i + 1] ?? '') ? mark : part
    }
  })
  return value.replace(RESERVED, '').trim()
}
