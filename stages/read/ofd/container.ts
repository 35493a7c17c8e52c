import type {RootData} from '../../../pipeline/model/ast.ts'
import type {PartSource} from '../ooxml/package.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {childOf, childrenOf, type Element, numbers, readElement} from './element.ts'

/** A page and what lies under and over it, as parts. */
export interface PageParts {
  content: string
  /** x, y, width, height in millimetres; the document's own where the page says nothing. */
  area: [number, number, number, number]
}

/** One document of an OFD file (GB/T 33190-2016, 7.4 and 7.5). */
export interface OfdDocument {
  pages: PageParts[]
  /** Template pages by id. */
  templates: Map<string, string>
  /** Composite graphics (13) by id: parts of pictures and text that several places show. */
  composites: Map<string, Element>
  /** Parts of pictures and other media (7.9) by id. */
  media: Map<string, string>
  /** Drawing parameters (8.2) by id: colours and line widths that objects take over. */
  parameters: Map<string, Element>
  /** Annotation parts by the id of their page. */
  annotations: Map<string, string>
  /** Names of files that are sent with it (20). */
  attachments: string[]
  ids: string[]
  /** Parts and resources that are named and absent; of all documents of the file. */
  missing: Set<string>
}

/** A page of A4, where a document says nothing of its size. */
const A4: PageParts['area'] = [0, 0, 210, 297]

/**
 * Opens the documents of an OFD file, and what is printed of their origin.
 * @throws UnreadableError where it is encrypted or has no document.
 */
export function openOfd(
  source: PartSource,
  context: ReadContext,
): {documents: OfdDocument[]; information: Pick<RootData, 'title' | 'metadata'>} {
  if (source.has('Encryptions.xml')) {
    throw new UnreadableError('encrypted', 'OFD 文件已加密，无法读取；请取得未加密的文件后重新转换。')
  }
  const bodies = childrenOf(readElement(source, 'OFD.xml', context), 'DocBody')
  const missing = new Set<string>()
  const documents = bodies.flatMap((body, i) => {
    const root = rootOf(source, body, context)
    const document = root ? readDocument(source, root, missing, context) : null
    if (root === null) missing.add(`第 ${i + 1} 个文档`)
    else if (!source.has(root)) missing.add(root)
    return document ? [document] : []
  })
  if (documents.length === 0) {
    throw new UnreadableError('unreadable', 'OFD 文件中没有可读的文档，可能已损坏；请重新取得该文件。')
  }
  return {documents, information: informationOf(bodies[0])}
}

/** The part a document begins with: that of the version that counts (21), else its own. */
function rootOf(source: PartSource, body: Element, context: ReadContext): string | null {
  const versions = childrenOf(childOf(body, 'Versions'), 'Version')
  const current = versions.find(({attributes}) => attributes.Current === 'true')
  const part = current ? located(source, '', current.attributes.BaseLoc ?? '') : null
  const version = part === null ? null : readElement(source, part, context)
  const newer = childOf(version, 'DocRoot')?.text.trim()
  if (part !== null && newer) return located(source, part, newer)
  const root = childOf(body, 'DocRoot')?.text.trim()
  return root ? located(source, '', root) : null
}

function informationOf(body: Element | undefined): Pick<RootData, 'title' | 'metadata'> {
  const metadata = (childOf(body, 'DocInfo')?.children ?? []).flatMap(({name, text}) =>
    text.trim() === '' ? [] : [{name, value: text.trim()}],
  )
  const title = metadata.find(({name}) => name === 'Title')?.value
  return title === undefined ? {metadata} : {title, metadata}
}

function readDocument(
  source: PartSource,
  part: string,
  missing: Set<string>,
  context: ReadContext,
): OfdDocument | null {
  const root = readElement(source, part, context)
  if (!root) return null
  const common = childOf(root, 'CommonData')
  const area = areaOf(childOf(common, 'PageArea')) ?? A4
  const entries = childrenOf(childOf(root, 'Pages'), 'Page')
  const document: OfdDocument = {
    pages: [],
    templates: new Map(),
    composites: new Map(),
    media: new Map(),
    parameters: new Map(),
    annotations: annotationsOf(source, part, childOf(root, 'Annotations')?.text.trim(), context),
    attachments: attachmentsOf(source, part, childOf(root, 'Attachments')?.text.trim(), context),
    ids: entries.map(({attributes}) => attributes.ID ?? ''),
    missing,
  }
  for (const {attributes} of entries) {
    document.pages.push({content: located(source, part, attributes.BaseLoc ?? ''), area})
  }
  for (const {attributes} of childrenOf(common, 'TemplatePage')) {
    document.templates.set(attributes.ID ?? '', located(source, part, attributes.BaseLoc ?? ''))
  }
  for (const name of ['PublicRes', 'DocumentRes']) {
    for (const {text} of childrenOf(common, name)) {
      addResources(source, document, located(source, part, text.trim()), context)
    }
  }
  return document
}

/** Takes in a part of resources (7.9), of a document or of one of its pages. */
export function addResources(
  source: PartSource,
  document: Pick<OfdDocument, 'parameters' | 'media' | 'composites'>,
  part: string,
  context: ReadContext,
): void {
  const resources = readElement(source, part, context)
  for (const parameter of childrenOf(childOf(resources, 'DrawParams'), 'DrawParam'))
    document.parameters.set(parameter.attributes.ID ?? '', parameter)
  const base = resources?.attributes.BaseLoc ?? ''
  for (const medium of childrenOf(childOf(resources, 'MultiMedias'), 'MultiMedia')) {
    const file = childOf(medium, 'MediaFile')?.text.trim()
    if (file)
      document.media.set(
        medium.attributes.ID ?? '',
        located(source, part, base === '' ? file : `${base}/${file}`),
      )
  }
  const units = childOf(resources, 'CompositeGraphicUnits')
  for (const unit of childrenOf(units, 'CompositeGraphicUnit')) {
    const content = childOf(unit, 'Content')
    if (content) document.composites.set(unit.attributes.ID ?? '', content)
  }
}

function annotationsOf(
  source: PartSource,
  document: string,
  list: string | undefined,
  context: ReadContext,
): Map<string, string> {
  if (!list) return new Map()
  const part = located(source, document, list)
  return new Map(
    childrenOf(readElement(source, part, context), 'Page').map(page => [
      page.attributes.PageID ?? '',
      located(source, part, childOf(page, 'FileLoc')?.text.trim() ?? ''),
    ]),
  )
}

function attachmentsOf(
  source: PartSource,
  document: string,
  list: string | undefined,
  context: ReadContext,
): string[] {
  if (!list) return []
  const attachments = childrenOf(readElement(source, located(source, document, list), context), 'Attachment')
  return attachments.map(({attributes}) => attributes.Name ?? attributes.ID ?? '')
}

/** The paper of a page area (7.5.2): its physical box. */
export function areaOf(area: Element | undefined): PageParts['area'] | null {
  const box = numbers(childOf(area, 'PhysicalBox')?.text)
  return box.length === 4 && box[2]! > 0 && box[3]! > 0 ? (box as PageParts['area']) : null
}

/** The part a location names; some programs write it from the root of the file, without a leading /. */
export function located(source: PartSource, part: string, location: string): string {
  const own = resolve(part, location)
  const fromRoot = resolve('', location)
  return !source.has(own) && source.has(fromRoot) ? fromRoot : own
}

/** A location (ST_Loc, 7.3.2): absolute with a leading /, else relative to the part it is written in. */
function resolve(part: string, location: string): string {
  const steps = location.startsWith('/') ? [] : part.split('/').slice(0, -1)
  for (const step of location.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}
