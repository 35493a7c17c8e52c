import type {Relationship} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {relationshipsPart} from '../written/relationships.ts'
import {createXmlWriter, type XmlWriter} from '../written/xmlWriter.ts'
import {HEADERS, PROPERTIES} from './elements.ts'
import type {End, Places} from './places.ts'
import {empty, type Sink} from './sink.ts'

/** The main part, named like the part it is made of. */
export const MAIN = 'content.xml'

/** The parts of an Office Open XML package while they are written. */
export interface Package {
  /** Links the main part to another part or to the outside. Gives the id of the link. */
  link(type: string, target: string, external?: boolean): string
  store(part: string, bytes: Uint8Array): void
  /** Footnotes, endnotes and comments each have a part of their own. Takes what follows into an element of it. */
  aside(type: string, element: string, id: string): End
  /** Elements around the text: the body, page headers and footers, and what is known of the document. */
  outside(name: string, attributes: Attributes): End | null
  /** Takes text of a property of the document; false where none is open. */
  text(text: string): boolean
  /** @throws UnreadableError where there is no text. */
  finish(): Map<string, Uint8Array>
}

/** Gathers the parts of the Word package a document is turned into. */
export function createPackage(places: Places, context: ReadContext): Package {
  const parts = new Map<string, Uint8Array>()
  const links: Relationship[] = []
  const references: {name: string; id: string}[] = []
  const asides = new Map<string, XmlWriter>()
  const properties: [string, string][] = []
  let property: {name: string; text: string} | null = null

  function link(type: string, target: string, external = false): string {
    const id = `rId${links.length + 1}`
    links.push({id, type, target, external})
    return id
  }

  /** Takes what follows into a part of its own. @param last writes what stands at its end */
  function story(part: string, roots: readonly string[], last: (sink: Sink) => void): End {
    const writer = createXmlWriter(context.limits)
    for (const root of roots) writer.open(root, {})
    const leave = places.within(writer, null)
    return () => {
      leave()
      last(writer)
      for (const root of roots.toReversed()) writer.close(root)
      parts.set(part, writer.bytes())
    }
  }

  function endOfBody(sink: Sink): void {
    sink.open('w:sectPr', {})
    for (const {name, id} of references) empty(sink, name, {'r:id': id, 'w:type': 'default'})
    sink.close('w:sectPr')
  }

  function begin(type: string): XmlWriter {
    const writer = createXmlWriter(context.limits)
    writer.open(`w:${type}`, {})
    asides.set(type, writer)
    link(type, `${type}.xml`)
    return writer
  }

  return {
    link,
    store: (part, bytes) => void parts.set(part, bytes),
    aside(type, element, id) {
      const writer = asides.get(type) ?? begin(type)
      writer.open(element, {'w:id': id})
      const leave = places.within(writer, null)
      return () => {
        leave()
        writer.close(element)
      }
    },
    outside(name, attributes) {
      if (name === 'office:text') return story(MAIN, ['w:document', 'w:body'], endOfBody)
      const kind = HEADERS[name]
      if (kind && attributes['style:display'] !== 'false') {
        const part = `${kind}${links.length + 1}.xml`
        references.push({name: `w:${kind}Reference`, id: link(kind, part)})
        return story(part, [kind === 'header' ? 'w:hdr' : 'w:ftr'], () => {})
      }
      if (!PROPERTIES[name]) return null
      property = {name: PROPERTIES[name], text: ''}
      return () => {
        if (property) properties.push([property.name, property.text])
        property = null
      }
    },
    text(text) {
      if (property) property.text += text
      return property !== null
    },
    finish() {
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
      parts.set('_rels/.rels', relationshipsPart(ROOT, context))
      return parts
    },
  }
}

const ROOT: Relationship[] = [
  {id: 'rId1', type: 'officeDocument', target: MAIN, external: false},
  {id: 'rId2', type: 'core-properties', target: 'core.xml', external: false},
]

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
