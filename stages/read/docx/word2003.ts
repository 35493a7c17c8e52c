import {parsePart, type Relationship} from '../ooxml/package.ts'
import type {Attributes} from '../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {relationshipsPart} from './relationships.ts'
import {createXmlWriter, type XmlWriter} from './xmlWriter.ts'

const MAIN = 'word/document.xml'

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

/**
 * The parts of an Office Open XML package that say what a Word 2003 XML document (WordprocessingML 2003,
 * `w:wordDocument`) says. The numbers of lists are taken from the text that Word wrote beside them (`wx:t`).
 * @throws UnreadableError where there is no body.
 */
export function word2003Parts(bytes: Uint8Array, context: ReadContext): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  const links: Relationship[] = []
  const notes = new Map<string, XmlWriter>()
  /** Writers of the stories that are open, innermost last. */
  const writers: XmlWriter[] = []
  /** What closes each open element: the name written for it, and whether a story ends with it. */
  const open: {written: string[]; ends?: () => void}[] = []
  let skip = 0
  let list: {number?: string; level?: string; id?: string} | null = null
  let number: string | null = null
  /** The data of a picture that is open: its name and its base64. */
  let data: {name: string; pieces: string[]} | null = null

  const writer = () => writers.at(-1)

  function link(type: string, target: string): string {
    const id = `rId${links.length + 1}`
    links.push({id, type, target, external: false})
    return id
  }

  function begin(part: string, root: string): {written: string[]; ends: () => void} {
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
  function beginStory(name: string, attributes: Attributes): {written: string[]; ends: () => void} {
    const {reference, type, wrapper} = STORIES[name]!
    if (!wrapper) {
      const part = `word/${type}${links.length + 1}.xml`
      empty(reference, {'r:id': link(type, part.slice(5)), 'w:type': attributes['w:type'] ?? 'odd'})
      return begin(part, name)
    }
    let own = notes.get(type)
    if (!own) {
      own = createXmlWriter(context.limits)
      own.open(wrapper, {})
      notes.set(type, own)
      link(type, `${type}.xml`)
    }
    const id = String(++noteCount)
    empty(reference, {'w:id': id})
    own.open(name, {'w:id': id})
    writers.push(own)
    return {written: [name], ends: () => void writers.pop()}
  }

  let noteCount = 0

  function empty(name: string, attributes: Attributes): void {
    writer()?.open(name, attributes)
    writer()?.close(name)
  }

  function start(name: string, attributes: Attributes): {written: string[]; ends?: () => void} {
    if (writers.length === 0) {
      if (name === 'w:body') {
        const story = begin(MAIN, 'w:document')
        writer()!.open('w:body', {})
        return {...story, written: ['w:body', 'w:document']}
      }
      if (name === 'w:styles') {
        link('styles', 'styles.xml')
        return begin('word/styles.xml', 'w:styles')
      }
      if (name === 'o:DocumentProperties') return begin('docProps/core.xml', 'cp:coreProperties')
      return {written: []}
    }
    if (name in STORIES) return beginStory(name, attributes)
    if (name === 'aml:annotation') {
      const written = ANNOTATIONS[attributes['w:type'] ?? '']
      if (!written) {
        skip = 1
        return {written: []}
      }
      writer()!.open(written, {})
      return {written: [written]}
    }
    if (name === 'w:listPr') list = {}
    if (list) {
      if (name === 'wx:t') list.number = attributes['wx:val']
      else if (name === 'w:ilvl') list.level = attributes['w:val']
      else if (name === 'w:ilfo') list.id = attributes['w:val']
      return {written: []}
    }
    if (/^(?:wx|aml|\?.*):/.test(name)) return {written: []}
    const written = PROPERTIES[name] ?? RENAMED[name] ?? name
    writer()!.open(written, name === 'v:imagedata' ? picture(attributes) : attributes)
    return {written: [written]}
  }

  /** Pictures are named by the data that stands beside them, not by a relationship. */
  function picture(attributes: Attributes): Attributes {
    const {src} = attributes
    return src ? {...attributes, 'r:id': link('image', mediaOf(src))} : attributes
  }

  /** The number of a list paragraph becomes its first text; one that Word did not write is left to be told as missing. */
  function endList(): void {
    if (list?.number !== undefined) number = list.number
    else if (list?.id !== undefined) {
      writer()!.open('w:numPr', {})
      empty('w:ilvl', {'w:val': list.level ?? '0'})
      empty('w:numId', {'w:val': list.id})
      writer()!.close('w:numPr')
    }
    list = null
  }

  function writeNumber(): void {
    if (number === null) return
    writer()!.open('w:r', {})
    writer()!.open('w:t', {})
    writer()!.text(number)
    writer()!.close('w:t')
    writer()!.close('w:r')
    number = null
  }

  parsePart(
    MAIN,
    bytes,
    {
      open(name, attributes) {
        if (skip) skip++
        else if (SKIPPED.has(name)) {
          skip = 1
          if (name === 'w:binData') data = {name: attributes['w:name'] ?? '', pieces: []}
        } else open.push(start(name, attributes))
      },
      text(text) {
        if (data) data.pieces.push(text)
        else if (!skip && !list) writer()?.text(text)
      },
      close(name) {
        if (data) {
          parts.set(`word/${mediaOf(data.name)}`, Buffer.from(data.pieces.join(''), 'base64'))
          data = null
        }
        if (skip > 0 && --skip > 0) return
        if (SKIPPED.has(name)) return
        const {written, ends} = open.pop() ?? {written: []}
        if (name === 'w:listPr') endList()
        for (const element of written) writer()?.close(element)
        ends?.()
        if (name === 'w:pPr') writeNumber()
      },
    },
    context,
  )
  if (!parts.has(MAIN)) {
    throw new UnreadableError(
      'unreadable',
      'Word 2003 XML 文档没有正文，可能已损坏；请用 Word 或 WPS 另存后重新转换。',
    )
  }
  for (const [type, notesWriter] of notes) {
    notesWriter.close(`w:${type}`)
    parts.set(`word/${type}.xml`, notesWriter.bytes())
  }
  parts.set('word/_rels/document.xml.rels', relationshipsPart(links, context))
  if (parts.has('docProps/core.xml')) {
    const target = {id: 'rId1', type: 'core-properties', target: 'docProps/core.xml', external: false}
    parts.set('_rels/.rels', relationshipsPart([target], context))
  }
  return parts
}

/** The part that stands for a picture called `wordml://…`. */
function mediaOf(name: string): string {
  return name.replace(/^wordml:\/+/, 'media/')
}
