import type {WorkBook, WorkSheet} from 'xlsx'
import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {contentOf, type SheetContent} from './cells.ts'
import {boxParagraphs, type Drawn, nothingDrawn, reportDrawn, topOf} from './drawn/drawn.ts'
import {countPictures, handOver, sheetPictures} from './pictures.ts'
import {regionsOf} from './regions.ts'
import {sheetKind} from './sniff.ts'
import {blocksOf} from './table.ts'
import {openWorkbook} from './workbook.ts'

/** Where pictures stand that WPS puts into cells. */
const IN_CELLS = '单元格图片'
/** Doubtful cells named in one finding. */
const NAMED = 5

/**
 * Reads a workbook: each visible sheet gives its name as a paragraph, then its tables and texts.
 * @throws UnreadableError where it cannot be read or shows nothing.
 */
export function readWorkbook(bytes: Uint8Array, context: ReadContext): Root {
  const kind = sheetKind(bytes, '.xlsx') ?? (bytes[0] === 0x50 ? 'ooxml' : 'biff')
  const {book, shown, drawn} = openWorkbook(bytes, kind, context)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const pictures = kind === 'ooxml' && context.picture ? sheetPictures(bytes, context) : null
  const children: Block[] = []
  let tables = 0
  book.SheetNames.forEach((name, i) => {
    const sheet = sheetOf(book, name)
    if (!sheet) {
      context.report('R04', {values: {what: `工作表“${name}”已损坏，未能读取`}, place: {part: name}})
      return
    }
    const type = sheet['!type']
    if (type && type !== 'sheet') {
      context.report('R05', {values: {what: `“${name}”是图表或宏，不是表格`}, place: {part: name}})
      return
    }
    const content = contentOf(sheet, date1904, context.limits.maxCells, shown.get(name))
    if (book.Workbook?.Sheets?.[i]?.Hidden) {
      reportHidden(name, content, context)
      return
    }
    report(name, content, context)
    const drawing = drawn.get(name) ?? nothingDrawn()
    reportDrawn(drawing, name, context)
    const blocks = sheetBlocks(name, content, drawing, tables, context)
    tables += blocks.filter(({type}) => type === 'table').length
    blocks.push(...handOver(pictures?.onSheet.get(name) ?? [], name, context))
    if (blocks.length > 0) children.push({type: 'paragraph', value: name, place: {part: name}}, ...blocks)
  })
  children.push(...handOver(pictures?.inCells ?? [], IN_CELLS, context))
  if (kind === 'ooxml' || kind === 'ods') reportPictures(bytes, children, context)
  if (children.length === 0) throw new UnreadableError('empty', '工作簿里没有可见的内容。')
  const title = book.Props?.Title
  return {type: 'root', children, data: {reader: 'sheet', ...(title ? {title} : {}), metadata: []}}
}

/** The tables and texts of a sheet; boxes of text stand before the first of them that begins below where they do. */
function sheetBlocks(
  name: string,
  content: SheetContent,
  drawing: Drawn,
  tables: number,
  context: ReadContext,
): Block[] {
  const blocks: Block[] = []
  let table = tables
  let boxes = boxParagraphs(drawing, name)
  for (const region of regionsOf(content.cells)) {
    const top = topOf(region)
    const isAbove = ({row}: {row: number}) => content.visibleRow(row) < top
    blocks.push(...boxes.filter(isAbove).flatMap(box => box.blocks))
    boxes = boxes.filter(box => !isAbove(box))
    const read = blocksOf(region, name, table + 1, context)
    table += read.filter(({type}) => type === 'table').length
    blocks.push(...read)
  }
  return [...blocks, ...boxes.flatMap(box => box.blocks)]
}

/** Pictures of which no visible sheet has handed one over. */
function reportPictures(bytes: Uint8Array, children: readonly Block[], context: ReadContext): void {
  const left = countPictures(bytes) - children.filter(({type}) => type === 'image').length
  if (left > 0) context.report('R05', {values: {what: `工作簿内有 ${left} 幅图片未读取`}})
}

/** A sheet may be named like a property every object has. */
function sheetOf(book: WorkBook, name: string): WorkSheet | null {
  return Object.hasOwn(book.Sheets, name) ? (book.Sheets[name] ?? null) : null
}

function reportHidden(part: string, content: SheetContent, context: ReadContext): void {
  const figures = content.cells.filter(({text}) => /\d/.test(text)).length
  if (figures === 0) return
  context.report('R07', {values: {what: `工作表“${part}”是隐藏的，其中有 ${figures} 处数字`}, place: {part}})
}

function report(part: string, content: SheetContent, context: ReadContext): void {
  const {hidden, covered, overlaps, comments, doubts} = content
  const place = {part}
  if (hidden > 0)
    context.report('R07', {values: {what: `工作表“${part}”隐藏的行列中有 ${hidden} 处数字`}, place})
  if (covered > 0)
    context.report('R07', {values: {what: `工作表“${part}”的合并单元格下遮住了 ${covered} 处内容`}, place})
  if (comments > 0)
    context.report('R07', {values: {what: `工作表“${part}”有 ${comments} 条批注未读入`}, place})
  if (overlaps > 0)
    context.report('R03', {
      values: {what: `工作表“${part}”有 ${overlaps} 处合并区域互相重叠或大得不合情理`},
      place,
    })
  if (doubts.length === 0) return
  const more = doubts.length > NAMED ? `；共 ${doubts.length} 处` : ''
  const what = `工作表“${part}”${doubts.slice(0, NAMED).join('，')}${more}`
  context.report('R04', {values: {what}, place})
}
