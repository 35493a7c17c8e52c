import {parsePart} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import type {ReadContext} from '../../reader.ts'
import {createXmlWriter, type XmlWriter} from '../written/xmlWriter.ts'

/** The name under which faults of the file as a whole are told. */
const WHOLE = '整个文件'

/**
 * The parts of a package in flat OPC (`pkg:package`, written by Word as "Word XML document"): XML parts by their content,
 * pictures by their bytes, others empty, because only their being there is asked for. Content types become a part of their own.
 */
export function flatParts(bytes: Uint8Array, context: ReadContext): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  const types: [string, string][] = []
  let part = ''
  let writer: XmlWriter | null = null
  /** Base64 of the picture that is open. */
  let data: string[] | null = null
  parsePart(
    WHOLE,
    bytes,
    {
      open(name, attributes) {
        if (writer) writer.open(name, attributes)
        else if (name === 'pkg:part') {
          part = named(attributes, 'name').replace(/^\/+/, '')
          types.push([part, named(attributes, 'contentType')])
          parts.set(part, new Uint8Array())
        } else if (name === 'pkg:binaryData' && types.at(-1)?.[1].startsWith('image/')) data = []
        else if (name === 'pkg:xmlData') writer = createXmlWriter(context.limits)
      },
      text(text) {
        if (data) data.push(text)
        else writer?.text(text)
      },
      close(name) {
        if (data) {
          parts.set(part, Buffer.from(data.join(''), 'base64'))
          data = null
          return
        }
        if (name !== 'pkg:xmlData') {
          writer?.close(name)
          return
        }
        if (writer) parts.set(part, writer.bytes())
        writer = null
      },
    },
    context,
  )
  parts.set('[Content_Types].xml', contentTypes(types, context))
  return parts
}

function named(attributes: Attributes, name: string): string {
  return attributes[`pkg:${name}`] ?? attributes[name] ?? ''
}

function contentTypes(types: [string, string][], context: ReadContext): Uint8Array {
  const writer = createXmlWriter(context.limits)
  writer.open('ct:Types', {})
  for (const [part, type] of types) {
    writer.open('ct:Override', {PartName: `/${part}`, ContentType: type})
    writer.close('ct:Override')
  }
  writer.close('ct:Types')
  return writer.bytes()
}
