import {type ReadContext, UnreadableError} from '../reader.ts'
import type {ZipEntry} from './entry.ts'
import {parseXml, type XmlHandler} from './xml.ts'
import {openZip, unpack} from './zip.ts'

/** A link from one part to another or to the outside (ECMA-376 part 2, 9.3). */
export interface Relationship {
  id: string
  /** Last step of the relationship type: officeDocument, styles, image ... the same for strict and transitional. */
  type: string
  /** Part name without leading /, or the address where `external`. */
  target: string
  external: boolean
}

/** An Office file as named parts. Names are compared without regard to case. */
export interface OfficePackage {
  /** The main document part. */
  main: string
  /** Content type of the main part; empty where the package does not say. */
  contentType: string
  has(part: string): boolean
  /** The bytes of a part; null where it is absent or damaged, which is reported. */
  bytes(part: string): Uint8Array | null
  /** Relationships of a part, in order. */
  relationships(part: string): Relationship[]
  /** The first related part of a type that is present; the usual name where relationships are lost. */
  related(part: string, type: string): string | null
  /**
   * Runs a handler over an XML part and reports what is wrong with it. False where the part is absent, damaged or not
   * followed to its end.
   */
  parse(part: string, handler: XmlHandler): boolean
}

/** Where the bytes of parts come from: an archive, or one XML file that holds them all. */
export interface PartSource {
  has(part: string): boolean
  /** The bytes of a part; null where it is absent or damaged, which is reported. */
  bytes(part: string): Uint8Array | null
}

/**
 * Opens an Office Open XML package in a ZIP archive.
 * @throws UnreadableError where there is no archive or no main part.
 */
export function openPackage(bytes: Uint8Array, context: ReadContext): OfficePackage {
  return packageOf(openArchive(bytes, context), context)
}

/** The parts in a ZIP archive, unpacked within the limits; what is wrong with them is reported.
 * @throws UnreadableError where there is no archive.
 */
export function openArchive(bytes: Uint8Array, context: ReadContext): PartSource {
  const zip = openZip(bytes)
  if (!zip)
    throw new UnreadableError('unreadable', '文件不是完整的压缩包，可能下载或拷贝不全；请重新取得该文件。')
  if (zip.recovered) lossy(context, '压缩包的目录已损坏，各部件按其本地文件头恢复，可能不全')
  const entries = new Map<string, ZipEntry>()
  for (const entry of zip.entries) {
    const key = entry.name.toLowerCase()
    if (!entries.has(key)) entries.set(key, entry)
    else if (!key.endsWith('/')) lossy(context, `压缩包内有两个 ${entry.name}，只读了第一个`, entry.name)
  }

  return {
    has: part => entries.has(part.toLowerCase()),
    bytes(part) {
      const entry = entries.get(part.toLowerCase())
      if (!entry) return null
      const unpacked = unpack(zip, entry, context.limits)
      if (!unpacked) lossy(context, `部件 ${part} 已损坏，无法解压`, part)
      else if (!unpacked.intact) lossy(context, `部件 ${part} 与压缩包记录的校验值不符，内容可能已损坏`, part)
      return unpacked?.bytes ?? null
    },
  }
}

/**
 * A package over its parts: content types, relationships, main part.
 * @throws UnreadableError where there is no main part.
 */
export function packageOf(source: PartSource, context: ReadContext): OfficePackage {
  const parse = (part: string, handler: XmlHandler): boolean => {
    const bytes = source.bytes(part)
    return bytes !== null && parsePart(part, bytes, handler, context)
  }

  const known = new Map<string, Relationship[]>()
  const relationships = (part: string): Relationship[] => {
    let list = known.get(part)
    if (!list) {
      list = []
      parse(relationshipPart(part), relationshipHandler(part, list))
      known.set(part, list)
    }
    return list
  }

  const {has} = source
  const types = contentTypes(parse)
  const main = mainPart(relationships(''), types, has)
  if (!main) {
    throw new UnreadableError('unreadable', '压缩包内没有文档正文部件，不是 Word 文档或已损坏；请核实文件。')
  }
  return {
    main,
    contentType: types.get(main.toLowerCase()) ?? '',
    has,
    bytes: source.bytes,
    relationships,
    parse,
    related(part, type) {
      const list = relationships(part)
      const found = list.find(link => link.type === type && !link.external && has(link.target))
      if (found) return found.target
      const usual = `${folderOf(part)}${type}.xml`
      return list.length === 0 && has(usual) ? usual : null
    },
  }
}

/** Runs a handler over one XML part and reports what is wrong with it. False where it was not followed to its end. */
export function parsePart(
  part: string,
  bytes: Uint8Array,
  handler: XmlHandler,
  context: ReadContext,
): boolean {
  const trouble = parseXml(bytes, handler, context.limits.maxDepth)
  const place = {part}
  if (trouble.misencoded) {
    context.report('R02', {values: {what: `部件 ${part} 的字节不合其编码 ${trouble.misencoded}`}, place})
  }
  if (trouble.doctype) lossy(context, `部件 ${part} 带有文档类型声明，其中的实体不予展开`, part)
  if (trouble.tooDeep) {
    const what = `部件 ${part} 的元素嵌套超过 ${context.limits.maxDepth} 层，更深的内容未读`
    context.report('R08', {values: {what}, place})
  }
  if (trouble.fault) {
    const {line, message} = trouble.fault
    const after = trouble.broken ? '，其后的内容未读' : ''
    lossy(context, `部件 ${part} 第 ${line} 行不合 XML 规范（${message}）${after}`, part)
  }
  return !trouble.broken
}

function lossy(context: ReadContext, what: string, part?: string): void {
  context.report('R04', {values: {what}, place: part === undefined ? {} : {part}})
}

function contentTypes(parse: OfficePackage['parse']): Map<string, string> {
  const types = new Map<string, string>()
  parse('[Content_Types].xml', {
    open(name, attributes) {
      if (name !== 'ct:Override') return
      types.set(normalise(attributes.PartName ?? '').toLowerCase(), attributes.ContentType ?? '')
    },
    close() {},
  })
  return types
}

function mainPart(
  root: Relationship[],
  types: Map<string, string>,
  has: (part: string) => boolean,
): string | null {
  const link = root.find(({type, external, target}) => type === 'officeDocument' && !external && has(target))
  if (link) return link.target
  for (const [part, type] of types) {
    if (/(document|template)[\w.]*\.main\+xml$/i.test(type) && has(part)) return part
  }
  return has('word/document.xml') ? 'word/document.xml' : null
}

function relationshipHandler(part: string, list: Relationship[]): XmlHandler {
  return {
    open(name, attributes) {
      if (name !== 'rel:Relationship') return
      const external = attributes.TargetMode === 'External'
      const target = attributes.Target ?? ''
      list.push({
        id: attributes.Id ?? '',
        type: (attributes.Type ?? '').split('/').pop()!,
        target: external ? target : resolve(folderOf(part), target),
        external,
      })
    },
    close() {},
  }
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1)
}

function relationshipPart(part: string): string {
  return `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`
}

function resolve(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  return normalise(path.startsWith('/') ? path : folder + path)
}

/** A part name without leading /, . and .. steps. */
function normalise(path: string): string {
  const steps: string[] = []
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}
