import {declarations} from '../../ooxml/namespaces.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import {type ReadLimits, UnreadableError} from '../../reader.ts'

/** Writes one XML part from events with canonical names. */
export interface XmlWriter {
  open(name: string, attributes: Attributes): void
  text(text: string): void
  close(name: string): void
  /** The part, UTF-8. */
  bytes(): Uint8Array
}

/** Names that carry no canonical prefix mean nothing to a reader: such elements are passed through to their content. */
const KNOWN = /^[A-Za-z][\w.-]*:[A-Za-z_][\w.-]*$/
const ATTRIBUTE = /^(?:[A-Za-z][\w.-]*:)?[A-Za-z_][\w.-]*$/

/** @throws UnreadableError (by `text` and `open`) where the part becomes larger than the limits allow. */
export function createXmlWriter(limits: ReadLimits): XmlWriter {
  const pieces: string[] = []
  let size = 0
  let root = true

  function put(piece: string): void {
    size += piece.length
    if (size > limits.maxUnpackedBytes) {
      throw new UnreadableError('tooLarge', 'XML 文档的一个部件超出限额，未读取；请核实文件来源。')
    }
    pieces.push(piece)
  }

  return {
    open(name, attributes) {
      if (!KNOWN.test(name)) return
      let tag = `<${name}${root ? declarations : ''}`
      root = false
      for (const key in attributes) {
        if (ATTRIBUTE.test(key) && !key.startsWith('xmlns')) tag += ` ${key}="${escaped(attributes[key]!)}"`
      }
      put(`${tag}>`)
    },
    text: text => put(escaped(text)),
    close(name) {
      if (KNOWN.test(name)) put(`</${name}>`)
    },
    bytes: () => new TextEncoder().encode(pieces.join('')),
  }
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"\n]/g, character => ENTITIES[character]!)
}
