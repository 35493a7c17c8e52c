import type {RootData} from '../../../pipeline/model/ast.ts'
import type {OfficePackage} from '../ooxml/package.ts'
import type {XmlHandler} from '../ooxml/xml.ts'

const PARTS = [
  'core-properties',
  'extended-properties',
  'extendedProperties',
  'custom-properties',
  'customProperties',
]

/** Core, extended and custom properties in package order; names with canonical prefixes, custom ones as printed. */
export function readMetadata(pack: OfficePackage): Pick<RootData, 'title' | 'metadata'> {
  const metadata: RootData['metadata'] = []
  for (const {type, target, external} of pack.relationships('')) {
    if (!external && PARTS.includes(type)) pack.parse(target, propertyHandler(metadata))
  }
  const title = metadata.find(({name}) => name === 'dc:title')?.value
  return title ? {title, metadata} : {metadata}
}

/** Every leaf right under the root, or under a custom property, is a property. */
function propertyHandler(metadata: RootData['metadata']): XmlHandler {
  let depth = 0
  let text = ''
  let custom: string | null = null
  return {
    open(name, attributes) {
      depth++
      text = ''
      if (name === 'cust:property') custom = attributes.name ?? ''
    },
    text(value) {
      text += value
    },
    close(name) {
      depth--
      const value = text.replace(/\s+/g, ' ').trim()
      const isLeaf = custom === null ? depth === 1 : depth === 2
      if (isLeaf && value !== '') metadata.push({name: custom ?? name, value})
      if (name === 'cust:property') custom = null
      text = ''
    },
  }
}
