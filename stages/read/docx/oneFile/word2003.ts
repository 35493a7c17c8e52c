import {parsePart, type Relationship} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {relationshipsPart} from '../written/relationships.ts'
import {createXmlWriter, type XmlWriter} from '../written/xmlWriter.ts'

const MAIN = 'word/document.xml'
const CORE = 'docProps/core.xml'

/** Elements that only changed the case of their names. */
const RENAMED: Record<string, string> = {'w:vmerge': 'w:vMerge', 'w:hmerge': 'w:hMerge'}

/** Tracked changes and comments (`aml:annotation`), by `w:type`. Old formatting and bookmarks mean nothing here. */
const ANNOTATIONS: Record<string, string> = {'Word.Insertion': 'w:ins', 'Word.Deletion': 'w:del'}

/** Bytes in text form. */
const SKIPPED = new Set(['w:binData', 'w:docOleData', 'w:docSuppData'])

/** Properties of the document, and what the successor calls them. */
const PROPERTIES: Record<string, string> = {
  'o:Title': 'dc:title',
  'o:Subject': 'dc:subject',
  'o:Author': 'dc:creator',
  'o:Created': 'dcterms:created',
  'o:LastSaved': 'dcterms:modified',
}

/** Stories that stand inside the body here and in parts of their own there. */
const STORIES: Record<string, {reference: string; type: string; wrapper?: string}> = {
  'w:hdr': {reference: 'w:headerReference', type: 'header'},
  'w:ftr': {reference: 'w:footerReference', type: 'footer'},
  'w:footnote': {reference: 'w:footnoteReference', type: 'footnotes', wrapper: 'w:footnotes'},
  'w:endnote': {reference: 'w:endnoteReference', type: 'endnotes', wrapper: 'w:endnotes'},
}

/** What an element that is open has written: the names to be closed, and the story that ends with it. */
interface Opened {
  written: string[]
  ends?: () => void
}

/** A document on its way into parts. */
interface Conversion {
  context: ReadContext
  parts: Map<string, Uint8Array>
  links: Relationship[]
  /** Writers of footnotes and endnotes by their type: all notes of one type share a part. */
  notes: Map<string, XmlWriter>
  noteCount: number
  /** Writers of the stories that are open, innermost last. */
  writers: XmlWriter[]
  open: Opened[]
  /** How many elements deep inside one that is passed over. */
  skip: number
  /** The list that is open says of its paragraph: the number Word wrote, or what it follows from. */
  list: {number?: string; level?: string; id?: string} | null
  /** A number that is to be the first text of its paragraph. */
  number: string | null
  /** The data of a picture that is open: its name and its base64. */
  data: {name: string; pieces: string[]} | null
}

/**
 * The parts of an Office Open XML package that say what a Word 2003 XML document (WordprocessingML 2003,
 * `w:wordDocument`) says. The numbers of lists are taken from the text that Word wrote beside them (`wx:t`).
 * @throws UnreadableError where there is no body.
 */
export function word2003Parts(bytes: Uint8Array, context: ReadContext): Map<string, Uint8Array> {
  const to: Conversion = {
    context,
    parts: new Map(),
    links: [],
    notes: new Map(),
    noteCount: 0,
    writers: [],
    open: [],
    skip: 0,
    list: null,
    number: null,
    data: null,
  }
  parsePart(
    MAIN,
    bytes,
    {
      open: (name, attributes) => openElement(to, name, attributes),
      text: text => takeText(to, text),
      close: name => closeElement(to, name),
    },
    context,
  )
  if (!to.parts.has(MAIN)) {
    throw new UnreadableError(
      'unreadable',
      'Word 2003 XML 文档没有正文，可能已损坏；请用 Word 或 WPS 另存后重新转换。',
    )
  }
  return finish(to)
}

function openElement(to: Conversion, name: string, attributes: Attributes): void {
  if (to.skip) to.skip++
  else if (SKIPPED.has(name)) {
    to.skip = 1
    if (name === 'w:binData') to.data = {name: attributes['w:name'] ?? '', pieces: []}
  } else to.open.push(start(to, name, attributes))
}

function takeText(to: Conversion, text: string): void {
  if (to.data) to.data.pieces.push(text)
  else if (!to.skip && !to.list) to.writers.at(-1)?.text(text)
}

function closeElement(to: Conversion, name: string): void {
  if (to.data) {
    to.parts.set(`word/${mediaOf(to.data.name)}`, Buffer.from(to.data.pieces.join(''), 'base64'))
    to.data = null
  }
  if (to.skip > 0 && --to.skip > 0) return
  if (SKIPPED.has(name)) return
  const {written, ends} = to.open.pop() ?? {written: []}
  if (name === 'w:listPr') endList(to)
  for (const element of written) to.writers.at(-1)?.close(element)
  ends?.()
  if (name === 'w:pPr') writeNumber(to)
}

