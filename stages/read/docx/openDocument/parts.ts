import {parsePart, type Relationship} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {relationshipsPart} from '../relationships.ts'
import {createXmlWriter, type XmlWriter} from '../xmlWriter.ts'
import {DRAWN, HEADERS, INDEXES, PROPERTIES, SKIPPED} from './elements.ts'
import {createFrames} from './frames.ts'
import {createLists} from './lists.ts'
import {empty, type Sink} from './sink.ts'
import {createStyles, type TextLook} from './styles.ts'
import {createTables} from './tables.ts'

/** The main part, named like the part it is made of. */
export const MAIN = 'content.xml'

const MOST_BLANKS = 100

type End = () => void

/**
 * The parts of an Office Open XML package that say what an OpenDocument text says (ODF 1.3): its parts in the order in which
 * they build on each other, or the one file of a flat one.
 * @throws UnreadableError where there is no text.
 */
export function openDocumentParts(
  files: readonly {name: string; bytes: Uint8Array}[],
  context: ReadContext,
): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  const links: Relationship[] = []
  const references: {name: string; id: string}[] = []
  const asides = new Map<string, XmlWriter>()
  const styles = createStyles()
  const lists = createLists()
  const tables = createTables(MAIN, context)
  /** Where text goes, innermost last; nowhere outside the body. */
  const sinks: Sink[] = []
  /** How the text of the open paragraph is shown, innermost last; null where only a new paragraph takes text. */
  const looks: (TextLook | null)[] = []
  const open: (End | null)[] = []
  let skip = 0
  let hidden = 0
  let deleted = 0
  let ids = 0
  /** Whether the place is inside a drawing whose paragraph is open. */
  let drawing = false
  let property: {name: string; text: string} | null = null
  const properties: [string, string][] = []

  function link(type: string, target: string, external = false): string {
    const id = `rId${links.length + 1}`
    links.push({id, type, target, external})
    return id
  }

  const frames = createFrames({
    link,
    isClipped: styles.isClipped,
    store: (part, bytes) => void parts.set(part, bytes),
  })

  /** Takes what follows into another place until it ends. */
  function within(sink: Sink, look: TextLook | null): End {
    sinks.push(sink)
    looks.push(look)
    return () => {
      sinks.pop()
      looks.pop()
    }
  }

  function story(part: string, root: string): End {
    const writer = createXmlWriter(context.limits)
    writer.open(root, {})
    const leave = within(writer, null)
    return () => {
      leave()
      writer.close(root)
      parts.set(part, writer.bytes())
    }
  }

  function body(): End {
    const writer = createXmlWriter(context.limits)
    writer.open('w:document', {})
    writer.open('w:body', {})
    const leave = within(writer, null)
    return () => {
      leave()
      writer.open('w:sectPr', {})
      for (const {name, id} of references) empty(writer, name, {'r:id': id, 'w:type': 'default'})
      writer.close('w:sectPr')
      writer.close('w:body')
      writer.close('w:document')
      parts.set(MAIN, writer.bytes())
    }
  }

  /** Footnotes, endnotes and comments each have a part of their own. */
  function aside(type: string, element: string, id: string): End {
    let writer = asides.get(type)
    if (!writer) {
      writer = createXmlWriter(context.limits)
      writer.open(`w:${type}`, {})
      asides.set(type, writer)
      link(type, `${type}.xml`)
    }
    const own = writer
    own.open(element, {'w:id': id})
    const leave = within(own, null)
    return () => {
      leave()
      own.close(element)
    }
  }

  function run(sink: Sink, write: (sink: Sink) => void): void {
    const look = looks.at(-1)
    if (!look) return
    sink.open('w:r', {})
    sink.open('w:rPr', {})
    if (look.hidden || hidden > 0 || tables.isHidden()) empty(sink, 'w:vanish', {})
    if (look.struck) empty(sink, 'w:strike', {})
    if (look.raised) empty(sink, 'w:vertAlign', {'w:val': 'superscript'})
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
    const {text, align} = styles.paragraph(attributes['text:style-name'])
    looks.push(text)
    if (deleted > 0) {
      return () => {
        write(sink, ' ')
        looks.pop()
      }
    }
    const depth =
      name === 'text:h' ? Math.min(Math.max(Number(attributes['text:outline-level']) || 1, 1), 9) : null
    sink.open('w:p', {})
    sink.open('w:pPr', {})
    if (depth !== null) empty(sink, 'w:outlineLvl', {'w:val': String(depth - 1)})
    if (align) empty(sink, 'w:jc', {'w:val': align})
    sink.close('w:pPr')
    const own = lists.itemNumber()
    const counts = depth !== null && attributes['text:is-list-header'] !== 'true'
    write(sink, own === '' && counts ? lists.headingNumber(depth) : own)
    return () => {
      looks.pop()
      sink.close('w:p')
    }
  }

  function note(sink: Sink, attributes: Attributes): void {
    const kind = attributes['text:note-class'] === 'endnote' ? 'endnote' : 'footnote'
    ids++
    run(sink, into => empty(into, `w:${kind}Reference`, {'w:id': String(ids)}))
    notes.push(kind)
  }

  const notes: ('footnote' | 'endnote')[] = []

  function hide(): End {
    hidden++
    return () => void hidden--
  }

  function looking(look: TextLook): End {
    looks.push({...looks.at(-1), ...look})
    return () => void looks.pop()
  }

  function table(sink: Sink, name: string, attributes: Attributes): End | null {
    switch (name) {
      case 'table:table':
        tables.startTable(sink)
        return () => tables.endTable()
      case 'table:table-column':
        tables.column(attributes)
        return null
      case 'table:table-header-rows':
        tables.headerRows(1)
        return () => tables.headerRows(-1)
      case 'table:table-row':
        tables.startRow(hidden > 0 ? {...attributes, 'table:visibility': 'collapse'} : attributes)
        return () => tables.endRow()
      case 'table:table-cell':
      case 'table:covered-table-cell': {
        const content = tables.startCell(attributes, name === 'table:covered-table-cell')
        if (!content) return null
        const leave = within(content, null)
        return () => {
          leave()
          tables.endCell()
        }
      }
      default:
        return null
    }
  }

  function start(name: string, attributes: Attributes): End | null {
    const sink = sinks.at(-1)
    if (!sink) return outside(name, attributes)
    if (name.startsWith('table:')) return deleted > 0 ? null : table(sink, name, attributes)
    if (DRAWN.test(name)) {
      if (deleted > 0 || hidden > 0 || looks.at(-1)?.hidden) return null
      const end = frames.open(sink, name, attributes, looks.at(-1) == null && !drawing)
      const before = drawing
      drawing = true
      looks.push(null)
      return () => {
        looks.pop()
        drawing = before
        end?.()
      }
    }
    if (INDEXES.test(name)) {
      sink.open('w:sdt', {})
      sink.open('w:sdtPr', {})
      empty(sink, 'w:docPartGallery', {'w:val': 'Table of Contents'})
      sink.close('w:sdtPr')
      sink.open('w:sdtContent', {})
      return () => {
        sink.close('w:sdtContent')
        sink.close('w:sdt')
      }
    }
    switch (name) {
      case 'text:p':
      case 'text:h':
        return paragraph(sink, name, attributes)
      case 'text:span':
      case 'text:a':
        return looks.at(-1) ? looking(styles.text(attributes['text:style-name'])) : null
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
        note(sink, attributes)
        return () => void notes.pop()
      case 'text:note-body': {
        const kind = notes.at(-1) ?? 'footnote'
        return aside(`${kind}s`, `w:${kind}`, String(ids))
      }
      case 'office:annotation':
        return aside('comments', 'w:comment', String(++ids))
      case 'text:deletion':
        return deletion(sink)
      default:
        return null
    }
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

  /** Around the text: page headers and footers, and what is known of the document. */
  function outside(name: string, attributes: Attributes): End | null {
    if (name === 'office:text') return body()
    const kind = HEADERS[name]
    if (kind && attributes['style:display'] !== 'false') {
      const part = `${kind}${links.length + 1}.xml`
      references.push({name: `w:${kind}Reference`, id: link(kind, part)})
      return story(part, kind === 'header' ? 'w:hdr' : 'w:ftr')
    }
    if (PROPERTIES[name]) {
      property = {name: PROPERTIES[name], text: ''}
      return () => {
        if (property) properties.push([property.name, property.text])
        property = null
      }
    }
    return null
  }

  const handler = {
    open(name: string, attributes: Attributes) {
      if (skip) skip++
      else if (SKIPPED.has(name)) {
        skip = 1
      } else {
        styles.open(name, attributes)
        lists.open(name, attributes)
        open.push(start(name, attributes))
      }
    },
    text(text: string) {
      if (skip || frames.text(text)) return
      if (property) property.text += text
      else if (looks.at(-1)) write(sinks.at(-1)!, text.replace(/[\t\r\n ]+/g, ' '))
    },
    close(name: string) {
      if (skip > 0) {
        skip--
        return
      }
      open.pop()?.()
      styles.close(name)
      lists.close(name)
    },
  }
  for (const {name, bytes} of files) parsePart(name, bytes, handler, context)
  if (!parts.has(MAIN)) {
    throw new UnreadableError(
      'unreadable',
      'OpenDocument 文档没有正文，可能已损坏或不是文字文档；请用 WPS 或 LibreOffice 另存后重新转换。',
    )
  }
  for (const [type, writer] of asides) {
    writer.close(`w:${type}`)
    parts.set(`${type}.xml`, writer.bytes())
  }
  parts.set(`_rels/${MAIN}.rels`, relationshipsPart(links, context))
  parts.set('core.xml', coreProperties(properties, context))
  const whole = [
    {id: 'rId1', type: 'officeDocument', target: MAIN, external: false},
    {id: 'rId2', type: 'core-properties', target: 'core.xml', external: false},
  ]
  parts.set('_rels/.rels', relationshipsPart(whole, context))
  return parts
}

function coreProperties(properties: readonly [string, string][], context: ReadContext): Uint8Array {
  const writer = createXmlWriter(context.limits)
  writer.open('cp:coreProperties', {})
  for (const [name, text] of properties) {
    writer.open(name, {})
    writer.text(text)
    writer.close(name)
  }
  writer.close('cp:coreProperties')
  return writer.bytes()
}
