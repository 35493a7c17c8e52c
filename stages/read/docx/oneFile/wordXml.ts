import {type OfficePackage, packageOf} from '../../ooxml/package.ts'
import type {ReadContext} from '../../reader.ts'
import {flatParts} from './flat.ts'
import {word2003Parts} from './word2003.ts'

const FLAT = /schemas\.microsoft\.com\/office\/2006\/xmlPackage/
const WORD_2003 = /<(?:[\w.-]+:)?wordDocument\b[\s\S]*schemas\.microsoft\.com\/office\/word\/2003\/wordml/
/** The root element with its declarations stands within these characters, comments before it counted in. */
const HEAD = 16_384

/** Whether the bytes are a Word document written as one XML file. Presentations in flat OPC are told when they are read. */
export function isWordXml(head: Uint8Array): boolean {
  if (!MARKUP.test(latin(head))) return false
  const text = beginning(head)
  return FLAT.test(text) || WORD_2003.test(text)
}

/**
 * Opens a Word document in one XML file as the package it stands for.
 * @throws UnreadableError where it has no main part or is larger than the limits allow.
 */
export function openWordXml(bytes: Uint8Array, context: ReadContext): OfficePackage {
  const parts = FLAT.test(beginning(bytes)) ? flatParts(bytes, context) : word2003Parts(bytes, context)
  const byName = new Map([...parts].map(([name, part]) => [name.toLowerCase(), part]))
  return packageOf(
    {
      has: part => byName.has(part.toLowerCase()),
      bytes: part => byName.get(part.toLowerCase()) ?? null,
    },
    context,
  )
}

/** The beginning of markup, perhaps in UTF-16. Most files that are asked about are none. */
const MARKUP = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</

/** One character a byte, without byte order marks; UTF-16 loses its zero bytes. All that is looked for is ASCII. */
function beginning(bytes: Uint8Array): string {
  return latin(bytes)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD)).toString('latin1')
}