/** Writes what an element that begins becomes; outside all stories only those that begin one. */
function start(to: Conversion, name: string, attributes: Attributes): Opened {
  const writer = to.writers.at(-1)
  if (!writer) return startOutside(to, name)
  if (name in STORIES) return startStory(to, name, attributes)
  if (name === 'aml:annotation') return startAnnotation(to, writer, attributes)
  if (name === 'w:listPr') to.list = {}
  if (to.list) {
    if (name === 'wx:t') to.list.number = attributes['wx:val']
    else if (name === 'w:ilvl') to.list.level = attributes['w:val']
    else if (name === 'w:ilfo') to.list.id = attributes['w:val']
    return {written: []}
  }
  if (/^(?:wx|aml|\?.*):/.test(name)) return {written: []}
  const written = PROPERTIES[name] ?? RENAMED[name] ?? name
  writer.open(written, name === 'v:imagedata' ? picture(to, attributes) : attributes)
  return {written: [written]}
}

function startOutside(to: Conversion, name: string): Opened {
  switch (name) {
    case 'w:body': {
      const story = startPart(to, MAIN, 'w:document')
      to.writers.at(-1)!.open('w:body', {})
      return {...story, written: ['w:body', 'w:document']}
    }
    case 'w:styles':
      link(to, 'styles', 'styles.xml')
      return startPart(to, 'word/styles.xml', 'w:styles')
    case 'o:DocumentProperties':
      return startPart(to, CORE, 'cp:coreProperties')
  }
  return {written: []}
}

/** Begins a part; what is written from here on goes there. */
function startPart({context, parts, writers}: Conversion, part: string, root: string): Opened {
  const own = createXmlWriter(context.limits)
  writers.push(own)
  own.open(root, {})
  return {
    written: [root],
    ends() {
      parts.set(part, own.bytes())
      writers.pop()
    },
  }
}

/** A header or note: a reference stays in the text, the content goes into its own part. */
function startStory(to: Conversion, name: string, attributes: Attributes): Opened {
  const {reference, type, wrapper} = STORIES[name]!
  if (!wrapper) {
    const part = `word/${type}${to.links.length + 1}.xml`
    const id = link(to, type, part.slice('word/'.length))
    writeEmpty(to, reference, {'r:id': id, 'w:type': attributes['w:type'] ?? 'odd'})
    return startPart(to, part, name)
  }
  const own = notesOf(to, type, wrapper)
  const id = String(++to.noteCount)
  writeEmpty(to, reference, {'w:id': id})
  own.open(name, {'w:id': id})
  to.writers.push(own)
  return {written: [name], ends: () => void to.writers.pop()}
}

function notesOf(to: Conversion, type: string, wrapper: string): XmlWriter {
  const known = to.notes.get(type)
  if (known) return known
  const own = createXmlWriter(to.context.limits)
  own.open(wrapper, {})
  to.notes.set(type, own)
  link(to, type, `${type}.xml`)
  return own
}

function startAnnotation(to: Conversion, writer: XmlWriter, attributes: Attributes): Opened {
  const written = ANNOTATIONS[attributes['w:type'] ?? '']
  if (!written) {
    to.skip = 1
    return {written: []}
  }
  writer.open(written, {})
  return {written: [written]}
}

/** Pictures are named by the data that stands beside them, not by a relationship. */
function picture(to: Conversion, attributes: Attributes): Attributes {
  const {src} = attributes
  return src ? {...attributes, 'r:id': link(to, 'image', mediaOf(src))} : attributes
}

/** The number of a list paragraph becomes its first text; one that Word did not write is left to be told as missing. */
function endList(to: Conversion): void {
  const {list} = to
  to.list = null
  if (list?.number !== undefined) to.number = list.number
  else if (list?.id !== undefined) {
    const writer = to.writers.at(-1)!
    writer.open('w:numPr', {})
    writeEmpty(to, 'w:ilvl', {'w:val': list.level ?? '0'})
    writeEmpty(to, 'w:numId', {'w:val': list.id})
    writer.close('w:numPr')
  }
}

function writeNumber(to: Conversion): void {
  if (to.number === null) return
  const writer = to.writers.at(-1)!
  writer.open('w:r', {})
  writer.open('w:t', {})
  writer.text(to.number)
  writer.close('w:t')
  writer.close('w:r')
  to.number = null
}

function writeEmpty({writers}: Conversion, name: string, attributes: Attributes): void {
  const writer = writers.at(-1)
  writer?.open(name, attributes)
  writer?.close(name)
}

/** Notes the relationship from the main part to another. @returns its id */
function link({links}: Conversion, type: string, target: string): string {
  const id = `rId${links.length + 1}`
  links.push({id, type, target, external: false})
  return id
}

/** The parts with those that are known at the end alone: notes and relationships. */
function finish({context, parts, links, notes}: Conversion): Map<string, Uint8Array> {
  for (const [type, writer] of notes) {
    writer.close(`w:${type}`)
    parts.set(`word/${type}.xml`, writer.bytes())
  }
  parts.set('word/_rels/document.xml.rels', relationshipsPart(links, context))
  if (parts.has(CORE)) {
    const target = {id: 'rId1', type: 'core-properties', target: CORE, external: false}
    parts.set('_rels/.rels', relationshipsPart([target], context))
  }
  return parts
}

/** The part that stands for a picture called `wordml://…`. */
function mediaOf(name: string): string {
  return name.replace(/^wordml:\/+/, 'media/')
}
