import {type Root, textOf} from '../../../pipeline/model/ast.ts'
import {findingOfProblem, type LayoutProblem, layoutDocument, type PageContent} from '../layout/index.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {informationOf, unreadParts, withDocument, withForm} from './document.ts'
import {findingsOfNotes, type Report} from './findings.ts'
import {garbledIn} from './garbled.ts'
import {readPage, type Source} from './page.ts'
import {isTrap, withPdfium} from './pdfium.ts'
import type {PageNotes} from './seen.ts'
import {layersIn} from './unseen/layers.ts'

/** Positions closer than this are one, points: two hairlines of a double border, rounding of producers. */
const TOLERANCE = 2
/** The header may stand anywhere in the first KiB (ISO 32000-1, annex H.3, note 13). */
const HEADER_WITHIN = 1024
/** Share of a page's characters that lie under its picture when they are its layer. */
const LAYER = 0.8
/** How often a page may bring the library down before the document counts as hostile. */
const MAX_TRAPS = 2

/** PDF documents: text by its glyphs, tables by their ruling lines. */
export const pdf: Reader = {
  id: 'pdf',
  version: '39',
  extensions: ['pdf'],
  sniff: head => new TextDecoder('latin1').decode(head.subarray(0, HEADER_WITHIN)).includes('%PDF-'),
  read,
}

async function read(bytes: Uint8Array, context: ReadContext): Promise<Root> {
  const broken = new Set<number>()
  const layers = layersIn(bytes)
  for (;;) {
    const progress = {page: -1}
    try {
      const {root, reports} = await withPdfium(
        pdfium =>
          withDocument(pdfium, bytes, document =>
            withForm(pdfium, document, form =>
              readDocument({pdfium, document, form, layers}, context, broken, progress),
            ),
          ),
        bytes.length,
      )
      for (const {rule, details} of reports) context.report(rule, details)
      return root
    } catch (error) {
      if (!isTrap(error)) throw error
      if (progress.page < 0 || broken.size >= MAX_TRAPS) {
        throw new UnreadableError('unreadable', 'PDF 文件已损坏，读取时解析程序无法继续，请重新取得该文件。')
      }
      broken.add(progress.page)
    }
  }
}

function readDocument(
  source: Source,
  context: ReadContext,
  broken: ReadonlySet<number>,
  progress: {page: number},
): {root: Root; reports: Report[]} {
  const {pdfium, document} = source
  const count = pdfium.call.FPDF_GetPageCount(document)
  if (count < 1) throw new UnreadableError('unreadable', 'PDF 文件中没有任何页面，无法读取。')
  const pages = Math.min(count, context.limits.maxPages)
  const notes: PageNotes[] = []
  const failed: number[] = []
  const problems: LayoutProblem[] = []
  function* contents(): Generator<PageContent> {
    for (let index = 0; index < pages; index++) {
      progress.page = index
      const page = broken.has(index) ? null : readPage(source, index)
      if (page) {
        notes.push(page.notes)
        const {recognised, glyphs} = page.notes
        if (context.layer && recognised > 0) {
          const isLayer = recognised > LAYER * glyphs
          context.layer(index + 1, isLayer ? page.content.glyphs : null)
          // Who takes the layer says what became of it.
          if (isLayer) page.notes.recognised = 0
        }
        yield page.content
      } else failed.push(index + 1)
    }
  }
  const information = informationOf(pdfium, document)
  const {maxCells, maxNodes} = context.limits
  const options = {tolerance: TOLERANCE, typeset: true, maxCells, maxNodes}
  const children = layoutDocument(contents(), options, problem => problems.push(problem))
  if (failed.length === pages) {
    throw new UnreadableError('unreadable', 'PDF 文件的页面都已损坏，无法读取，请重新取得该文件。')
  }
  const garbled = garbledIn(children.map(textOf))
  const reports = [
    ...(garbled ? [unreadFonts(garbled)] : []),
    ...unreadParts(pdfium, document),
    ...findingsOfNotes(notes),
    ...problems.map(problem => findingOfProblem(problem)),
  ]
  if (failed.length > 0) reports.unshift(unreadPages(failed))
  if (count > pages) {
    const what = `PDF 共 ${count} 页，只读取了前 ${pages} 页`
    reports.unshift({rule: 'R08', details: {values: {what}, place: {page: pages}}})
  }
  return {root: {type: 'root', children, data: {reader: 'pdf', ...information, pages: count}}, reports}
}

function unreadFonts(sample: string): Report {
  const what = `文中几乎没有常用字（如“${sample}”），字体的编码对照多半有误`
  return {rule: 'R06', details: {values: {what}}}
}

function unreadPages(failed: readonly number[]): Report {
  const list = failed.slice(0, 10).join('、')
  const what = `PDF 的第 ${list}${failed.length > 10 ? ` 等 ${failed.length} ` : ' '}页已损坏，未能读取`
  return {rule: 'R04', details: {values: {what}, place: {page: failed[0]!}}}
}
