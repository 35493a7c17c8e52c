import {SaxesParser} from 'saxes'
import {decodeXml} from './decode.ts'
import {type Attributes, createNames} from './names.ts'

export type {Attributes} from './names.ts'

/** Called in document order; names have canonical prefixes (namespaces.ts). Every open has its close. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text?(text: string): void
}

/** What was wrong with an XML part; every field is a reason for a finding. */
export interface XmlTrouble {
  /** First fault of the XML: line (from 1) and the parser's own words. */
  fault?: {line: number; message: string}
  /** Whether the part could not be followed beyond the fault. */
  broken: boolean
  /** A document type declaration, which OPC forbids; its entities are never expanded. */
  doctype: boolean
  tooDeep: boolean
  /** The bytes are not in the encoding they claim (WHATWG label). */
  misencoded?: string
}

/** Faults that leave the element structure whole; after any other the parser cannot be believed. */
const HARMLESS =
  /undefined entity|disallowed character\.|in entity name|malformed character entity|empty entity name|in char data|XML declaration|doctype|encoding value|version number/

/**
 * Runs through an XML part once. DTDs are not read and no entity beyond the five of XML is expanded. Elements deeper
 * than `maxDepth` are not handed on. At the first fault that breaks the structure it stops, closing what is open.
 */
export function parseXml(bytes: Uint8Array, handler: XmlHandler, maxDepth: number): XmlTrouble {
  const {text, misencoded} = decodeXml(bytes)
  const trouble: XmlTrouble = {broken: false, doctype: false, tooDeep: false}
  if (misencoded) trouble.misencoded = misencoded
  const parser = new SaxesParser({xmlns: false, position: false})
  const names = createNames()
  const open: string[] = []
  let beyond = 0
  // Most documents declare all prefixes at their root: only tags up to the last declaration are looked through.
  const lastDeclaration = text.lastIndexOf('xmlns')
  let mayDeclare = lastDeclaration >= 0
  const stop = new Error('stop')

  parser.on('error', error => {
    trouble.fault ??= {line: parser.line, message: error.message}
    if (HARMLESS.test(error.message)) return
    trouble.broken = true
    throw stop
  })
  parser.on('doctype', () => {
    trouble.doctype = true
  })
  parser.on('opentag', tag => {
    const declares = mayDeclare && declaresPrefix(tag.attributes as Attributes)
    if (mayDeclare && parser.position > lastDeclaration) mayDeclare = false
    if (beyond || open.length >= maxDepth) {
      beyond++
      trouble.tooDeep = true
      return
    }
    const attributes = tag.attributes as Attributes
    names.enter(declares ? attributes : null)
    const name = names.element(tag.name)
    open.push(name)
    const known = names.attributes(attributes)
    if (name === 'mc:Choice') known.Requires = names.prefixes(known.Requires ?? '')
    handler.open(name, known)
  })
  parser.on('closetag', () => {
    if (beyond) {
      beyond--
      return
    }
    names.leave()
    handler.close(open.pop()!)
  })
  if (handler.text) {
    parser.on('text', value => {
      if (!beyond) handler.text!(value)
    })
    parser.on('cdata', value => {
      if (!beyond) handler.text!(value)
    })
  }
  try {
    parser.write(text).close()
  } catch (error) {
    if (error !== stop) throw error
  }
  while (open.length) handler.close(open.pop()!)
  return trouble
}

function declaresPrefix(attributes: Attributes): boolean {
  for (const name in attributes) if (name.startsWith('xmlns')) return true
  return false
}
