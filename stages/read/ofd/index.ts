import type {Block, Root} from '../../../pipeline/model/ast.ts'
import type {Box} from '../../../pipeline/model/place.ts'
import {imagesIn} from '../images.ts'
import {findingOfProblem, layoutDocument, type PageContent} from '../layout/index.ts'
import {openArchive, type PartSource} from '../ooxml/package.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {type OfdDocument, openOfd} from './container.ts'
import {reportNotes} from './findings.ts'
import {type PageNotes, readPage} from './page.ts'

/** Positions closer than this are one, points. */
const TOLERANCE = 2

/** OFD (GB/T 33190-2016, 开放版式文档), the fixed layout in which offices publish beside or instead of PDF. */
export const ofd: Reader = {
  id: 'ofd',
  version: '17',
  extensions: ['ofd'],
  sniff(head, name) {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
    if (!text.startsWith('PK\x03\x04')) return false
    return /OFD\.xml|Doc_0\//.test(text) || (/\.ofd$/i.test(name) && !text.includes('[Content_Types].xml'))
  },
  read,
}

function read(bytes: Uint8Array, context: ReadContext): Root {
  const source = openArchive(bytes, context)
  const {documents, information} = openOfd(source, context)
  const wanted = documents.flatMap(document => document.pages.map((_, index) => ({document, index})))
  const pages = wanted.slice(0, context.limits.maxPages)
  const notes: PageNotes[] = []
  const failed: number[] = []
  const pictures = new Map<number, PlacedPicture[]>()
  function* contentsOf(own: OfdDocument): Generator<PageContent> {
    for (const [i, {document, index}] of pages.entries()) {
      if (document !== own) continue
      const page = readPage(source, document, index, i + 1, context)
      if (page) {
        notes.push(page.notes)
        pictures.set(i + 1, page.pictures)
        yield page.content
      } else failed.push(i + 1)
    }
  }
  const {maxCells, maxNodes} = context.limits
  const options = {tolerance: TOLERANCE, typeset: true, maxCells, maxNodes}
  // Nothing goes on from one document into the next.
  const children = documents.flatMap(document =>
    layoutDocument(contentsOf(document), options, problem => {
      const {rule, details} = findingOfProblem(problem)
      context.report(rule, details)
    }),
  )
  if (failed.length === pages.length) {
    throw new UnreadableError('unreadable', 'OFD 文件没有可读的页面，可能已损坏；请重新取得该文件。')
  }
  if (failed.length > 0) {
    const what = `OFD 的第 ${failed.slice(0, 10).join('、')}${failed.length > 10 ? ` 等 ${failed.length} ` : ' '}页缺失或已损坏，未能读取`
    context.report('R04', {values: {what}, place: {page: failed[0]!}})
  }
  if (wanted.length > pages.length) {
    const what = `OFD 共 ${wanted.length} 页，只读取了前 ${pages.length} 页`
    context.report('R08', {values: {what}, place: {page: pages.length}})
  }
  const missing = [...new Set(documents.flatMap(document => [...document.missing]))]
  if (missing.length > 0) {
    const names = `${missing.slice(0, 5).join('、')}${missing.length > 5 ? ` 等 ${missing.length} 个` : ''}`
    context.report('R04', {values: {what: `OFD 中缺少被引用的部件（${names}），其内容未能读取`}})
  }
  reportNotes(notes, context)
  const attachments = documents.flatMap(document => document.attachments)
  if (attachments.length > 0) {
    const names = `${attachments.slice(0, 5).join('、')}${attachments.length > 5 ? ' 等' : ''}`
    context.report('R05', {values: {what: `OFD 文件所带的 ${attachments.length} 个附件（${names}）未读取`}})
  }
  handOver(children, pictures, source, context)
  return {type: 'root', children, data: {reader: 'ofd', ...information, pages: wanted.length}}
}

interface PlacedPicture {
  box: Box
  part: string | undefined
}

/** Places in the tree are rounded, points. */
const ROUNDED = 0.1

/** Hands over the files of pictures: the layout knows where they stand and no more. */
function handOver(
  blocks: readonly Block[],
  pictures: ReadonlyMap<number, readonly PlacedPicture[]>,
  source: PartSource,
  context: ReadContext,
): void {
  for (const node of imagesIn(blocks)) {
    const {page, box} = node.place ?? {}
    const found = (page === undefined ? [] : (pictures.get(page) ?? [])).find(picture =>
      box?.every((side, i) => Math.abs(side - picture.box[i]!) <= ROUNDED),
    )
    const part = found?.part
    if (part !== undefined) context.picture?.(node, {bytes: () => source.bytes(part), part})
  }
}
