import type {Relationship} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import type {ReadContext} from '../../reader.ts'
import {createXmlWriter} from './xmlWriter.ts'

/** The relationship part that says the links of a part made from another kind of document (ECMA-376 part 2, 9.3). */
export function relationshipsPart(links: readonly Relationship[], context: ReadContext): Uint8Array {
  const writer = createXmlWriter(context.limits)
  writer.open('rel:Relationships', {})
  for (const {id, type, target, external} of links) {
    const mode: Attributes = external ? {TargetMode: 'External'} : {}
    writer.open('rel:Relationship', {Id: id, Type: `relationships/${type}`, Target: target, ...mode})
    writer.close('rel:Relationship')
  }
  writer.close('rel:Relationships')
  return writer.bytes()
}
