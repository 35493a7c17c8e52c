import {SaxesParser} from 'saxes'
import {decodeXml, encodingOf} from './decode.ts'
import {type Attributes, createNames} from './names.ts'
import {NOTHING_SCANNED, type PlainSink, type Scanned, scanPlain} from './plain.ts'

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

/** Thrown to leave the parser at the first fault that breaks the structure. */
const STOP = new Error('stop')

/**
 * Runs through an XML part once. DTDs are not read and no entity beyond the five of XML is expanded. Elements deeper
 * than `maxDepth` are not handed on. At the first fault that breaks the structure it stops, closing what is open.
 */
export function parseXml(bytes: Uint8Array, handler: XmlHandler, maxDepth: number): XmlTrouble {
  const trouble: XmlTrouble = {broken: false, doctype: false, tooDeep: false}
  const elements = handOnElements(handler, maxDepth, trouble)
  const plain = encodingOf(bytes) === 'utf-8' ? scanPlain(bytes, elements) : NOTHING_SCANNED
  if (!plain.whole) parseRest(bytes, plain, elements, trouble)
  elements.end()
  return trouble
}

/** What a part holds, on its way to the handler: names with canonical prefixes, nothing too deep. */
interface Elements extends PlainSink {
  /** Closes what is open. */
  end(): void
}

function handOnElements(handler: XmlHandler, maxDepth: number, trouble: XmlTrouble): Elements {
  const names = createNames()
  const open: string[] = []
  let beyond = 0
  return {
    open(written, attributes, declares) {
      if (beyond || open.length >= maxDepth) {
        beyond++
        trouble.tooDeep = true
        return
      }
      names.enter(declares ? attributes : null)
      const name = names.element(written)
      open.push(name)
      const known = names.attributes(attributes)
      if (name === 'mc:Choice') handler.open(name, {...known, Requires: names.prefixes(known.Requires ?? '')})
      else handler.open(name, known)
    },
    close() {
      if (beyond) {
        beyond--
        return
      }
      names.leave()
      handler.close(open.pop()!)
    },
    text:
      handler.text &&
      (value => {
        if (!beyond) handler.text!(value)
      }),
    end() {
      while (open.length) handler.close(open.pop()!)
    },
  }
}

/** Runs a full parser over what is left of a part, behind tags that bring it to where the scan came to. */
function parseRest(bytes: Uint8Array, plain: Scanned, elements: Elements, trouble: XmlTrouble): void {
  const {end, before} = plain
  const {text, misencoded} = end === 0 ? decodeXml(bytes) : {text: Buffer.from(bytes).toString('utf8', end)}
  if (misencoded) trouble.misencoded = misencoded
  const parser = new SaxesParser({xmlns: false, position: false})
  parser.write(before)
  const linesBefore = countLines(bytes, end)
  // Most documents declare all prefixes at their root: only tags up to the last declaration are looked through.
  const lastDeclaration = text.lastIndexOf('xmlns')
  let mayDeclare = lastDeclaration >= 0

  parser.on('error', error => {
    trouble.fault ??= {line: linesBefore + parser.line, message: error.message}
    if (HARMLESS.test(error.message)) return
    trouble.broken = true
    throw STOP
  })
  parser.on('doctype', () => {
    trouble.doctype = true
  })
  parser.on('opentag', tag => {
    const attributes = tag.attributes as Attributes
    const declares = mayDeclare && declaresPrefix(attributes)
    if (mayDeclare && parser.position > before.length + lastDeclaration) mayDeclare = false
    elements.open(tag.name, attributes, declares)
  })
  parser.on('closetag', () => elements.close())
  if (elements.text) {
    parser.on('text', elements.text)
    parser.on('cdata', elements.text)
  }
  try {
    parser.write(text).close()
  } catch (error) {
    if (error !== STOP) throw error
  }
}

/** Line breaks in the first bytes of a part in UTF-8 (XML 1.0, 2.11). */
function countLines(bytes: Uint8Array, end: number): number {
  let lines = 0
  for (let at = 0; at < end; at++) {
    if (bytes[at] === 10 ? bytes[at - 1] !== 13 : bytes[at] === 13) lines++
  }
  return lines
}

function declaresPrefix(attributes: Attributes): boolean {
  for (const name in attributes) if (name.startsWith('xmlns')) return true
  return false
}
