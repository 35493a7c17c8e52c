import type {Attributes} from '../../ooxml/xml.ts'
import {CROWDED} from '../../word/ink.ts'
import {headingNumber, type Lists, takeItemNumber} from './lists.ts'
import type {Package} from './package.ts'
import type {End, Places} from './places.ts'
import {empty, hexOf, type Sink, shading} from './sink.ts'
import {lookWithin, type Styles, type TextLook} from './styles.ts'
import {isInHiddenColumn, type Tables} from './tables.ts'

/** Paragraphs, runs and notes of OpenDocument (ODF 1.3 part 3, 5 to 7) as those of WordprocessingML. */
export interface Flow {
  readonly places: Places
  readonly output: Package
  readonly styles: Styles
  readonly lists: Lists
  readonly tables: Tables
  /** Kinds of the notes that are open, innermost last. */
  readonly notes: ('footnote' | 'endnote')[]
  /** How many open elements hide what is in them, or were deleted with it. */
  hidden: number
  deleted: number
  /** Id of the last note or comment. */
  lastId: number
}

const MOST_BLANKS = 100

/** The text of a document in which nothing stands yet. */
export function createFlow(parts: Pick<Flow, 'places' | 'output' | 'styles' | 'lists' | 'tables'>): Flow {
  return {...parts, notes: [], hidden: 0, deleted: 0, lastId: 0}
}

/** Whether the place is inside something that was deleted. */
export function isDeleted(flow: Flow): boolean {
  return flow.deleted > 0
}

/** Whether the place is inside something that is not shown. */
export function isHidden(flow: Flow): boolean {
  return flow.hidden > 0 || flow.places.look()?.hidden === true
}

/** Takes in an element of text. Gives what is to be done at its end. */
export function openText(flow: Flow, sink: Sink, name: string, attributes: Attributes): End | null {
  const {places, styles} = flow
  switch (name) {
    case 'text:p':
    case 'text:h':
      return openParagraph(flow, sink, name, attributes)
    case 'text:span':
    case 'text:a':
      return places.look() ? openLook(flow, styles.text(attributes['text:style-name'])) : null
    case 'text:hidden-text':
      return attributes['text:is-hidden'] === 'true' ? openHidden(flow) : null
    case 'text:hidden-paragraph':
      return attributes['text:is-hidden'] === 'true' ? openLook(flow, {hidden: true}) : null
    case 'text:s':
      writeText(flow, sink, ' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, MOST_BLANKS)))
      return null
    case 'text:tab':
      writeRun(flow, sink, into => empty(into, 'w:tab', {}))
      return null
    case 'text:line-break':
      writeRun(flow, sink, into => empty(into, 'w:br', {}))
      return null
    case 'text:note':
      return openNote(flow, sink, attributes)
    case 'text:note-body': {
      const kind = flow.notes.at(-1) ?? 'footnote'
      return flow.output.aside(`${kind}s`, `w:${kind}`, String(flow.lastId))
    }
    case 'office:annotation':
      return flow.output.aside('comments', 'w:comment', String(++flow.lastId))
    case 'text:deletion':
      return openDeletion(flow, sink)
    default:
      // Sections, and fields that set a variable without showing it.
      return attributes['text:display'] === 'none' ? openHidden(flow) : null
  }
}

/** Takes in text as it stands in the file: white space in it is one blank. */
export function takeText(flow: Flow, sink: Sink, text: string): void {
  writeText(flow, sink, text.replace(/[\t\r\n ]+/g, ' '))
}

function openParagraph(flow: Flow, sink: Sink, name: string, attributes: Attributes): End {
  const {places, styles, lists} = flow
  const {text, align, ground} = styles.paragraph(attributes['text:style-name'])
  const leave = places.looking(lookWithin({}, text))
  if (isDeleted(flow)) {
    return () => {
      writeText(flow, sink, ' ')
      leave()
    }
  }
  const depth =
    name === 'text:h' ? Math.min(Math.max(Number(attributes['text:outline-level']) || 1, 1), 9) : null
  sink.open('w:p', {})
  sink.open('w:pPr', {})
  if (depth !== null) empty(sink, 'w:outlineLvl', {'w:val': String(depth - 1)})
  if (typeof ground === 'number') empty(sink, 'w:shd', shading(ground))
  if (align) empty(sink, 'w:jc', {'w:val': align})
  sink.close('w:pPr')
  const own = takeItemNumber(lists)
  const counts = depth !== null && attributes['text:is-list-header'] !== 'true'
  writeText(flow, sink, own === '' && counts ? headingNumber(lists, depth) : own)
  return () => {
    leave()
    sink.close('w:p')
  }
}

function openNote(flow: Flow, sink: Sink, attributes: Attributes): End {
  const kind = attributes['text:note-class'] === 'endnote' ? 'endnote' : 'footnote'
  const id = String(++flow.lastId)
  writeRun(flow, sink, into => empty(into, `w:${kind}Reference`, {'w:id': id}))
  flow.notes.push(kind)
  return () => void flow.notes.pop()
}

function openHidden(flow: Flow): End {
  flow.hidden++
  return () => void flow.hidden--
}

function openDeletion(flow: Flow, sink: Sink): End {
  flow.deleted++
  sink.open('w:p', {})
  sink.open('w:del', {})
  return () => {
    flow.deleted--
    sink.close('w:del')
    sink.close('w:p')
  }
}

/** Shows what follows in another way, as far as `look` says one. */
function openLook({places}: Flow, look: TextLook): End {
  return places.looking(lookWithin(places.look() ?? {}, look))
}

function writeText(flow: Flow, sink: Sink, text: string): void {
  if (text === '') return
  writeRun(flow, sink, into => {
    const element = isDeleted(flow) ? 'w:delText' : 'w:t'
    into.open(element, {})
    into.text(text)
    into.close(element)
  })
}

/** Writes a run (w:r) with the look of the place; none where the place takes no text. */
function writeRun(flow: Flow, sink: Sink, write: (sink: Sink) => void): void {
  const look = flow.places.look()
  if (!look) return
  sink.open('w:r', {})
  sink.open('w:rPr', {})
  if (look.hidden || flow.hidden > 0 || isInHiddenColumn(flow.tables)) empty(sink, 'w:vanish', {})
  if (look.struck) empty(sink, 'w:strike', {})
  if (look.raised) empty(sink, 'w:vertAlign', {'w:val': 'superscript'})
  if (look.size !== undefined) empty(sink, 'w:sz', {'w:val': String(Math.round(look.size))})
  if (look.pictured) empty(sink, 'w:rFonts', {'w:ascii': 'Wingdings'})
  if (look.narrow) empty(sink, 'w:w', {'w:val': '1'})
  if (look.crowded) empty(sink, 'w:spacing', {'w:val': String(CROWDED - 1)})
  if (typeof look.ink === 'number') empty(sink, 'w:color', {'w:val': hexOf(look.ink)})
  if (typeof look.ground === 'number') empty(sink, 'w:shd', shading(look.ground))
  if (look.unfilled) {
    sink.open('w14:textFill', {})
    empty(sink, 'w14:noFill', {})
    sink.close('w14:textFill')
  }
  sink.close('w:rPr')
  write(sink)
  sink.close('w:r')
}
