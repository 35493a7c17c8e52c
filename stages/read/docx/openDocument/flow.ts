import type {Attributes} from '../../ooxml/xml.ts'
import type {Lists} from './lists.ts'
import type {Package} from './package.ts'
import type {End, Places} from './places.ts'
import {empty, hexOf, type Sink, shading} from './sink.ts'
import type {Styles} from './styles.ts'
import type {Tables} from './tables.ts'

/** Paragraphs, runs and notes of OpenDocument (ODF 1.3 part 3, 5 to 7) as those of WordprocessingML. */
export interface Flow {
  /** Takes an element of text. Gives what is to be done at its end. */
  open(sink: Sink, name: string, attributes: Attributes): End | null
  text(sink: Sink, text: string): void
  /** Whether the place is inside something that was deleted, or that is not shown. */
  isDeleted(): boolean
  isHidden(): boolean
}

interface FlowContext {
  places: Places
  output: Package
  styles: Styles
  lists: Lists
  tables: Tables
}

const MOST_BLANKS = 100

/** Text of a body: paragraphs, headings, lists, tables and notes go to the sinks as WordprocessingML. */
export function createFlow({places, output, styles, lists, tables}: FlowContext): Flow {
  const notes: ('footnote' | 'endnote')[] = []
  let hidden = 0
  let deleted = 0
  let ids = 0

  function run(sink: Sink, write: (sink: Sink) => void): void {
    const look = places.look()
    if (!look) return
    sink.open('w:r', {})
    sink.open('w:rPr', {})
    if (look.hidden || hidden > 0 || tables.isHidden()) empty(sink, 'w:vanish', {})
    if (look.struck) empty(sink, 'w:strike', {})
    if (look.raised) empty(sink, 'w:vertAlign', {'w:val': 'superscript'})
    if (look.tiny) empty(sink, 'w:sz', {'w:val': '2'})
    if (typeof look.ink === 'number') empty(sink, 'w:color', {'w:val': hexOf(look.ink)})
    if (typeof look.ground === 'number') empty(sink, 'w:shd', shading(look.ground))
    sink.close('w:rPr')
    write(sink)
    sink.close('w:r')
  }

  function write(sink: Sink, text: string): void {
    if (text === '') return
    run(sink, into => {
      const element = deleted > 0 ? 'w:delText' : 'w:t'
      into.open(element, {})
      into.text(text)
      into.close(element)
    })
  }

  function paragraph(sink: Sink, name: string, attributes: Attributes): End {
    const {text, align, ground} = styles.paragraph(attributes['text:style-name'])
    const leave = places.looking(text)
    if (deleted > 0) {
      return () => {
        write(sink, ' ')
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
    const own = lists.itemNumber()
    const counts = depth !== null && attributes['text:is-list-header'] !== 'true'
    write(sink, own === '' && counts ? lists.headingNumber(depth) : own)
    return () => {
      leave()
      sink.close('w:p')
    }
  }

  function note(sink: Sink, attributes: Attributes): End {
    const kind = attributes['text:note-class'] === 'endnote' ? 'endnote' : 'footnote'
    ids++
    run(sink, into => empty(into, `w:${kind}Reference`, {'w:id': String(ids)}))
    notes.push(kind)
    return () => void notes.pop()
  }

  function hide(): End {
    hidden++
    return () => void hidden--
  }

  function deletion(sink: Sink): End {
    deleted++
    sink.open('w:p', {})
    sink.open('w:del', {})
    return () => {
      deleted--
      sink.close('w:del')
      sink.close('w:p')
    }
  }

  const looking: typeof places.looking = look => places.looking({...places.look(), ...look})

  return {
    open(sink, name, attributes) {
      switch (name) {
        case 'text:p':
        case 'text:h':
          return paragraph(sink, name, attributes)
        case 'text:span':
        case 'text:a':
          return places.look() ? looking(styles.text(attributes['text:style-name'])) : null
        case 'text:hidden-text':
          return attributes['text:is-hidden'] === 'false' ? null : hide()
        case 'text:hidden-paragraph':
          return attributes['text:is-hidden'] === 'true' ? looking({hidden: true}) : null
        case 'text:section':
          return (attributes['text:display'] ?? 'true') === 'none' ? hide() : null
        case 'text:s':
          write(sink, ' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, MOST_BLANKS)))
          return null
        case 'text:tab':
          run(sink, into => empty(into, 'w:tab', {}))
          return null
        case 'text:line-break':
          run(sink, into => empty(into, 'w:br', {}))
          return null
        case 'text:note':
          return note(sink, attributes)
        case 'text:note-body': {
          const kind = notes.at(-1) ?? 'footnote'
          return output.aside(`${kind}s`, `w:${kind}`, String(ids))
        }
        case 'office:annotation':
          return output.aside('comments', 'w:comment', String(++ids))
        case 'text:deletion':
          return deletion(sink)
        default:
          return null
      }
    },
    text: (sink, text) => write(sink, text.replace(/[\t\r\n ]+/g, ' ')),
    isDeleted: () => deleted > 0,
    isHidden: () => hidden > 0 || places.look()?.hidden === true,
  }
}
